/**
 * The validator: holds a tree against the definition of its type, reports what does not fit, and returns the values
 * that do. What it returns is typed by kind only; fields.ts makes the fields of a Workload of it.
 */
import { closest, message } from '../../quantity/index.ts';
import { emptyMap, type Entry, type MapTree, type Span, spanOf, type Tree } from '../text/index.ts';
import { type Amount, type MappingType, schemaAt, type ValueType } from '../schema/index.ts';
import { type Context, originOf, type Path, report, textOf } from './context.ts';
import { isSafeName, MAX_NAMES } from './let.ts';
import { readAmount } from './amount.ts';
import { isRange } from './number.ts';
import { MAX_VALUES, plainObject, type PlainObject } from './plainObject.ts';

export interface CheckedMapping {
  readonly kind: 'mapping';
  readonly type: MappingType;
  readonly tree: Tree;
  readonly path: Path;
  /** Where problems of the mapping as a whole are shown: its key. */
  readonly at: Span;
  readonly values: ReadonlyMap<string, Checked>;
  /** Keys present in the text, fitting or not. */
  readonly present: ReadonlyMap<string, Entry>;
}

export type Checked =
  | CheckedMapping
  | { readonly kind: 'amount'; readonly amount: Amount; readonly tree: Tree; readonly path: Path }
  | { readonly kind: 'text'; readonly value: string; readonly tree: Tree; readonly path: Path }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly tree: Tree; readonly path: Path }
  | { readonly kind: 'list'; readonly items: readonly Checked[]; readonly tree: Tree; readonly path: Path }
  | { readonly kind: 'free'; readonly value: PlainObject; readonly tree: Tree; readonly path: Path };

const EXPECTED: Readonly<Record<Exclude<ValueType['kind'], 'list' | 'either'>, string>> = {
  text: message('text'),
  name: message('a name'),
  'deployment-name': message('the name of a deployment'),
  path: message('a path relative to this file'),
  choice: message('one of the allowed words'),
  boolean: message('true or false'),
  quantity: message('a quantity'),
  mapping: message('a mapping'),
  free: message('a mapping'),
  definition: message('a quantity'),
};

const KINDS = {
  scalar: message('text'),
  map: message('a mapping'),
  seq: message('a list'),
  empty: message('nothing'),
} as const;
const SCALARS: Readonly<Record<string, string>> = { number: message('a number'), boolean: message('a boolean') };

function expected(type: ValueType): string {
  if (type.kind === 'list') return `a list of ${countOf(type)} numbers`;
  if (type.kind === 'either') return [...new Set(type.options.map(expected))].join(' or ');
  return EXPECTED[type.kind];
}

const countOf = ({ least, most }: Extract<ValueType, { kind: 'list' }>): string =>
  least === most ? String(most) : `${least} to ${most}`;

function wrongType(tree: Tree, type: ValueType, path: Path, at: Span, context: Context): undefined {
  const got =
    tree.kind === 'scalar' && typeof tree.value !== 'string'
      ? (SCALARS[typeof tree.value] ?? KINDS.scalar)
      : KINDS[tree.kind];
  report(context, 'wrong-type', path, at, { expected: expected(type), got, text: textOf(tree, context.lines) });
  return undefined;
}

/** @param at where an absent value is reported: the span of its key */
export function check(tree: Tree, type: ValueType, path: Path, at: Span, context: Context): Checked | undefined {
  const place = tree.kind === 'empty' ? at : spanOf(tree);
  switch (type.kind) {
    case 'quantity': {
      if (tree.kind === 'empty') return wrongType(tree, type, path, place, context);
      const amount = readAmount(tree, type, path, context);
      return amount && { kind: 'amount', amount, tree, path };
    }
    case 'text':
    case 'name':
    case 'path':
    case 'deployment-name':
      if (tree.kind !== 'scalar' || tree.text.trim() === '') return wrongType(tree, type, path, place, context);
      return { kind: 'text', value: String(typeof tree.value === 'string' ? tree.value : tree.text), tree, path };
    case 'choice': {
      if (tree.kind !== 'scalar') return wrongType(tree, type, path, place, context);
      const allowed = Object.keys(type.values);
      if (allowed.includes(tree.text)) return { kind: 'text', value: tree.text, tree, path };
      const suggestion = closest(tree.text, allowed);
      const data = { text: tree.text, allowed, ...(suggestion === undefined ? {} : { closest: suggestion }) };
      report(context, 'unknown-value', path, place, data);
      return undefined;
    }
    case 'boolean':
      if (tree.kind !== 'scalar' || typeof tree.value !== 'boolean') return wrongType(tree, type, path, place, context);
      return { kind: 'boolean', value: tree.value, tree, path };
    case 'list': {
      if (tree.kind !== 'seq') return wrongType(tree, type, path, place, context);
      if (tree.items.length < type.least || tree.items.length > type.most) {
        const { least: minimum, most: maximum } = type;
        const data = { text: String(tree.items.length), minimum, maximum, unit: 'numbers' };
        report(context, 'out-of-range', path, place, { ...data, reason: 'length' });
        return undefined;
      }
      const items = tree.items.map((item, index) => check(item, type.of, [...path, String(index)], place, context));
      return items.every((item) => item !== undefined) ? { kind: 'list', items, tree, path } : undefined;
    }
    case 'either': {
      const option = optionOf(tree, type.options);
      return option ? check(tree, option, path, at, context) : wrongType(tree, type, path, place, context);
    }
    case 'free':
      return tree.kind === 'map' ? checkFree(tree, path, context) : wrongType(tree, type, path, place, context);
    case 'definition':
      return undefined; // read by let.ts, before everything else
    case 'mapping':
      if (tree.kind === 'map') return checkMapping(tree, type, path, at, context);
      if (tree.kind === 'empty') return checkMapping(emptyMap(tree.start), type, path, at, context);
      return wrongType(tree, type, path, place, context);
  }
}

function checkFree(tree: MapTree, path: Path, context: Context): Checked | undefined {
  const value = plainObject(tree);
  if (value) return { kind: 'free', value, tree, path };
  report(context, 'too-large', path, spanOf(tree), { what: 'nodes', limit: MAX_VALUES });
  return undefined;
}

/** A number beside words is a number: `replicas: 4 | minimum | mean`. */
function optionOf(tree: Tree, options: readonly ValueType[]): ValueType | undefined {
  const word = tree.kind === 'scalar' && typeof tree.value === 'string' && /^[a-z][a-z-]*$/i.test(tree.value);
  const number = word ? undefined : options.find((option) => option.kind === 'quantity' && fitsShape(tree, option));
  return number ?? options.find((candidate) => fitsShape(tree, candidate));
}

/** Which option of several a node is meant to be. A word is a choice even when misspelt, so that it can be suggested. */
function fitsShape(tree: Tree, type: ValueType): boolean {
  switch (type.kind) {
    case 'mapping':
    case 'free':
      return tree.kind === 'map' && !isRange(tree);
    case 'list':
      return tree.kind === 'seq';
    case 'quantity':
      return tree.kind === 'scalar' || isRange(tree);
    default:
      return tree.kind === 'scalar';
  }
}

export function checkMapping(tree: MapTree, type: MappingType, path: Path, at: Span, context: Context): CheckedMapping {
  const values = new Map<string, Checked>();
  const present = new Map<string, Entry>();
  let names = 0;
  for (const entry of tree.entries) {
    const { key, keySpan } = entry;
    const keyPath = [...path, key];
    const earlier = present.get(key);
    if (earlier) {
      report(context, 'duplicate-key', keyPath, keySpan, { key, first: context.lines.rangeOf(earlier.keySpan) });
      continue;
    }
    if (path.length === 0 && key.startsWith('x-')) continue; // a home for anchors
    const definition = Object.hasOwn(type.keys, key) ? type.keys[key] : type.names;
    if (!definition) {
      reportUnknownKey(key, keyPath, keySpan, Object.keys(type.keys), context);
      continue;
    }
    if (definition === type.names && definition.type.kind !== 'definition' && !isSafeName(key)) {
      report(context, 'wrong-type', keyPath, keySpan, { expected: 'a name', got: 'other text', text: key });
      continue;
    }
    names += definition === type.names ? 1 : 0;
    if (names > MAX_NAMES) {
      report(context, 'too-large', path, at, { what: 'names', limit: MAX_NAMES });
      break;
    }
    present.set(key, entry);
    const value = check(entry.value, definition.type, keyPath, keySpan, context);
    if (value) values.set(key, value);
  }
  for (const key of requiredOf(type)) {
    if (present.has(key)) continue;
    const suggestion = type.keys[key]?.example;
    report(context, 'missing-key', path, at, { key, ...(suggestion === undefined ? {} : { suggestion }) });
  }
  return { kind: 'mapping', type, tree, path, at, values, present };
}

const required = new WeakMap<MappingType, readonly string[]>();

function requiredOf(type: MappingType): readonly string[] {
  let keys = required.get(type);
  if (!keys) {
    keys = Object.keys(type.keys).filter((key) => type.keys[key]?.required);
    required.set(type, keys);
  }
  return keys;
}

/** Beyond this many problems no more suggestions are searched: the text is not a workload in the first place. */
const SUGGESTIONS = 200;

function reportUnknownKey(key: string, path: Path, at: Span, allowed: readonly string[], context: Context): void {
  const few = context.problems.length < SUGGESTIONS;
  const belongsTo = few ? homeOf(key, path) : undefined;
  const suggestion = few && belongsTo === undefined ? closest(key, allowed) : undefined;
  report(context, 'unknown-key', path, at, {
    key,
    ...(belongsTo === undefined ? {} : { belongsTo }),
    ...(suggestion === undefined ? {} : { closest: suggestion }),
    allowed,
  });
}

/** Where a key of the language was meant to stand: further out, further in, or in another section. */
function homeOf(key: string, path: Path): Path | undefined {
  const inside = path.slice(0, -1);
  const outer = inside.map((_, depth) => inside.slice(0, depth)).toReversed();
  const inner = (schemaAt(inside)?.keys ?? []).map((child) => [...inside, child]);
  const sections = (schemaAt([])?.keys ?? []).map((section) => [section]);
  const inFirst = inside[0] === 'deployments' ? [...outer, ...inner] : [...outer, ...sections];
  return inFirst.find((home) => !schemaAt(home)?.names && schemaAt(home)?.keys?.includes(key));
}

/** A scalar's origin, and that of anything else. */
export function originOfChecked(checked: Checked, context: Context): ReturnType<typeof originOf> {
  return originOf(checked.tree, checked.path, context.lines);
}
