/** The traffic of a document as figures; the summary of an estimate is their numbers. */
import { type Figure, leaf, product } from '../../quantity/index.ts';
import type { Traffic } from '../../workload/index.ts';
import { amountFigure } from '../names/index.ts';
import { dayOfTraffic } from './fleetRule.ts';

/** By the last word of their path, `traffic.peakRequests`. */
export const trafficFigures = {
  requests: ({ requests }) => amountFigure('mean requests', requests, '1/s'),
  peakRequests,
  inputTokens: ({ inputTokens }) => amountFigure('input tokens', inputTokens.mean, 'token'),
  outputTokens: ({ outputTokens }) => amountFigure('output tokens', outputTokens.mean, 'token'),
  cachedInput: ({ cachedInput }) => amountFigure('cached share of input', cachedInput, '1'),
} as const satisfies Readonly<Record<string, (traffic: Traffic) => Figure>>;

function peakRequests(traffic: Traffic): Figure {
  const { profile, peakToAverage } = traffic;
  const { peak } = dayOfTraffic(traffic);
  const origin = profile === undefined ? peakToAverage.origin : profile.origin;
  return product(
    'requests in the peak hour',
    '1/s',
    [
      [trafficFigures.requests(traffic), 1],
      [leaf('peak to average', { value: peak }, '1', origin), 1],
    ],
    'mean requests × peak to average',
  );
}
