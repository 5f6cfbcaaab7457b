/** What a careful eye looks for in a narrow or magnified panel: nothing wider than it, nothing cut off, no text on text. */
import type { Frame, Page } from 'playwright-core';

export const CHARTS = [
  'pareto',
  'compare',
  'breakdown',
  'energy',
  'memory',
  'day',
  'sensitivity',
  'breakeven',
] as const;

/** Shows the panel in a column of `width` CSS pixels, magnified. Through the object model, which no style policy forbids. */
export async function squeeze(frame: Frame | Page, width: number | undefined, zoom = 1): Promise<void> {
  await frame.evaluate(
    ({ column, scale }) => {
      document.body.style.width = column === undefined ? '' : `${column}px`;
      document.documentElement.style.zoom = String(scale);
      // Charts hear of their width from an observer, a frame later.
      return new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
    },
    { column: width, scale: zoom },
  );
}

/** One line per fault; empty is what we want. */
export function faults(frame: Frame | Page): Promise<readonly string[]> {
  return frame.evaluate(() => {
    const found: string[] = [];
    const body = document.body.getBoundingClientRect();
    for (const element of document.querySelectorAll('main *')) {
      if (element.closest('svg, .twin-scroll, .hidden, .explanation-body') !== null) continue;
      const box = element.getBoundingClientRect();
      if (box.width > 0 && box.right > body.right + 1)
        found.push(`reaches ${Math.round(box.right - body.right)} px over the edge: ${element.outerHTML.slice(0, 80)}`);
    }
    for (const plot of document.querySelectorAll('svg.plot')) {
      const ground = plot.getBoundingClientRect();
      const texts = [...plot.querySelectorAll('text')].map((text) => ({
        said: text.textContent,
        box: text.getBoundingClientRect(),
      }));
      for (const { said, box } of texts)
        if (box.left < ground.left - 2 || box.right > ground.right + 2 || box.bottom > ground.bottom + 3)
          found.push(`leaves its chart: "${said}"`);
      for (const [i, a] of texts.entries())
        for (const b of texts.slice(i + 1)) {
          const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
          const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
          if (wide > 2 && high > 4) found.push(`lie on each other: "${a.said}" and "${b.said}"`);
        }
    }
    return found;
  });
}
