/** How many measured values lie inside the intervals that rows of other folds give them. */
import { modelKind, type ConstantTable } from '../../src/performance/index.ts';
import type { Observation } from './measurements.ts';
import { classOf, judged, KINDS, PARTS, replicaOf, type LeftOut, type Widening } from './slices.ts';

export interface Coverage {
  readonly file: string;
  readonly metric: string;
  readonly slice: string;
  readonly coverage: number;
  readonly n: number;
}

/** Slices of rows whose coverage must hold by itself, where they have so many. */
const ENOUGH = 30;
const SLICES: Readonly<Record<string, (o: Observation) => string>> = {
  source: (o) => o.item.source,
  engine: (o) => replicaOf(o).engine,
  model: (o) => modelKind(replicaOf(o).architecture),
  machine: classOf,
  load: (o) => o.item.configuration.load.kind,
};

/** The same of every slice of `ENOUGH` rows or more: source, engine, kind of model, class of machine, kind of load. */
export function coverageBySlice(
  observations: readonly Observation[],
  left: LeftOut,
  constants: ConstantTable,
  by: Widening,
): Coverage[] {
  const sums = new Map<string, Coverage & { inside: number; all: number }>();
  for (const kind of KINDS)
    for (const part of ['seen', 'pools'] as const)
      for (const { o, r, low, high } of judged(observations, left, constants, kind, part))
        for (const [name, of] of Object.entries(SLICES)) {
          const slice = `${part === 'pools' ? 'pools, ' : ''}${name} ${of(o)}`;
          const key = `${kind} ${slice}`;
          const sum = sums.get(key) ?? { file: '', metric: kind, slice, coverage: 0, n: 0, inside: 0, all: 0 };
          const times = by[kind][part];
          const inside = r >= low * times && r <= high * times ? o.weight : 0;
          sums.set(key, { ...sum, n: sum.n + 1, inside: sum.inside + inside, all: sum.all + o.weight });
        }
  return [...sums.values()]
    .filter(({ n }) => n >= ENOUGH)
    .map(({ inside, all, ...c }) => ({ ...c, coverage: inside / all }));
}

/** Share of left-out values inside their widened interval, weighted as the accuracy table is; each fifth of the folds is judged by the others. */
export function coverage(
  observations: readonly Observation[],
  left: LeftOut,
  constants: ConstantTable,
  by: Widening,
): Coverage[] {
  const out: Coverage[] = [];
  for (const file of ['measurements', 'serving'] as const)
    for (const kind of KINDS)
      for (const slice of PARTS) {
        let inside = 0;
        let all = 0;
        let n = 0;
        const times = by[kind][slice];
        for (const { o, r, low, high } of judged(observations, left, constants, kind, slice)) {
          if (o.file !== file) continue;
          all += o.weight;
          n++;
          if (r >= low * times && r <= high * times) inside += o.weight;
        }
        if (n > 0) out.push({ file, metric: kind, slice, coverage: inside / all, n });
      }
  return out;
}
