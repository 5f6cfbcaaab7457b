/** The tokens of a request, by what is paid for them. */
import { compute, multiply, sum, type Figure } from '../quantity/index.ts';

/** Tokens of one request, means; `input` = `cached` + `uncached`. */
export interface Tokens {
  readonly input: Figure;
  readonly cached: Figure;
  readonly uncached: Figure;
  readonly output: Figure;
  /** Input and output, cached input counted. */
  readonly all: Figure;
}

/** Why what is counted by output token has no value (embedding, reranking). */
export const NO_OUTPUT = 'no-output: a request has no output tokens';

/** @param cachedShare share of input found in the prefix cache, 0–1 */
export function tokensOf(input: Figure, cachedShare: Figure, output: Figure): Tokens {
  const fresh = compute('uncached share', '1', [cachedShare], '1 − cached share', ([share = 0]) => 1 - share);
  return {
    input,
    cached: multiply('cached input tokens', 'token', [input, cachedShare], 'input tokens × cached share'),
    uncached: multiply('uncached input tokens', 'token', [input, fresh], 'input tokens × (1 − cached share)'),
    output,
    all: sum('tokens per request', 'token', [input, output], 'input + output, cached input counted'),
  };
}
