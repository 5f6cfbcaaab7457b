/** Speed of the peak hour as a user and an operator see it, all pools together. */
import { type Phases, type Tokens, tokensOf } from '../../economics/index.ts';
import type { OperatingPoint } from '../../performance/index.ts';
import { changed, compute, type Figure, leaf, product, type Quantity, scale } from '../../quantity/index.ts';
import type { Amount } from '../../workload/index.ts';
import type { AddFigure } from './blank.ts';
import { amountFigure, inputWithImages, type ResolvedWorkload } from '../names/index.ts';
import { modelFigure, NO_RANGE } from '../choice/index.ts';
import { inputRate } from './noOutput.ts';
import type { PoolResult } from './poolResult.ts';
import { type Metric, type PerformanceEstimate, type Targets, tpotMetric, ttftMetric } from '../contract/index.ts';

export interface Latency {
  readonly ttft: Figure;
  readonly ttftP95: Figure;
  readonly tpot: Figure;
}

/** Sized pools, and the latencies of the peak hour. */
export interface Parts {
  readonly pools: readonly PoolResult[];
  /** Draft machines: on the bill and the meter, and the last of the stages. */
  readonly beside?: readonly PoolResult[];
  /** Of the pool that does the prefill. */
  readonly phases: Phases;
  /** Latencies of the peak hour as a user sees them, all pools together. */
  readonly point: OperatingPoint;
  readonly latency: Latency;
  /** The statistics that are judged; none without targets. */
  readonly targets?: Targets;
}

export function tokensFigures({ traffic, images }: ResolvedWorkload): Tokens {
  const tokens = (label: string, amount: Amount): Figure => amountFigure(label, amount, 'token');
  const input = ranging(images ? inputWithImages(images, tokens) : tokens('input tokens', traffic.inputTokens.mean));
  const output = ranging(amountFigure('output tokens', traffic.outputTokens.mean, 'token'));
  return tokensOf(input, amountFigure('cached share of input', traffic.cachedInput, '1'), output);
}

/** A range of lengths moves capacity and tokens together, as a range of requests does. */
function ranging(figure: Figure): Figure {
  const { value, low, high } = figure;
  if (value === null || low === undefined || high === undefined || !(low > 0)) return figure;
  return changed(figure, { shared: { atLow: Math.log(low / value), atHigh: Math.log(high / value) } });
}

export function performanceOf(
  register: AddFigure,
  parts: Parts,
  tokens: Tokens,
  accelerators: number,
): PerformanceEstimate {
  const { latency, pools, point } = parts;
  const last = pools.find((pool) => pool.setup.stage === 'serve' || pool.setup.stage === 'decode') ?? pools[0];
  const peakFactor = last?.setup.rule.peak ?? 1;
  const share =
    last && (last.requests.value ?? 0) > 0 ? last.servedPeak / ((last.requests.value ?? 1) * peakFactor) : 1;
  const requests = last?.requests ?? leaf('requests', { value: 0 }, '1/s', { kind: 'default', reason: 'no traffic' });
  const peakServed = product(
    'requests served in the peak hour',
    '1/s',
    [[requests, 1]],
    () => `mean requests × peak ${round(peakFactor)}${share < 1 ? ` × share served ${round(share)}` : ''}`,
    peakFactor * share,
  );
  const output = product(
    'output tokens per second',
    'token/s',
    [
      [peakServed, 1],
      [tokens.output, 1],
    ],
    'requests served in the peak hour × output tokens',
  );
  const residual = { low: 0, high: 0, measurements: 0, slice: '' };
  const inputs = (): ReturnType<PoolResult['inputs']> => last?.inputs() ?? [];
  const concurrency = last
    ? modelFigure(
        { label: 'sequences in flight per replica', value: last.peak.batch, unit: '1' },
        { residual, state: latency.ttft.state, ranged: NO_RANGE },
        inputs,
      )
    : latency.tpot;
  const flight = spreadLike(concurrency, latency.tpot);
  const worst = pools.reduce((a, b) => ((a.fleet.utilization.value ?? 0) >= (b.fleet.utilization.value ?? 0) ? a : b));
  const each = compute(
    'output tokens per second and accelerator',
    'token/s',
    [output],
    () => `output tokens per second ÷ ${accelerators} accelerators`,
    ([all = 0]) => all / accelerators,
  );
  return {
    ttft: register('performance.ttft', latency.ttft),
    ttftP95: register('performance.ttftP95', latency.ttftP95),
    tpot: register('performance.tpot', latency.tpot),
    ...judgedPercentiles(register, parts),
    ...(tokens.output.value === 0
      ? { inputTokensPerSecond: register('performance.inputTokensPerSecond', inputRate(peakServed, tokens)) }
      : {}),
    outputTokensPerSecond: register('performance.outputTokensPerSecond', output),
    outputTokensPerSecondPerAccelerator: register('performance.outputTokensPerSecondPerAccelerator', each),
    concurrency: register('performance.concurrency', flight),
    utilization: register('performance.utilization', worst.fleet.utilization),
    bottleneck: point.bottleneck,
  };
}

type Judged = Pick<PerformanceEstimate, 'ttftP50' | 'ttftP99' | 'tpotP95' | 'tpotP99'>;

/** The percentiles that targets are about and nobody else asks for: as far from the mean as the model has them. */
function judgedPercentiles(register: AddFigure, { point, latency, targets }: Parts): Judged {
  const figure = (
    mean: Figure,
    ratio: number,
    [name, from]: readonly [string, string],
    { path, label }: Metric,
  ): Quantity =>
    register(
      path,
      scale(label, 's', mean, ratio, () => `mean ${name} × ${round(ratio)}, from ${from}`),
    );
  const [first, each] = [ttftMetric(targets), tpotMetric(targets)];
  const ttft = (value: number): Quantity =>
    figure(latency.ttft, value / point.ttft, ['TTFT', 'its waiting time'], first);
  const tpot = (value: number): Quantity =>
    figure(latency.tpot, value / point.tpot, ['TPOT', 'interruptions of decode by prefill'], each);
  return {
    ...(first.path === 'performance.ttftP50' ? { ttftP50: ttft(point.ttftP50) } : {}),
    ...(first.path === 'performance.ttftP99' ? { ttftP99: ttft(point.ttftP99) } : {}),
    ...(each.path === 'performance.tpotP95' ? { tpotP95: tpot(point.tpotP95) } : {}),
    ...(each.path === 'performance.tpotP99' ? { tpotP99: tpot(point.tpotP99) } : {}),
  };
}

/** Sequences in flight are rate × latency: they share the relative interval of TPOT. */
function spreadLike(figure: Figure, like: Figure): Figure {
  if (figure.value === null || like.value === null || like.low === undefined || like.high === undefined) return figure;
  const low = (figure.value * like.low) / like.value;
  const high = (figure.value * like.high) / like.value;
  return changed(figure, { low, high });
}

const round = (value: number): number => Number(value.toPrecision(4));
