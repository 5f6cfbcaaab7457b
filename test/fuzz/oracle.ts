/** What must hold of every answer, whatever was asked. A breach is a sentence; none is an empty list. */
import type { Estimate, Evaluation } from '../../src/estimate/index.ts';
import type { Quantity } from '../../src/quantity/index.ts';

/** Relative: sums are taken in another order than ours. */
const ROUNDING = 1e-9;

export function breaches({ workloads, problems }: Evaluation): string[] {
  return [
    ...problems.flatMap(({ code, message }) => (nonsense(message) ? [`the text of ${code} says ${message}`] : [])),
    ...workloads.flatMap(({ estimate }) => [...breachesOf(estimate), ...billsOf(estimate)]),
  ];
}

/** Every number finite, every quantity inside its interval; unknown ones without a value. */
export function breachesOf(answer: unknown): string[] {
  const found: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'number' && !Number.isFinite(value)) found.push(`${path} is ${value}`);
    if (typeof value !== 'object' || value === null) return;
    if ('state' in value && 'unit' in value && 'value' in value) checkQuantity(value as Quantity, path, found);
    for (const [key, child] of Object.entries(value)) visit(child, path === '' ? key : `${path}.${key}`);
  };
  visit(answer, '');
  return found;
}

function checkQuantity({ value, low, high, state }: Quantity, path: string, found: string[]): void {
  if ((value === null) !== (state === 'unknown')) found.push(`${path} is ${String(value)} and ${state}`);
  if (value === null) {
    if (high !== undefined) found.push(`${path} is unknown and at most ${high}`);
    return;
  }
  const slack = Math.abs(value) * ROUNDING;
  if (low !== undefined && low > value + slack) found.push(`${path}: low ${low} above ${value}`);
  if (high !== undefined && high < value - slack) found.push(`${path}: high ${high} below ${value}`);
  if (value < -slack) found.push(`${path} is ${value}`);
}

/** The lines of a bill add up to it, and so do its units; where the bill is known, all of its lines are. */
function billsOf({ deployments }: Estimate): string[] {
  return deployments.flatMap(({ name, cost, reasons, status }): string[] => {
    const { perMonth, perHour, breakdown } = cost;
    if (perMonth.value === null)
      return status === 'ok' || reasons.length === 0 ? [`${name} has no bill and no reason, ${status}`] : [];
    const sum = breakdown.reduce((total, line) => total + (line.perMonth.value ?? NaN), 0);
    if (!(Math.abs(sum - perMonth.value) <= perMonth.value * ROUNDING))
      return [`${name}: the lines add up to ${sum}, the bill is ${perMonth.value}`];
    const hours = (perHour.value ?? NaN) * 730;
    return Math.abs(hours - perMonth.value) <= perMonth.value * ROUNDING
      ? []
      : [`${name}: 730 hours are ${hours}, the bill is ${perMonth.value}`];
  });
}

/** What no person should read. A value quoted as it was written is `.nan`, `.inf`. */
export const nonsense = (text: string): boolean => /\bNaN\b|\bInfinity\b|∞|\bundefined\b|\[object /.test(text);
