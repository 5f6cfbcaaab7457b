/** One input of one target, tried: what is wrong with it, as sentences. */
import type { Target } from './targets.ts';

export interface Failure {
  readonly target: string;
  readonly seed: number;
  readonly wrong: readonly string[];
  readonly input: string;
}

export function attempt(target: Target, input: string, seed: number): readonly string[] {
  try {
    return target.check(input, seed);
  } catch (error) {
    return [`it throws: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}

/** Sentences of one fault differ in their numbers and names only. */
export const kindOf = (sentence: string): string =>
  (sentence.split('\n')[0] ?? '')
    .replace(/"[^"]*"/g, '"…"')
    .replace(/-?\d[\d.e+-]*/g, '#')
    .slice(0, 120);
