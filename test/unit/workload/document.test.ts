/** The whole language at once: a document becomes plain values in base units. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Amount, Deployment, Pool } from '../../../src/workload/index.ts';
import { parseWorkloadFile } from '../../../src/workload/index.ts';
import { document, smallest, workload } from './parse.ts';

const FULL = `
  apiVersion: inference-tco/v1
  name: support-chat
  description: Customer support assistant, EU and US
  model: llama-3.3-70b

  let:                            # named quantities for the expressions below
    users: 250e3
    chats: 6 / day

  traffic:
    requests: users * chats       # mean arrival rate, requests per second if bare
    peak_to_average: 2.8
    input_tokens: 1800
    output_tokens: 350
    cached_input: 40%

  slo:
    ttft: 800 ms
    tpot: 40 ms

  serving:
    engine: vllm
    weights: fp8
    kv_cache: fp8
    max_batch: 256
    speculative: {tokens_per_step: 2.1, draft_tokens: 4, overhead: 10%}
    scaling: autoscale
    headroom: 15%
    redundancy: 1

  site:
    electricity: 0.08 USD/kWh
    pue: 1.2
    carbon_intensity: 370 g/kWh
    water: 1.8 l/kWh

  budget:
    per_million_tokens: 0.60 USD
    per_month: 60000 USD
    energy_per_million_tokens: 0.5 kWh

  currency: USD
  baseline: aws-h100

  deployments:
    aws-h100:
      accelerator: h100-sxm
      tensor_parallel: 4
      rent: {cloud: aws, region: us-east-1, purchase: 1-year}
    own-b200:
      accelerator: b200
      own: {life: 4 years, cost_of_capital: 9%, colocation: 180 USD/kW/month}
    trainium-cerebras:
      prefill: {accelerator: trn3, rent: {cloud: aws, region: us-east-1}}
      decode: {accelerator: cerebras-wse3, own: {}}
      transfer: 400 Gbit/s
    rubin-lpx:
      prefill: {accelerator: vr200-nvl72, own: {}}
      decode: {accelerator: vr200-nvl72, own: {}, feed_forward: {accelerator: groq3-lpu, own: {}}}
    hosted:
      api: {provider: deepinfra}
`;

function mids(value: object): Record<string, number> {
  const amounts = Object.entries(value).filter(
    (entry): entry is [string, Amount] => typeof (entry[1] as Amount).mid === 'number',
  );
  return Object.fromEntries(amounts.map(([key, amount]) => [key, amount.mid]));
}

describe('the full document', () => {
  const full = workload(FULL);
  const named = (name: string): Deployment => full.deployments.find((one) => one.name === name) ?? fail(name);

  it('has its traffic in requests per second and tokens', () => {
    expect(full.traffic.requests.mid).toBeCloseTo((250e3 * 6) / 86_400, 10);
    expect(full.traffic.inputTokens.mean.mid).toBe(1800);
    expect(full.traffic.cachedInput.mid).toBe(0.4);
  });

  it('limits the 95th percentile of TTFT and the mean of TPOT, in seconds', () => {
    expect([full.slo.ttft?.statistic, full.slo.ttft?.limit.mid]).toEqual(['p95', 0.8]);
    expect([full.slo.tpot?.statistic, full.slo.tpot?.limit.mid]).toEqual(['mean', 0.04]);
  });

  it('has budgets per token and second, energy in joules', () => {
    expect(full.budget.perToken?.mid).toBeCloseTo(0.6e-6, 15);
    expect(full.budget.perSecond?.mid).toBeCloseTo(60_000 / (730 * 3600), 10);
    expect(full.budget.energyPerToken?.mid).toBeCloseTo(1.8, 10);
  });

  it('has its site per joule', () => {
    expect(mids(full.site ?? {})).toEqual({
      electricity: expect.closeTo(0.08 / 3.6e6, 15) as number,
      pue: 1.2,
      carbonIntensity: expect.closeTo(370 / 3.6e6, 12) as number,
      water: expect.closeTo(1.8 / 3.6e6, 12) as number,
    });
  });

  it('keeps the deployments in their order, each of its kind', () => {
    expect(full.deployments.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'aws-h100 serve',
      'own-b200 serve',
      'trainium-cerebras disaggregated',
      'rubin-lpx disaggregated',
      'hosted api',
    ]);
  });

  it('rents, owns, calls', () => {
    const aws = named('aws-h100') as Extract<Deployment, { kind: 'serve' }>;
    expect(aws.pool.payment).toMatchObject({ kind: 'rent', cloud: { value: 'aws' }, purchase: { value: '1-year' } });
    expect(aws.pool.serving.tensorParallel?.mid).toBe(4);
    const own = named('own-b200') as Extract<Deployment, { kind: 'serve' }>;
    expect(mids(own.pool.payment)).toEqual({
      life: 4 * 8760 * 3600,
      costOfCapital: 0.09,
      colocation: expect.closeTo(180 / (1000 * 730 * 3600), 15) as number,
    });
    expect(named('hosted')).toMatchObject({ api: { provider: { value: 'deepinfra' }, batch: { value: false } } });
  });

  it('splits prefill, decode and feed-forward', () => {
    expect(named('trainium-cerebras')).toMatchObject({
      prefill: { accelerator: { value: 'trn3' } },
      decode: { accelerator: { value: 'cerebras-wse3' } },
      transfer: { mid: 50e9 },
    });
    expect(named('rubin-lpx')).toMatchObject({ feedForward: { accelerator: { value: 'groq3-lpu' } } });
  });

  it('knows the line of every value', () => {
    expect(full.traffic.requests.origin).toEqual({
      kind: 'document',
      path: ['traffic', 'requests'],
      range: { start: { line: 11, column: 13 }, end: { line: 11, column: 26 } },
      text: 'users * chats',
    });
  });
});

describe('the smallest document', () => {
  const small = workload(smallest());

  it('has every default, and says that it is one', () => {
    const { traffic, serving } = small;
    expect(mids({ ...traffic, ...serving })).toEqual({
      requests: 20,
      peakToAverage: 1,
      cachedInput: 0,
      headroom: 0.15,
      redundancy: 0,
    });
    expect(serving.engine).toEqual({
      value: 'vllm',
      origin: { kind: 'default', reason: 'engine is vllm where the document says nothing' },
    });
    expect(serving.scaling).toMatchObject({ value: { kind: 'peak' }, origin: { kind: 'default' } });
    expect(serving.weights).toBeUndefined();
    expect(small.currency).toMatchObject({ value: 'USD', origin: { kind: 'default' } });
  });

  it('has no deployments: the tool proposes them', () => expect(small.deployments).toEqual([]));

  it('is named after its file', () => {
    const text = smallest();
    const name = (fileName: string): string | undefined => document(text, { force: true, fileName }).workload?.name;
    expect(name('/home/me/shop/search.workload.yaml')).toBe('search');
    expect(name('C:\\shop\\search.yml')).toBe('search');
    expect(document(text, { force: true }).workload?.name).toBe('workload');
    expect(document('name: chat\nmodel: m').name).toBe('chat'); // even where the rest cannot be read
  });
});

describe('inheritance', () => {
  const pools = workload(
    smallest(`
      serving: {engine: sglang, weights: fp8, headroom: 20%}
      site: {pue: 1.1}
      deployments:
        split:
          weights: fp4
          tensor_parallel: 8
          site: {pue: 1.3}
          prefill: {accelerator: b200, own: {}, tensor_parallel: 2}
          decode: {accelerator: b200, own: {}, kv_cache: fp8}
        plain: {accelerator: h100-sxm, rent: {}}
    `),
  );
  const [split, plain] = pools.deployments as [
    Extract<Deployment, { kind: 'disaggregated' }>,
    Extract<Deployment, { kind: 'serve' }>,
  ];
  const seen = ({ serving }: Pool): readonly unknown[] => [
    serving.engine.value,
    serving.weights?.value,
    serving.kvCache?.value,
    serving.tensorParallel?.mid,
    serving.headroom.mid,
  ];

  it('goes from the document to the deployment to the pool; the innermost wins', () => {
    expect(seen(split.prefill)).toEqual(['sglang', 'fp4', undefined, 2, 0.2]);
    expect(seen(split.decode)).toEqual(['sglang', 'fp4', 'fp8', 8, 0.2]);
    expect(seen(plain.pool)).toEqual(['sglang', 'fp8', undefined, undefined, 0.2]);
  });

  it("keeps a deployment's own site apart from the document's", () => {
    expect([pools.site?.pue?.mid, split.site?.pue?.mid, plain.site]).toEqual([1.1, 1.3, undefined]);
  });

  it('lets a deployment say once how its pools are paid', () => {
    const shared = workload(
      smallest(`
        deployments:
          a: {own: {pue: 1.2}, prefill: {accelerator: b200}, decode: {accelerator: h200-sxm, rent: {}}}
      `),
    ).deployments[0];
    expect(shared).toMatchObject({ prefill: { payment: { kind: 'own' } }, decode: { payment: { kind: 'rent' } } });
  });
});

describe('values of several shapes', () => {
  const traffic = (lines: string): ReturnType<typeof workload>['traffic'] =>
    workload(
      `{model: m, traffic: {requests: 1, input_tokens: 10, output_tokens: 5, ${lines}}}`.replace(
        /input_tokens: 10, (?=.*input_tokens)/,
        '',
      ),
    ).traffic;

  it('a profile is a name or 24 weights', () => {
    expect(traffic('profile: office-hours').profile?.value).toBe('office-hours');
    const day = Array.from({ length: 24 }, (_, hour) => hour);
    expect(traffic(`profile: [${day.join(', ')}]`).profile?.value).toEqual(day);
  });

  it('lengths are a mean, percentiles, or a trace', () => {
    expect(traffic('input_tokens: {mean: 14000, p95: 42000}').inputTokens).toMatchObject({
      mean: { mid: 14000 },
      p95: { mid: 42000 },
    });
    const { mean } = traffic('input_tokens: {p50: 1000, p95: 4000}').inputTokens;
    const sigma = Math.log(4) / 1.6449;
    expect(mean.mid).toBeCloseTo(1000 * Math.exp(sigma ** 2 / 2), 6);
    expect(mean.origin.kind).toBe('default');
    const traced = traffic('input_tokens: {trace: requests.csv}').inputTokens;
    expect([traced.trace?.value, traced.mean.mid]).toEqual(['requests.csv', NaN]);
  });

  it('a range is low, mid and high', () => {
    const { requests } = workload(
      '{model: m, traffic: {requests: {low: 1, mid: 2 / s, high: 240 / min}, input_tokens: 1, output_tokens: 1}}',
    ).traffic;
    expect([requests.low, requests.mid, requests.high]).toEqual([1, 2, 4]);
  });

  it('a range of a let name reaches everything computed from it', () => {
    const { traffic: read } = workload(`
      model: m
      let: {users: {low: 50e3, mid: 100e3, high: 400e3}, rate: users * 3 / day}
      traffic: {requests: rate * 2, input_tokens: 1, output_tokens: users / users}
    `);
    const day = 86_400;
    expect([read.requests.low, read.requests.mid, read.requests.high].map((x) => Math.round(x * day))).toEqual([
      300e3, 600e3, 2400e3,
    ]);
    expect([read.outputTokens.mean.low, read.outputTokens.mean.high]).toEqual([1, 1]);
  });

  it('every let name comes to an amount in base units', () => {
    const { letNames } = document(
      `let: {users: 250e3, chats: 6 / day, rate: users * chats, price: 0.08 USD/kWh, broken: 3 +}`,
    );
    expect(letNames.map(({ name, amount }) => [name, amount?.mid, amount?.unit])).toEqual([
      ['users', 250e3, ''],
      ['chats', 6 / 86_400, '/s'],
      ['rate', expect.closeTo(17.361, 3), '/s'],
      ['price', expect.closeTo(0.08 / 3.6e6, 15), 'USD/J'],
      ['broken', undefined, undefined],
    ]);
  });

  it('scaling is a word or a mapping', () => {
    const scaling = (text: string): unknown => workload(smallest(`serving: {scaling: ${text}}`)).serving.scaling.value;
    expect(scaling('peak')).toEqual({ kind: 'peak' });
    expect(scaling('autoscale')).toMatchObject({ kind: 'autoscale', min: { mid: 1, origin: { kind: 'default' } } });
    expect(scaling('{min: 2, max: 20}')).toMatchObject({ kind: 'autoscale', min: { mid: 2 }, max: { mid: 20 } });
    expect(scaling('{replicas: 4}')).toMatchObject({ kind: 'fixed', replicas: { mid: 4 } });
  });

  it('a target chooses its statistic', () => {
    const slo = workload(smallest('slo: {ttft: {p99: 2 s}, tpot: {p95: {low: 30 ms, mid: 40 ms, high: 50 ms}}}')).slo;
    expect(slo.ttft).toMatchObject({ statistic: 'p99', limit: { mid: 2 } });
    expect(slo.tpot).toMatchObject({ statistic: 'p95', limit: { low: 0.03, high: 0.05 } });
  });

  it.each([
    ['llama-3.3-70b', { kind: 'id', id: 'llama-3.3-70b' }],
    ['meta-llama/Llama-3.3-70B-Instruct', { kind: 'huggingface', id: 'meta-llama/Llama-3.3-70B-Instruct' }],
    ['./models/config.json', { kind: 'file', path: './models/config.json' }],
    ['/opt/config', { kind: 'file', path: '/opt/config' }],
    ['config.json', { kind: 'file', path: 'config.json' }],
    [
      '{model_type: llama, hidden_size: 8192, rope: {theta: 1e4}, ids: [1, 2]}',
      { kind: 'config', config: { model_type: 'llama', hidden_size: 8192, rope: { theta: 10_000 }, ids: [1, 2] } },
    ],
  ])('the model %s', (text, expected) => {
    expect(workload(`{model: ${text}, traffic: {requests: 1, input_tokens: 1, output_tokens: 1}}`).model).toMatchObject(
      expected,
    );
  });

  it('a speculative draft may have machines of its own', () => {
    const { speculative } = workload(
      smallest(
        'serving: {speculative: {tokens_per_step: 2.4, draft: {model: llama-3.1-8b, accelerator: l4, rent: {cloud: gcp}}}}',
      ),
    ).serving;
    expect(speculative).toMatchObject({
      tokensPerStep: { mid: 2.4 },
      draftTokens: { mid: 3, origin: { kind: 'default' } },
      overhead: { mid: 0 },
      draft: { accelerator: { value: 'l4' }, payment: { kind: 'rent' } },
    });
  });

  it('a price of renting is per instance-hour, a price of an API per million tokens', () => {
    const [a, b, c] = workload(
      smallest(`
        deployments:
          a: {accelerator: h100-sxm, rent: {price: 55 USD/hour, discount: 12%}}
          b: {accelerator: h100-sxm, rent: {price: 55 USD}}
          c: {api: {price: {input: 0.23 USD, output: 0.4 USD}, batch: true}}
      `),
    ).deployments;
    for (const one of [a, b])
      expect(one).toMatchObject({ pool: { payment: { price: { mid: expect.closeTo(55, 9) as number } } } });
    expect(c).toMatchObject({
      api: { batch: { value: true }, price: { input: { mid: expect.closeTo(0.23e-6, 15) as number } } },
    });
  });

  it('money may be in any currency whose rate is known', () => {
    const text = smallest('budget: {per_million_tokens: 0.5 EUR}');
    expect(document(text, { force: true, rates: { EUR: 1.1 } }).workload?.budget.perToken?.mid).toBeCloseTo(
      0.55e-6,
      15,
    );
  });
});

describe('the examples', () => {
  const folder = new URL('../../../examples/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  it.each(files)('%s reads without a problem', (fileName) => {
    const file = parseWorkloadFile(readFileSync(new URL(fileName, folder), 'utf8'), { fileName });
    expect(file.documents.map(({ isWorkload, problems }) => ({ isWorkload, problems }))).toEqual([
      { isWorkload: true, problems: [] },
    ]);
  });
});

function fail(name: string): never {
  throw new Error(`no deployment ${name}`);
}
