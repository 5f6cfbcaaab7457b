/** How wrong the model was where it could be checked: 80 % intervals from residuals of groups left out of the fit. */
import type { Metric, Replica, Residual } from './types.ts';
import { engineFamily, type ConstantTable } from './constants.ts';

/** Quantiles of ln(measured ÷ predicted) of one slice: 10 % and 90 %, and how many measurements and groups they rest on. */
export interface ResidualSlice {
  readonly low: number;
  readonly high: number;
  readonly measurements: number;
  readonly groups: number;
}

export interface ResidualTable {
  /** By metric, then slice: `accelerator × engine`, `accelerator`, `class`, `seen`, `new model`, `new accelerator`, `never measured`. */
  readonly slices: Readonly<Record<string, Readonly<Record<string, ResidualSlice>>>>;
  /** Model families, accelerators and classes with measurements. */
  readonly families: readonly string[];
  readonly accelerators: readonly string[];
  readonly classes: readonly string[];
}

/** A derived specification can be off by half: at least × or ÷ 1.5 (design §3). */
const DERIVED = Math.log(1.5);
const NEVER: ResidualSlice = { low: -0.9, high: 0.9, measurements: 0, groups: 0 };

/** The widest of the slices that apply: an unseen chip and an unseen model do not cancel. */
export function residual(table: ResidualTable, constants: ConstantTable, metric: Metric, replica: Replica): Residual {
  const slices = table.slices[metric] ?? {};
  const { accelerator, architecture } = replica;
  const family = engineFamily(replica.engine, constants);
  const find = (name: string): (Residual & { slice: string }) | undefined => {
    const s = slices[name];
    return s && { low: s.low, high: s.high, measurements: s.measurements, slice: name };
  };
  const seenAccelerator = table.accelerators.includes(accelerator.id);
  const seenClass = table.classes.includes(accelerator.class);
  let best: Residual;
  if (!seenClass) best = { ...NEVER, slice: 'never measured' };
  else if (!seenAccelerator) best = find('new accelerator') ?? { ...NEVER, slice: 'never measured' };
  else
    best = find(`${accelerator.id} × ${family}`) ??
      find(accelerator.id) ??
      find(`class ${accelerator.class}`) ??
      find('seen') ?? {
        ...NEVER,
        slice: 'never measured',
      };
  if (!table.families.includes(architecture.family)) {
    const unseen = find('new model');
    if (unseen) best = widest(best, unseen);
  }
  if (accelerator.derived.length > 0)
    best = { ...best, low: Math.min(best.low, -DERIVED), high: Math.max(best.high, DERIVED) };
  return best;
}

function widest(a: Residual, b: Residual): Residual {
  const wide = b.high - b.low > a.high - a.low ? b : a;
  return { ...wide, low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}
