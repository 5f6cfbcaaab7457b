/** Designed states of a panel without an estimate: each says what is, then what to do. */
import type { Translate } from '../src/quantity/index.ts';
import { Button } from './controls.tsx';
import type { FromWebview, PanelState } from '../src/panel/protocol.ts';

type IdleState = Extract<PanelState, { kind: 'idle' }>;

interface Said {
  readonly title: string;
  readonly text: string;
}

function wordsOf(reason: IdleState['reason'], t: Translate): Said {
  switch (reason) {
    case 'no-document':
      return {
        title: t('What does it cost to serve?'),
        text: t('Open a *.workload.yaml file, or start from a sample. The answer appears here as you type, offline.'),
      };
    case 'unwritten':
      return {
        title: t('Nothing written yet'),
        text: t('Start from a template, or write model and traffic: the answer appears here as you type.'),
      };
    case 'not-a-workload':
      return {
        title: t('This file is not a workload'),
        text: t('A workload has apiVersion: inference-tco/v1, or its name ends in .workload.yaml.'),
      };
    case 'too-large':
      return {
        title: t('This file is too large to read as you type'),
        text: t('Split it: one workload per document, up to a few thousand lines per file.'),
      };
    case 'failed':
      return {
        title: t('The estimate failed'),
        text: t('This is a mistake of the tool, not of your file. The log says where.'),
      };
  }
}

export interface IdleProps {
  readonly state: IdleState;
  readonly post: (message: FromWebview) => void;
  readonly t: Translate;
}

export function Idle({ state, post, t }: IdleProps) {
  const { title, text } = wordsOf(state.reason, t);
  return (
    <main class="state">
      <h1>{title}</h1>
      {state.file === undefined ? null : <p class="muted">{state.file}</p>}
      <p>{state.message ?? text}</p>
      <p class="state-actions">
        {state.reason === 'failed' ? (
          <Button onPress={() => post({ type: 'command', command: 'showLog' })}>{t('Show log')}</Button>
        ) : (
          <>
            <Button onPress={() => post({ type: 'command', command: 'openSample' })}>{t('Open a sample')}</Button>
            <Button secondary onPress={() => post({ type: 'command', command: 'newWorkload' })}>
              {t('New workload')}
            </Button>
          </>
        )}
      </p>
    </main>
  );
}

/** The frame of the answer without its numbers; fades in late, so that a quick answer shows no flash. */
export function Loading({ file, t }: { readonly file: string | undefined; readonly t: Translate }) {
  return (
    <main class="state loading" aria-busy="true">
      <h1 class="hidden">{t('Loading')}</h1>
      <p class="muted" role="status">
        {file === undefined ? t('Reading the prices …') : t('Reading {0} …', file)}
      </p>
      <div class="bone bone-big" />
      <div class="bone" />
      <div class="bone" />
      <div class="bone bone-short" />
    </main>
  );
}
