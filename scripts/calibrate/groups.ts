import { quantile } from './report.ts';
import type { Observation } from './measurements.ts';
/** Groups by weighted excess error, worst first, for reading. */
export function groupReport(
  observations: readonly Observation[],
  residuals: Float64Array,
  filter: string,
  most: number,
): string {
  const groups = new Map<string, { v: number; w: number }[]>();
  const [want, slice] = filter.split('@');
  observations.forEach((o, i) => {
    if (slice && o.item.slice !== slice) return;
    if (!slice && o.item.slice !== 'colocated') return;
    const key = `${o.file === 'serving' ? 'S' : 'M'} ${o.kind.padEnd(10)} ${o.item.group} ${o.item.configuration.replica.engine} ${o.item.configuration.load.kind} ${o.item.configuration.replica.weights}${o.fitted ? '' : ' UNFITTED'}`;
    if (want && !key.includes(want)) return;
    const r = residuals[i] as number;
    const list = groups.get(key) ?? [];
    list.push({ v: r, w: o.weight });
    groups.set(key, list);
  });
  const limit = Number(process.env.LIMIT ?? 0.1);
  return [...groups]
    .map(([key, list]) => ({
      key,
      n: list.length,
      bad: list.reduce((s, x) => s + x.w * Math.min(0.8, Math.max(0, Math.abs(x.v) - limit)), 0),
      q10: quantile(list, 0.1),
      median: quantile(list, 0.5),
      q90: quantile(list, 0.9),
    }))
    .sort((a, b) => b.bad - a.bad)
    .slice(0, most)
    .map(
      (g) =>
        `${g.bad.toFixed(3)} ${g.median.toFixed(2).padStart(6)} [${g.q10.toFixed(2)} ${g.q90.toFixed(2)}] n=${String(g.n).padEnd(4)} ${g.key}`,
    )
    .join('\n');
}
