/**
 * Where components find themselves: in the live panel, where a number can be opened and a row chosen, or on paper.
 *
 * Everything interactive is optional. Absent, the same component renders as text: that is the whole difference
 * between the panel and the report.
 */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Derivation } from '../../quantity/index.ts';
import { english, type Translate } from '../../quantity/index.ts';

/** One number of one deployment, as `explain` knows it, and where on the surface it was opened. */
export interface NumberKey {
  readonly deployment: string;
  /** Such as `cost.perMillionTokens`. */
  readonly path: string;
  /** One explanation is open at a time; each chart, and each table twin, is a place of its own. */
  readonly place:
    'header' | 'headline' | 'facts' | 'machines' | 'table' | `chart ${string}` | `twin ${string}` | `option ${string}`;
}

/** The number that is open, and its derivation once the host has answered (`null`: there is none). */
export interface Explained extends NumberKey {
  readonly derivation?: Derivation | null;
}

export interface Surface {
  readonly locale: string;
  readonly currency: string;
  readonly t: Translate;
  /** Width that a plot may take, CSS pixels. */
  readonly plotWidth: number;
  readonly explained?: Explained | undefined;
  readonly explain?: (key: NumberKey) => void;
  readonly closeExplanation?: () => void;
  readonly copyExplanation?: () => void;
  readonly openCalculation?: (key: NumberKey) => void;
  readonly select?: (deployment: string) => void;
  /** Shows the line of the document that a path names: `['deployments', 'a']`. */
  readonly reveal?: (path: readonly string[]) => void;
  /** Shows a line of the document, from 1. */
  readonly revealLine?: (line: number) => void;
}

export const SurfaceContext = createContext<Surface>({ locale: 'en-US', currency: 'USD', t: english, plotWidth: 640 });

export function useSurface(): Surface {
  return useContext(SurfaceContext);
}

export function sameNumber(a: NumberKey | undefined, b: NumberKey): boolean {
  return a !== undefined && a.deployment === b.deployment && a.path === b.path && a.place === b.place;
}
