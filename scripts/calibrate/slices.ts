/** Interval table from left-out residuals, and its own check: quantiles of four fifths of the folds cover the last fifth? */
import {
  engineFamily,
  measuredClass,
  modelKind,
  residual,
  type ConstantTable,
  type ResidualSlice,
  type ResidualTable,
} from '../../src/performance/index.ts';
import type { Kind, Observation } from './measurements.ts';
import { pooled, quantile, scored, turn } from './report.ts';

export type LeftOut = Readonly<Record<'seen' | 'campaign' | 'new model' | 'new accelerator', Float64Array>>;

export const KINDS: readonly Kind[] = ['throughput', 'tpot', 'ttft', 'energy'];
/** Groups a slice of an engine must have to stand alone. */
const LEAST = 3;
/** Groups' worth of weight that its parent keeps in a slice, and 1 keeps in a class of machines. */
const PARENT = 8;
const CLASS_PARENT = 2;

type Entry = { readonly v: number; readonly w: number; readonly g: string };
type Replica = Observation['item']['configuration']['replica'];

export const replicaOf = (o: Observation): Replica => o.item.configuration.replica;
export const classOf = (o: Observation): string => measuredClass(replicaOf(o).accelerator.class);

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

/** Rows of one pool each, or of replicas that do all: they have intervals of their own. */
const POOLED = { yes: pooled, no: scored } as const;

type Pick = (
  residuals: Float64Array,
  name?: (o: Observation) => string,
  of?: keyof typeof POOLED,
) => Map<string, Entry[]>;

/** Left-out residuals of one metric, turned to ln(measured ÷ predicted), by the name of their slice. */
function sampleOf(observations: readonly Observation[], kind: Kind, use: (fold: string) => boolean): Pick {
  const total = { measurements: 0, serving: 0 };
  for (const o of observations) if (o.kind === kind && scored(o) && use(o.fold)) total[o.file] += o.weight;
  return (residuals, name, of = 'no') => {
    const out = new Map<string, Entry[]>();
    observations.forEach((o, i) => {
      const r = residuals[i] as number;
      if (o.kind !== kind || !POOLED[of](o) || !Number.isFinite(r) || !use(o.fold)) return;
      const key = name ? name(o) : 'all';
      const list = out.get(key) ?? [];
      // What stands for all speaks for both files alike, as they are reported apart.
      const w = name || of === 'yes' ? o.weight : o.weight / total[o.file];
      list.push({ v: -r * turn(o), w, g: o.item.group });
      out.set(key, list);
    });
    return out;
  };
}

const groupsOf = (list: readonly Entry[]): number => new Set(list.map((e) => e.g)).size;

/** @param use folds whose residuals may speak; all of them for the shipped table */
export function residualTable(
  observations: readonly Observation[],
  left: LeftOut,
  constants: ConstantTable,
  use: (fold: string) => boolean = () => true,
): ResidualTable {
  const slices: Record<string, Record<string, ResidualSlice>> = {};
  const family = (o: Observation): string => engineFamily(replicaOf(o).engine, constants);
  const modelOf = (o: Observation): string => modelKind(replicaOf(o).architecture);
  for (const kind of KINDS) {
    const pick = sampleOf(observations, kind, use);
    const table: Record<string, ResidualSlice> = {};
    const named = (prefix: string, of: Map<string, Entry[]>, parent: (name: string) => ResidualSlice): void => {
      for (const [name, list] of of) if (groupsOf(list) >= LEAST) table[prefix + name] = sliceOf(list, parent(name));
    };
    const all = (part: Map<string, Entry[]>): ResidualSlice => sliceOf(part.get('all') ?? []);
    const seen = (table.seen = all(pick(left.seen)));
    named('', pick(left.seen, family), () => seen);
    const engine = (name: string): ResidualSlice => table[name.split(' × ')[0] ?? ''] ?? seen;
    named(
      '',
      pick(left.seen, (o) => `${family(o)} × ${modelOf(o)}`),
      engine,
    );
    const model = (table['new model'] = all(pick(left['new model'])));
    named('new model × ', pick(left['new model'], modelOf), () => model);
    const fresh = (table['new accelerator'] = all(pick(left['new accelerator'])));
    named('new accelerator × ', pick(left['new accelerator'], family), () => fresh);
    const pools = pick(left.seen, undefined, 'yes').get('all');
    if (pools) {
      const own = (table.pools = sliceOf(pools));
      named('pools × ', pick(left.seen, family, 'yes'), () => own);
    }
    slices[kind] = table;
  }
  const names = (of: (o: Observation) => string): string[] =>
    [...new Set(observations.filter((o) => o.fitted).map(of))].sort();
  const table: ResidualTable = {
    slices,
    spread: {},
    models: names((o) => o.item.model),
    accelerators: names((o) => o.item.accelerator),
    classes: names(classOf),
  };
  return { ...table, spread: spreads(observations, left, constants, table, use) };
}

/** How much wider than their slices the intervals of a class of machines must be, drawn to 1 where few groups tell it. */
function spreads(
  observations: readonly Observation[],
  left: LeftOut,
  constants: ConstantTable,
  table: ResidualTable,
  use: (fold: string) => boolean,
): ResidualTable['spread'] {
  return Object.fromEntries(
    KINDS.map((kind) => {
      const needs = new Map<string, Entry[]>();
      observations.forEach((o, i) => {
        const r = -(left.seen[i] as number) * turn(o);
        if (o.kind !== kind || !scored(o) || !Number.isFinite(r) || !use(o.fold)) return;
        const { low, high } = residual(table, constants, kind, knownReplica(o));
        const list = needs.get(classOf(o)) ?? [];
        list.push({ v: r > 0 ? r / high : r / low, w: o.weight, g: o.item.group });
        needs.set(classOf(o), list);
      });
      const times = (list: readonly Entry[]): number => {
        const groups = groupsOf(list);
        return round(Math.max(0.2, quantile(list, 0.8)) ** (groups / (groups + CLASS_PARENT)));
      };
      return [kind, Object.fromEntries([...needs].sort().map(([name, list]) => [name, times(list)]))];
    }),
  );
}

/** The replica of a row, as a machine whose specifications are all published: what is derived widens an interval by rule. */
function knownReplica(o: Observation): Replica {
  const replica = replicaOf(o);
  return { ...replica, accelerator: { ...replica.accelerator, derived: [] } };
}

/** Times a slice's width must grow for four of five values of other folds to lie inside, by metric and kind of slice. */
export type Widening = Readonly<Record<Kind, Readonly<Record<Part, number>>>>;
export const PARTS = ['seen', 'new model', 'new accelerator', 'pools'] as const;
type Part = (typeof PARTS)[number];

/** Parts of the folds of which each is judged by the others. */
const PARTITIONS = 5;
const partition = (fold: string): number =>
  [...fold].reduce((h, c) => (h * 31 + c.charCodeAt(0)) % 1009, 7) % PARTITIONS;

const OTHERS = new WeakMap<LeftOut, readonly ResidualTable[]>();

/** For each part, the intervals that the other parts give it. */
function tablesOfOthers(
  observations: readonly Observation[],
  left: LeftOut,
  constants: ConstantTable,
): readonly ResidualTable[] {
  let tables = OTHERS.get(left);
  if (!tables) {
    tables = Array.from({ length: PARTITIONS }, (_, i) =>
      residualTable(observations, left, constants, (fold) => partition(fold) !== i),
    );
    OTHERS.set(left, tables);
  }
  return tables;
}

/** Left-out residual and the interval that the other folds give it. */
export function* judged(
  observations: readonly Observation[],
  left: LeftOut,
  constants: ConstantTable,
  kind: Kind,
  part: Part,
): Generator<{ o: Observation; r: number; low: number; high: number }> {
  const tables = tablesOfOthers(observations, left, constants);
  const residuals = left[part === 'pools' ? 'seen' : part];
  for (const [i, o] of observations.entries()) {
    const r = -(residuals[i] as number) * turn(o);
    if (o.kind !== kind || !(part === 'pools' ? pooled(o) : scored(o)) || !Number.isFinite(r)) continue;
    const known: ResidualTable = {
      ...(tables[partition(o.fold)] as ResidualTable),
      models: part === 'new model' ? [] : [o.item.model],
      accelerators: part === 'new accelerator' ? [] : [o.item.accelerator],
      classes: [classOf(o)],
    };
    const interval = residual(known, constants, kind, knownReplica(o), part === 'pools');
    yield { o, r, low: interval.low, high: interval.high };
  }
}

export function widening(observations: readonly Observation[], left: LeftOut, constants: ConstantTable): Widening {
  const of = (kind: Kind, part: Part): number => {
    const total = { measurements: 0, serving: 0 };
    const needs: { v: number; w: number; file: Observation['file'] }[] = [];
    for (const { o, r, low, high } of judged(observations, left, constants, kind, part)) {
      needs.push({ v: r > 0 ? r / high : r / low, w: o.weight, file: o.file });
      total[o.file] += o.weight;
    }
    // Both files speak alike, as they are reported apart.
    const weighed = needs.map((n) => ({ v: n.v, w: n.w / total[n.file] }));
    return needs.length === 0 ? 1 : round(quantile(weighed, 0.8));
  };
  const kind = (k: Kind): Widening[Kind] =>
    Object.fromEntries(PARTS.map((part) => [part, of(k, part)])) as Record<Part, number>;
  return { throughput: kind('throughput'), tpot: kind('tpot'), ttft: kind('ttft'), energy: kind('energy') };
}

const partOf = (slice: string): Part => PARTS.find((part) => slice.startsWith(part)) ?? 'seen';

export function widened(table: ResidualTable, by: Widening): ResidualTable {
  const slices = Object.fromEntries(
    Object.entries(table.slices).map(([kind, all]) => [
      kind,
      Object.fromEntries(
        Object.entries(all).map(([name, s]) => {
          const times = by[kind as Kind][partOf(name)];
          return [name, { ...s, low: round(s.low * times), high: round(s.high * times) }];
        }),
      ),
    ]),
  );
  return { ...table, slices };
}
