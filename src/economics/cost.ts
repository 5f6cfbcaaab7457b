/**
 * The cost definitions of design §3: what the bill is per hour, month, request and million tokens. Each is defined once,
 * in docs/definitions.md. How a bill falls into prefill and decode is in split.ts.
 */
import { product, scale, sum, unknown, type Figure } from '../quantity/index.ts';
import { lineCode, lineLabel, type CostLine, type CostLineKey } from './costLine.ts';
import { splitPhases, type Phases, type PoolCost } from './split.ts';
import { NO_OUTPUT, type Tokens } from './tokens.ts';

export const HOURS_PER_MONTH = 730;
const MONTH_SECONDS = HOURS_PER_MONTH * 3600;
const MILLION = 1e6;

/** One line of the bill by the month. */
export interface MonthlyLine extends CostLineKey {
  /** Its own key in the bill: `rent`, `prefill.rent`. */
  readonly code: string;
  readonly perMonth: Figure;
}

export interface CostQuestion {
  readonly pools: readonly PoolCost[];
  /** Of the pool that does the prefill; unused for an API. */
  readonly phases: Phases;
  readonly tokens: Tokens;
  /** Requests/s served, mean over the day. */
  readonly served: Figure;
  /** USD per request with every machine full (`fullLoadPerRequest`, summed over pools). */
  readonly fullLoad: Figure;
}

export interface CostFigures {
  readonly perMillionTokens: Figure;
  readonly perMillionOutputTokens: Figure;
  readonly perMillionInputTokens: Figure;
  readonly perMillionCachedInputTokens: Figure;
  readonly perRequest: Figure;
  readonly perHour: Figure;
  readonly perMonth: Figure;
  readonly atFullLoad: { readonly perMillionTokens: Figure };
  readonly breakdown: readonly MonthlyLine[];
}

/** All cost figures of a served deployment, USD. */
export function costFigures({ tokens, served, phases, pools, fullLoad }: CostQuestion): CostFigures {
  const lines = pools.flatMap((pool) => pool.lines);
  const phase = splitPhases(pools, phases, tokens);
  const perToken = (what: string, cost: Figure, count: Figure, absent: string): Figure => {
    const label = `cost per million ${what} tokens`;
    if (count.value === 0) return unknown(label, 'USD', absent);
    const factors = [
      [cost, 1],
      [served, -1],
      [count, -1],
    ] as const;
    return product(label, 'USD', factors, 'cost per hour ÷ (requests/s × 3,600 × tokens) × 10⁶', MILLION / 3600);
  };
  return {
    ...totals(lines, tokens, served),
    perMillionOutputTokens: perToken('output', phase.decode, tokens.output, NO_OUTPUT),
    perMillionInputTokens: perToken('uncached input', phase.uncached, tokens.uncached, 'all input is cached'),
    perMillionCachedInputTokens: perToken('cached input', phase.cached, tokens.cached, 'no input is cached'),
    atFullLoad: { perMillionTokens: perMillion('cost per million tokens at full load', fullLoad, tokens) },
  };
}

/** All cost figures of an API: list prices per direction, the bill on this traffic. Full load does not exist: the same price. */
export function apiCostFigures(
  lines: readonly CostLine[],
  rates: { readonly input: Figure; readonly cachedInput: Figure; readonly output: Figure },
  tokens: Tokens,
  served: Figure,
): CostFigures {
  const total = totals(lines, tokens, served);
  return {
    ...total,
    perMillionOutputTokens:
      tokens.output.value === 0 ? unknown('cost per million output tokens', 'USD', NO_OUTPUT) : rates.output,
    perMillionInputTokens: rates.input,
    perMillionCachedInputTokens: rates.cachedInput,
    atFullLoad: { perMillionTokens: total.perMillionTokens },
  };
}

type Totals = Pick<CostFigures, 'perMillionTokens' | 'perRequest' | 'perHour' | 'perMonth' | 'breakdown'>;

function totals(lines: readonly CostLine[], tokens: Tokens, served: Figure): Totals {
  const month = (label: string, perHour: Figure): Figure =>
    scale(label, 'USD', perHour, HOURS_PER_MONTH, 'cost per hour × 730 h');
  const perHour = sum(
    'cost per hour',
    'USD',
    lines.map((line) => line.perHour),
  );
  const perMonth = month('cost per month', perHour);
  const formula = 'cost per month ÷ requests served in the month';
  const perRequest = product(
    'cost per request',
    'USD',
    [
      [perMonth, 1],
      [served, -1],
    ],
    formula,
    1 / MONTH_SECONDS,
  );
  return {
    breakdown: lines.map(({ perHour: hourly, ...key }) => ({
      code: lineCode(key),
      ...key,
      perMonth: month(lineLabel(key), hourly),
    })),
    perHour,
    perMonth,
    perRequest,
    perMillionTokens: perMillion('cost per million tokens', perRequest, tokens),
  };
}

function perMillion(label: string, perRequest: Figure, tokens: Tokens): Figure {
  const formula = 'cost per request ÷ tokens per request × 10⁶';
  return product(
    label,
    'USD',
    [
      [perRequest, 1],
      [tokens.all, -1],
    ],
    formula,
    MILLION,
  );
}
