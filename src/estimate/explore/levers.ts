/** The inputs of a deployment that can be moved one by one: of the traffic, the fleet, the rent, the ownership, the API. */
import type { Quantity } from '../../quantity/index.ts';
import type { Amount, Deployment, Own, Pool, Workload } from '../../workload/index.ts';
import { MONTH_SECONDS, YEAR_SECONDS } from '../names/index.ts';
import type { StageName } from '../contract/index.ts';
import type { Evaluated, PoolResult } from '../deployment/index.ts';
import { applyLevers, deploymentWith, exactly } from './whatIf.ts';

/** One input: where it is now, and the workload with it set to another value. Values in the unit of `label`. */
export interface Lever {
  readonly code: string;
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  set(workload: Workload, value: number): Workload;
}

/** Ends of a bar: the document's range, else ten per cent either way. */
const ends = (amount: Amount, scale = 1): { value: number; low: number; high: number } => {
  const value = amount.mid * scale;
  return amount.low === amount.high
    ? { value, low: value * 0.9, high: value * 1.1 }
    : { value, low: amount.low * scale, high: amount.high * scale };
};

function trafficLevers({ traffic }: Workload): Lever[] {
  const lever = (code: string, label: string, unit: string, amount: Amount, set: Lever['set']): Lever => ({
    code,
    label,
    unit,
    ...ends(amount),
    set,
  });
  return [
    lever('traffic.requests', 'requests', '1/s', traffic.requests, (w, requests) => applyLevers(w, { requests })),
    ...(traffic.profile
      ? []
      : [
          lever('traffic.peak_to_average', 'peak to average', '', traffic.peakToAverage, (w, peakToAverage) =>
            applyLevers(w, { peakToAverage: Math.max(1, peakToAverage) }),
          ),
        ]),
    lever('traffic.input_tokens', 'input tokens', 'token', traffic.inputTokens.mean, (w, inputTokens) =>
      applyLevers(w, { inputTokens }),
    ),
    lever('traffic.output_tokens', 'output tokens', 'token', traffic.outputTokens.mean, (w, outputTokens) =>
      applyLevers(w, { outputTokens }),
    ),
    lever('traffic.cached_input', 'cached share of input', '', traffic.cachedInput, (w, cachedInput) =>
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

/** `prefill: price per instance-hour`; a single pool has no prefix. */
function ofPool(lever: Lever, { setup }: PoolResult): Lever {
  if (setup.stage === 'serve') return lever;
  return { ...lever, code: `${setup.stage}.${lever.code}`, label: `${setup.stage}: ${lever.label}` };
}

function servingLevers(deployment: Deployment, { setup }: PoolResult): Lever[] {
  const { headroom } = setup.pool.serving;
  const set = (workload: Workload, value: number): Workload =>
    changePool(workload, deployment.name, setup.stage, (pool) => ({
      ...pool,
      serving: { ...pool.serving, headroom: exactly(value) },
    }));
  return [{ code: 'serving.headroom', label: 'headroom', unit: '', ...ends(headroom), set }];
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
  return [
    {
      code: 'rent.price',
      label: 'price per instance-hour',
      unit: 'USD',
      value,
      low: hour.low ?? value * 0.9,
      high: hour.high ?? value * 1.1,
      set,
    },
  ];
}

type OwnAmount = Exclude<keyof Own, 'kind' | 'origin' | 'share'>;

function ownLevers(deployment: Deployment, { candidate, setup }: PoolResult): Lever[] {
  const { option } = candidate;
  const { ownership } = option;
  if (setup.pool.payment.kind !== 'own' || !ownership) return [];
  const lever = (key: OwnAmount, label: string, figure: Quantity, unit: string, si: number): Lever[] => {
    if (figure.value === null) return [];
    const value = figure.value;
    const set = (workload: Workload, next: number): Workload =>
      changePool(workload, deployment.name, setup.stage, (pool) =>
        pool.payment.kind === 'own' ? { ...pool, payment: { ...pool.payment, [key]: exactly(next * si) } } : pool,
      );
    const wide = figure.low !== undefined && figure.high !== undefined;
    return [
      {
        code: `own.${key}`,
        label,
        unit,
        value,
        low: wide ? (figure.low ?? value) : value * 0.9,
        high: wide ? (figure.high ?? value) : value * 1.1,
        set,
      },
    ];
  };
  const { hardware, life, costOfCapital, residualValue, housing, electricity, maintenance, staff, network } = ownership;
  const system = {
    value: hardware.value === null ? null : hardware.value * option.size,
    ...scaled(hardware, option.size),
    unit: 'USD',
    state: hardware.state,
  };
  return [
    ...lever('serverPrice', 'system price', system, 'USD', 1),
    ...lever('network', 'network per accelerator', network, 'USD', 1),
    ...lever('life', 'life', life, 'year', YEAR_SECONDS),
    ...lever('costOfCapital', 'cost of capital', costOfCapital, '1/year', 1),
    ...lever('residualValue', 'residual value', residualValue, '', 1),
    ...(housing.kind === 'colocation'
      ? lever('colocation', 'colocation', housing.price, 'USD/kW/month', 1 / (1000 * MONTH_SECONDS))
      : lever('building', 'building', housing.price, 'USD/kW', 1 / 1000)),
    ...lever('electricity', 'electricity', electricity, 'USD/kWh', 1 / 3.6e6),
    ...lever('maintenance', 'maintenance', maintenance, '1/year', 1),
    ...lever('staff', 'staff', staff, 'USD/kW/month', 1 / (1000 * MONTH_SECONDS)),
  ];
}

function scaled(figure: Quantity, by: number): { low?: number; high?: number } {
  return {
    ...(figure.low === undefined ? {} : { low: figure.low * by }),
    ...(figure.high === undefined ? {} : { high: figure.high * by }),
  };
}

function apiLevers(deployment: Deployment, evaluated: Evaluated): Lever[] {
  if (deployment.kind !== 'api') return [];
  const { cost } = evaluated.estimate;
  // Without a price of its own cached input costs what input costs: the lever of the input price moves both.
  const cachedFollows =
    (deployment.api.batch.value || deployment.api.price?.cachedInput === undefined) &&
    cost.perMillionCachedInputTokens.value === cost.perMillionInputTokens.value;
  const cached = cost.perMillionCachedInputTokens.value;
  // A price of the table for cached input gives way to an input price of the document: it is held where it is.
  const held = cachedFollows || cached === null ? {} : { cachedInput: exactly(cached / 1e6) };
  const lever = (key: 'input' | 'output' | 'cachedInput', label: string, quantity: Quantity): Lever[] => {
    if (quantity.value === null) return [];
    const value = quantity.value;
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
    return [
      {
        code: `api.${key}`,
        label,
        unit: 'USD',
        value,
        low: quantity.low ?? value * 0.9,
        high: quantity.high ?? value * 1.1,
        set,
      },
    ];
  };
  return [
    ...lever('input', 'price per million input tokens', cost.perMillionInputTokens),
    ...lever('output', 'price per million output tokens', cost.perMillionOutputTokens),
    ...(cachedFollows
      ? []
      : lever('cachedInput', 'price per million cached input tokens', cost.perMillionCachedInputTokens)),
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
  ].filter(({ code }) => !seen.has(code) && seen.add(code));
}
