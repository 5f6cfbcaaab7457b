/** Errors of scored values by file, metric, slice and what they share: weighted so that every group speaks once. */
import type { Slice } from './case.ts';

export interface Sample {
  readonly file: string;
  readonly metric: string;
  readonly slice: Slice;
  readonly accelerator: string;
  readonly model: string;
  readonly source: string;
  readonly engine: string;
  readonly group: string;
  /** ln(predicted ÷ measured); NaN: skipped. */
  readonly log: number;
  readonly covered: boolean;
}

export interface SummaryRow {
  /** What `key` names: `all`, `file`, `accelerator`, `model`, `engine` or `source`. */
  readonly by: 'all' | 'file' | 'accelerator' | 'model' | 'engine' | 'source';
  readonly key: string;
  readonly metric: string;
  readonly slice: Slice;
  readonly n: number;
  readonly skipped: number;
  /** Shares, 0.12 is 12 %; null where nothing was scored. Every group counts once, whatever its rows. */
  readonly medianApe: number | null;
  readonly p90Ape: number | null;
  /** exp(median ln(predicted ÷ measured)) − 1: above 0 the model says more than was measured. */
  readonly bias: number | null;
  readonly coverage80: number | null;
}

const KEYS: readonly { readonly by: SummaryRow['by']; readonly of: (s: Sample) => string }[] = [
  { by: 'all', of: () => 'all' },
  { by: 'file', of: (s) => s.file },
  { by: 'accelerator', of: (s) => s.accelerator },
  { by: 'model', of: (s) => s.model },
  { by: 'engine', of: (s) => s.engine },
  { by: 'source', of: (s) => s.source },
];

export function summarize(samples: readonly Sample[]): SummaryRow[] {
  const sizes = new Map<string, number>();
  const groupOf = (s: Sample): string => `${s.file}|${s.group}|${s.slice}`;
  for (const s of samples) sizes.set(groupOf(s), (sizes.get(groupOf(s)) ?? 0) + 1);
  const weight = (s: Sample): number => 1 / (sizes.get(groupOf(s)) ?? 1);
  const out: SummaryRow[] = [];
  for (const { by, of } of KEYS) {
    const sets = new Map<string, Sample[]>();
    for (const s of samples) {
      const key = of(s);
      if (key === '') continue;
      const name = JSON.stringify([key, s.metric, s.slice]);
      const list = sets.get(name);
      if (list) list.push(s);
      else sets.set(name, [s]);
    }
    for (const [name, list] of sets) {
      const [key, metric, slice] = JSON.parse(name) as [string, string, Slice];
      out.push({ by, key, metric, slice, ...errors(list, weight) });
    }
  }
  return out;
}

type Errors = Pick<SummaryRow, 'n' | 'skipped' | 'medianApe' | 'p90Ape' | 'bias' | 'coverage80'>;

function errors(list: readonly Sample[], weight: (s: Sample) => number): Errors {
  const scored = list.filter((s) => Number.isFinite(s.log));
  const skipped = list.length - scored.length;
  if (scored.length === 0) return { n: 0, skipped, medianApe: null, p90Ape: null, bias: null, coverage80: null };
  const ape = scored.map((s) => ({ value: Math.abs(Math.exp(s.log) - 1), weight: weight(s) }));
  const log = scored.map((s) => ({ value: s.log, weight: weight(s) }));
  const total = scored.reduce((sum, s) => sum + weight(s), 0);
  const inside = scored.reduce((sum, s) => sum + (s.covered ? weight(s) : 0), 0);
  return {
    n: scored.length,
    skipped,
    medianApe: quantile(ape, 0.5),
    p90Ape: quantile(ape, 0.9),
    bias: Math.exp(quantile(log, 0.5)) - 1,
    coverage80: inside / total,
  };
}

function quantile(values: { readonly value: number; readonly weight: number }[], share: number): number {
  values.sort((a, b) => a.value - b.value);
  const total = values.reduce((sum, v) => sum + v.weight, 0);
  let sum = 0;
  for (const v of values) {
    sum += v.weight;
    if (sum >= share * total) return v.value;
  }
  return values.at(-1)?.value ?? Number.NaN;
}
