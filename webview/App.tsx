/** The panel: what the host last said, what the person last did, and which of the designed states that makes. */
import type { Translate } from '../src/quantity/index.ts';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Explained, SurfaceContext } from '../src/report/kit/index.ts';
import type { Host, Remembered } from './host.ts';
import { Idle, Loading } from './Idle.tsx';
import type { FromWebview, PanelState } from '../src/panel/protocol.ts';
import { useLevers } from './useLevers.ts';
import { useScrollMemory } from './useScrollMemory.ts';
import { useSurfaceOf } from './useSurfaceOf.ts';
import { WorkloadPanel } from './WorkloadPanel.tsx';

export interface AppProps {
  readonly host: Host;
  /** Every chart at once. */
  readonly wide: boolean;
  readonly t: Translate;
}

export function App({ host, wide, t }: AppProps) {
  const [state, setState] = useState<PanelState | undefined>(undefined);
  const [remembered, setRemembered] = useState<Remembered>(() => host.recall());
  const [explained, setExplained] = useState<Explained | undefined>(undefined);
  const request = useRef(0);
  const post = useCallback((message: FromWebview) => host.post(message), [host]);

  const remember = useCallback(
    (change: Partial<Remembered>) =>
      setRemembered((before) => {
        const after = { ...before, ...change };
        host.remember(after);
        return after;
      }),
    [host],
  );

  useEffect(() => {
    const stop = host.onMessage((message) => {
      switch (message.type) {
        case 'state':
          return setState(message.state);
        case 'leversApplied':
          return setRemembered((before) => {
            const { levers: _, ...after } = before;
            host.remember(after);
            return after;
          });
        case 'derivation':
          return setExplained((open) =>
            open !== undefined && message.request === request.current
              ? { ...open, derivation: message.derivation }
              : open,
          );
      }
    });
    post({ type: 'ready' });
    return stop;
  }, [host, post]);

  useScrollMemory(state?.kind === 'workload', remembered.scroll, remember);

  const snapshot = state?.kind === 'workload' ? state : undefined;
  const open = explained;
  useEffect(() => {
    // A new version of the text: ask again, the old answer stays until the new one is there.
    if (open === undefined || snapshot === undefined) return;
    request.current += 1;
    post({ type: 'explain', request: request.current, deployment: open.deployment, path: open.path });
  }, [snapshot?.evaluation, snapshot?.whatIf?.request, open?.deployment, open?.path, open?.place]);

  const surface = useSurfaceOf({ snapshot, t, explained, setExplained, post });
  const levers = useLevers(snapshot, remembered, remember, post);

  if (state === undefined || state.kind === 'loading') return <Loading file={state?.file} t={t} />;
  if (state.kind === 'idle') return <Idle state={state} post={post} t={t} />;
  return (
    <SurfaceContext.Provider value={surface}>
      <WorkloadPanel
        snapshot={state}
        wide={wide}
        remembered={remembered}
        remember={remember}
        levers={levers.values}
        moveLevers={levers.move}
        post={post}
      />
    </SurfaceContext.Provider>
  );
}
