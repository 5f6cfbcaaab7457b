/** Images of a request as tokens: the published rule of the model, over the size that the document gives. */
import type { Catalog, ImageRow } from '../../catalog/index.ts';
import { type Figure, leaf, multiply, sum } from '../../quantity/index.ts';
import type { Amount, TokenLengths, Workload } from '../../workload/index.ts';
import type { ProblemCollector } from '../problems/index.ts';
import { resolveModel, type ReadFile } from './resolve.ts';

/** Images as they count: what one is, and whose rule says so. */
export interface ImageTokens {
  readonly count: Amount;
  readonly each: number;
  readonly row: ImageRow;
  /** Input tokens beside the images. */
  readonly text: Amount;
}

/** @returns the row with the longest beginning of the model's id */
export function imageRule(catalog: Catalog, model: string): ImageRow | undefined {
  const fits = catalog.images.filter(({ scope }) => model === scope || model.startsWith(`${scope}-`));
  return fits.reduce<ImageRow | undefined>((a, b) => (a && a.scope.length >= b.scope.length ? a : b), undefined);
}

/** Tokens of one image. @param width pixels @param height pixels */
export function tokensOfImage(row: ImageRow, width: number, height: number): number {
  const of = { fixed: () => row.tokens ?? 0, tiles: tiled, grid } as const;
  return of[row.rule](row, width, height) + row.extra;
}

/** Sides become multiples of a token's side, after the image is scaled into the limits of side and tokens. */
function grid(
  { pixels = 1, rounding, least = 1, most = Infinity, longestPx = Infinity, perRow }: ImageRow,
  w: number,
  h: number,
): number {
  const shrink = Math.min(1, longestPx / Math.max(w, h));
  const round = rounding === 'up' ? Math.ceil : Math.round;
  const cells = (scale: number, to: (side: number) => number): readonly [number, number] => [
    Math.max(1, to((w * scale) / pixels)),
    Math.max(1, to((h * scale) / pixels)),
  ];
  let [columns, rows] = cells(shrink, round);
  const area = (w * h * shrink ** 2) / pixels ** 2;
  if (columns * rows > most) [columns, rows] = cells(shrink * Math.sqrt(most / area), Math.floor);
  else if (columns * rows < least) [columns, rows] = cells(shrink * Math.sqrt(least / area), Math.ceil);
  return rows * (columns + perRow);
}

/**
 * Tiles of the canvas that fits best: the one that enlarges the image least, else the one that reduces it least; of several the smallest.
 * Where there are several tiles, a separator follows each, and the whole image is one tile more.
 */
function tiled({ pixels = 1, tokens = 0, most = 1 }: ImageRow, w: number, h: number): number {
  let best = { scale: 0, tiles: 1 };
  for (let rows = 1; rows <= most; rows++)
    for (let columns = 1; columns * rows <= most; columns++) {
      const next = { scale: Math.min((columns * pixels) / w, (rows * pixels) / h), tiles: columns * rows };
      if (closer(next, best)) best = next;
    }
  return tokens + (best.tiles > 1 ? best.tiles * (tokens + 1) : 0);
}

interface Canvas {
  readonly scale: number;
  readonly tiles: number;
}

function closer(a: Canvas, b: Canvas): boolean {
  if (a.scale >= 1 !== b.scale >= 1) return a.scale >= 1;
  if (Math.abs(a.scale - b.scale) <= 1e-12) return a.tiles < b.tiles;
  return a.scale >= 1 ? a.scale < b.scale : a.scale > b.scale;
}

/** @returns the workload with the tokens of its images among the input, or undefined where no rule is published (a pending problem says so) */
export function withImages(
  workload: Workload,
  catalog: Catalog,
  pending: ProblemCollector,
  readFile: ReadFile | undefined,
): { readonly workload: Workload; readonly images?: ImageTokens } | undefined {
  const { traffic, model } = workload;
  const { images, ...rest } = traffic;
  if (!images) return { workload };
  const row = resolveModel(catalog, model, pending, readFile);
  if (!row) return undefined;
  const rule = imageRule(catalog, row.id);
  if (!rule) {
    pending.add(
      'no-image-rule',
      { model: row.name, known: catalog.images.map(({ scope }) => scope) },
      images.width.origin,
    );
    return undefined;
  }
  const each = tokensOfImage(rule, images.width.mid, images.height.mid);
  const text = traffic.inputTokens.mean;
  return {
    // Counted once: whoever asks about this workload again finds the images among its input.
    workload: { ...workload, traffic: { ...rest, inputTokens: longer(traffic.inputTokens, images.count, each) } },
    images: { count: images.count, each, row: rule, text },
  };
}

function longer({ mean, p50, p95, ...rest }: TokenLengths, count: Amount, each: number): TokenLengths {
  const more = (amount: Amount): Amount => ({
    ...amount,
    low: amount.low + count.low * each,
    mid: amount.mid + count.mid * each,
    high: amount.high + count.high * each,
  });
  return { ...rest, mean: more(mean), ...(p50 ? { p50: more(p50) } : {}), ...(p95 ? { p95: more(p95) } : {}) };
}

/** Input tokens of a request as a sum, for derivations. */
export function inputWithImages(
  { count, each, row, text }: ImageTokens,
  figure: (label: string, amount: Amount) => Figure,
): Figure {
  const one = leaf('tokens of one image', { value: each }, 'token', row.origin);
  const all = multiply('image tokens', 'token', [figure('images', count), one], 'images × tokens of one image');
  return sum('input tokens', 'token', [figure('text tokens', text), all]);
}
