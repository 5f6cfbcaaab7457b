/** What the model says about a measured configuration, in the metric and the unit of the row. */
import { acceleratorPower, powerConstants, serverWatts } from '../../economics/index.ts';
import type { FiniteRun, OperatingPoint, PerformanceModel, PreparedServing, Replica } from '../../performance/index.ts';
import type { Configuration, Load, MeasuredCase } from './case.ts';

/** All that any metric of a row may ask. Rates of all accelerators, times in s, watts of all accelerators. */
export interface Prediction {
  readonly output: number;
  readonly ttft: number;
  readonly ttftMedian: number;
  readonly tpot: number;
  readonly tpotMedian: number;
  readonly whole: number;
  readonly prefillRate: number;
  readonly watts: number;
  /** What the same run would draw at the wall, W. */
  readonly systemWatts: number;
}

/** Watts of the whole system at the wall: its accelerators and the rest of their servers. */
function wall(accelerators: number, { replica, accelerators: count }: Configuration): number {
  return accelerators + count * serverWatts(replica.accelerator.power.limit).value;
}

export function predictConfiguration(model: PerformanceModel, configuration: Configuration): Prediction {
  const { replica, lengths, load, copies } = configuration;
  if (configuration.pools) return predictPools(model, configuration);
  const s = model.prepare(replica, lengths);
  if (load.kind === 'static') {
    const b = model.staticBatch(s, load.batch);
    const power = watts(model, replica, model.offline(s, load.batch)) * configuration.accelerators;
    return {
      output: b.outputTokensPerSecond * copies,
      ttft: b.firstToken,
      ttftMedian: b.firstToken,
      tpot: b.decodeStep,
      tpotMedian: b.decodeStep,
      whole: b.total,
      prefillRate: ((load.batch * lengths.input) / b.firstToken) * copies,
      watts: power,
      systemWatts: wall(power, configuration),
    };
  }
  if (load.kind === 'burst') {
    const sequences = Math.min(load.requests, s.capacity);
    return ofRun(model, configuration, s, { ...model.burstRun(s, load.requests), sequences });
  }
  if (load.kind === 'open' && !isSteady(model, s, load))
    return ofRun(model, configuration, s, model.finiteRun(s, load.requests ?? UNTOLD, load.rate));
  const point = pointOf(model, s, configuration);
  const power = watts(model, replica, point) * configuration.accelerators;
  return {
    output:
      (point.outputTokensPerSecond * copies * (load.kind === 'closed' ? s.constants.finiteRun : 1)) /
      configuration.beams,
    ttft: point.ttft,
    ttftMedian: point.ttftP50,
    tpot: point.tpot,
    tpotMedian: load.kind === 'steady' ? model.medianGap(s, point) : point.tpot,
    whole: point.ttft + lengths.output * point.tpot,
    prefillRate: point.requestsPerSecond * lengths.input * copies,
    watts: power,
    systemWatts: wall(power, configuration),
  };
}

/** Batches that a run must fill one after the other for its means to be those of a steady state. */
const STEADY = 5;

/** Requests of a run that does not say, what the benchmarks of vLLM and SGLang send unless told otherwise. */
const UNTOLD = 1000;

function isSteady(model: PerformanceModel, s: PreparedServing, load: Extract<Load, { kind: 'open' }>): boolean {
  const point = model.servingAt(s, load.rate);
  return point !== undefined && (load.requests === undefined || load.requests >= STEADY * point.batch);
}

/** A run with an end. */
function ofRun(model: PerformanceModel, configuration: Configuration, s: PreparedServing, run: FiniteRun): Prediction {
  const { replica, copies } = configuration;
  const power = watts(model, replica, model.offline(s, Math.max(1, run.sequences))) * configuration.accelerators;
  return {
    output: run.outputTokensPerSecond * copies,
    ttft: run.ttft,
    ttftMedian: run.ttft,
    tpot: run.tpot,
    tpotMedian: run.tpot,
    whole: run.total,
    prefillRate: run.inputTokensPerSecond * copies,
    watts: power,
    systemWatts: wall(power, configuration),
  };
}

function pointOf(model: PerformanceModel, s: PreparedServing, { load, copies }: Configuration): OperatingPoint {
  switch (load.kind) {
    case 'closed':
      return model.servingClosedLoop(s, Math.max(1, load.clients), load.rounds, load.slots);
    case 'open':
      // Rates beyond what it serves are runs with an end.
      return model.servingAt(s, load.rate) ?? model.offline(s);
    case 'offline':
      return model.offline(s, load.batch === undefined ? undefined : Math.min(load.batch, Math.max(1, s.capacity)));
    case 'limited':
      return model.limited(s, load.tpot, load.ttft, copies);
    case 'single':
      return model.servingClosedLoop(s, 1, 1);
    case 'burst':
      return model.offline(s, load.requests);
    case 'steady':
    case 'static':
      return model.offline(s, load.batch);
  }
}

function watts(model: PerformanceModel, replica: Replica, point: OperatingPoint): number {
  const constants = powerConstants(model.constant, replica.accelerator, replica.architecture.id);
  return acceleratorPower(
    replica.accelerator,
    { ...point, busy: 1 },
    constants,
    replica.architecture.routed !== undefined,
  );
}

/** Share of the time a prefill pool sized to its decode pool is busy. */
const MATCHED = 0.8;

function predictPools(model: PerformanceModel, configuration: Configuration): Prediction {
  const { lengths, load } = configuration;
  const pools = configuration.pools;
  if (!pools) throw new Error('not disaggregated');
  const slots =
    load.kind === 'closed' && load.slots !== undefined ? { maxBatch: load.slots / pools.decode.workers } : {};
  const decodeReplica: Replica = { ...pools.decode.replica, ...slots };
  const p = model.prepareDisaggregated(pools.prefill.replica, decodeReplica, lengths, Infinity);
  const clients = load.kind === 'closed' ? load.clients : Math.max(1, p.decode.capacity) * pools.decode.workers;
  const needed = model.disaggregatedClosedLoop(p, { prefill: 1e6, decode: pools.decode.workers }, Math.max(1, clients));
  const matched = Math.ceil(needed.requestsPerSecond / (MATCHED * p.prefillRate));
  const sizes = {
    prefill: pools.prefill.workers || Math.max(1, Math.min(matched, pools.prefill.most ?? Infinity)),
    decode: pools.decode.workers,
  };
  const rounds = load.kind === 'closed' ? load.rounds : undefined;
  const point = model.disaggregatedClosedLoop(p, sizes, Math.max(1, clients), rounds);
  const decodeWatts = watts(model, pools.decode.replica, point.decode);
  const power = decodeWatts * configuration.accelerators;
  return {
    output: point.requestsPerSecond * lengths.output * p.decode.constants.finiteRun,
    ttft: point.ttft,
    ttftMedian: point.ttftP50,
    tpot: point.decode.tpot,
    tpotMedian: point.decode.tpot,
    whole: point.ttft + lengths.output * point.decode.tpot,
    prefillRate: point.requestsPerSecond * lengths.input,
    watts: power,
    systemWatts: wall(power, configuration),
  };
}

/** The value of one metric, in the unit of the row. */
export function predictMetric(prediction: Prediction, item: MeasuredCase): number {
  const { configuration: c } = item;
  const median = item.statistic === 'median';
  const perAccelerator = 1 / c.accelerators;
  const both = (c.lengths.input + c.lengths.output) / c.lengths.output;
  switch (item.metric) {
    case 'output_tokens_per_s_total':
      return prediction.output;
    case 'tokens_per_s_per_gpu':
      return prediction.output * perAccelerator;
    case 'total_tokens_per_s':
      return prediction.output * both;
    case 'total_tokens_per_s_per_gpu':
      return prediction.output * both * perAccelerator;
    case 'prefill_tokens_per_s':
      return prediction.prefillRate;
    case 'prefill_tokens_per_s_per_gpu':
      return prediction.prefillRate * perAccelerator;
    case 'output_tokens_per_s_per_user':
      return 1 / prediction.tpotMedian;
    case 'ttft_ms':
      return 1e3 * (median ? prediction.ttftMedian : prediction.ttft);
    case 'tpot_ms':
      return 1e3 * (median ? prediction.tpotMedian : prediction.tpot);
    case 'e2e_latency_s':
      return prediction.whole;
    case 'joules_per_output_token':
      return prediction.watts / prediction.output;
    case 'accelerator_watts_total':
      return prediction.watts;
    case 'system_watts':
      return prediction.systemWatts;
    default:
      return Number.NaN;
  }
}
