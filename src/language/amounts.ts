/** The numbers of a workload with their places, found by the origins that the reader keeps. */
import { parseLiteral, type CurrencyRates, type Range } from '../quantity/index.ts';
import type { Amount, Workload } from '../workload/index.ts';

export interface PlacedAmount {
  readonly path: readonly string[];
  readonly amount: Amount;
  readonly range: Range;
  /** As written. */
  readonly text: string;
}

/** Every amount the document itself gives, each place once. Serving defaults are inherited by many deployments. */
export function amountsOf(workload: Workload): readonly PlacedAmount[] {
  const found = new Map<string, PlacedAmount>();
  const visit = (node: unknown, depth: number): void => {
    if (typeof node !== 'object' || node === null || depth > 8) return;
    if (!isAmount(node)) return Object.values(node).forEach((child) => visit(child, depth + 1));
    const { origin } = node;
    if (origin.kind !== 'document') return;
    const { path, range, text } = origin;
    found.set(`${range.start.line}:${range.start.column}`, { path, amount: node, range, text });
  };
  visit(workload, 0);
  return [...found.values()];
}

/** The amount written at `path`; undefined where none is, or where the text has an error. */
export function amountAt(workload: Workload, path: readonly string[]): PlacedAmount | undefined {
  const wanted = path.join('\u0000');
  return amountsOf(workload).find((one) => one.path.join('\u0000') === wanted);
}

/** The expression written at `path` with what it comes to, in base units; undefined where a literal or nothing stands there. */
export function expressionAt(
  workload: Workload,
  path: readonly string[],
  rates: CurrencyRates,
): { readonly text: string; readonly value: number } | undefined {
  const found = amountAt(workload, path);
  return found === undefined || !isExpression(found.text, rates)
    ? undefined
    : { text: found.text, value: found.amount.mid };
}

function isAmount(node: object): node is Amount {
  return 'low' in node && 'mid' in node && 'high' in node && 'origin' in node;
}

/**
 * More than one literal: names, operators, calls. `6 / day`, `40%` and `40 CHF/hour` are literals.
 *
 * @param rates of the currencies there are
 */
export function isExpression(text: string, rates: CurrencyRates): boolean {
  return parseLiteral(text, rates) === undefined && !text.startsWith('{');
}
