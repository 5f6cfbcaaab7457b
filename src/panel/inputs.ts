/**
 * The adjustable inputs of the what-if, each once: its name, its unit and range, where the workload has it, and what is
 * written to the file. The protocol, the sliders, their names and "Apply to YAML" read this table; what an input does to a
 * workload is `applyLevers` of the engine, which has the same keys.
 */
import type { Levers, StageEstimate } from '../estimate/index.ts';
import { message, PRECISIONS, type Origin } from '../quantity/index.ts';
import type { Amount, EditValue, Given, Own, Pool, Purchase, Rent, Site, Workload } from '../workload/index.ts';
import {
  anyPlace,
  eachPayment,
  type Has,
  meanPlace,
  type Path,
  servingPlace,
  sitePlace,
  targetPlace,
} from './places.ts';

export type LeverKey = keyof Levers;

/** What an input is read from: the workload, the selected deployment, and what the engine took where the file is silent. */
export interface Source {
  readonly workload: Workload;
  readonly pool: Pool | undefined;
  readonly rent: Rent | undefined;
  readonly own: Own | undefined;
  readonly site: Site | undefined;
  /** The first stage as estimated. */
  readonly stage: StageEstimate | undefined;
  /** What the engine took for an assumption of ownership, in the unit of `Assumption`. */
  readonly assumed: (what: Assumption) => number | undefined;
}

/** Years, 1/year, USD/kWh, and a factor. */
export type Assumption = 'life' | 'costOfCapital' | 'electricity' | 'pue';

interface Input {
  /** English; surfaces translate. */
  readonly label: string;
  /** Everywhere the file says it; else the one place for it. */
  readonly places: (workload: Workload, has: Has) => readonly Path[];
}

export interface AmountInput extends Input {
  readonly kind: 'amount';
  /** Unit shown, English; value in it = SI value × factor. */
  readonly unit: string;
  readonly factor: number;
  /** SI. `tenfold`: from a tenth to ten times what the file says, which must be above zero. `twice`: at least to twice that. */
  readonly range:
    'tenfold' | { readonly min: number; readonly max: number; readonly scale?: 'log'; readonly twice?: true };
  readonly read: (from: Source) => Amount | undefined;
  /** @param value SI */
  readonly write: (value: number) => EditValue;
}

export interface ChoiceInput extends Input {
  readonly kind: 'choice';
  readonly options: readonly string[];
  readonly read: (from: Source) => Given<string> | undefined;
}

const YEAR = 8760 * 3600;
const J_PER_KWH = 3.6e6;
const PURCHASES: readonly Purchase[] = ['on-demand', 'spot', '1-year', '3-year'];
/** Sequences per replica that an engine takes at most where nothing else is said: so high that memory and targets bind first. */
const OPEN_BATCH = 1024;
const TABLES: Origin = { kind: 'default', reason: 'the tables' };

const rounded = (value: number): number => Number(value.toPrecision(3));
const whole = (value: number): number => Math.round(value);
const percent = { unit: '%', factor: 100, write: (value: number): EditValue => `${rounded(value * 100)}%` };
const plain = { unit: '', factor: 1, write: (value: number): EditValue => rounded(value) };
const milliseconds = { unit: 'ms', factor: 1000, write: (value: number): EditValue => `${rounded(value * 1000)} ms` };

const exactly = (value: number): Amount => ({ low: value, mid: value, high: value, origin: TABLES });

/** The file's word, else what the engine took, in SI. */
function orAssumed(given: Amount | undefined, from: Source, what: Assumption, si = 1): Amount | undefined {
  const value = given === undefined ? from.assumed(what) : undefined;
  return value === undefined ? given : exactly(value * si);
}

function orChosen(given: Given<string> | undefined, chosen: string | undefined): Given<string> | undefined {
  return given ?? (chosen === undefined ? undefined : { value: chosen, origin: TABLES });
}

const amount = (input: Omit<AmountInput, 'kind'>): AmountInput => ({ kind: 'amount', ...input });
const choice = (input: Omit<ChoiceInput, 'kind'>): ChoiceInput => ({ kind: 'choice', ...input });

/** In the order they are shown. */
export const INPUTS: Readonly<Record<LeverKey, AmountInput | ChoiceInput>> = {
  requests: amount({
    ...plain,
    label: message('Requests'),
    unit: '/s',
    range: 'tenfold',
    read: ({ workload }) => workload.traffic.requests,
    places: anyPlace('traffic', 'requests'),
  }),
  peakToAverage: amount({
    ...plain,
    label: message('Peak to average'),
    range: { min: 1, max: 6, twice: true },
    read: ({ workload: { traffic } }) => (traffic.profile === undefined ? traffic.peakToAverage : undefined),
    places: anyPlace('traffic', 'peak_to_average'),
  }),
  inputTokens: amount({
    ...plain,
    label: message('Input tokens'),
    range: 'tenfold',
    read: ({ workload }) => workload.traffic.inputTokens.mean,
    write: whole,
    places: meanPlace('traffic', 'input_tokens'),
  }),
  outputTokens: amount({
    ...plain,
    label: message('Output tokens'),
    range: 'tenfold',
    read: ({ workload }) => workload.traffic.outputTokens.mean,
    write: whole,
    places: meanPlace('traffic', 'output_tokens'),
  }),
  cachedInput: amount({
    ...percent,
    label: message('Cached input'),
    range: { min: 0, max: 0.95 },
    read: ({ workload }) => workload.traffic.cachedInput,
    places: anyPlace('traffic', 'cached_input'),
  }),
  ttft: amount({
    ...milliseconds,
    label: message('TTFT target'),
    range: 'tenfold',
    read: ({ workload }) => workload.slo.ttft?.limit,
    places: targetPlace('ttft'),
  }),
  tpot: amount({
    ...milliseconds,
    label: message('TPOT target'),
    range: 'tenfold',
    read: ({ workload }) => workload.slo.tpot?.limit,
    places: targetPlace('tpot'),
  }),
  headroom: amount({
    ...percent,
    label: message('Headroom'),
    range: { min: 0, max: 1 },
    read: ({ pool }) => pool?.serving.headroom,
    places: servingPlace('headroom'),
  }),
  maxBatch: amount({
    ...plain,
    label: message('Largest batch'),
    range: { min: 1, max: OPEN_BATCH, scale: 'log' },
    read: ({ pool }) => pool && (pool.serving.maxBatch ?? exactly(OPEN_BATCH)),
    write: (value) => Math.max(1, whole(value)),
    places: servingPlace('max_batch'),
  }),
  weights: choice({
    label: message('Weights'),
    options: PRECISIONS,
    read: ({ pool, stage }) => pool && orChosen(pool.serving.weights, stage?.weights),
    places: servingPlace('weights'),
  }),
  kvCache: choice({
    label: message('KV cache'),
    options: PRECISIONS,
    read: ({ pool, stage }) => pool && orChosen(pool.serving.kvCache, stage?.kvCacheType),
    places: servingPlace('kv_cache'),
  }),
  purchase: choice({
    label: message('Purchase'),
    options: PURCHASES,
    read: ({ rent }) => rent?.purchase,
    places: eachPayment('rent', 'purchase'),
  }),
  life: amount({
    label: message('Life of machines'),
    unit: message('years'),
    factor: 1 / YEAR,
    range: { min: YEAR, max: 10 * YEAR },
    read: (from) => from.own && orAssumed(from.own.life, from, 'life', YEAR),
    write: (value) => `${rounded(value / YEAR)} years`,
    places: eachPayment('own', 'life'),
  }),
  costOfCapital: amount({
    ...percent,
    label: message('Cost of capital'),
    range: { min: 0, max: 0.25 },
    read: (from) => from.own && orAssumed(from.own.costOfCapital, from, 'costOfCapital'),
    places: eachPayment('own', 'cost_of_capital'),
  }),
  electricity: amount({
    label: message('Electricity'),
    unit: 'USD/kWh',
    factor: J_PER_KWH,
    range: { min: 0.01 / J_PER_KWH, max: 0.5 / J_PER_KWH },
    read: (from) =>
      from.own && orAssumed(from.own.electricity ?? from.site?.electricity, from, 'electricity', 1 / J_PER_KWH),
    write: (value) => `${rounded(value * J_PER_KWH)} USD/kWh`,
    places: sitePlace('electricity'),
  }),
  pue: amount({
    ...plain,
    label: message('PUE'),
    range: { min: 1, max: 2 },
    read: (from) => from.own && orAssumed(from.own.pue ?? from.site?.pue, from, 'pue'),
    places: sitePlace('pue'),
  }),
};
