/** Interval table from left-out residuals, and its own check: quantiles of one half of the folds cover the other half? */
import {
  engineFamily,
  measuredClass,
  residual,
  type ConstantTable,
  type ResidualSlice,
  type ResidualTable,
} from '../../src/performance/index.ts';
import type { Kind, Observation } from './measurements.ts';
import { quantile, scored, turn } from './report.ts';

export type LeftOut = Readonly<Record<'seen' | 'campaign' | 'new model' | 'new accelerator', Float64Array>>;

const KINDS: readonly Kind[] = ['throughput', 'tpot', 'ttft', 'energy'];
/** Groups a slice must have to stand alone, and groups' worth of weight its parent keeps in it: with more, one file's intervals were too wide. */
const LEAST = 4;
const PARENT = 1;
/** Rows that are asked of a slice count like this, so that a long sweep does not speak for a chip alone. */
const weightOf = (o: Observation): number => o.weight;

type Entry = { readonly v: number; readonly w: number; readonly g: string };

function sliceOf(entries: readonly Entry[], parent?: ResidualSlice): ResidualSlice {
  const groups = new Set(entries.map((e) => e.g)).size;
  const low = quantile(entries, 0.1);
  const high = quantile(entries, 0.9);
  const share = parent ? groups / (groups + PARENT) : 1;
  return {
    low: Math.min(-0.03, round(share * low + (1 - share) * (parent?.low ?? 0))),
    high: Math.max(0.03, round(share * high + (1 - share) * (parent?.high ?? 0))),
    measurements: entries.length,
    groups,
  };
}

const round = (x: number): number => Math.round(x * 1000) / 1000;

/** @param use folds whose residuals may speak; all of them for the shipped table */
export function residualTable(
  observations: readonly Observation[],
  left: LeftOut,
  constants: ConstantTable,
  use: (fold: string) => boolean = () => true,
): ResidualTable {
  const slices: Record<string, Record<string, ResidualSlice>> = {};
  for (const kind of KINDS) {
    const total = { measurements: 0, serving: 0 };
    for (const o of observations) if (o.kind === kind && scored(o) && use(o.fold)) total[o.file] += weightOf(o);
    const pick = (residuals: Float64Array, name?: (o: Observation) => string): Map<string, Entry[]> => {
      const out = new Map<string, Entry[]>();
      observations.forEach((o, i) => {
        const r = residuals[i] as number;
        if (o.kind !== kind || !scored(o) || !Number.isFinite(r) || !use(o.fold)) return;
        const key = name ? name(o) : 'all';
        const list = out.get(key) ?? [];
        // What stands for all speaks for both files alike, as they are reported apart.
        list.push({ v: -r * turn(o), w: name ? weightOf(o) : weightOf(o) / total[o.file], g: o.item.group });
        out.set(key, list);
      });
      return out;
    };
    const replica = (o: Observation): Observation['item']['configuration']['replica'] => o.item.configuration.replica;
    const family = (o: Observation): string => engineFamily(replica(o).engine, constants);
    const table: Record<string, ResidualSlice> = {};
    const seen = sliceOf(pick(left.seen).get('all') ?? []);
    table.seen = seen;
    for (const [name, list] of pick(left.seen, (o) => `class ${measuredClass(replica(o).accelerator.class)}`))
      table[name] = sliceOf(list, seen);
    const engines = new Map([...pick(left.seen, family)].map(([name, list]) => [name, sliceOf(list, seen)]));
    for (const [name, list] of pick(left.seen, (o) => o.item.accelerator))
      if (new Set(list.map((e) => e.g)).size >= LEAST) table[name] = sliceOf(list, seen);
    for (const [name, list] of pick(left.seen, (o) => `${o.item.accelerator} × ${family(o)}`)) {
      const engine = engines.get(name.split(' × ')[1] ?? '');
      if (new Set(list.map((e) => e.g)).size >= LEAST) table[name] = sliceOf(list, engine ?? seen);
    }
    table['new model'] = sliceOf(pick(left['new model']).get('all') ?? []);
    const fresh = sliceOf(pick(left['new accelerator']).get('all') ?? []);
    table['new accelerator'] = fresh;
    for (const [name, list] of pick(left['new accelerator'], (o) => `new accelerator × ${family(o)}`))
      if (new Set(list.map((e) => e.g)).size >= LEAST) table[name] = sliceOf(list, fresh);
    slices[kind] = table;
  }
  const names = (of: (o: Observation) => string): string[] =>
    [...new Set(observations.filter((o) => o.fitted).map(of))].sort();
  return {
    slices,
    models: names((o) => o.item.model),
    accelerators: names((o) => o.item.accelerator),
    classes: names((o) => measuredClass(o.item.configuration.replica.accelerator.class)),
  };
}

/** Times a slice's width must grow for four of five values of the other half to lie inside, by metric and kind of slice. */
export type Widening = Readonly<Record<Kind, Readonly<Record<'seen' | 'new model' | 'new accelerator', number>>>>;

const half = (fold: string): number => [...fold].reduce((h, c) => (h * 31 + c.charCodeAt(0)) % 1009, 7) % 2;

/** Left-out residual over the bound on its side, of an interval that half of the folds gives the other half. */
function* judged(
  observations: readonly Observation[],
  left: LeftOut,
  constants: ConstantTable,
  kind: Kind,
  slice: keyof Widening[Kind],
): Generator<{ o: Observation; r: number; low: number; high: number }> {
  const tables = [
    residualTable(observations, left, constants, (f) => half(f) === 1),
    residualTable(observations, left, constants, (f) => half(f) === 0),
  ];
  for (const [i, o] of observations.entries()) {
    const r = -(left[slice][i] as number) * turn(o);
    if (o.kind !== kind || !scored(o) || !Number.isFinite(r)) continue;
    const known: ResidualTable = {
      ...(tables[half(o.fold)] as ResidualTable),
      models: slice === 'new model' ? [] : [o.item.model],
      accelerators: slice === 'new accelerator' ? [] : [o.item.accelerator],
      classes: [measuredClass(o.item.configuration.replica.accelerator.class)],
    };
    const { replica } = o.item.configuration;
    const interval = residual(known, constants, kind, {
      ...replica,
      accelerator: { ...replica.accelerator, derived: [] },
    });
    yield { o, r, low: interval.low, high: interval.high };
  }
}

export function widening(observations: readonly Observation[], left: LeftOut, constants: ConstantTable): Widening {
  const of = (kind: Kind, slice: keyof Widening[Kind]): number => {
    const total = { measurements: 0, serving: 0 };
    const needs: { v: number; w: number; file: Observation['file'] }[] = [];
    for (const { o, r, low, high } of judged(observations, left, constants, kind, slice)) {
      needs.push({ v: r > 0 ? r / high : r / low, w: o.weight, file: o.file });
      total[o.file] += o.weight;
    }
    // Both files speak alike, as they are reported apart.
    return round(
      quantile(
        needs.map((n) => ({ v: n.v, w: n.w / total[n.file] })),
        0.8,
      ),
    );
  };
  const kind = (k: Kind): Widening[Kind] => ({
    seen: of(k, 'seen'),
    'new model': of(k, 'new model'),
    'new accelerator': of(k, 'new accelerator'),
  });
  return { throughput: kind('throughput'), tpot: kind('tpot'), ttft: kind('ttft'), energy: kind('energy') };
}

export function widened(table: ResidualTable, by: Widening): ResidualTable {
  const slices = Object.fromEntries(
    Object.entries(table.slices).map(([kind, all]) => [
      kind,
      Object.fromEntries(
        Object.entries(all).map(([name, s]) => {
          const part = name.startsWith('new accelerator') ? 'new accelerator' : name === 'new model' ? name : 'seen';
          const times = by[kind as Kind][part];
          return [name, { ...s, low: round(s.low * times), high: round(s.high * times) }];
        }),
      ),
    ]),
  );
  return { ...table, slices };
}

export interface Coverage {
  readonly file: string;
  readonly metric: string;
  readonly slice: string;
  readonly coverage: number;
  readonly n: number;
}

/** Share of left-out values inside their widened interval, weighted as the accuracy table is; half of the folds judge the other half. */
export function coverage(
  observations: readonly Observation[],
  left: LeftOut,
  constants: ConstantTable,
  by: Widening,
): Coverage[] {
  const out: Coverage[] = [];
  for (const file of ['measurements', 'serving'] as const)
    for (const kind of KINDS)
      for (const slice of ['seen', 'new model', 'new accelerator'] as const) {
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
