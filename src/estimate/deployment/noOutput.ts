/** Embedding and reranking: what is counted by output token has no value, and the answer says why. */
import { NO_OUTPUT, type Tokens } from '../../economics/index.ts';
import { type Figure, product, unknown } from '../../quantity/index.ts';
import { noOutput, type ResolvedWorkload } from '../names/index.ts';
import type { Reason } from '../problems/index.ts';

export function noOutputReasons(resolved: ResolvedWorkload): readonly Reason[] {
  if (!noOutput(resolved)) return [];
  const message = resolved.words.t(
    'A request ends with its input (output_tokens is 0): there is no time, energy or cost of an output token.',
  );
  return [{ code: 'no-output', message }];
}

/** TTFT is the time until the answer is there. */
export const noTpot = (): Figure => unknown('TPOT', 's', NO_OUTPUT);

/** Prompt tokens per second of the peak hour. @param served requests/s */
export function inputRate(served: Figure, { input }: Tokens): Figure {
  const factors = [
    [served, 1],
    [input, 1],
  ] as const;
  return product('input tokens per second', 'token/s', factors, 'requests served in the peak hour × input tokens');
}
