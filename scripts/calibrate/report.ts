/** Weighted quantiles and the accuracy table. */
import { isRateOfTime } from '../../src/estimate/validate/metrics.ts';
import type { Kind, Observation } from './measurements.ts';

export function quantile(values: readonly { v: number; w: number }[], q: number): number {
  const sorted = values.filter((x) => Number.isFinite(x.v)).sort((a, b) => a.v - b.v);
  const total = sorted.reduce((s, x) => s + x.w, 0);
  let sum = 0;
  for (const x of sorted) {
    sum += x.w;
    if (sum >= q * total) return x.v;
  }
  return sorted.at(-1)?.v ?? Number.NaN;
}

/** Rates made of a time err the other way round. */
export const turn = (o: Observation): number => (isRateOfTime(o.item.metric) ? -1 : 1);

export interface Line {
  readonly n: number;
  readonly groups: number;
  readonly median: number;
  readonly p90: number;
  readonly bias: number;
}

export function lineOf(
  observations: readonly Observation[],
  residuals: Float64Array,
  pick: (o: Observation) => boolean,
): Line {
  const ape: { v: number; w: number }[] = [];
  const ln: { v: number; w: number }[] = [];
  const groups = new Set<string>();
  observations.forEach((o, i) => {
    const r = residuals[i] as number;
    if (!pick(o) || !Number.isFinite(r)) return;
    ape.push({ v: Math.abs(Math.exp(r) - 1), w: o.weight });
    ln.push({ v: r * turn(o), w: o.weight });
    groups.add(o.item.group);
  });
  return {
    n: ape.length,
    groups: groups.size,
    median: quantile(ape, 0.5),
    p90: quantile(ape, 0.9),
    bias: Math.exp(quantile(ln, 0.5)) - 1,
  };
}

/** Rows that contradict others are listed, not counted. */
export const scored = (o: Observation): boolean => o.item.slice === 'colocated' && o.fitted;

/** One pool of a run that split prefill from decode, or both. */
export const pooled = (o: Observation): boolean => o.item.slice === 'disaggregated' && o.fitted;

export const TABLE: readonly { name: string; target: string; pick: (o: Observation) => boolean }[] = [
  ...(['throughput', 'tpot', 'ttft', 'energy'] as const).map((kind: Kind) => ({
    name: `measurements ${kind}`,
    target: { throughput: '11/34', tpot: '11/32', ttft: '20/55', energy: '12/30' }[kind],
    pick: (o: Observation) =>
      o.file === 'measurements' &&
      o.kind === kind &&
      scored(o) &&
      (kind !== 'energy' || o.item.metric.startsWith('joules')),
  })),
  // MLPerf's server and interactive latencies are where a submitter chose to run below a limit: 13 to 75 ms for one model and limit.
  ...(['tpot', 'ttft'] as const).map((kind) => ({
    name: `measurements ${kind}, MLPerf aside`,
    target: '',
    pick: (o: Observation) =>
      o.file === 'measurements' && o.kind === kind && scored(o) && !o.item.source.startsWith('MLPerf'),
  })),
  { name: 'closed-loop tpot', target: '18/45', pick: (o) => o.file === 'serving' && o.kind === 'tpot' && scored(o) },
  { name: 'closed-loop ttft', target: '30/70', pick: (o) => o.file === 'serving' && o.kind === 'ttft' && scored(o) },
  ...(['measurements', 'serving'] as const).flatMap((file) =>
    (['throughput', 'tpot', 'ttft'] as const)
      .filter((kind) => file === 'measurements' || kind !== 'throughput')
      .map((kind) => ({
        name: `disaggregated ${file} ${kind}`,
        target: kind === 'tpot' ? 'bias ±10' : kind === 'throughput' ? '20' : '',
        pick: (o: Observation) => pooled(o) && o.file === file && o.kind === kind,
      })),
  ),
  ...(['throughput', 'tpot'] as const).map((kind) => ({
    name: `speculative ${kind}`,
    target: kind === 'tpot' ? 'bias ±10' : '',
    pick: (o: Observation) => o.item.slice === 'speculative' && o.fitted && o.kind === kind,
  })),
];

export function printTable(
  observations: readonly Observation[],
  columns: readonly { name: string; residuals: Float64Array }[],
): string {
  const pct = (x: number): string => (100 * x).toFixed(1).padStart(6);
  const lines = [
    `${'rows'.padEnd(28)}${'target'.padEnd(8)}${'n'.padStart(6)}  ${columns.map((c) => c.name.padEnd(24)).join('')}`,
  ];
  for (const t of TABLE) {
    const cells = columns.map((c) => lineOf(observations, c.residuals, t.pick));
    lines.push(
      `${t.name.padEnd(28)}${t.target.padEnd(8)}${String(cells[0]?.n).padStart(6)}  ${cells.map((l) => `${pct(l.median)}/${pct(l.p90)} ${pct(l.bias)}   `).join('')}`,
    );
  }
  return lines.join('\n');
}
