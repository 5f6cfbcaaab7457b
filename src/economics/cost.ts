/**
 * The cost definitions of design §3: what the bill is per hour, month, request and million tokens, and how it is
 * split between prefill and decode, cached and uncached input. Each is defined once, in docs/definitions.md.
 */
import { compute, product, sum, unknown, type Figure } from '../quantity/index.ts';
import { machinesFor, replicasPerMachine, type Packing } from './fleet.ts';

export const HOURS_PER_MONTH = 730;

/** One line of the bill, USD per hour, mean over the day. */
export interface CostLine {
  readonly code: string;
  readonly label: string;
  readonly perHour: Figure;
}

/** Tokens of one request, means; `input` = `cached` + `uncached`. */
export interface Tokens {
  readonly input: Figure;
  readonly cached: Figure;
  readonly uncached: Figure;
  readonly output: Figure;
}

/** @param cachedShare share of input found in the prefix cache, 0–1 */
export function tokensOf(input: Figure, cachedShare: Figure, output: Figure): Tokens {
  const cached = product(
    'cached input tokens',
    'token',
    [
      [input, 1],
      [cachedShare, 1],
    ],
    'input tokens × cached share',
  );
  const fresh = compute('uncached share', '1', [cachedShare], '1 − cached share', ([share = 0]) => 1 - share);
  const uncached = product(
    'uncached input tokens',
    'token',
    [
      [input, 1],
      [fresh, 1],
    ],
    'input tokens × (1 − cached share)',
  );
  return { input, cached, uncached, output };
}

/** Accelerator-busy seconds per request: how one fleet's bill falls into phases. */
export interface Phases {
  readonly prefill: number;
  readonly decode: number;
  /** Part of `prefill` spent attending over cached positions. */
  readonly cachedAttention: number;
}

/** A pool's bill and the work it does; a feed-forward pool is decode. */
export interface PoolCost {
  readonly stage: 'serve' | 'prefill' | 'decode';
  readonly lines: readonly CostLine[];
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
  readonly breakdown: readonly { readonly code: string; readonly label: string; readonly perMonth: Figure }[];
}

const MILLION = 1e6;
const MONTH_SECONDS = HOURS_PER_MONTH * 3600;

/** All cost figures of a served deployment, USD. */
export function costFigures(question: CostQuestion): CostFigures {
  const { tokens, served, phases, pools } = question;
  const total = totals(
    pools.flatMap((pool) => pool.lines),
    tokens,
    served,
  );
  const phase = splitPhases(pools, phases, tokens);
  const perToken = (label: string, cost: Figure, count: Figure, absent: string): Figure =>
    count.value === 0
      ? unknown(label, 'USD', absent)
      : product(
          label,
          'USD',
          [
            [cost, 1],
            [served, -1],
            [count, -1],
          ],
          'cost per hour ÷ (requests/s × 3,600 × tokens) × 10⁶',
          MILLION / 3600,
        );
  return {
    ...total,
    perMillionOutputTokens: perToken('cost per million output tokens', phase.decode, tokens.output, 'no output tokens'),
    perMillionInputTokens: perToken(
      'cost per million uncached input tokens',
      phase.uncached,
      tokens.uncached,
      'all input is cached',
    ),
    perMillionCachedInputTokens: perToken(
      'cost per million cached input tokens',
      phase.cached,
      tokens.cached,
      'no cached input in this traffic',
    ),
    atFullLoad: { perMillionTokens: perMillion('cost per million tokens at full load', question.fullLoad, tokens) },
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
    perMillionOutputTokens: rates.output,
    perMillionInputTokens: rates.input,
    perMillionCachedInputTokens: rates.cachedInput,
    atFullLoad: { perMillionTokens: total.perMillionTokens },
  };
}

type Totals = Pick<CostFigures, 'perMillionTokens' | 'perRequest' | 'perHour' | 'perMonth' | 'breakdown'>;

function totals(lines: readonly CostLine[], tokens: Tokens, served: Figure): Totals {
  const breakdown = lines.map(({ code, label, perHour }) => ({
    code,
    label,
    perMonth: product(label, 'USD', [[perHour, 1]], `cost per hour × ${HOURS_PER_MONTH} h`, HOURS_PER_MONTH),
  }));
  const perHour = sum(
    'cost per hour',
    'USD',
    lines.map((line) => line.perHour),
  );
  const perMonth = product(
    'cost per month',
    'USD',
    [[perHour, 1]],
    `cost per hour × ${HOURS_PER_MONTH} h`,
    HOURS_PER_MONTH,
  );
  const perRequest = product(
    'cost per request',
    'USD',
    [
      [perMonth, 1],
      [served, -1],
    ],
    'cost per month ÷ requests served in the month',
    1 / MONTH_SECONDS,
  );
  return {
    breakdown,
    perHour,
    perMonth,
    perRequest,
    perMillionTokens: perMillion('cost per million tokens', perRequest, tokens),
  };
}

function perMillion(label: string, perRequest: Figure, tokens: Tokens): Figure {
  const all = sum('tokens per request', 'token', [tokens.input, tokens.output], 'input + output, cached input counted');
  return product(
    label,
    'USD',
    [
      [perRequest, 1],
      [all, -1],
    ],
    'cost per request ÷ tokens per request × 10⁶',
    MILLION,
  );
}

interface PhaseCosts {
  readonly decode: Figure;
  readonly cached: Figure;
  readonly uncached: Figure;
}

/** Cp and Cd of design §3, and Cp's share that cached positions carry. USD per hour. */
function splitPhases(pools: readonly PoolCost[], phases: Phases, tokens: Tokens): PhaseCosts {
  const busy = phases.prefill + phases.decode;
  const prefillShare = busy > 0 ? phases.prefill / busy : 0;
  const attention = phases.prefill > 0 && tokens.cached.value !== 0 ? phases.cachedAttention / phases.prefill : 0;
  const prefill = phaseCost(pools, 'prefill', 'prefill cost per hour (Cp)', prefillShare);
  const decode = phaseCost(pools, 'decode', 'decode cost per hour (Cd)', 1 - prefillShare);
  return {
    decode,
    cached: portion('prefill cost of cached positions', prefill, attention, 'attention over cached positions:'),
    uncached: portion('prefill cost of uncached input', prefill, 1 - attention, 'the rest of prefill:'),
  };
}

/** The pools of the phase whole, and its share of a fleet that does both. */
function phaseCost(pools: readonly PoolCost[], phase: 'prefill' | 'decode', label: string, share: number): Figure {
  const of = (stage: PoolCost['stage']): readonly Figure[] =>
    pools.filter((pool) => pool.stage === stage).flatMap((pool) => pool.lines.map((line) => line.perHour));
  const fleet = of('serve');
  const name = `${phase} share of the fleet`;
  const shared =
    fleet.length === 0
      ? []
      : [portion(name, sum('cost per hour of the fleet', 'USD', fleet), share, 'share of busy accelerator time:')];
  return sum(label, 'USD', [...shared, ...of(phase)]);
}

const portion = (label: string, figure: Figure, share: number, of: string): Figure =>
  product(label, 'USD', [[figure, 1]], () => `${of} ${(100 * share).toPrecision(4)} %`, share);

/**
 * USD per request of one pool when every replica its machines hold runs at capacity: what peers quote.
 *
 * @param machineHour USD per machine-hour, energy at load included
 * @param capacity requests/s of one replica
 */
export function fullLoadPerRequest(machineHour: Figure, packing: Packing, capacity: Figure): Figure {
  const perMachine = packing.share
    ? packing.acceleratorsPerMachine / packing.acceleratorsPerReplica
    : replicasPerMachine(packing);
  const replicas = perMachine >= 1 || packing.share ? perMachine : 1 / machinesFor(packing, 1);
  const formula = `machine-hour ÷ (${Number(replicas.toPrecision(4))} replicas × capacity × 3,600)`;
  return product(
    'cost per request at full load',
    'USD',
    [
      [machineHour, 1],
      [capacity, -1],
    ],
    formula,
    1 / (3600 * replicas),
  );
}
