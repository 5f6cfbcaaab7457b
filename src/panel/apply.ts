/** Adjustable inputs back to YAML: the smallest edits that make the file say what the what-if assumed. Pure. */
import { expressionAt } from '../language/index.ts';
import type { CurrencyRates } from '../quantity/index.ts';
import { type EditValue, sequence, setValue, type TextEdit, type Workload } from '../workload/index.ts';
import { INPUTS, type LeverKey } from './inputs.ts';
import type { Has } from './places.ts';
import type { LeverValues } from './protocol.ts';

/** What the levers are written into. */
export interface Written {
  readonly text: string;
  readonly documentIndex: number;
  readonly workload: Workload;
  readonly has: Has;
  /** Of the currencies that literals may be in. */
  readonly rates: CurrencyRates;
}

/** @returns one edit of the text, empty where nothing changes or nothing can be written safely */
export function leverEdits(
  { text, documentIndex, workload, has, rates }: Written,
  values: LeverValues,
): readonly TextEdit[] {
  const steps = Object.entries(values).flatMap(([name, value]) => {
    const input = INPUTS[name as LeverKey];
    const written: EditValue | undefined =
      input.kind === 'choice' ? value : typeof value === 'number' ? input.write(value) : undefined;
    if (written === undefined) return [];
    return input.places(workload, has).map((path) => {
      const expression = typeof value === 'number' ? expressionAt(workload, path, rates) : undefined;
      const kept = expression && scaledBy(expression.text, Number(value) / expression.value);
      return (current: string) => setValue(current, documentIndex, path, kept ?? written);
    });
  });
  return sequence(text, steps);
}

/** A factor that an earlier what-if has left at the end; a whole number is somebody's own. */
const FACTOR = /^(.*\S) \* (\d*\.\d+)$/s;

/** An expression keeps its names: `users * chats` becomes `users * chats * 1.12`. Undefined where no factor leads to the value. */
function scaledBy(expression: string, factor: number): string | undefined {
  if (!Number.isFinite(factor) || factor <= 0) return undefined;
  const [, base = expression, before = '1'] = FACTOR.exec(expression) ?? [];
  const by = Number((factor * Number(before)).toPrecision(4));
  if (by === 1) return base;
  // A sum, a comparison or a choice is scaled as a whole; a product needs no brackets.
  const whole = /^[\w.\s*/%]+$/.test(base) ? base : `(${base})`;
  return by === 0 || /e/.test(String(by)) ? undefined : `${whole} * ${String(by)}`;
}
