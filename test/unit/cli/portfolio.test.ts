/** Many workloads as one bill: which deployment counts, that sums add up, and what FOCUS and Prometheus read. */
import { describe, expect, it } from 'vitest';
import Papa from 'papaparse';
import { runCli } from '../../helpers/cli.ts';
import { workspace } from '../../helpers/workspace.ts';

const AS_OF = ['--as-of', '2026-11-23'];
const { file, folder } = workspace();
const workload = (more: string): string =>
  `apiVersion: inference-tco/v1\nmodel: llama-3.3-70b\ntraffic: {requests: 5 / s, input_tokens: 1500, output_tokens: 300}\n${more}`;

file(
  'a/chat.workload.yaml',
  workload(`labels: {team: support, "app.kubernetes.io/name": chat}
baseline: aws
deployments:
  own: {accelerator: b200, own: {}}
  aws: {accelerator: h100-sxm, rent: {cloud: aws, region: us-east-1, price: 50 USD/hour}}
`),
);
file(
  'a/b/pools.workload.yaml',
  workload(`labels: {team: search}
deployments:
  pools:
    prefill: {accelerator: h100-sxm, rent: {cloud: aws, region: us-east-1, price: 50 USD/hour}}
    decode: {accelerator: h200-sxm, rent: {cloud: gcp, price: 90 USD/hour}}
`),
);
file('a/api.workload.yaml', workload(`labels: {team: support}\ndeployments: {api: {api: {provider: deepinfra}}}\n`));
file('a/open.workload.yaml', workload('name: undecided\n'));
const root = `${folder}/a`;

interface Group {
  readonly by: string;
  readonly name: string;
  readonly perMonth: { readonly value: number };
  readonly accelerators: number;
}
const answer = async (...more: string[]): Promise<string> => (await runCli(['portfolio', root, ...more, ...AS_OF])).out;
const json = async () =>
  JSON.parse(await answer('--format', 'json')) as {
    readonly workloads: readonly { readonly deployment: string; readonly perMonth: { readonly value: number } }[];
    readonly leftOut: readonly { readonly workload: string; readonly reason: string }[];
    readonly total: { readonly perMonth: { readonly value: number }; readonly accelerators: number };
    readonly groups: readonly Group[];
  };
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe('a portfolio', () => {
  it('counts the baseline, else the first deployment, and leaves out what nobody has decided', async () => {
    const { workloads, leftOut } = await json();
    expect(workloads.map(({ deployment }) => deployment)).toEqual(['api', 'pools', 'aws']);
    expect(leftOut).toEqual([{ file: `${root}/open.workload.yaml`, workload: 'undecided', reason: 'undecided' }]);
  });

  it('adds up: by workload, by cloud, by accelerator, by each label', async () => {
    const { workloads, total, groups } = await json();
    const whole = total.perMonth.value;
    expect(sum(workloads.map(({ perMonth }) => perMonth.value))).toBeCloseTo(whole, 6);
    for (const by of ['cloud', 'accelerator', 'team', 'app.kubernetes.io/name']) {
      const some = groups.filter((group) => group.by === by);
      expect(sum(some.map(({ perMonth }) => perMonth.value)), by).toBeCloseTo(whole, 6);
      expect(sum(some.map(({ accelerators }) => accelerators)), by).toBe(total.accelerators);
    }
    expect(groups.filter(({ by }) => by === 'team').map(({ name }) => name)).toEqual(['search', 'support']);
    expect(groups.filter(({ by }) => by === 'cloud').map(({ name }) => name)).toEqual(['aws', 'deepinfra', 'gcp']);
  });

  it('writes FOCUS rows whose costs are those of the bill, with labels as tags', async () => {
    const { data, meta } = Papa.parse<Record<string, string>>(await answer('--format', 'focus'), {
      header: true,
      skipEmptyLines: true,
    });
    const fields = meta.fields ?? [];
    const own = fields.filter((name) => name.startsWith('x_'));
    const standard = fields.slice(0, -own.length);
    expect(standard).toHaveLength(43);
    expect(standard).toEqual(standard.toSorted());
    const { total } = await json();
    expect(sum(data.map(({ BilledCost }) => Number(BilledCost)))).toBeCloseTo(total.perMonth.value, 6);
    for (const row of data) {
      expect(row).toMatchObject({
        BillingPeriodStart: '2026-11-01T00:00:00Z',
        BillingPeriodEnd: '2026-12-01T00:00:00Z',
        ChargeCategory: 'Usage',
        BillingCurrency: 'USD',
      });
      expect(['Standard', 'Committed', 'Dynamic', 'Other']).toContain(row['PricingCategory']);
    }
    expect(data.find(({ x_Deployment }) => x_Deployment === 'aws')?.['Tags']).toBe(
      '{"team":"support","app.kubernetes.io/name":"chat"}',
    );
  });
});

/** A sample of the text format: name, labels whose values escape quotes, backslashes and line feeds, a number. */
const SAMPLE = /^([a-z_]+)\{((?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)+)\} (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;

describe('metrics', () => {
  it('are samples below their help and type, each once', async () => {
    const { out } = await runCli(['export', root, '--format', 'openmetrics', ...AS_OF]);
    const lines = out.trimEnd().split('\n');
    expect(lines.at(-1)).toBe('# EOF');
    let family = '';
    const seen = new Set<string>();
    for (const line of lines.slice(0, -1)) {
      if (line.startsWith('# TYPE ')) family = line.split(' ')[2] ?? '';
      if (line.startsWith('#')) continue;
      const [, name = '', labels = ''] = SAMPLE.exec(line) ?? [];
      expect(name, line).toBe(family);
      expect(seen.has(`${name}{${labels}}`)).toBe(false);
      seen.add(`${name}{${labels}}`);
    }
    for (const unit of lines.filter((line) => line.startsWith('# UNIT '))) {
      const [, , name = '', word = ''] = unit.split(' ');
      expect(name.endsWith(`_${word}`)).toBe(true);
    }
  });

  it('survive names that would end a label or a line', async () => {
    const odd = file(
      'odd/odd.workload.yaml',
      workload('name: "a\\"b\\\\c\\nd"\ndeployments: {api: {api: {provider: deepinfra}}}\n'),
    );
    const { out } = await runCli(['export', odd, ...AS_OF]);
    expect(out).toContain('workload="a\\"b\\\\c\\nd"');
    for (const line of out
      .trimEnd()
      .split('\n')
      .filter((one) => !one.startsWith('#')))
      expect(line).toMatch(SAMPLE);
  });
});
