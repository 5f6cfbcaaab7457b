/** Which levers a workload has, where they stand, how far they go. Pure: a workload in, plain data out. */
import type { Levers, StageEstimate } from '../estimate/index.ts';
import { PRECISIONS, type Derivation, type Precision } from '../quantity/index.ts';
import type { Amount, Deployment, Own, Pool, Purchase, Serving, Site, Workload } from '../workload/index.ts';
import type { AmountLever, ChoiceLever, Lever, LeverKey, LeverValues } from './protocol.ts';

const YEAR = 8760 * 3600;
const J_PER_KWH = 3.6e6;
const PURCHASES: readonly Purchase[] = ['on-demand', 'spot', '1-year', '3-year'];

/** What the engine took for something the file leaves open, by its label in the derivation. */
export type Assumed = (label: string) => number | undefined;

/**
 * @param deployment the one in hand; levers that do not touch it (a life where nothing is owned) are left out
 * @param stage its first stage as estimated: what was chosen where the file leaves it open
 */
export function leversOf(
  workload: Workload,
  deployment: Deployment | undefined,
  assumed: Assumed = () => undefined,
  stage?: StageEstimate,
): readonly Lever[] {
  const { traffic, slo } = workload;
  const pools = deployment === undefined ? [] : poolsOf(deployment);
  const [first] = pools;
  const rented = pools.find(({ payment }) => payment.kind === 'rent')?.payment;
  const owned = pools.find(({ payment }) => payment.kind === 'own')?.payment;
  const site = deployment?.site ?? workload.site;
  const levers: (Lever | undefined)[] = [
    tenfold('requests', traffic.requests, '/s'),
    amount('peakToAverage', traffic.profile === undefined ? traffic.peakToAverage : undefined, {
      min: 1,
      max: Math.max(6, traffic.peakToAverage.mid * 2),
    }),
    tenfold('inputTokens', traffic.inputTokens.mean, ''),
    tenfold('outputTokens', traffic.outputTokens.mean, ''),
    amount('cachedInput', traffic.cachedInput, { min: 0, max: 0.95, factor: 100, unit: '%' }),
    tenfold('ttft', slo.ttft?.limit, 'ms', 1000),
    tenfold('tpot', slo.tpot?.limit, 'ms', 1000),
    first === undefined
      ? undefined
      : amount('headroom', first.serving.headroom, { min: 0, max: 1, factor: 100, unit: '%' }),
    ...(first === undefined ? [] : servingLevers(first.serving, stage)),
    rented?.kind === 'rent'
      ? choice('purchase', rented.purchase.value, PURCHASES, rented.purchase.origin.kind)
      : undefined,
    ...(owned?.kind === 'own' ? ownedLevers(owned, site, assumed) : []),
  ];
  return levers.filter((lever) => lever !== undefined);
}

/** Sequences per replica that an engine takes at most where nothing else is said: so high that memory and targets bind first. */
const OPEN_BATCH = 1024;

/** What the file says of the engine, else what was chosen for it. */
function servingLevers(serving: Serving, stage: StageEstimate | undefined): readonly (Lever | undefined)[] {
  const precision = (key: 'weights' | 'kvCache', chosen: string | undefined): Lever | undefined => {
    const value = serving[key]?.value ?? chosen;
    return value === undefined ? undefined : choice(key, value, PRECISIONS, serving[key]?.origin.kind ?? 'default');
  };
  return [
    amount('maxBatch', serving.maxBatch ?? exactly(OPEN_BATCH), {
      min: 1,
      max: OPEN_BATCH,
      scale: 'log',
    }),
    precision('weights', stage?.weights),
    precision('kvCache', stage?.kvCacheType),
  ];
}

/** Assumptions of owned machines: from the file, else what the engine took. */
function ownedLevers(owned: Own, site: Site | undefined, assumed: Assumed): readonly (Lever | undefined)[] {
  const given = (amount: Amount | undefined, label: string, factor = 1): Amount | undefined => {
    const value = amount === undefined ? assumed(label) : undefined;
    return value === undefined ? amount : exactly(value * factor);
  };
  const electricity = { min: 0.01 / J_PER_KWH, max: 0.5 / J_PER_KWH, factor: J_PER_KWH, unit: 'USD/kWh' };
  const life = { min: YEAR, max: 10 * YEAR, factor: 1 / YEAR, unit: 'years' };
  const capital = { min: 0, max: 0.25, factor: 100, unit: '%' };
  return [
    amount('life', given(owned.life, 'life', YEAR), life),
    amount('costOfCapital', given(owned.costOfCapital, 'cost of capital'), capital),
    amount(
      'electricity',
      given(owned.electricity ?? site?.electricity, 'price of electricity', 1 / J_PER_KWH),
      electricity,
    ),
    amount('pue', given(owned.pue ?? site?.pue, 'PUE'), { min: 1, max: 2 }),
  ];
}

function exactly(value: number): Amount {
  return { low: value, mid: value, high: value, origin: { kind: 'default', reason: 'the tables' } };
}

/** The value of the first figure with this label in a derivation. */
export function labelled(tree: Derivation | undefined, label: string): number | undefined {
  if (tree === undefined) return undefined;
  if (tree.label === label && tree.quantity.value !== null) return tree.quantity.value;
  for (const input of tree.inputs) {
    const found = labelled(input, label);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function poolsOf(deployment: Deployment): readonly Pool[] {
  switch (deployment.kind) {
    case 'serve':
      return [deployment.pool];
    case 'disaggregated':
      return [
        deployment.prefill,
        deployment.decode,
        ...(deployment.feedForward === undefined ? [] : [deployment.feedForward]),
      ];
    case 'api':
      return [];
  }
}

interface Shape {
  readonly min: number;
  readonly max: number;
  readonly scale?: AmountLever['scale'];
  readonly factor?: number;
  readonly unit?: string;
}

function amount(
  key: LeverKey,
  given: Amount | undefined,
  { min, max, scale = 'linear', factor = 1, unit = '' }: Shape,
): AmountLever | undefined {
  if (given === undefined) return undefined;
  const value = given.mid;
  return {
    kind: 'amount',
    key,
    isDefault: given.origin.kind === 'default',
    value,
    min: Math.min(min, value),
    max: Math.max(max, value),
    scale,
    factor,
    unit,
  };
}

/** A tenth to ten times what the file says. */
function tenfold(key: LeverKey, given: Amount | undefined, unit: string, factor = 1): AmountLever | undefined {
  if (given === undefined || given.mid <= 0) return undefined;
  return amount(key, given, { min: given.mid / 10, max: given.mid * 10, scale: 'log', factor, unit });
}

function choice(key: LeverKey, value: string, options: readonly string[], origin: string): ChoiceLever {
  return { kind: 'choice', key, isDefault: origin === 'default', value, options };
}

/** What the panel sent, as the engine takes it; a name that is no choice is dropped. */
export function engineLevers(values: LeverValues): Levers {
  const { weights, kvCache, purchase, ...amounts } = values;
  const numbers = Object.fromEntries(
    Object.entries(amounts).filter(([, value]) => typeof value === 'number'),
  ) as Levers;
  const precision = (name: unknown): Precision | undefined => PRECISIONS.find((one) => one === name);
  const [w, k, p] = [precision(weights), precision(kvCache), PURCHASES.find((one) => one === purchase)];
  return {
    ...numbers,
    ...(w === undefined ? {} : { weights: w }),
    ...(k === undefined ? {} : { kvCache: k }),
    ...(p === undefined ? {} : { purchase: p }),
  };
}
