/** A quantity of the document: literal, expression or range; its unit, its bounds, and what is wrong with it. */
import {
  describeDimension,
  isPlain,
  parseLiteral,
  PLAIN,
  sameDimension,
  unitTable,
  type Dimension,
} from '../../quantity/index.ts';
import { evaluateExpression, FUNCTIONS, interval, ranged, type Sampled } from '../../quantity/expression/index.ts';
import { MEASURES, type Measure, type ValueType } from '../schema/language.ts';
import { closest } from '../spelling.ts';
import { spanOf, type MapTree, type ScalarTree, type Tree } from '../tree.ts';
import type { Amount } from '../types.ts';
import { originOf, report, textOf, type Context, type Path } from './context.ts';

const ENDS = ['low', 'mid', 'high'] as const;

/** `{low, mid, high}`, complete or half-typed. */
export function isRange(tree: Tree): tree is MapTree {
  return tree.kind === 'map' && ENDS.some((end) => tree.get(end) !== undefined);
}

/** The number a node stands for, in base units; undefined after a problem was reported. */
export function readNumber(tree: Tree, path: Path, context: Context): Sampled | undefined {
  if (isRange(tree)) return readRange(tree, path, context); // of a `let` name
  if (tree.kind !== 'scalar' || typeof tree.value === 'boolean') {
    const got = tree.kind === 'scalar' ? 'true or false' : KIND_NAMES[tree.kind];
    report(context, 'wrong-type', path, spanOf(tree), {
      expected: 'a quantity',
      got,
      text: textOf(tree, context.lines),
    });
    return undefined;
  }
  if (typeof tree.value === 'number' && Number.isFinite(tree.value)) {
    return { value: tree.value, dimension: PLAIN };
  }
  return parseLiteral(tree.text, context.rates) ?? readExpression(tree, path, context);
}

const KIND_NAMES = { map: 'a mapping', seq: 'a list', empty: 'nothing' } as const;

/** The three ends of a range, each read by `read`; undefined after a problem was reported. */
function readEnds<T>(
  tree: MapTree,
  path: Path,
  context: Context,
  read: (tree: Tree, path: Path) => T | undefined,
): readonly [T, T, T] | undefined {
  const ends = ENDS.map((end) => {
    const entry = tree.get(end);
    if (!entry) report(context, 'missing-key', path, spanOf(tree), { key: end });
    return entry && read(entry.value, [...path, end]);
  });
  for (const { key, keySpan } of tree.entries) {
    if ((ENDS as readonly string[]).includes(key)) continue;
    const suggestion = closest(key, ENDS);
    const data = { key, allowed: ENDS, ...(suggestion === undefined ? {} : { closest: suggestion }) };
    report(context, 'unknown-key', [...path, key], keySpan, data);
  }
  const [low, mid, high] = ends;
  return low === undefined || mid === undefined || high === undefined ? undefined : [low, mid, high];
}

function inOrder(tree: MapTree, low: number, mid: number, high: number, path: Path, context: Context): boolean {
  if (low <= mid && mid <= high) return true;
  report(context, 'out-of-range', path, spanOf(tree), { text: textOf(tree, context.lines), unit: '', reason: 'order' });
  return false;
}

/** A range of a `let` name: any dimension, the same at all three ends. */
function readRange(tree: MapTree, path: Path, context: Context): Sampled | undefined {
  const ends = readEnds(tree, path, context, (end, endPath) => readNumber(end, endPath, context));
  if (!ends) return undefined;
  const [low, mid, high] = ends;
  const odd = [low, high].find((end) => !sameDimension(end.dimension, mid.dimension));
  if (odd) {
    const text = textOf(tree, context.lines);
    const [got, expected] = [describeDimension(odd.dimension), describeDimension(mid.dimension)];
    report(context, 'wrong-unit', path, spanOf(tree), { text, expected, got, expectedUnit: '' });
    return undefined;
  }
  if (!inOrder(tree, low.value, mid.value, high.value, path, context)) return undefined;
  return ranged(path.join('.'), { low: low.value, mid: mid.value, high: high.value }, mid.dimension);
}

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
  const [low, mid, high] = ends.map((end) => end.mid) as [number, number, number];
  if (!inOrder(tree, low, mid, high, path, context)) return undefined;
  return { low, mid, high, origin: originOf(tree, path, context.lines) };
}

function readExpression(tree: ScalarTree, path: Path, context: Context): Sampled | undefined {
  const text = String(tree.value).trim();
  const at = spanOf(tree);
  const sign = /[$€£]/.exec(text)?.[0];
  if (sign !== undefined) {
    // To the expression parser `$` is a letter; to the user it is money.
    const detail = `${sign} is not a unit, ${SIGNS[sign] ?? ''} is`;
    report(context, 'bad-expression', path, at, { text, reason: 'syntax', detail, ...withoutSigns(text, context) });
    return undefined;
  }
  const result = evaluateExpression(text, context.lookup, context.rates);
  if (result.ok) return result.value;
  switch (result.code) {
    case 'depends-on-error':
      break; // reported where that name is defined
    case 'unknown-name': {
      const known = result.call ? [...FUNCTIONS.keys()] : [...context.names, ...unitTable().keys()];
      const suggestion = closest(result.name, known);
      report(context, 'unknown-name', path, wordSpan(tree, result.name, context), {
        name: result.name,
        kind: result.call ? 'function' : 'name',
        ...(suggestion === undefined ? {} : { closest: suggestion }),
        known: result.call ? known : context.names,
      });
      break;
    }
    case 'dimensions': {
      const [left, right] = [describeDimension(result.left), describeDimension(result.right)];
      report(context, 'bad-expression', path, at, {
        text,
        reason: 'dimensions',
        detail: result.operation,
        left,
        right,
      });
      break;
    }
    case 'arguments':
      report(context, 'bad-expression', path, at, {
        text,
        reason: 'arguments',
        detail: result.name,
        limit: result.most,
      });
      break;
    case 'not-allowed':
      report(context, 'bad-expression', path, at, { text, reason: 'not-allowed', detail: result.what });
      break;
    case 'not-finite':
      report(context, 'bad-expression', path, at, { text, reason: 'not-finite' });
      break;
    case 'syntax':
      report(context, 'bad-expression', path, at, {
        text,
        reason: 'syntax',
        detail: result.detail,
        ...withoutSigns(text, context),
      });
      break;
    case 'too-long':
    case 'too-complex': {
      const shown = text.length > 60 ? `${text.slice(0, 59)}…` : text;
      report(context, 'bad-expression', path, at, { text: shown, reason: result.code, limit: result.limit });
      break;
    }
  }
  return undefined;
}

/** `$0.08/kWh`, `0.08 $/kWh`, `60,000 USD` as the language writes them, where that makes a literal. */
function withoutSigns(text: string, context: Context): { readonly suggestion?: string } {
  const plain = text
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/^([$€£])\s*([\d.eE+-]+)/, '$2 $1')
    .replace(/\s*[$€£]/, (sign) => ` ${SIGNS[sign.trim()] ?? ''}`);
  return plain !== text && parseLiteral(plain, context.rates) ? { suggestion: plain } : {};
}

const SIGNS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP' };

/** The word itself, where the scalar stands on one line as it is. */
function wordSpan(tree: ScalarTree, word: string, context: Context): { start: number; end: number } {
  const whole = spanOf(tree);
  const source = context.lines.text.slice(whole.start, whole.end);
  const match = new RegExp(
    `(?<![\\p{L}\\p{N}_])${word.replace(/[^\p{L}\p{N}_]/gu, '\\$&')}(?![\\p{L}\\p{N}_])`,
    'u',
  ).exec(source);
  return match ? { start: whole.start + match.index, end: whole.start + match.index + word.length } : whole;
}

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
  return withinBounds(amount, type, measure, tree, path, context) ? amount : undefined;
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
  const written = /^\s*[\d.eE+-]+\s*([A-Za-z].*)$/.exec(text)?.[1]?.trim();
  const longer = written === undefined ? undefined : units.find((unit) => unit.startsWith(`${written}/`));
  const suggestion = longer === undefined ? undefined : text.replace(written ?? '', longer);
  report(context, 'wrong-unit', path, at, {
    text,
    expected,
    got: isPlain(got) ? 'a share' : describeDimension(got),
    expectedUnit: units[0] ?? '',
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

/** The value with the unit that was most likely meant: a latency below 10 is in seconds, others in milliseconds. */
function withUnit(text: string, measure: Measure, units: readonly string[]): string {
  const number = Number(text);
  const unit = measure === MEASURES.latency && number < 10 ? 's' : (units[0] ?? '');
  return Number.isNaN(number) ? `(${text}) ${unit}` : `${text} ${unit}`;
}

function withinBounds(
  amount: Amount,
  type: QuantityType,
  measure: Measure,
  tree: Tree,
  path: Path,
  context: Context,
): boolean {
  const { minimum, maximum, above, integer } = type;
  const tolerance = 1e-12;
  const fits =
    (minimum === undefined || amount.low >= minimum - tolerance) &&
    (maximum === undefined || amount.high <= maximum + tolerance) &&
    (above === undefined || amount.low > above) &&
    (integer === undefined || [amount.low, amount.mid, amount.high].every((value) => Number.isInteger(value)));
  if (fits) return true;
  const text = textOf(tree, context.lines);
  // Bounds are said in the unit the value was written in: percent where it was percent.
  const percent = text.endsWith('%');
  const shown = (bound: number): number => (percent ? bound * 100 : bound);
  const isShare = measure.units.includes('%');
  const meantPercent =
    isShare && !percent && maximum !== undefined && amount.high / 100 <= maximum && Number(text) > maximum;
  report(context, 'out-of-range', path, spanOf(tree), {
    text,
    ...(minimum === undefined ? {} : { minimum: shown(minimum) }),
    ...(maximum === undefined ? {} : { maximum: shown(maximum) }),
    ...(above === undefined ? {} : { above: shown(above) }),
    ...(integer === undefined ? {} : { integer }),
    unit: isShare ? (percent ? '%' : '') : (unitsOf(measure, context)[0] ?? ''),
    ...(meantPercent ? { suggestion: `${text}%` } : {}),
  });
  return false;
}
