/** Ranking, levers, sensitivity, break-even, curves, days and differences agree with the estimate they come from. */
import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/workload/index.ts';
import { catalog } from '../../helpers/catalog.ts';
import { createEngine } from '../../../src/estimate/index.ts';
import { AS_OF, ask, document, engine } from './support.ts';

const text = document(
  'rented: {accelerator: h100-sxm, rent: {cloud: lambda}, scaling: autoscale}\nowned: {accelerator: b200, own: {}}\nhosted: {api: {provider: deepinfra}}',
  'slo: {ttft: 1 s, tpot: 40 ms}\nserving: {weights: fp8}\nbaseline: rented',
  'peak_to_average: 2.5',
);
const answer = ask(text);
const workload = answer.workload as Workload;
const estimateOf = (name: string) => answer.estimate.deployments.find((d) => d.name === name);

describe('rank', () => {
  const ranking = engine().rank(workload, { by: 'cost' });

  it('is sorted by cost, those that meet the targets first', () => {
    const keys = ranking.rows.map(
      ({ meetsSlo, estimate }) => [meetsSlo ? 0 : 1, estimate.cost.perMillionTokens.value ?? Infinity] as const,
    );
    expect(keys).toEqual([...keys].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
    expect(ranking.rows.length).toBeGreaterThan(50);
  });

  it('names each row once and tells why the rest do not fit', () => {
    const names = ranking.rows.map(({ estimate }) => estimate.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { reasons } of ranking.infeasible) expect(reasons.length).toBeGreaterThan(0);
  });

  it('marks rows that nothing beats in cost, energy and speed at once', () => {
    const point = (row: (typeof ranking.rows)[number]) =>
      [
        row.estimate.cost.perMillionTokens.value,
        row.estimate.energy.kwhPerMillionTokens.value,
        row.estimate.performance.tpot.value,
      ] as const;
    const whole = ranking.rows.filter((row) => row.meetsSlo && point(row).every((v) => v !== null));
    const marked = whole.filter(({ pareto }) => pareto);
    expect(marked.length).toBeGreaterThan(0);
    for (const row of marked)
      for (const other of whole) {
        const [a, b] = [point(row), point(other)];
        expect(
          b.every((v, i) => (v ?? 0) <= (a[i] ?? 0)) && b.some((v, i) => (v ?? 0) < (a[i] ?? 0)),
          `${other.estimate.name} beats ${row.estimate.name}`,
        ).toBe(false);
      }
  });

  it('filters by cloud, vendor and purchase', () => {
    const only = engine().rank(workload, {
      clouds: ['aws'],
      vendors: ['NVIDIA'],
      purchases: ['on-demand'],
      kinds: ['rent'],
    });
    expect(only.rows.length).toBeGreaterThan(0);
    for (const { estimate } of only.rows)
      expect(estimate.stages[0]).toMatchObject({ cloud: 'aws', purchase: 'on-demand' });
  });

  it('lists every place with a price where asked, the cheapest of each among them', () => {
    const asked = { kinds: ['rent'], vendors: ['AMD'] } as const;
    const cheapest = engine().rank(workload, asked);
    const all = engine().rank(workload, { ...asked, places: 'all' });
    const places = (ranking: typeof all): readonly string[] =>
      ranking.rows.map(({ estimate: { stages } }) =>
        [stages[0]?.accelerator, stages[0]?.cloud, stages[0]?.region, stages[0]?.purchase].join(' '),
      );
    expect(all.rows.length).toBeGreaterThan(cheapest.rows.length);
    expect(new Set(places(all)).size).toBe(all.rows.length);
    expect(places(all)).toEqual(expect.arrayContaining([...places(cheapest)]));
    expect(all.rows[0]?.estimate.cost).toEqual(cheapest.rows[0]?.estimate.cost);
    expect(new Set(all.rows.map(({ estimate }) => estimate.name)).size).toBe(all.rows.length);
  });

  it('streams the same rows', () => {
    const streamed = [...engine().rankStream(workload)].filter((row) => row.kind === 'row');
    expect(streamed.length).toBe(ranking.rows.length);
    const seen: string[] = [];
    const { rows } = engine().rank(workload, {}, (row) => void (row.kind === 'row' && seen.push(row.estimate.name)));
    expect(seen.length).toBe(rows.length);
  });

  it('stops working when nobody pulls', () => {
    const rows = engine().rankStream(workload, { places: 'all', precision: 'any' });
    expect(rows.next().value).toMatchObject({ kind: 'row' });
    rows.return();
    expect(rows.next().done).toBe(true);
  });

  it('proposes the five cheapest for a document without deployments', () => {
    const { estimate, proposals } = ask(document('', 'serving: {weights: fp8}'));
    expect(estimate.proposed).toBe(true);
    expect(estimate.deployments).toHaveLength(5);
    expect(proposals.map(({ name }) => name)).toEqual(estimate.deployments.map(({ name }) => name));
  });

  it.each([
    ['are a list', 'deployments:\n  - {accelerator: h100-sxm, rent: {}}'],
    ['stand under a misspelt key', 'depoyments: {a: {accelerator: h100-sxm, rent: {}}}'],
    ['have a name that cannot be one', 'deployments: {constructor: {accelerator: h100-sxm, rent: {}}}'],
  ])('proposes nothing where the deployments %s', (_, deployments) => {
    const { estimate, proposals } = ask(document('', deployments));
    expect(estimate.problems.map(({ severity }) => severity)).toContain('error');
    expect({ proposed: estimate.proposed, deployments: estimate.deployments, proposals }).toEqual({
      proposed: undefined,
      deployments: [],
      proposals: [],
    });
  });

  it('still proposes where another key is wrong', () => {
    expect(ask(document('', 'trafic: {}')).estimate.proposed).toBe(true);
  });
});

describe('levers', () => {
  it('answer what the edited text answers', () => {
    const { estimate } = engine().whatIf(workload, { requests: 45, tpot: 0.03 });
    const edited = ask(text.replace('requests: 20', 'requests: 45').replace('tpot: 40 ms', 'tpot: 30 ms')).estimate;
    for (const [index, deployment] of estimate.deployments.entries())
      expect(deployment.cost.perMonth.value).toBe(edited.deployments[index]?.cost.perMonth.value);
  });
  it('a smaller batch never costs less, a batch beyond memory and targets changes nothing', () => {
    const bill = (maxBatch?: number): number =>
      engine().whatIf(workload, maxBatch === undefined ? {} : { maxBatch }).estimate.deployments[0]?.cost.perMonth
        .value ?? NaN;
    expect(bill(1024)).toBe(bill());
    expect(bill(4)).toBeGreaterThan(bill(32));
    expect(bill(32)).toBeGreaterThanOrEqual(bill());
  });
});

describe('slices', () => {
  it('come to the same answer, with many breaths on the way', () => {
    const pull = <T>(slices: Generator<undefined, T, undefined>): { breaths: number; value: T } => {
      for (let breaths = 0; ; breaths++) {
        const { done, value } = slices.next();
        if (done === true) return { breaths, value };
      }
    };
    const sensitivity = pull(engine().sensitivitySlices(workload, 'owned'));
    expect(sensitivity.value).toEqual(engine().sensitivity(workload, 'owned'));
    expect(sensitivity.breaths).toBeGreaterThanOrEqual(sensitivity.value!.rows.length);
    const breakEven = pull(engine().breakEvenSlices(workload));
    expect(breakEven.value).toEqual(engine().breakEven(workload));
    expect(breakEven.breaths).toBeGreaterThan(workload.deployments.length);
  });
});

describe('sensitivity', () => {
  it('a rented bill follows its price one to one', () => {
    const rows = engine().sensitivity(workload, 'rented')?.rows ?? [];
    expect(rows.find(({ input }) => input === 'rent.price')?.elasticity).toBeCloseTo(1, 6);
    const swings = rows.map(({ low, high }) => Math.abs(Math.log((high.value ?? 1) / (low.value ?? 1))));
    expect(swings).toEqual([...swings].sort((a, b) => b - a));
  });

  it('a longer life makes an owned machine cheaper', () => {
    const life = engine()
      .sensitivity(workload, 'owned')
      ?.rows.find(({ input }) => input === 'own.life');
    expect(life?.elasticity).toBeLessThan(0);
  });

  it('a cached price that follows the input price is no input of its own', () => {
    const inputs = (price: string) => {
      const one = ask(document(`a: {api: {provider: deepinfra, price: ${price}}}`, '', 'cached_input: 40%'));
      return engine()
        .sensitivity(one.workload as Workload, 'a')
        ?.rows.map(({ input }) => input)
        .filter((input) => input.startsWith('api.'))
        .sort();
    };
    const [input, output] = ['input: 0.5 USD', 'output: 1 USD'];
    expect(inputs(`{${input}, ${output}}`)).toEqual(['api.input', 'api.output']);
    expect(inputs(`{${input}, ${output}, cached_input: 0.1 USD}`)).toEqual([
      'api.cachedInput',
      'api.input',
      'api.output',
    ]);
  });

  it('a cached price of the table stays where it is while the input price moves', () => {
    const text = document('a: {api: {provider: cloudflare}}', 'model: kimi-k2.6', 'cached_input: 80%');
    const rows = engine().sensitivity(ask(text).workload as Workload, 'a')?.rows ?? [];
    const prices = rows.filter(({ input }) => input.startsWith('api.'));
    expect(prices).toHaveLength(3);
    // The prices alone make the bill: what each moves adds up to the whole.
    expect(prices.reduce((total, { elasticity }) => total + elasticity, 0)).toBeCloseTo(1, 2);
  });

  it('two inputs at once agree with each alone', () => {
    const table = engine().twoWay(workload, 'rented', 'requests', 'price');
    expect(table?.values).toHaveLength(6);
    const [low, high] = [table?.values[2]?.[0], table?.values[2]?.[5]];
    expect((high ?? 0) / (low ?? 1)).toBeCloseTo(4, 6);
  });
});

describe('break-even', () => {
  const { pairs } = engine().breakEven(workload);

  it('compares owning with renting in months and machines with the API in requests', () => {
    expect(pairs.map(({ kind, first, second }) => `${kind} ${first} ${second}`)).toEqual([
      'own-rent owned rented',
      'self-api rented hosted',
      'self-api owned hosted',
    ]);
    const [months] = pairs;
    expect(months?.outcome).toBe('crosses');
    expect(months?.at?.value).toBeGreaterThan(0);
  });
});

describe('curve and day', () => {
  it('a curve falls in speed as load rises, and holds the operating point', () => {
    const { points } = engine().curve(workload, 'rented') ?? { points: [] };
    expect(points.filter(({ chosen }) => chosen)).toHaveLength(1);
    for (const [index, point] of points.entries()) {
      const next = points[index + 1];
      if (next) expect(next.tokensPerSecondPerUser).toBeLessThanOrEqual(point.tokensPerSecondPerUser * (1 + 1e-6));
    }
  });

  it.each(['rented', 'owned'])('the hours of %s average to its bill and its power', (name) => {
    const day = engine().dayProfile(workload, name);
    const mean = (pick: (hour: NonNullable<typeof day>['hours'][number]) => number | null): number =>
      (day?.hours ?? []).reduce((sum, hour) => sum + (pick(hour) ?? NaN), 0) / 24;
    const estimate = estimateOf(name);
    expect(mean((h) => h.costPerHour)).toBeCloseTo(estimate?.cost.perHour.value ?? 0, 6);
    expect(mean((h) => h.averagePower) / (estimate?.energy.averagePower.value ?? 1)).toBeCloseTo(1, 6);
  });
});

describe('diff', () => {
  const after = text.replace('output_tokens: 350', 'output_tokens: 500').replace('tpot: 40 ms', 'tpot: 25 ms');
  const { deployments } = engine().diff(text, after);
  const rented = deployments.find(({ deployment }) => deployment === 'rented');

  it('gives each edit its part, and the parts make the whole', () => {
    expect(rented?.edits.map(({ path }) => path.join('.')).sort()).toEqual(['slo.tpot', 'traffic.output_tokens']);
    const whole = (rented?.after?.cost.perMonth.value ?? 0) - (rented?.before?.cost.perMonth.value ?? 0);
    const parts = (rented?.edits ?? []).reduce((sum, edit) => sum + (edit.perMonth ?? NaN), 0);
    expect(parts).toBeCloseTo(whole, 4);
  });

  it('calls unchanged deployments the same, and unknowns not comparable', () => {
    expect(
      engine()
        .diff(text, `${text}# a comment\n`)
        .deployments.every(({ kind }) => kind === 'same'),
    ).toBe(true);
    const hosted = deployments.find(({ deployment }) => deployment === 'hosted');
    expect(hosted?.changes.find(({ path }) => path === 'performance.tpot')?.comparable).toBe(false);
  });

  it('tells added and removed deployments', () => {
    const renamed = engine().diff(text, text.replace('owned:', 'bought:')).deployments;
    expect(
      renamed
        .filter(({ kind }) => kind === 'added' || kind === 'removed')
        .map(({ deployment, kind }) => `${kind} ${deployment}`),
    ).toEqual(['added bought', 'removed owned']);
  });
});

describe('a model beside the document', () => {
  const config = {
    model_type: 'llama',
    hidden_size: 4096,
    num_hidden_layers: 32,
    num_attention_heads: 32,
    num_key_value_heads: 8,
    intermediate_size: 14336,
    vocab_size: 128256,
    torch_dtype: 'bfloat16',
  };
  const asked: string[] = [];
  const reader = createEngine({
    catalog: catalog(),
    asOf: AS_OF,
    readFile: (path, from) => {
      asked.push(`${path} from ${from}`);
      return { ok: true, text: JSON.stringify(config) };
    },
  });
  const [found] = reader.evaluateText(
    document('a: {accelerator: h100-sxm, rent: {cloud: lambda}}', 'model: ./config.json'),
    {
      fileName: 'models/chat.workload.yaml',
    },
  ).workloads;

  it('is read from where the document stands, by rankings and levers too', () => {
    expect(found?.estimate.deployments[0]?.status).toBe('ok');
    const model = found?.workload as Workload;
    expect(reader.rank(model, { kinds: ['rent'] }).rows.length).toBeGreaterThan(0);
    expect(reader.whatIf(model, { requests: 40 }).estimate.deployments[0]?.cost.perMonth.value).toBeGreaterThan(0);
    expect(new Set(asked)).toEqual(
      new Set([
        './config.json from models/chat.workload.yaml',
        './hf_quant_config.json from models/chat.workload.yaml',
      ]),
    );
  });
});

it('a change from nothing is no share of it', () => {
  const priced = (price: string): string =>
    document(`a: {accelerator: h100-sxm, tensor_parallel: 4, rent: {price: ${price}}}`);
  const [found] = engine().diff(priced('0 USD'), priced('50 USD')).deployments;
  const cost = found?.changes.find(({ path }) => path === 'cost.perMonth');
  expect(cost).toMatchObject({ comparable: true, before: { value: 0 } });
  expect(cost).not.toHaveProperty('change');
});
