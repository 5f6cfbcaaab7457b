/** Traffic from what engines and gateways export: histograms, and usage by the hour. */
import { describe, expect, it } from 'vitest';
import { reduceHistograms, reduceUsage, type TraceResult, type TraceSummary } from '../../../../src/workload/index.ts';

function summary(result: TraceResult | undefined): TraceSummary {
  if (result === undefined || !result.ok) expect.fail(result?.message ?? 'not read');
  return result.summary;
}

/** A hundred requests: half of at most 100 tokens, the rest of at most 1,000. */
const page = (input: string, output: string, label = ''): string =>
  [input, output]
    .map((name) =>
      [
        `# TYPE ${name} histogram`,
        `${name}_bucket{le="100.0"${label}} 50`,
        `${name}_bucket{le="1000.0"${label}} 100`,
        `${name}_bucket{le="+Inf"${label}} 100`,
        `${name}_sum{model="m"${label}} 30000`,
        `${name}_count{model="m"${label}} 100`,
      ].join('\n'),
    )
    .join('\n');

describe('a page of metrics', () => {
  it.each([
    ['vLLM', 'vllm:request_prompt_tokens', 'vllm:request_generation_tokens'],
    ['SGLang', 'sglang:prompt_tokens_histogram', 'sglang:generation_tokens_histogram'],
    ['TGI', 'tgi_request_input_length', 'tgi_request_generated_tokens'],
  ])('of %s tells lengths, and no rate', (_, input, output) => {
    const read = summary(reduceHistograms(page(input, output), 'x'));
    expect(read).toMatchObject({
      requests: 100,
      input: { mean: 300, p50: 100, p95: 910, max: 1000 },
      output: { mean: 300 },
    });
    expect(read).not.toHaveProperty('requestsPerSecond');
  });

  it('of OpenTelemetry tells input and output apart by a label', () => {
    const name = 'gen_ai_client_token_usage';
    const one = (type: string, sum: number): string =>
      `${name}_bucket{gen_ai_token_type="${type}",le="1024"} 10\n${name}_bucket{gen_ai_token_type="${type}",le="+Inf"} 10\n${name}_sum{gen_ai_token_type="${type}"} ${sum}\n${name}_count{gen_ai_token_type="${type}"} 10`;
    const read = summary(reduceHistograms(`${one('input', 5000)}\n${one('output', 900)}`, 'x'));
    expect(read).toMatchObject({ requests: 10, input: { mean: 500 }, output: { mean: 90 } });
  });

  it('adds up replicas, and takes the cache from its counters', () => {
    const both = `${page('vllm:request_prompt_tokens', 'vllm:request_generation_tokens', ',pod="a"')}\n${page('vllm:request_prompt_tokens', 'vllm:request_generation_tokens', ',pod="b"')}`;
    const cache = 'vllm:prefix_cache_queries_total 1000\nvllm:prefix_cache_hits_total 400\n';
    expect(summary(reduceHistograms(`${both}\n${cache}`, 'x'))).toMatchObject({ requests: 200, cachedInput: 0.4 });
  });

  it('without lengths is said; another text is none', () => {
    expect(reduceHistograms('# TYPE up gauge\nup 1\n', 'x')).toMatchObject({ ok: false });
    expect(reduceHistograms('a,b\n1,2\n', 'x')).toBeUndefined();
  });
});

it('the answer of a range query tells the rate and the hours, over restarts', () => {
  const series = (name: string, more: Readonly<Record<string, string>>, values: readonly number[]) => ({
    metric: { __name__: name, ...more },
    values: values.map((value, i) => [i * 3600, String(value)]),
  });
  const of = (name: string) => [
    series(`${name}_bucket`, { le: '100' }, [1000, 1060, 30]),
    series(`${name}_bucket`, { le: '+Inf' }, [1000, 1060, 30]),
    series(`${name}_sum`, {}, [5000, 8000, 1500]),
    series(`${name}_count`, {}, [1000, 1060, 30]),
  ];
  const result = [...of('vllm:request_prompt_tokens'), ...of('vllm:request_generation_tokens')];
  const read = summary(
    reduceHistograms(JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } }), 'x'),
  );
  expect(read).toMatchObject({ requests: 90, requestsPerSecond: 90 / 7200, input: { mean: 50 } });
  expect(read.hourly.slice(0, 3)).toEqual([0, 60, 30]);
});

it('usage of OpenAI: requests by the hour, means of each', () => {
  const bucket = (start: number, requests: number, input: number) => ({
    object: 'bucket',
    start_time: start,
    end_time: start + 3600,
    results: [
      {
        num_model_requests: requests,
        input_tokens: input,
        output_tokens: 100 * requests,
        input_cached_tokens: input / 2,
      },
    ],
  });
  const text = JSON.stringify({ object: 'page', data: [bucket(0, 100, 20_000), bucket(3600, 300, 180_000)] });
  const read = summary(reduceUsage(text, 'x'));
  expect(read).toMatchObject({ requests: 400, requestsPerSecond: 400 / 7200, cachedInput: 0.5 });
  expect(read.input).toMatchObject({ mean: 500, p50: 600 });
  expect(read.hourly.slice(0, 2)).toEqual([100, 300]);
});
