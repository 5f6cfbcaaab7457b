/** How wrong the model was where it could be checked: 80 % intervals from residuals of groups left out of the fit. */
import type { Accelerator, Metric, Replica, Residual } from './types.ts';
import type { ConstantTable } from './constantTable.ts';
import { behaviourOf } from './machines/index.ts';
import { engineFamily, measuredClass, modelKind } from './scopes.ts';

/** Quantiles of ln(measured ÷ predicted) of one slice: 10 % and 90 %, and how many measurements and groups they rest on. */
export interface ResidualSlice {
  readonly low: number;
  readonly high: number;
  readonly measurements: number;
  readonly groups: number;
}

export interface ResidualTable {
  /** By metric, then slice: `engine × model kind`, `engine`, `seen`, `new model (× kind)`, `new accelerator (× engine)`, `pools (× engine)`. */
  readonly slices: Readonly<Record<string, Readonly<Record<string, ResidualSlice>>>>;
  /** By metric, then class of machine: how much wider than their slices its intervals are. */
  readonly spread: Readonly<Record<string, Readonly<Record<string, number>>>>;
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
 * @param pooled whether it is one pool of a deployment that splits prefill from decode
 * @returns predicted × exp(low) … predicted × exp(high) holds four of five measurements
 */
export function residual(
  table: ResidualTable,
  constants: ConstantTable,
  metric: Metric,
  replica: Replica,
  pooled = false,
): Residual {
  const slices = table.slices[metric] ?? {};
  const { accelerator, architecture } = replica;
  const family = engineFamily(replica.engine, constants);
  const kind = modelKind(architecture);
  const first = (...names: readonly string[]): Residual => {
    for (const name of names) {
      const s = slices[name];
      if (s) return { low: s.low, high: s.high, measurements: s.measurements, slice: name };
    }
    return neverMeasured(slices);
  };
  let best: Residual;
  if (!table.classes.includes(measuredClass(accelerator.class)) || !behaviourOf(accelerator).comparable)
    best = neverMeasured(slices);
  else if (!table.accelerators.includes(accelerator.id)) best = first(`new accelerator × ${family}`, 'new accelerator');
  else best = spread(table, metric, accelerator, first(`${family} × ${kind}`, family, 'seen'));
  if (!table.models.includes(architecture.id)) best = widest(best, first(`new model × ${kind}`, 'new model', 'seen'));
  if (pooled) best = widest(best, first(`pools × ${family}`, 'pools', 'seen'));
  if (accelerator.derived.length === 0) return best;
  return { ...best, low: Math.min(best.low, -DERIVED), high: Math.max(best.high, DERIVED) };
}

function spread(table: ResidualTable, metric: Metric, accelerator: Accelerator, of: Residual): Residual {
  const times = table.spread[metric]?.[measuredClass(accelerator.class)] ?? 1;
  return { ...of, low: of.low * times, high: of.high * times };
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
