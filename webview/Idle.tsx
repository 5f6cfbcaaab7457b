/** Designed states of a panel without an estimate: each says what is, then what to do. */
import { Button } from './controls.tsx';
import type { FromWebview, PanelState } from './protocol.ts';

type IdleState = Extract<PanelState, { kind: 'idle' }>;

const WORDS: Readonly<Record<IdleState['reason'], { readonly title: string; readonly text: string }>> = {
  'no-document': {
    title: 'What does it cost to serve?',
    text: 'Open a *.workload.yaml file, or start from a sample. The answer appears here as you type, offline.',
  },
  'not-a-workload': {
    title: 'This file is not a workload',
    text: 'A workload has apiVersion: inference-tco/v1, or its name ends in .workload.yaml.',
  },
  'too-large': {
    title: 'This file is too large to read as you type',
    text: 'Split it: one workload per document, up to a few thousand lines per file.',
  },
  failed: {
    title: 'The estimate failed',
    text: 'This is a mistake of the tool, not of your file. The log says where.',
  },
};

export function Idle({ state, post }: { readonly state: IdleState; readonly post: (message: FromWebview) => void }) {
  const { title, text } = WORDS[state.reason];
  return (
    <main class="state">
      <h1>{title}</h1>
      {state.file === undefined ? null : <p class="muted">{state.file}</p>}
      <p>{state.message ?? text}</p>
      <p class="state-actions">
        {state.reason === 'failed' ? (
          <Button onPress={() => post({ type: 'command', command: 'showLog' })}>Show log</Button>
        ) : (
          <>
            <Button onPress={() => post({ type: 'command', command: 'openSample' })}>Open a sample</Button>
            <Button secondary onPress={() => post({ type: 'command', command: 'newWorkload' })}>
              New workload
            </Button>
          </>
        )}
      </p>
    </main>
  );
}

/** The frame of the answer without its numbers; fades in late, so that a quick answer shows no flash. */
export function Loading({ file }: { readonly file: string | undefined }) {
  return (
    <main class="state loading" aria-busy="true">
      <h1 class="hidden">Loading</h1>
      <p class="muted" role="status">
        Reading {file ?? 'the prices'} …
      </p>
      <div class="bone bone-big" />
      <div class="bone" />
      <div class="bone" />
      <div class="bone bone-short" />
    </main>
  );
}
