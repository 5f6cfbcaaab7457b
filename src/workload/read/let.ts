/** `let`: named quantities, in any order; each is read once, on the first question for it. */
import { unitNamed, type CurrencyRates } from '../../quantity/index.ts';
import { FUNCTIONS, type Sampled } from '../../quantity/expression/index.ts';
import type { Lines } from '../lines.ts';
import type { WorkloadProblem } from '../problem.ts';
import { spanOf, type Entry, type Tree } from '../tree.ts';
import { report, type Context, type Path } from './context.ts';
import { readNumber } from './number.ts';

export const MAX_NAMES = 500;
/** Letters of mathjs' parser: Latin and Greek. */
const NAME = /^[A-Za-z_\u00C0-\u02AF\u0370-\u03FF][A-Za-z0-9_\u00C0-\u02AF\u0370-\u03FF]*$/;
/** Words that the expression language keeps for itself. */
const KEYWORDS: ReadonlySet<string> = new Set(
  'to in mod and or xor not true false null undefined end NaN Infinity'.split(' '),
);
/** Names that would reach an object's prototype in somebody's careless code. */
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

/** A context whose `lookup` knows the names of this `let`; every name is read, used or not. */
export function withLet(tree: Tree | undefined, base: Base): Context {
  const entries = new Map<string, Entry>();
  const values = new Map<string, Sampled | 'failed'>();
  const open: string[] = [];
  const context: Context = { ...base, lookup, names: [] };

  function lookup(name: string): Sampled | 'failed' | undefined {
    const known = values.get(name);
    if (known) return known;
    const entry = entries.get(name);
    if (!entry) return undefined;
    if (open.includes(name)) {
      reportCycle(name);
      return 'failed';
    }
    open.push(name);
    const value = readNumber(entry.value, ['let', name], { ...context, names: [...entries.keys()] }) ?? 'failed';
    open.pop();
    // A cycle may have failed this name while it was read.
    const result = values.get(name) ?? value;
    values.set(name, result);
    return result;
  }

  function reportCycle(name: string): void {
    const names = open.slice(open.indexOf(name));
    const first = names.toSorted()[0];
    for (const member of names) {
      const entry = entries.get(member);
      // Said once, at the first name in the text; the others fail silently.
      values.set(member, 'failed');
      if (member === first && entry) {
        report(context, 'expression-cycle', ['let', member], spanOf(entry.value), { names });
      }
    }
  }

  if (tree?.kind === 'map') {
    for (const entry of tree.entries) {
      if (nameIsFree(entry, ['let', entry.key], base)) entries.set(entry.key, entry);
      else values.set(entry.key, 'failed'); // what it means where it is used is anybody's guess: no second problem
    }
    for (const name of entries.keys()) lookup(name);
  }
  return { ...context, names: [...entries.keys()] };
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
