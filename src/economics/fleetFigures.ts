/** The fleet as figures: the numbers of fleet.ts with their intervals and how they came to be. */
import { compute, type Derivation, type Figure, type Quantity } from '../quantity/index.ts';
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
}

export interface FleetFigures {
  /** Replicas of the peak hour; its interval is that of whole replicas. */
  readonly replicas: Figure;
  /** Machines paid for, mean over the day; its interval is taken before rounding up (design §3). */
  readonly billed: Figure;
  /** Machines running, mean over the day: what draws power. */
  readonly running: Figure;
  /** Requests/s served, mean over the day. */
  readonly served: Figure;
  /** Mean over the day of demand ÷ capacity. */
  readonly utilization: Figure;
  readonly servedShare: number;
}

/** @returns figures that are unknown where the capacity or the traffic is */
export function fleetFigures(question: FleetQuestion): FleetFigures {
  const { rule, packing, requests, capacity } = question;
  const rate = requests.value ?? 0;
  const each = capacity.value ?? 0;
  const known = rate > 0 && each > 0;
  const share = known ? fleet.servedShare(rule, rate, each) : 1;
  const machines = (always: boolean) => (whole: boolean) => (load: number, x: number) =>
    fleet.billedMachines(rule, packing, load, x, always, whole);
  return {
    replicas: replicaFigure(question),
    billed: continuous(question, 'machines paid for', formulaOf(question, question.always), machines(question.always)),
    running: continuous(question, 'machines running', formulaOf(question, false), machines(false)),
    served: scaled(question, share),
    utilization: continuous(
      question,
      'utilization',
      'mean over the day of demand ÷ capacity',
      () => (load, x) => fleet.utilization(rule, load, x),
    ),
    servedShare: share,
  };
}

type Count = (load: number, capacity: number) => number;

function formulaOf({ rule, packing }: FleetQuestion, always: boolean): string {
  const each = `ceil(demand × (1 + headroom ${rule.headroom}) ÷ capacity) + redundancy ${rule.redundancy}`;
  const per = fleet.replicasPerMachine(packing);
  const fit = packing.share
    ? `only the accelerators used`
    : per >= 1
      ? `${per} replica${per > 1 ? 's' : ''} per machine`
      : `${fleet.machinesFor(packing, 1)} machines per replica`;
  const { scaling } = rule;
  if (scaling.kind === 'fixed') return `${scaling.replicas} replicas as written, ${fit}`;
  const when =
    scaling.kind === 'autoscale' && !always ? 'mean over 24 hours of' : `at peak factor ${round(rule.peak)}:`;
  const limits = scaling.kind === 'autoscale' ? `, between ${scaling.min} and ${scaling.max ?? 'no limit'}` : '';
  return `${when} ${each}${limits}, ${fit}`;
}

const round = (value: number): number => Number(value.toPrecision(4));

/** Value of whole machines; interval of the continuous count, scaled to the value. */
function continuous(question: FleetQuestion, what: string, formula: string, count: (whole: boolean) => Count): Figure {
  const { requests, capacity, label } = question;
  const base = compute(name(label, what), '1', [requests, capacity], formula, ([load = 0, x = 0]) =>
    count(true)(load, x),
  );
  if (base.value === null || requests.value === null || capacity.value === null) return base;
  const smooth = count(false);
  const middle = smooth(requests.value, capacity.value);
  const log = (load: number, x: number): number => (middle > 0 ? Math.log(smooth(load, x) / middle) : 0);
  const [fewer, more] = ends(
    log(requests.value, capacity.high ?? capacity.value),
    log(requests.value, capacity.low ?? capacity.value),
  );
  const shared = {
    atLow: log(requests.low ?? requests.value, capacity.value),
    atHigh: log(requests.high ?? requests.value, capacity.value),
  };
  const low = base.value * Math.exp(-Math.hypot(fewer, Math.min(shared.atLow, shared.atHigh, 0)));
  const high = base.value * Math.exp(Math.hypot(more, Math.max(shared.atLow, shared.atHigh, 0)));
  return withBounds(base, low, high, shared);
}

/** Logs of the two ends of the capacity's interval, in the order down, up. */
const ends = (a: number, b: number): readonly [number, number] => [Math.min(a, b, 0), Math.max(a, b, 0)];

function withBounds(base: Figure, low: number, high: number, shared?: Figure['shared']): Figure {
  const { value, unit, state } = base;
  const exact = low === value && high === value;
  const quantity: Quantity = exact ? { value, unit, state } : { value, low, high, unit, state };
  const why = (): Derivation => ({ ...base.why(), quantity });
  return shared && (shared.atLow !== 0 || shared.atHigh !== 0) ? { ...quantity, why, shared } : { ...quantity, why };
}

/** `replicas` has its own low and high: the whole replicas at both ends of traffic and capacity. */
function replicaFigure(question: FleetQuestion): Figure {
  const { rule, requests, capacity, label } = question;
  const base = compute(name(label, 'replicas'), '1', [requests, capacity], replicaFormula(rule), ([load = 0, x = 0]) =>
    fleet.peakReplicas(rule, load, x),
  );
  if (base.value === null || requests.value === null || capacity.value === null) return base;
  const load = requests.value;
  const x = capacity.value;
  const low = fleet.peakReplicas(rule, requests.low ?? load, capacity.high ?? x);
  const high = fleet.peakReplicas(rule, requests.high ?? load, capacity.low ?? x);
  return withBounds(base, low, high);
}

function replicaFormula(rule: fleet.FleetRule): string {
  if (rule.scaling.kind === 'fixed') return 'as written in the document';
  return `ceil(requests × peak ${round(rule.peak)} × (1 + headroom ${rule.headroom}) ÷ capacity) + redundancy ${rule.redundancy}`;
}

function scaled(question: FleetQuestion, share: number): Figure {
  const { requests, label } = question;
  const formula = share < 1 ? `requests × share served ${round(share)}` : 'all requests';
  const base = compute(name(label, 'requests served'), '1/s', [requests], formula, ([load = 0]) => load * share);
  return requests.shared ? { ...base, shared: requests.shared } : base;
}

const name = (label: string, what: string): string => (label ? `${label}: ${what}` : what);
