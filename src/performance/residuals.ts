/** How wrong the model was where it could be checked: 80 % intervals from residuals of groups left out of the fit. */
import type { Metric, Replica, Residual } from './types.ts';
import type { ConstantTable } from './constantTable.ts';
import { behaviourOf } from './machines/index.ts';
import { engineFamily, measuredClass } from './scopes.ts';

/** Quantiles of ln(measured ÷ predicted) of one slice: 10 % and 90 %, and how many measurements and groups they rest on. */
export interface ResidualSlice {
  readonly low: number;
  readonly high: number;
  readonly measurements: number;
  readonly groups: number;
}

export interface ResidualTable {
  /** By metric, then slice: `accelerator × engine`, `accelerator`, `class c`, `seen`, `new model`, `new accelerator (× engine)`. */
  readonly slices: Readonly<Record<string, Readonly<Record<string, ResidualSlice>>>>;
  /** Models, accelerators and classes with measurements. */
  readonly models: readonly string[];
  readonly accelerators: readonly string[];
  readonly classes: readonly string[];
}

/** A derived specification can be off by half: at least × or ÷ 1.5 (design §3). */
const DERIVED = Math.log(1.5);
/** A class nobody measured: twice the width of a new accelerator of a known class, and at least this. */
const NEVER = 0.7;

/**
 * The slice that knows most about the replica; the wider of two where model and chip are both new, which do not cancel.
 *
 * @returns predicted × exp(low) … predicted × exp(high) holds four of five measurements
 */
export function residual(table: ResidualTable, constants: ConstantTable, metric: Metric, replica: Replica): Residual {
  const slices = table.slices[metric] ?? {};
  const { accelerator, architecture } = replica;
  const known = table.accelerators.includes(accelerator.id);
  const kind = measuredClass(accelerator.class);
  const family = engineFamily(replica.engine, constants);
  let best: Residual;
  if (!table.classes.includes(kind) || !behaviourOf(accelerator).comparable) best = neverMeasured(slices);
  else if (!known)
    best = named(slices, `new accelerator × ${family}`) ?? named(slices, 'new accelerator') ?? neverMeasured(slices);
  else {
    best =
      named(slices, `${accelerator.id} × ${family}`) ??
      named(slices, accelerator.id) ??
      named(slices, `class ${kind}`) ??
      named(slices, 'seen') ??
      neverMeasured(slices);
  }
  if (!table.models.includes(architecture.id)) {
    const unseen = named(slices, 'new model');
    if (unseen) best = widest(best, unseen);
  }
  if (accelerator.derived.length === 0) return best;
  return { ...best, low: Math.min(best.low, -DERIVED), high: Math.max(best.high, DERIVED) };
}

function named(slices: Readonly<Record<string, ResidualSlice>>, name: string): Residual | undefined {
  const s = slices[name];
  return s && { low: s.low, high: s.high, measurements: s.measurements, slice: name };
}

function neverMeasured(slices: Readonly<Record<string, ResidualSlice>>): Residual {
  const near = slices['new accelerator'];
  return {
    low: Math.min(-NEVER, 2 * (near?.low ?? 0)),
    high: Math.max(NEVER, 2 * (near?.high ?? 0)),
    measurements: 0,
    slice: 'never measured',
  };
}

function widest(a: Residual, b: Residual): Residual {
  const wide = b.high - b.low > a.high - a.low ? b : a;
  return { ...wide, low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}
