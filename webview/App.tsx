/** The panel: what the host last said, what the person last did, and which of the designed states that makes. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { SurfaceContext, type Explained, type NumberKey, type Surface } from '../src/report/components/index.ts';
import type { Host, Remembered } from './host.ts';
import { Idle, Loading } from './Idle.tsx';
import type { FromWebview, LeverValues, PanelSnapshot, PanelState } from './protocol.ts';
import { WorkloadPanel } from './WorkloadPanel.tsx';

export function App({ host, wide }: { readonly host: Host; readonly wide: boolean }) {
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
  }, [snapshot?.version, snapshot?.whatIf?.request, open?.deployment, open?.path, open?.place]);

  const surface = useSurfaceOf(snapshot, explained, setExplained, post);
  const levers = useLevers(snapshot, remembered, remember, post);

  if (state === undefined || state.kind === 'loading') return <Loading file={state?.file} />;
  if (state.kind === 'idle') return <Idle state={state} post={post} />;
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

function useSurfaceOf(
  snapshot: PanelSnapshot | undefined,
  explained: Explained | undefined,
  setExplained: (value: Explained | undefined) => void,
  post: (message: FromWebview) => void,
): Surface {
  return useMemo(
    () => ({
      locale: snapshot?.locale ?? 'en-US',
      currency: snapshot?.estimate.currency ?? 'USD',
      plotWidth: Math.max(200, document.documentElement.clientWidth - 32),
      explained,
      explain: (key: NumberKey) => setExplained({ ...key }),
      closeExplanation: () => {
        const back = explained;
        setExplained(undefined);
        if (back !== undefined)
          document
            .querySelector<HTMLElement>(
              `[data-number="${CSS.escape(`${back.place}:${back.deployment}:${back.path}`)}"]`,
            )
            ?.focus();
      },
      copyExplanation: () => {
        if (explained !== undefined)
          post({ type: 'copyExplanation', deployment: explained.deployment, path: explained.path });
      },
      openCalculation: (key: NumberKey) =>
        post({ type: 'openCalculation', deployment: key.deployment, path: key.path }),
      select: (deployment: string) => post({ type: 'select', deployment }),
      reveal: (path: readonly string[]) => post({ type: 'reveal', path }),
      revealLine: (line: number) => post({ type: 'revealLine', line }),
    }),
    [snapshot?.locale, snapshot?.estimate.currency, explained, post],
  );
}

/** Name of the workload that levers belong to. */
export function leverScope(snapshot: PanelSnapshot): string {
  return `${snapshot.document}#${snapshot.documentIndex}`;
}

interface LeverState {
  readonly values: LeverValues;
  readonly move: (values: LeverValues) => void;
}

/** Values show at once; the host is asked once per frame and answers the latest only. */
function useLevers(
  snapshot: PanelSnapshot | undefined,
  remembered: Remembered,
  remember: (change: Partial<Remembered>) => void,
  post: (message: FromWebview) => void,
): LeverState {
  const request = useRef(0);
  const frame = useRef<number | undefined>(undefined);
  const scope = snapshot === undefined ? undefined : leverScope(snapshot);
  const values = remembered.levers !== undefined && remembered.levers.of === scope ? remembered.levers.values : {};
  const ask = useCallback(
    (next: LeverValues) => {
      if (frame.current !== undefined) cancelAnimationFrame(frame.current);
      frame.current = requestAnimationFrame(() => {
        frame.current = undefined;
        request.current += 1;
        post({ type: 'levers', request: request.current, values: next });
      });
    },
    [post],
  );
  useEffect(() => {
    // After a reload the host has forgotten the levers; tell it once per workload.
    if (scope !== undefined && Object.keys(values).length > 0 && snapshot?.whatIf === undefined) ask(values);
  }, [scope]);
  const move = useCallback(
    (next: LeverValues) => {
      if (scope === undefined) return;
      remember({ levers: { of: scope, values: next } });
      ask(next);
    },
    [scope, remember, ask],
  );
  return { values, move };
}

/** The scroll position is part of what survives. */
function useScrollMemory(
  ready: boolean,
  scroll: number | undefined,
  remember: (change: Partial<Remembered>) => void,
): void {
  const restored = useRef(false);
  useEffect(() => {
    if (!ready || restored.current) return undefined;
    restored.current = true;
    // The lower half is drawn one frame after the answer.
    if (scroll !== undefined) setTimeout(() => window.scrollTo(0, scroll), 60);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const moved = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => remember({ scroll: window.scrollY }), 250);
    };
    window.addEventListener('scroll', moved, { passive: true });
    return () => window.removeEventListener('scroll', moved);
  }, [ready]);
}
