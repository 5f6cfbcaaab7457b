/** Sensitivity: by how many per cent a result moves when an input moves by one per cent. */
import { finished, type Slices } from './slices.ts';

export interface Sensitivity<Key> {
  readonly key: Key;
  /** %/%: 1 means the result follows the input; −1 means it falls as the input rises. */
  readonly elasticity: number;
  /** The result with the input at its lower and upper end: the two arms of a tornado chart. */
  readonly low: number;
  readonly high: number;
}

export interface SensitivityInput<Key> {
  readonly key: Key;
  readonly value: number;
  /** Ends of the arms; without them ± `step`. */
  readonly low?: number;
  readonly high?: number;
}

/**
 * Central differences on a log scale, largest effect first.
 *
 * @param evaluate the result with one input set to a value; undefined or not finite leaves the input out
 * @param step relative size of the difference; large enough to step over whole machines
 */
export function sensitivities<Key>(
  inputs: readonly SensitivityInput<Key>[],
  evaluate: (key: Key, value: number) => number | undefined,
  step = 0.1,
): readonly Sensitivity<Key>[] {
  return finished(sensitivitySlices(inputs, evaluate, step));
}

/** The same, an input at a time. */
export function* sensitivitySlices<Key>(
  inputs: readonly SensitivityInput<Key>[],
  evaluate: (key: Key, value: number) => number | undefined,
  step = 0.1,
): Slices<readonly Sensitivity<Key>[]> {
  const found: Sensitivity<Key>[] = [];
  for (const { key, value, low = value * (1 - step), high = value * (1 + step) } of inputs) {
    if (!(value > 0)) continue;
    yield;
    const [down, up] = [evaluate(key, value * (1 - step)), evaluate(key, value * (1 + step))];
    const [lowEnd, highEnd] = [evaluate(key, low), evaluate(key, high)];
    if (!positive(down) || !positive(up) || !positive(lowEnd) || !positive(highEnd)) continue;
    const elasticity = Math.log(up / down) / Math.log((1 + step) / (1 - step));
    found.push({ key, elasticity, low: lowEnd, high: highEnd });
  }
  const reach = (entry: Sensitivity<Key>): number => Math.abs(Math.log(entry.high / entry.low));
  return found.sort((a, b) => reach(b) - reach(a));
}

const positive = (value: number | undefined): value is number =>
  value !== undefined && value > 0 && Number.isFinite(value);
