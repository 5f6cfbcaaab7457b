/** The number that a node stands for: literal, expression or range of a `let` name; and what is wrong with it. */
import {
  closest,
  describeDimension,
  FOREIGN_WORDS,
  parseLiteral,
  PLAIN,
  sameDimension,
  unitTable,
} from '../../quantity/index.ts';
import { evaluateExpression, FUNCTIONS, ranged, type Sampled } from '../../quantity/expression/index.ts';
import { type MapTree, type ScalarTree, type Span, spanOf, type Tree } from '../text/index.ts';
import { type Context, type Path, report, textOf } from './context.ts';

const ENDS = ['low', 'mid', 'high'] as const;

/** `{low, mid, high}`, complete or half-typed. */
export function isRange(tree: Tree): tree is MapTree {
  return tree.kind === 'map' && ENDS.some((end) => tree.get(end) !== undefined);
}

/** The number a node stands for, in base units; undefined after a problem was reported. */
export function readNumber(tree: Tree, path: Path, context: Context): Sampled | undefined {
  return isRange(tree) ? readRange(tree, path, context) : readSingle(tree, path, context);
}

function readSingle(tree: Tree, path: Path, context: Context): Sampled | undefined {
  if (tree.kind !== 'scalar' || typeof tree.value === 'boolean' || tree.text.trim() === '') {
    const isBoolean = tree.kind === 'scalar' && typeof tree.value === 'boolean';
    const got = isBoolean ? 'true or false' : KIND_NAMES[tree.kind === 'scalar' ? 'empty' : tree.kind];
    report(context, 'wrong-type', path, spanOf(tree), {
      expected: 'a quantity',
      got,
      text: textOf(tree, context.lines),
    });
    return undefined;
  }
  const literal =
    typeof tree.value === 'number' ? { value: tree.value, dimension: PLAIN } : parseLiteral(tree.text, context.rates);
  if (!literal) return readExpression(tree, path, context);
  if (Number.isFinite(literal.value)) return literal;
  report(context, 'bad-expression', path, spanOf(tree), { text: tree.text, reason: 'not-finite' });
  return undefined;
}

export const KIND_NAMES = { map: 'a mapping', seq: 'a list', empty: 'nothing' } as const;

/** The three ends of a range, each read by `read`; undefined after a problem was reported. */
export function readEnds<T>(
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

/** Whether low ≤ mid ≤ high; else the problem is reported. */
export function inOrder(
  tree: MapTree,
  [low, mid, high]: readonly [number, number, number],
  path: Path,
  context: Context,
): boolean {
  if (low <= mid && mid <= high) return true;
  report(context, 'out-of-range', path, spanOf(tree), { text: textOf(tree, context.lines), unit: '', reason: 'order' });
  return false;
}

/** A range of a `let` name: any dimension, the same at all three ends. */
function readRange(tree: MapTree, path: Path, context: Context): Sampled | undefined {
  const ends = readEnds(tree, path, context, (end, endPath) => readSingle(end, endPath, context));
  if (!ends) return undefined;
  const [low, mid, high] = ends;
  const odd = [low, high].find((end) => !sameDimension(end.dimension, mid.dimension));
  if (odd) {
    const text = textOf(tree, context.lines);
    const [got, expected] = [describeDimension(odd.dimension), describeDimension(mid.dimension)];
    report(context, 'wrong-unit', path, spanOf(tree), { text, expected, got, expectedUnit: '' });
    return undefined;
  }
  if (!inOrder(tree, [low.value, mid.value, high.value], path, context)) return undefined;
  return ranged(path.join('.'), { low: low.value, mid: mid.value, high: high.value }, mid.dimension);
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
      const known = result.call
        ? [...FUNCTIONS.keys()]
        : [...context.names, ...unitTable().keys(), ...Object.keys(context.rates)];
      const suggestion = (result.call ? undefined : foreign(text, result.name, context)) ?? closest(result.name, known);
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

/** What to write for a word of another tool; only in a plain literal, where it cannot change what stands around it. */
function foreign(text: string, word: string, context: Context): string | undefined {
  const ours = Object.hasOwn(FOREIGN_WORDS, word) ? FOREIGN_WORDS[word] : undefined;
  return ours !== undefined && parseLiteral(text.replace(word, ours), context.rates) ? ours : undefined;
}

/** `$0.08/kWh`, `0.08 $/kWh`, `60,000 USD` as the language writes them, where that makes a literal. */
function withoutSigns(text: string, context: Context): { readonly suggestion?: string } {
  const plain = text
    // Groups of three after one to three digits; `0,125` is a decimal comma, and nobody's thousand.
    .replace(/(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])/g, (digits) => digits.replaceAll(',', ''))
    .replace(/^([$€£])\s*([\d.eE+-]+)/, '$2 $1')
    .replace(/\s*[$€£]/, (sign) => ` ${SIGNS[sign.trim()] ?? ''}`);
  return plain !== text && parseLiteral(plain, context.rates) ? { suggestion: plain } : {};
}

const SIGNS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP' };

/** The word itself, where the scalar stands on one line as it is. */
function wordSpan(tree: ScalarTree, word: string, context: Context): Span {
  const whole = spanOf(tree);
  const source = context.lines.text.slice(whole.start, whole.end);
  const match = new RegExp(
    // A unit may follow its number directly: the rps of 6rps is a word, that of h6rps is none.
    `(?<![\\p{L}_][\\p{L}\\p{N}_]*)${word.replace(/[^\p{L}\p{N}_]/gu, '\\$&')}(?![\\p{L}\\p{N}_])`,
    'u',
  ).exec(source);
  return match ? { start: whole.start + match.index, end: whole.start + match.index + word.length } : whole;
}
