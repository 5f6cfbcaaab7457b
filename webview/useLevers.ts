/** Levers in the hand of a person: shown at once, asked of the host once per frame, kept over a reload. */
import { useCallback, useEffect, useRef } from 'preact/hooks';
import type { Remembered } from './host.ts';
import type { FromWebview, LeverValues, PanelSnapshot } from '../src/panel/protocol.ts';

/** Name of the workload that levers belong to. */
function leverScope(snapshot: PanelSnapshot): string {
  return `${snapshot.document}#${snapshot.documentIndex}`;
}

interface LeverState {
  readonly values: LeverValues;
  readonly move: (values: LeverValues) => void;
}

/** Values show at once; the host is asked once per frame and answers the latest only. */
export function useLevers(
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
