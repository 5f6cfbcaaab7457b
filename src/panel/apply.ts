/** Adjustable inputs back to YAML: the smallest edits that make the file say what the what-if assumed. Pure. */
import { type EditValue, sequence, setValue, type TextEdit, type Workload } from '../workload/index.ts';
import { INPUTS, type LeverKey } from './inputs.ts';
import type { Has } from './places.ts';
import type { LeverValues } from './protocol.ts';

/** @returns one edit of the text, empty where nothing changes or nothing can be written safely */
export function leverEdits(
  text: string,
  documentIndex: number,
  workload: Workload,
  values: LeverValues,
  has: Has,
): readonly TextEdit[] {
  const steps = Object.entries(values).flatMap(([name, value]) => {
    const input = INPUTS[name as LeverKey];
    const written: EditValue | undefined =
      input.kind === 'choice' ? value : typeof value === 'number' ? input.write(value) : undefined;
    if (written === undefined) return [];
    return input
      .places(workload, has)
      .map((path) => (current: string) => setValue(current, documentIndex, path, written));
  });
  return sequence(text, steps);
}
