/** The inputs of a deployment that can be moved one by one: of the traffic, the fleet, the rent, the ownership, the API. */
import type { Ownership } from '../../economics/index.ts';
import { type Figure, type Quantity, scale } from '../../quantity/index.ts';
import type { Amount, Deployment, Own, Pool, Workload } from '../../workload/index.ts';
import { JOULES_PER_KWH, MONTH_SECONDS, YEAR_SECONDS } from '../names/index.ts';
import { type InputCode, INPUTS, type StageName } from '../contract/index.ts';
import type { Evaluated, PoolResult } from '../deployment/index.ts';
import { applyLevers, deploymentWith, exactly } from './whatIf.ts';

const KW_MONTH = 1 / (1000 * MONTH_SECONDS);

/** One input: where it is now, and the workload with it set to another value. Values in the unit of `INPUTS`. */
export interface Lever {
  readonly code: InputCode;
  /** The pool it belongs to, where there are several. */
  readonly stage?: StageName;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  set(workload: Workload, value: number): Workload;
}

/** The input's own key in the deployment: `traffic.requests`, `prefill.rent.price`. */
export const inputKey = ({ code, stage }: Pick<Lever, 'code' | 'stage'>): string =>
  stage === undefined ? code : `${stage}.${code}`;

/** English name of an input: "prefill: price per instance-hour". */
export const inputLabel = ({ code, stage }: Pick<Lever, 'code' | 'stage'>): string =>
  stage === undefined ? INPUTS[code].label : `${stage}: ${INPUTS[code].label}`;

type Ends = Pick<Lever, 'value' | 'low' | 'high'>;

/** Ends of a bar: ten per cent either way where nothing says how far an input may move. */
const around = (value: number, { low, high }: Partial<Pick<Figure, 'low' | 'high'>> = {}): Ends => ({
  value,
  low: low ?? value * 0.9,
  high: high ?? value * 1.1,
});

/** The document's range. */
const ends = ({ low, mid, high }: Amount): Ends => around(mid, low === high ? {} : { low, high });

function trafficLevers({ traffic }: Workload): Lever[] {
  const lever = (code: InputCode, amount: Amount, set: Lever['set']): Lever => ({ code, ...ends(amount), set });
  const peak = lever('traffic.peak_to_average', traffic.peakToAverage, (w, peakToAverage) =>
    applyLevers(w, { peakToAverage: Math.max(1, peakToAverage) }),
  );
  return [
    lever('traffic.requests', traffic.requests, (w, requests) => applyLevers(w, { requests })),
    ...(traffic.profile ? [] : [peak]),
    lever('traffic.input_tokens', traffic.inputTokens.mean, (w, inputTokens) => applyLevers(w, { inputTokens })),
    lever('traffic.output_tokens', traffic.outputTokens.mean, (w, outputTokens) => applyLevers(w, { outputTokens })),
    lever('traffic.cached_input', traffic.cachedInput, (w, cachedInput) =>
      applyLevers(w, { cachedInput: Math.min(1, cachedInput) }),
    ),
  ];
}

/** @param stage the pool that changes */
const changePool = (workload: Workload, name: string, stage: StageName, change: (pool: Pool) => Pool): Workload => ({
  ...workload,
  deployments: workload.deployments.map((d) =>
    d.name === name ? deploymentWith(d, (pool, at) => (at === stage ? change(pool) : pool)) : d,
  ),
});

/** Inputs of a single pool need no stage. */
function ofPool(lever: Lever, { setup: { stage } }: PoolResult): Lever {
  return stage === 'serve' ? lever : { ...lever, stage };
}

function servingLevers(deployment: Deployment, { setup }: PoolResult): Lever[] {
  const { headroom } = setup.pool.serving;
  const set = (workload: Workload, value: number): Workload =>
    changePool(workload, deployment.name, setup.stage, (pool) => ({
      ...pool,
      serving: { ...pool.serving, headroom: exactly(value) },
    }));
  return [{ code: 'serving.headroom', ...ends(headroom), set }];
}

/** The rent of the instance chosen; the document's own price where it has one. */
function rentLevers(deployment: Deployment, { candidate, setup }: PoolResult): Lever[] {
  const { option } = candidate;
  const { payment } = setup.pool;
  if (payment.kind !== 'rent' || option.pricePerHour === undefined) return [];
  const hour = option.pricePerHourFigure;
  const value = option.pricePerHour;
  const discount = payment.discount?.mid ?? 0;
  const set = (workload: Workload, price: number): Workload =>
    changePool(workload, deployment.name, setup.stage, (pool) => {
      if (pool.payment.kind !== 'rent') return pool;
      return {
        ...pool,
        payment: { ...pool.payment, price: exactly(price / option.units / Math.max(1e-9, 1 - discount)) },
      };
    });
  return [{ code: 'rent.price', ...around(value, hour), set }];
}

type OwnAmount = Exclude<keyof Own, 'kind' | 'origin' | 'share'>;
type OwnInput = Extract<InputCode, `own.${string}`> extends `own.${infer Key}` ? Key & OwnAmount : never;

/** Where an owned machine has each input, and the SI value of one unit of `INPUTS`. */
const OWN_INPUTS: readonly (readonly [OwnInput, (own: Ownership, size: number) => Figure | undefined, number])[] = [
  ['serverPrice', ({ hardware }, size) => scale('system price', 'USD', hardware, size, 'hardware × accelerators'), 1],
  ['network', ({ network }) => network, 1],
  ['life', ({ life }) => life, YEAR_SECONDS],
  ['costOfCapital', ({ costOfCapital }) => costOfCapital, 1],
  ['residualValue', ({ residualValue }) => residualValue, 1],
  ['colocation', ({ housing }) => (housing.kind === 'colocation' ? housing.price : undefined), KW_MONTH],
  ['building', ({ housing }) => (housing.kind === 'building' ? housing.price : undefined), 1 / 1000],
  ['electricity', ({ electricity }) => electricity, 1 / JOULES_PER_KWH],
  ['maintenance', ({ maintenance }) => maintenance, 1],
  ['staff', ({ staff }) => staff, KW_MONTH],
];

function ownLevers(deployment: Deployment, { candidate, setup }: PoolResult): Lever[] {
  const { ownership, size } = candidate.option;
  if (setup.pool.payment.kind !== 'own' || !ownership) return [];
  return OWN_INPUTS.flatMap(([key, find, si]): Lever[] => {
    const figure = find(ownership, size);
    if (figure === undefined || figure.value === null) return [];
    const set = (workload: Workload, next: number): Workload =>
      changePool(workload, deployment.name, setup.stage, (pool) =>
        pool.payment.kind === 'own' ? { ...pool, payment: { ...pool.payment, [key]: exactly(next * si) } } : pool,
      );
    const { low, high } = figure;
    const wide = low !== undefined && high !== undefined;
    return [{ code: `own.${key}`, ...around(figure.value, wide ? { low, high } : {}), set }];
  });
}

function apiLevers(deployment: Deployment, evaluated: Evaluated): Lever[] {
  if (deployment.kind !== 'api') return [];
  const { cost } = evaluated.estimate;
  // Without a price of its own cached input costs what input costs: the lever of the input price moves both.
  const cachedFollows =
    (deployment.api.batch.value || deployment.api.price?.cachedInput === undefined) &&
    cost.perMillionCachedInputTokens.value === cost.perMillionInputTokens.value;
  const cached = cost.perMillionCachedInputTokens.value;
  // An input price of the document replaces the price of the table for cached input too; that one is written down to keep it.
  const held = cachedFollows || cached === null ? {} : { cachedInput: exactly(cached / 1e6) };
  const lever = (key: 'input' | 'output' | 'cachedInput', quantity: Quantity): Lever[] => {
    if (quantity.value === null) return [];
    const set = (workload: Workload, next: number): Workload => ({
      ...workload,
      deployments: workload.deployments.map((d) =>
        d.name === deployment.name && d.kind === 'api'
          ? {
              ...d,
              api: {
                ...d.api,
                price: { ...(key === 'input' ? held : {}), ...d.api.price, [key]: exactly(next / 1e6) },
              },
            }
          : d,
      ),
    });
    return [{ code: `api.${key}`, ...around(quantity.value, quantity), set }];
  };
  return [
    ...lever('input', cost.perMillionInputTokens),
    ...lever('output', cost.perMillionOutputTokens),
    ...(cachedFollows ? [] : lever('cachedInput', cost.perMillionCachedInputTokens)),
  ];
}

export function leversOf(workload: Workload, deployment: Deployment, evaluated: Evaluated): Lever[] {
  const seen = new Set<string>();
  return [
    ...trafficLevers(workload),
    ...evaluated.pools.flatMap((pool) =>
      [...servingLevers(deployment, pool), ...rentLevers(deployment, pool), ...ownLevers(deployment, pool)].map(
        (lever) => ofPool(lever, pool),
      ),
    ),
    ...apiLevers(deployment, evaluated),
  ].filter((lever) => !seen.has(inputKey(lever)) && seen.add(inputKey(lever)));
}
