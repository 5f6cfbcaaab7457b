/** What moves the answer: each input alone, by finite differences, with the configuration held as chosen. */
import { sensitivitySlices, type SensitivityInput, type Slices } from '../economics/index.ts';
import { toQuantity, type Quantity } from '../quantity/index.ts';
import type { Amount, Deployment, Own, Pool, Workload } from '../workload/index.ts';
import type { Evaluated } from './question.ts';
import type { Sensitivity, SensitivityRow, TwoWayTable } from './face.ts';
import { MONTH_SECONDS, YEAR_SECONDS } from './inputs.ts';
import type { StageName } from './pool.ts';
import type { PoolResult } from './poolResult.ts';
import { applyLevers, deploymentWith, exactly } from './whatIf.ts';

/** One input: where it is now, and the workload with it set to another value. Values in the unit of `label`. */
interface Lever {
  readonly code: string;
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  set(workload: Workload, value: number): Workload;
}

type Evaluate = (workload: Workload, deployment: Deployment) => Evaluated | undefined;

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
  if (payment.kind !== 'rent' || option.hour === undefined) return [];
  const hour = option.hourFigure;
  const value = option.hour;
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
  const lever = (key: 'input' | 'output' | 'cachedInput', label: string, quantity: Quantity): Lever[] => {
    if (quantity.value === null) return [];
    const value = quantity.value;
    const set = (workload: Workload, next: number): Workload => ({
      ...workload,
      deployments: workload.deployments.map((d) =>
        d.name === deployment.name && d.kind === 'api'
          ? { ...d, api: { ...d.api, price: { ...d.api.price, [key]: exactly(next / 1e6) } } }
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
    ...lever('cachedInput', 'price per million cached input tokens', cost.perMillionCachedInputTokens),
  ];
}

function leversOf(workload: Workload, deployment: Deployment, evaluated: Evaluated): Lever[] {
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

/** Parallelism and place as chosen, so that differences are of the input and not of another choice. */
export function pinned(deployment: Deployment, { pools }: Evaluated): Deployment {
  let index = 0;
  return deploymentWith(deployment, (pool) => {
    const result = pools[index++];
    if (!result) return pool;
    const { parallelism: p, option } = result.candidate;
    const serving = {
      ...pool.serving,
      tensorParallel: exactly(p.tensor / p.data),
      pipelineParallel: exactly(p.pipeline),
      expertParallel: exactly(p.expert),
      ...(p.data > 1 ? { dataParallel: exactly(p.data) } : {}),
    };
    const { payment } = pool;
    if (payment.kind !== 'rent') return { ...pool, serving };
    const fixed = <T>(value: T | undefined): { value: T; origin: Amount['origin'] } | undefined =>
      value === undefined ? undefined : { value, origin: { kind: 'choice', reason: 'as chosen' } };
    const place = { cloud: fixed(option.cloud), region: fixed(option.row?.region), instance: fixed(option.instance) };
    const known = Object.fromEntries(Object.entries(place).filter(([, v]) => v !== undefined));
    return { ...pool, serving, payment: { ...payment, ...known } };
  });
}

export function quantityAt(evaluated: Evaluated, path: string): Quantity | undefined {
  const figure = evaluated.figures.get(path);
  return figure ? toQuantity(figure, path) : undefined;
}

interface Setting {
  readonly workload: Workload;
  readonly deployment: Deployment;
  readonly base: Evaluated;
  readonly levers: readonly Lever[];
  at(lever: Lever, value: number, from?: Workload): Workload;
  read(workload: Workload): number | undefined;
}

function settingOf(workload: Workload, name: string, path: string, evaluate: Evaluate): Setting | undefined {
  const given = workload.deployments.find((d) => d.name === name);
  const first = given && evaluate(workload, given);
  if (!given || !first) return undefined;
  const fixed = pinned(given, first);
  const held = { ...workload, deployments: [fixed] };
  const base = evaluate(held, fixed);
  if (!base) return undefined;
  return {
    workload: held,
    deployment: fixed,
    base,
    levers: leversOf(held, fixed, base),
    at: (lever, value, from = held) => lever.set(from, value),
    read: (changed) => {
      const next = changed.deployments[0];
      const found = next && evaluate(changed, next);
      const quantity = found && quantityAt(found, path);
      return quantity?.value ?? quantity?.low;
    },
  };
}

/** Slices of a few milliseconds: one input each. */
export function* sensitivityOf(
  workload: Workload,
  name: string,
  path: string,
  evaluate: Evaluate,
): Slices<Sensitivity | undefined> {
  const setting = settingOf(workload, name, path, evaluate);
  const base = setting && quantityAt(setting.base, path);
  if (!setting || !base) return undefined;
  const inputs: SensitivityInput<Lever>[] = setting.levers.map((lever) => ({
    key: lever,
    value: lever.value,
    low: lever.low,
    high: lever.high,
  }));
  yield;
  const found = yield* sensitivitySlices(inputs, (lever, value) => setting.read(setting.at(lever, value)));
  const rows = found.map(({ key, elasticity, low, high }): SensitivityRow => ({
    input: key.code,
    label: key.label,
    base: { value: key.value, unit: key.unit, state: 'known' },
    elasticity,
    low: { input: key.low, value: low },
    high: { input: key.high, value: high },
  }));
  return { deployment: name, value: path, base, rows };
}

const STEPS: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 2];

/** Two inputs at once, each from half to twice its value. */
export function twoWayOf(
  workload: Workload,
  name: string,
  rowInput: string,
  columnInput: string,
  path: string,
  evaluate: Evaluate,
): TwoWayTable | undefined {
  const setting = settingOf(workload, name, path, evaluate);
  const find = (code: string): Lever | undefined =>
    setting?.levers.find((lever) => lever.code === code || lever.code.endsWith(`.${code}`));
  const [row, column] = [find(rowInput), find(columnInput)];
  const base = setting && quantityAt(setting.base, path);
  if (!setting || !row || !column || !base) return undefined;
  const rows = STEPS.map((step) => row.value * step);
  const columns = STEPS.map((step) => column.value * step);
  const values = rows.map((r) => {
    const changed = setting.at(row, r);
    return columns.map((c) => setting.read(setting.at(column, c, changed)) ?? null);
  });
  return {
    deployment: name,
    value: path,
    unit: base.unit,
    rowInput: row.code,
    columnInput: column.code,
    rows,
    columns,
    values,
  };
}
