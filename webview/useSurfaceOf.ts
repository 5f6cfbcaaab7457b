/** The live surface: what components may ask of the host, and which number is open. */
import type { Translate } from '../src/quantity/index.ts';
import { useMemo } from 'preact/hooks';
import type { Explained, NumberKey, Surface } from '../src/report/kit/index.ts';
import type { FromWebview, PanelSnapshot } from '../src/panel/protocol.ts';

export interface SurfaceProps {
  readonly snapshot: PanelSnapshot | undefined;
  readonly t: Translate;
  readonly explained: Explained | undefined;
  readonly setExplained: (value: Explained | undefined) => void;
  readonly post: (message: FromWebview) => void;
}

export function useSurfaceOf({ snapshot, t, explained, setExplained, post }: SurfaceProps): Surface {
  return useMemo(
    () => ({
      locale: snapshot?.locale ?? 'en-US',
      currency: snapshot?.estimate.currency ?? 'USD',
      t,
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
    [snapshot?.locale, snapshot?.estimate.currency, t, explained, post],
  );
}
