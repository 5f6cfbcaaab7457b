/**
 * Usage exports of OpenAI: tokens and requests by hour or day, no single request among them. The lengths are means of their
 * buckets; what lies between the longest and the shortest request of a bucket is not in the file.
 */
import { finish, weightedLengths } from './reduce.ts';
import type { TraceResult } from './summary.ts';

interface Usage {
  readonly start: number;
  readonly end: number;
  readonly requests: number;
  readonly input: number;
  readonly output: number;
  readonly cached: number;
}

/** Undefined: the text is no usage export. */
export function reduceUsage(text: string, source: string): TraceResult | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const pages = Array.isArray(value) ? value : [value];
  const buckets = pages.flatMap((page: unknown) => {
    const data = field(page, 'data');
    return Array.isArray(data) ? (data as readonly unknown[]) : [page];
  });
  const usage = buckets.flatMap(usageOf);
  if (usage.length === 0) return undefined;
  const requests = usage.reduce((sum, one) => sum + one.requests, 0);
  const tokens = usage.reduce((sum, one) => sum + one.input * one.requests, 0);
  const cached = usage.reduce((sum, one) => sum + one.cached, 0);
  const hourly = Array.from({ length: 24 }, () => 0);
  for (const { start, end, requests: some } of usage)
    if (end - start <= 3600)
      hourly[Math.floor(start / 3600) % 24] = (hourly[Math.floor(start / 3600) % 24] ?? 0) + some;
  return finish(source, {
    requests,
    first: usage.reduce((least, { start }) => Math.min(least, start), Infinity),
    last: usage.reduce((most, { end }) => Math.max(most, end), 0),
    input: weightedLengths(usage.map(({ input, requests: weight }) => ({ value: input, weight }))),
    output: weightedLengths(usage.map(({ output, requests: weight }) => ({ value: output, weight }))),
    correlation: 0,
    hourly,
    ...(tokens > 0 ? { cachedInput: Math.min(1, cached / tokens) } : {}),
  });
}

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;

const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

/** `{start_time, end_time, results: [{num_model_requests, input_tokens, …}]}`. */
function usageOf(bucket: unknown): readonly Usage[] {
  const results = field(bucket, 'results') ?? field(bucket, 'result');
  if (!Array.isArray(results)) return [];
  const [start, end] = [numberOf(field(bucket, 'start_time')), numberOf(field(bucket, 'end_time'))];
  return results.flatMap((one: unknown): readonly Usage[] => {
    const requests = numberOf(field(one, 'num_model_requests'));
    if (requests === 0) return [];
    return [
      {
        start,
        end: Math.max(end, start),
        requests,
        input: numberOf(field(one, 'input_tokens')) / requests,
        output: numberOf(field(one, 'output_tokens')) / requests,
        cached: numberOf(field(one, 'input_cached_tokens')),
      },
    ];
  });
}
