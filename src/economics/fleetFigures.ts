/** The fleet as figures: the numbers of fleet.ts with their intervals and how they came to be. */
import { derived, ownRange, scale, sum, type Figure } from '../quantity/index.ts';
import { type Commitment, splitMachines, type SplitMachines } from './commitment.ts';
import * as fleet from './fleet.ts';

export interface FleetQuestion {
  /** `prefill`, `decode`, … or empty: names the figures. */
  readonly label: string;
  readonly rule: fleet.FleetRule;
  readonly packing: fleet.Packing;
  /** Mean arrival rate, requests/s; mark it with `sharing` where the document gives a range. */
  readonly requests: Figure;
  /** Highest rate of one replica within memory and SLO, requests/s, with the interval of the performance model. */
  readonly capacity: Figure;
  /** Owned or committed: the fleet of the peak is paid every hour. */
  readonly always: boolean;
  /** Part of the fleet that is paid every hour; the rest is paid by the hour. */
  readonly commit?: Commitment | undefined;
}

export interface FleetFigures {
  /** Replicas of the peak hour; its interval is that of whole replicas. */
  readonly replicas: Figure;
  /** Machines paid for, mean over the day; its interval is taken before rounding up (design §3). */
  readonly billed: Figure;
  /** `billed` where a part is committed. */
  readonly split?: { readonly committed: Figure; readonly burst: Figure };
  /** Machines running, mean over the day: what draws power. */
  readonly running: Figure;
  /** Requests/s served, mean over the day. */
  readonly served: Figure;
  /** Mean over the day of demand ÷ capacity. */
  readonly utilization: Figure;
  readonly servedShare: number;
}

type Count = (load: number, capacity: number) => number;

/** The same count in whole machines, and without its steps. */
interface Counts {
  readonly exact: Count;
  readonly continuous: Count;
}

/** @returns figures that are unknown where the capacity or the traffic is */
export function fleetFigures(question: FleetQuestion): FleetFigures {
  const { rule, packing, requests, capacity, always, commit } = question;
  const rate = requests.value ?? 0;
  const each = capacity.value ?? 0;
  const share = rate > 0 && each > 0 ? fleet.servedShare(rule, rate, each) : 1;
  const machines =
    (all: boolean, whole: boolean): Count =>
    (load, x) =>
      (all ? fleet.peakMachines : fleet.meanMachines)(rule, packing, load, x, whole);
  const count = (what: string, all: boolean): Figure =>
    smooth(question, what, '1', { exact: machines(all, true), continuous: machines(all, false) }, () =>
      machineFormula(question, all),
    );
  const split = commit && splitFigures(question, commit);
  const billed = split
    ? sum(name(question, 'machines paid for'), '1', [split.committed, split.burst], 'committed + beyond')
    : count('machines paid for', always);
  return {
    replicas: replicaFigure(question),
    billed,
    ...(split ? { split } : {}),
    running: split || (always && rule.scaling.kind === 'autoscale') ? count('machines running', false) : billed,
    served: servedFigure(question, share),
    utilization: utilizationFigure(question),
    servedShare: share,
  };
}

/** Machines committed, and those beyond them, mean over the day. */
function splitFigures(question: FleetQuestion, commit: Commitment): NonNullable<FleetFigures['split']> {
  const { rule, packing } = question;
  const part =
    (which: keyof SplitMachines, whole: boolean): Count =>
    (rate, capacity) =>
      splitMachines(rule, packing, commit, { rate, capacity }, whole)[which];
  const figure = (which: keyof SplitMachines, what: string, formula: string): Figure =>
    smooth(question, what, '1', { exact: part(which, true), continuous: part(which, false) }, () => formula);
  return {
    committed: figure('committed', 'machines committed', COMMITTED[commit.kind]),
    burst: figure(
      'burst',
      'machines beyond the commitment',
      'mean over 24 hours of machines running − machines committed',
    ),
  };
}

const COMMITTED: Readonly<Record<Commitment['kind'], string>> = {
  replicas: 'as written in the document, paid whether they run or not',
  share: 'share × replicas of the peak hour, rounded, paid whether they run or not',
  minimum: 'replicas of the quietest hour',
  mean: 'mean over 24 hours of the replicas, rounded, paid whether they run or not',
};

/** The fleet stands as sized: its use moves with the traffic, and against what a replica turns out to carry. */
function utilizationFigure(question: FleetQuestion): Figure {
  const { rule, requests, capacity } = question;
  const sized: Count = (load, x) => fleet.utilization(rule, load, x);
  const [load, x] = [requests.value ?? 0, capacity.value ?? 0];
  const middle = sized(load, x);
  const fixed: Count = (l, c) => (middle * (l / load) * x) / c;
  return smooth(
    question,
    'utilization',
    '1',
    { exact: sized, continuous: fixed },
    () => 'mean over the day of demand ÷ capacity',
  );
}

/**
 * Value of one function, interval of another without its steps, scaled to the value: whole machines outside, machine-hours
 * before rounding up inside (design §3). What the ranges of the traffic move moves together: requests, and by their lengths
 * the capacity.
 */
function smooth(
  question: FleetQuestion,
  what: string,
  unit: string,
  { exact, continuous }: Counts,
  formula: () => string,
): Figure {
  const { requests, capacity } = question;
  const inputs = [requests, capacity];
  const label = name(question, what);
  const [load, x] = [requests.value, capacity.value];
  if (load === null || x === null) return derived(label, { value: 0 }, unit, inputs, formula);
  const value = exact(load, x);
  if (requests.low === undefined && capacity.low === undefined) return derived(label, { value }, unit, inputs, formula);
  const middle = continuous(load, x);
  const log = (l: number, c: number): number =>
    (l === load && c === x) || !(middle > 0) ? 0 : Math.log(continuous(l, c) / middle);
  const end = (at: 'atLow' | 'atHigh'): number =>
    log(load * Math.exp(requests.shared?.[at] ?? 0), x * Math.exp(capacity.shared?.[at] ?? 0));
  const shared = { atLow: end('atLow'), atHigh: end('atHigh') };
  const moves = [
    ...ownRange(capacity).map((bound) => log(load, bound)),
    ...ownRange(requests).map((bound) => log(bound, x)),
  ];
  const [a = 0, b = 0, c = 0, d = 0] = moves;
  const down = Math.hypot(Math.min(a, b, 0), Math.min(c, d, 0), Math.min(shared.atLow, shared.atHigh, 0));
  const up = Math.hypot(Math.max(a, b, 0), Math.max(c, d, 0), Math.max(shared.atLow, shared.atHigh, 0));
  const amount = { value, low: value * Math.exp(-down), high: value * Math.exp(up), shared };
  return derived(label, amount, unit, inputs, formula);
}

/** `replicas` has its own low and high: the whole replicas at both ends of traffic and capacity. */
function replicaFigure(question: FleetQuestion): Figure {
  const { rule, requests, capacity } = question;
  const [load, x] = [requests.value, capacity.value];
  const label = name(question, 'replicas');
  const inputs = [requests, capacity];
  const formula = (): string => replicaFormula(rule);
  if (load === null || x === null) return derived(label, { value: 0 }, '1', inputs, formula);
  const value = fleet.peakReplicas(rule, load, x);
  const low = fleet.peakReplicas(rule, requests.low ?? load, capacity.high ?? x);
  const high = fleet.peakReplicas(rule, requests.high ?? load, capacity.low ?? x);
  return derived(label, { value, low, high }, '1', inputs, formula);
}

/** All requests, or what an overloaded fleet carries: then its interval is that of the capacity. */
function servedFigure(question: FleetQuestion, share: number): Figure {
  const { rule, requests } = question;
  if (share >= 1) return scale(name(question, 'requests served'), '1/s', requests, 1, 'all requests');
  const carried: Count = (load, x) => load * fleet.servedShare(rule, load, x);
  const formula = (): string => `requests × share served ${round(share)}`;
  return smooth(question, 'requests served', '1/s', { exact: carried, continuous: carried }, formula);
}

function replicaFormula(rule: fleet.FleetRule): string {
  if (rule.scaling.kind === 'fixed') return 'as written in the document';
  return `ceil(requests × peak ${round(rule.peak)} × (1 + headroom ${rule.headroom}) ÷ capacity) + ${sparesText(rule)}`;
}

function sparesText({ redundancy, spares }: fleet.FleetRule): string {
  if (!spares) return `redundancy ${redundancy}`;
  const more = redundancy > 0 ? `, at least ${redundancy}` : '';
  return `spares for slo.availability${more}`;
}

function machineFormula({ rule, packing }: FleetQuestion, always: boolean): string {
  const per = fleet.replicasPerMachine(packing);
  const fit = packing.share
    ? 'only the accelerators used'
    : per >= 1
      ? `${per} replica${per > 1 ? 's' : ''} per machine`
      : `${fleet.machinesFor(packing, 1)} machines per replica`;
  const { scaling } = rule;
  if (scaling.kind === 'fixed') return `${scaling.replicas} replicas as written, ${fit}`;
  const replicas = `ceil(demand × (1 + headroom ${rule.headroom}) ÷ capacity) + ${sparesText(rule)}`;
  const hourly = scaling.kind === 'autoscale' && !always;
  const when = hourly ? 'mean over 24 hours of' : `demand at the peak (× ${round(rule.peak)}):`;
  const limits = scaling.kind === 'autoscale' ? `, between ${scaling.min} and ${scaling.max ?? 'no limit'}` : '';
  return `${when} ${replicas}${limits}, ${fit}`;
}

const round = (value: number): number => Number(value.toPrecision(4));
const name = ({ label }: FleetQuestion, what: string): string => (label ? `${label}: ${what}` : what);
