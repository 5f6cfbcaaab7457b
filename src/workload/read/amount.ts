/** A quantity of a key: its number in the unit of the field, within the bounds of the definition. */
import { describeDimension, type Dimension, isPlain, parseLiteral, sameDimension } from '../../quantity/index.ts';
import { interval } from '../../quantity/expression/index.ts';
import { type Amount, boundsOf, type Measure, MEASURES, type ValueType } from '../schema/index.ts';
import { type MapTree, spanOf, type Tree } from '../text/index.ts';
import { type Context, originOf, type Path, report, textOf } from './context.ts';
import { inOrder, isRange, KIND_NAMES, readEnds, readNumber } from './number.ts';

/** A range of a field: each end is held against the field's unit and bounds, so that an error stands at the end. */
function readAmountRange(tree: MapTree, type: QuantityType, path: Path, context: Context): Amount | undefined {
  const ends = readEnds(tree, path, context, (end, endPath) => {
    if (end.kind === 'scalar') return readAmount(end, type, endPath, context);
    const got = KIND_NAMES[end.kind];
    report(context, 'wrong-type', endPath, spanOf(end), {
      expected: 'a quantity',
      got,
      text: textOf(end, context.lines),
    });
    return undefined;
  });
  if (!ends) return undefined;
  const [low, mid, high] = [ends[0].mid, ends[1].mid, ends[2].mid];
  if (!inOrder(tree, [low, mid, high], path, context)) return undefined;
  return { low, mid, high, origin: originOf(tree, path, context.lines) };
}

/** What arithmetic may lose of a bound: the share that rounding takes of `0.1 + 0.2`. A bound of 0 is exact. */
const ROUNDING = 1e-12;

type QuantityType = Extract<ValueType, { kind: 'quantity' }>;

/** @returns the amount in the field's unit; undefined after a problem was reported */
export function readAmount(tree: Tree, type: QuantityType, path: Path, context: Context): Amount | undefined {
  if (isRange(tree)) return readAmountRange(tree, type, path, context);
  const sampled = readNumber(tree, path, context);
  if (!sampled) return undefined;
  const measure: Measure = MEASURES[type.measure];
  const plain = isPlain(sampled.dimension);
  const accepted = measure.accepts.find(({ dimension }) => sameDimension(dimension, sampled.dimension));
  const bare = plain && !accepted && measure.bare !== undefined;
  const scale = accepted?.scale ?? (bare ? 1 : undefined);
  if (scale === undefined) {
    reportUnit(tree, measure, sampled.dimension, path, context);
    return undefined;
  }
  const { low, mid, high } = interval(sampled);
  const amount: Amount = {
    low: low * scale,
    mid: mid * scale,
    high: high * scale,
    origin: originOf(tree, path, context.lines),
  };
  return withinBounds(amount, type, tree, path, context) ? amount : undefined;
}

/** Units of a measure, in the money of the document. */
function unitsOf(measure: Measure, context: Context): readonly string[] {
  return measure.units.map((unit) => unit.replace(/^USD/, context.currency));
}

function reportUnit(tree: Tree, measure: Measure, got: Dimension, path: Path, context: Context): void {
  const text = textOf(tree, context.lines);
  const units = unitsOf(measure, context);
  const at = spanOf(tree);
  const expected = measure.name;
  if (isPlain(got) && !text.endsWith('%')) {
    const suggestion = withUnit(text, measure, units);
    report(context, 'missing-unit', path, at, { text, expected, units, suggestion });
    return;
  }
  const suggestion = withRightUnit(text, measure, units);
  report(context, 'wrong-unit', path, at, {
    text,
    expected,
    got: isPlain(got) ? 'a share' : describeDimension(got),
    expectedUnit: units[0] ?? '',
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

/** `0.08 USD` where a price per kWh is needed; `1800 ms` where a plain number is. Otherwise nobody can know. */
function withRightUnit(text: string, measure: Measure, units: readonly string[]): string | undefined {
  const [, number, written = ''] = /^\s*([\d.eE+-]+)\s*([A-Za-z].*)$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  if (measure.units.length === 0) return number;
  const longer = units.find((unit) => unit.startsWith(`${written.trim()}/`));
  return longer === undefined ? undefined : `${number} ${longer}`;
}

/** The value with the unit that was most likely meant: a latency below 10 is in seconds, others in milliseconds. */
function withUnit(text: string, measure: Measure, units: readonly string[]): string {
  const number = Number(text);
  const unit = measure === MEASURES.latency && number < 10 ? 's' : (units[0] ?? '');
  return Number.isNaN(number) ? `(${text}) ${unit}` : `${text} ${unit}`;
}

function withinBounds(amount: Amount, type: QuantityType, tree: Tree, path: Path, context: Context): boolean {
  const measure: Measure = MEASURES[type.measure];
  const { minimum, maximum, above, integer } = boundsOf(type);
  const fits =
    (minimum === undefined || amount.low >= minimum - Math.abs(minimum) * ROUNDING) &&
    amount.high <= maximum + Math.abs(maximum) * ROUNDING &&
    (above === undefined || amount.low > above) &&
    (integer === undefined || [amount.low, amount.mid, amount.high].every((value) => Number.isInteger(value)));
  if (fits) return true;
  const text = textOf(tree, context.lines);
  const isShare = measure.units.includes('%');
  // Bounds are said in the unit the value was written in: percent where it was percent.
  const percent = text.endsWith('%');
  const unit = isShare ? (percent ? '%' : '') : (unitsOf(measure, context)[0] ?? '');
  const size = isShare ? (percent ? 0.01 : 1) : unitInField(unit, measure, context);
  const shown = (bound: number): number => Number((bound / size).toPrecision(3));
  const meantPercent = isShare && !percent && amount.high / 100 <= maximum && Number(text) > maximum;
  // Bounds of the key are always said, those of the measure where the value passed them.
  const tooLarge = amount.high > maximum;
  const tooSmall = above !== undefined && amount.low > above && !tooLarge;
  report(context, 'out-of-range', path, spanOf(tree), {
    text,
    ...(minimum !== undefined && (type.minimum !== undefined || tooSmall) ? { minimum: shown(minimum) } : {}),
    ...(type.maximum !== undefined || tooLarge ? { maximum: shown(maximum) } : {}),
    ...(above === undefined || tooSmall || tooLarge ? {} : { above: shown(above) }),
    ...(integer === undefined ? {} : { integer }),
    unit,
    ...(meantPercent ? { suggestion: `${text}%` } : {}),
  });
  return false;
}

/**
 * One of the measure's unit (`USD/kWh`, `ms`) in the field's: bounds of a key are said in the unit that people write.
 */
function unitInField(unit: string, measure: Measure, context: Context): number {
  const one = parseLiteral(`1 ${unit}`, context.rates);
  const scale = one && measure.accepts.find(({ dimension }) => sameDimension(dimension, one.dimension))?.scale;
  return one && scale !== undefined ? one.value * scale : 1;
}
