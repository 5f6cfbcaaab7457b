/** `let`: named quantities, in any order of the text. */
import { type CurrencyRates, unitNamed } from '../../quantity/index.ts';
import { FUNCTIONS, type Sampled, words } from '../../quantity/expression/index.ts';
import { type Entry, type Lines, spanOf, type Tree } from '../text/index.ts';
import type { WorkloadProblem } from './problem.ts';
import { type Context, type Path, report } from './context.ts';
import { readNumber } from './number.ts';
import { orderOf } from './order.ts';

export const MAX_NAMES = 500;
/** Letters of mathjs' parser: Latin and Greek. */
const NAME = /^[A-Za-z_\u00C0-\u02AF\u0370-\u03FF][A-Za-z0-9_\u00C0-\u02AF\u0370-\u03FF]*$/;
/** Words that the expression language keeps for itself. */
const KEYWORDS: ReadonlySet<string> = new Set(
  'to in mod and or xor not true false null undefined end NaN Infinity'.split(' '),
);
/** Names that reach an object's prototype where code looks them up carelessly. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export function isSafeName(name: string): boolean {
  return name.trim() !== '' && name.length <= 200 && !FORBIDDEN.has(name);
}

interface Base {
  readonly lines: Lines;
  readonly rates: CurrencyRates;
  readonly currency: string;
  readonly problems: WorkloadProblem[];
}

/**
 * A context whose `lookup` knows the names of this `let`. Every name is read, used or not, behind those it needs: a
 * look-up never leads to another reading, so that no chain of names can exhaust the stack.
 */
export function withLet(tree: Tree | undefined, base: Base): Context {
  const entries = new Map<string, Entry>();
  const values = new Map<string, Sampled | 'failed'>();
  for (const entry of tree?.kind === 'map' ? tree.entries.slice(0, MAX_NAMES) : []) {
    if (nameIsFree(entry, ['let', entry.key], base)) entries.set(entry.key, entry);
    else values.set(entry.key, 'failed'); // what it means where it is used is anybody's guess: no second problem
  }
  const names = [...entries.keys()];
  const context: Context = { ...base, lookup: (name) => values.get(name), names };
  const { names: ordered, cycles } = orderOf(names, (name) => namesIn(entries.get(name)?.value));
  for (const cycle of cycles) reportCycle(cycle, entries, context);
  for (const name of cycles.flat()) values.set(name, 'failed');
  for (const name of ordered) {
    const entry = entries.get(name);
    if (!entry || values.has(name)) continue;
    values.set(name, readNumber(entry.value, ['let', name], context) ?? 'failed');
  }
  return context;
}

/** Names in a value: of its expression, or of the three of a range. */
function namesIn(tree: Tree | undefined): readonly string[] {
  if (tree?.kind === 'scalar' && typeof tree.value === 'string') return words(tree.value).map(({ name }) => name);
  if (tree?.kind !== 'map') return [];
  return tree.entries.flatMap(({ value }) => (value.kind === 'scalar' ? namesIn(value) : []));
}

/** Said once, at the member that stands first in the text, from which the names are then told. */
function reportCycle(cycle: readonly string[], entries: ReadonlyMap<string, Entry>, context: Context): void {
  const first = [...entries.keys()].find((name) => cycle.includes(name)) ?? '';
  const at = cycle.indexOf(first);
  const names = [...cycle.slice(at), ...cycle.slice(0, at)];
  const entry = entries.get(first);
  if (entry) report(context, 'expression-cycle', ['let', first], spanOf(entry.value), { names });
}

function nameIsFree({ key, keySpan }: Entry, path: Path, base: Base): boolean {
  if (!NAME.test(key) || !isSafeName(key)) {
    report(base, 'wrong-type', path, keySpan, {
      expected: 'a name of letters, digits and _',
      got: 'other text',
      text: key,
    });
    return false;
  }
  const kind = KEYWORDS.has(key)
    ? 'keyword'
    : FUNCTIONS.has(key)
      ? 'function'
      : Object.hasOwn(base.rates, key)
        ? 'currency'
        : unitNamed(key)
          ? 'unit'
          : undefined;
  if (kind) report(base, 'shadowed-name', path, keySpan, { name: key, kind });
  return kind === undefined;
}

/** The currency of the document, before anything else is read. */
export function currencyOf(root: Tree): string {
  const tree = root.kind === 'map' ? root.get('currency')?.value : undefined;
  return tree?.kind === 'scalar' && /^[A-Z]{3}$/.test(tree.text) ? tree.text : 'USD';
}
