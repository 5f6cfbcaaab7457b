/** Components as text for golden files: one tag per line, so that a change reads as one. */
import { h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { english } from '../../src/quantity/index.ts';
import { type Surface, SurfaceContext } from '../../src/report/index.ts';

/** As on paper; `surface` makes it live. */
export function render(node: VNode, surface: Partial<Surface> = {}): string {
  const value: Surface = { locale: 'en-US', currency: 'USD', t: english, plotWidth: 360, ...surface };
  return `${renderToString(h(SurfaceContext.Provider, { value, children: node })).replace(/></g, '>\n<')}\n`;
}

const nothing = (): void => undefined;

/** A surface where everything can be pressed. */
export const LIVE: Partial<Surface> = {
  explain: nothing,
  closeExplanation: nothing,
  copyExplanation: nothing,
  openCalculation: nothing,
  select: nothing,
  reveal: nothing,
  revealLine: nothing,
};
