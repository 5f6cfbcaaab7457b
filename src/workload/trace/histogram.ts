/**
 * Lengths of requests from the histograms that engines and gateways export: a page of Prometheus metrics, or the answer of a
 * query. Buckets tell where a length lies and not how long it is: percentiles are interpolated inside them.
 */
import { finish } from './reduce.ts';
import { BUCKETS, type LengthSummary, type TraceResult } from './summary.ts';

/** Metrics that count tokens of requests, by who exports them; `{…}`: a label that a series has to have. */
const INPUT = [
  'vllm:request_prompt_tokens',
  'vllm_request_prompt_tokens',
  'sglang:prompt_tokens_histogram',
  'sglang_prompt_tokens_histogram',
  'tgi_request_input_length',
  'gen_ai_client_token_usage{input}',
  'gen_ai_client_token_usage_tokens{input}',
];
const OUTPUT = [
  'vllm:request_generation_tokens',
  'vllm_request_generation_tokens',
  'sglang:generation_tokens_histogram',
  'sglang_generation_tokens_histogram',
  'tgi_request_generated_tokens',
  'gen_ai_client_token_usage{output}',
  'gen_ai_client_token_usage_tokens{output}',
];
/** Tokens asked of the prefix cache, and those it had. */
const CACHE: readonly (readonly [string, string])[] = [
  ['vllm:prefix_cache_queries', 'vllm:prefix_cache_hits'],
  ['vllm:gpu_prefix_cache_queries', 'vllm:gpu_prefix_cache_hits'],
  ['sglang:prompt_tokens', 'sglang:cached_tokens'],
];

interface Sample {
  /** Seconds since 1970; absent on a page, which shows one moment. */
  readonly at?: number;
  readonly value: number;
}

interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly Sample[];
}

/** Undefined: the text is neither a page of metrics nor the answer of a query. */
export function reduceHistograms(text: string, source: string): TraceResult | undefined {
  const series = /^\s*\{/.test(text) ? answerOf(text) : pageOf(text);
  if (series === undefined) return undefined;
  const input = lengthsOf(series, INPUT);
  const output = lengthsOf(series, OUTPUT);
  if (input === undefined || output === undefined)
    return {
      ok: false,
      message:
        'No histogram of input and output tokens stands here. Known are those of vLLM, SGLang, TGI and OpenTelemetry (gen_ai.client.token.usage).',
    };
  const cached = cachedShare(series);
  return finish(source, {
    requests: Math.max(1, Math.round(output.count)),
    input: input.lengths,
    output: output.lengths,
    correlation: 0,
    hourly: output.hourly,
    ...(output.first === undefined || output.last === undefined ? {} : { first: output.first, last: output.last }),
    ...(cached === undefined ? {} : { cachedInput: cached }),
  });
}

const LINE = /^([A-Za-z_:][\w:.]*)(?:\{(.*)\})?\s+(\S+)(?:\s+-?\d+)?\s*(?:#.*)?$/;

/** A page in the text format of Prometheus or OpenMetrics. */
function pageOf(text: string): readonly Series[] | undefined {
  if (!/^#\s*(?:TYPE|HELP)\s/m.test(text) && !/_bucket\{/.test(text)) return undefined;
  return text.split('\n').flatMap((line): readonly Series[] => {
    const found = line.startsWith('#') ? null : LINE.exec(line.trim());
    const value = Number(found?.[3]);
    if (!found || !Number.isFinite(value)) return [];
    return [{ name: found[1] ?? '', labels: labelsIn(found[2] ?? ''), samples: [{ value }] }];
  });
}

const labelsIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...text.matchAll(/([A-Za-z_][\w.]*)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', value = '']): [string, string] => [
      key,
      value,
    ]),
  );

/** `{status, data: {resultType: vector | matrix, result}}`. */
function answerOf(text: string): readonly Series[] | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return undefined;
  }
  const data = field(answer, 'data') ?? answer;
  const result = field(data, 'result');
  if (!Array.isArray(result)) return undefined;
  return result.flatMap((one: unknown): readonly Series[] => {
    const metric = field(one, 'metric');
    if (typeof metric !== 'object' || metric === null) return [];
    const labels = Object.fromEntries(Object.entries(metric).map(([key, value]) => [key, String(value)]));
    const values = field(one, 'values') ?? [field(one, 'value')];
    const samples = (Array.isArray(values) ? values : []).flatMap((pair: unknown): readonly Sample[] => {
      const [at, value] = Array.isArray(pair) ? pair.map(Number) : [];
      return at === undefined || value === undefined || !Number.isFinite(value) ? [] : [{ at, value }];
    });
    return [{ name: labels['__name__'] ?? '', labels, samples }];
  });
}

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;

/** What a counter rose by: all of it on a page, between the samples of a range; a fall is a restart from 0. */
function riseOf({ samples }: Series): number {
  const [first, ...rest] = samples;
  if (first === undefined) return 0;
  if (rest.length === 0) return first.value;
  let before = first.value;
  let rise = 0;
  for (const { value } of rest) {
    rise += value >= before ? value - before : value;
    before = value;
  }
  return rise;
}

interface Histogram {
  readonly count: number;
  readonly lengths: LengthSummary;
  readonly hourly: readonly number[];
  readonly first?: number;
  readonly last?: number;
}

function matching(series: readonly Series[], wanted: string, suffix: string): readonly Series[] {
  const [name = '', type] = wanted.split(/[{}]/);
  return series.filter(
    (one) =>
      one.name === `${name}${suffix}` &&
      (type === undefined || type === '' || Object.values(one.labels).some((value) => value === type)),
  );
}

function lengthsOf(series: readonly Series[], names: readonly string[]): Histogram | undefined {
  const wanted = names.find((name) => matching(series, name, '_bucket').length > 0);
  if (wanted === undefined) return undefined;
  const edges = new Map<number, number>();
  for (const one of matching(series, wanted, '_bucket')) {
    const le = Number((one.labels['le'] ?? '').replace('+Inf', 'Infinity'));
    if (!Number.isNaN(le)) edges.set(le, (edges.get(le) ?? 0) + riseOf(one));
  }
  const cumulative = [...edges].sort((a, b) => a[0] - b[0]);
  const counts = matching(series, wanted, '_count');
  const count = cumulative.at(-1)?.[1] ?? 0;
  if (count <= 0) return undefined;
  const total = matching(series, wanted, '_sum').reduce((sum, one) => sum + riseOf(one), 0);
  const times = counts.flatMap(({ samples }) => samples.flatMap(({ at }) => at ?? []));
  return {
    count,
    lengths: lengths(cumulative, count, total),
    hourly: hourlyOf(counts),
    ...(new Set(times).size > 1 ? { first: Math.min(...times), last: Math.max(...times) } : {}),
  };
}

/** @param cumulative requests of at most so many tokens, by tokens; @param total tokens of all, 0 where no sum is exported */
function lengths(cumulative: readonly (readonly [number, number])[], count: number, total: number): LengthSummary {
  const parts = cumulative.map(([edge, upTo], i) => {
    const from = cumulative[i - 1]?.[0] ?? 0;
    // The last bucket is open: its requests are taken at twice the edge before it.
    return {
      from,
      to: Number.isFinite(edge) ? edge : Math.max(1, from * 2),
      requests: upTo - (cumulative[i - 1]?.[1] ?? 0),
    };
  });
  const at = (share: number): number => {
    let left = share * count;
    for (const { from, to, requests } of parts) {
      if (requests >= left && requests > 0) return from + ((to - from) * left) / requests;
      left -= requests;
    }
    return parts.at(-1)?.to ?? 0;
  };
  const histogram = Array.from({ length: BUCKETS.length + 1 }, () => 0);
  for (const { from, to, requests } of parts) {
    const index = BUCKETS.findIndex((edge) => (from + to) / 2 <= edge);
    const bucket = index < 0 ? BUCKETS.length : index;
    histogram[bucket] = (histogram[bucket] ?? 0) + Math.max(0, requests);
  }
  const middle = parts.reduce((sum, { from, to, requests }) => sum + ((from + to) / 2) * requests, 0);
  return {
    mean: (total > 0 ? total : middle) / count,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: parts.findLast(({ requests }) => requests > 0)?.to ?? 0,
    histogram,
  };
}

/** Requests by hour of the day, UTC, from the samples of a range. */
function hourlyOf(counts: readonly Series[]): readonly number[] {
  const hourly = Array.from({ length: 24 }, () => 0);
  for (const { samples } of counts)
    for (const [i, { at, value }] of samples.entries()) {
      const before = samples[i - 1];
      if (before === undefined || at === undefined) continue;
      const hour = Math.floor(at / 3600) % 24;
      hourly[hour] = (hourly[hour] ?? 0) + (value >= before.value ? value - before.value : value);
    }
  return hourly;
}

function cachedShare(series: readonly Series[]): number | undefined {
  const rise = (name: string): number =>
    [...matching(series, name, '_total'), ...matching(series, name, '')].reduce((sum, one) => sum + riseOf(one), 0);
  for (const [asked, had] of CACHE) {
    const all = rise(asked);
    if (all > 0) return Math.min(1, rise(had) / all);
  }
  return undefined;
}
