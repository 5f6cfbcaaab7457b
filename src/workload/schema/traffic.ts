/** What is asked of the model, and how fast the answer must come. */
import { lengthsOf, targetOf } from './shapes.ts';
import { type Bounds, choice, either, keys, mapping, notNegative, positive, quantity, shaped, share } from './words.ts';

/** @param mean bounds of the mean: an answer may have no output, a request has an input */
const tokens = <const B extends Bounds>(what: string, mean: B) =>
  either(
    quantity('tokens', mean),
    mapping({
      mean: { doc: `Mean ${what} per request.`, type: quantity('tokens', mean) },
      p50: { doc: `Median ${what} per request.`, type: quantity('tokens', positive) },
      p95: { doc: `95th percentile of ${what} per request.`, type: quantity('tokens', positive) },
      trace: {
        doc: 'CSV file of measured requests, relative to this file; its summary replaces the numbers.',
        type: { kind: 'path' },
        example: 'requests.csv',
      },
    }),
  );

export const TRAFFIC = keys({
  requests: {
    doc: 'Mean arrival rate over the day. A bare number is requests per second.',
    type: quantity('rate', positive),
    required: true,
    example: '20 / s',
  },
  peak_to_average: {
    doc: 'Rate of the busiest hour divided by the mean rate. The hours between follow a smooth daily curve.',
    type: quantity('factor', { minimum: 1, maximum: 24 }),
    default: '1',
    example: '2.8',
  },
  profile: {
    doc: 'Shape of the day: a name or 24 relative hourly weights, midnight first.',
    type: either(
      choice({ flat: 'The same rate every hour', 'office-hours': 'Weight on the working hours of one time zone' }),
      { kind: 'list', of: quantity('factor', notNegative), least: 24, most: 24 },
    ),
    example: 'office-hours',
  },
  input_tokens: {
    doc: 'Input tokens per request, prefix-cached ones included.',
    type: shaped(tokens('input tokens', positive), lengthsOf),
    required: true,
    example: '1800',
  },
  output_tokens: {
    doc: 'Output tokens per request, reasoning tokens included; 0 is embedding or reranking, which ends with the input.',
    type: shaped(tokens('output tokens', notNegative), lengthsOf),
    required: true,
    example: '350',
  },
  images: {
    doc: 'Images of a request; their tokens come on top of `input_tokens`, by the published rule of the model.',
    type: mapping({
      count: { doc: 'Mean number of images per request.', type: quantity('factor', notNegative), default: '1', example: '2' },
      width: { doc: 'Width of an image in pixels.', type: quantity('pixels', positive), required: true, example: '1024' },
      height: { doc: 'Height of an image in pixels.', type: quantity('pixels', positive), required: true, example: '1024' },
    }),
  },
  cached_input: {
    doc: 'Share of input tokens found in the prefix cache: they are not computed again.',
    type: quantity('share', share),
    default: '0',
    example: '40%',
  },
});

const target = either(
  quantity('latency', positive),
  mapping({
    mean: { doc: 'Limit of the mean.', type: quantity('latency', positive) },
    p50: { doc: 'Limit of the median.', type: quantity('latency', positive) },
    p95: { doc: 'Limit of the 95th percentile.', type: quantity('latency', positive) },
    p99: { doc: 'Limit of the 99th percentile.', type: quantity('latency', positive) },
  }),
);

export const SLO = keys({
  ttft: {
    doc: 'Time to first token in the peak hour. A plain time limits the 95th percentile.',
    type: shaped(target, targetOf('p95')),
    example: '800 ms',
  },
  tpot: {
    doc: 'Time per output token after the first, in the peak hour. A plain time limits the mean.',
    type: shaped(target, targetOf('mean')),
    example: '40 ms',
  },
  availability: {
    doc: 'Share of time in which the fleet of the peak must be there: spares are held for machines and zones that fail.',
    type: quantity('share', { above: 0, maximum: 0.999999 }),
    example: '99.9%',
  },
});
