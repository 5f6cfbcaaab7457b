/** What somebody meets who has read nothing: files beside the document, changed fleets, hostile names, dates that do not exist. */
import { describe, expect, it } from 'vitest';
import { runCli } from '../../helpers/cli.ts';
import { workspace } from '../../helpers/workspace.ts';

const AS_OF = ['--as-of', '2026-11-23'];
const { file } = workspace();

const TRAFFIC = 'traffic: {requests: 5 / s, input_tokens: 800, output_tokens: 200}';
const L4 = 'l4: {accelerator: l4, rent: {cloud: gcp}}';
const small = (deployments: string, more = ''): string =>
  `name: small\nmodel: llama-3.1-8b\n${TRAFFIC}\n${more}deployments:\n  ${deployments}\n`;

describe('files beside the document', () => {
  it('reads a trace and a config.json from the folder of the document, wherever the command runs', async () => {
    file('log.csv', 'timestamp,input_tokens,output_tokens\n1,100,20\n2,300,40\n3,200,60\n');
    file(
      'config.json',
      JSON.stringify({
        model_type: 'llama',
        hidden_size: 4096,
        intermediate_size: 14336,
        num_hidden_layers: 32,
        num_attention_heads: 32,
        num_key_value_heads: 8,
        vocab_size: 128256,
        max_position_embeddings: 131072,
        torch_dtype: 'bfloat16',
      }),
    );
    const named = file(
      'beside.yaml',
      `model: ./config.json\ntraffic: {requests: 5, input_tokens: {trace: log.csv}, output_tokens: {trace: log.csv}}\ndeployments:\n  ${L4}\n`,
    );
    const { exit, out } = await runCli(['estimate', named, '--format', 'json', ...AS_OF]);
    expect(exit).toBe(0);
    expect(JSON.parse(out).workloads[0].traffic).toMatchObject({ inputTokens: 200, outputTokens: 40 });
  });

  it('says of a file that is not there that it was not found', async () => {
    const named = file('missing.yaml', `model: ./nowhere.json\n${TRAFFIC}\n`);
    const { exit, error } = await runCli(['estimate', named, ...AS_OF]);
    expect(exit).toBe(2);
    expect(error).toContain('./nowhere.json was not found');
  });
});

describe('a workload that cannot be estimated', () => {
  it('is told with the same sentence in the terminal and in Markdown', async () => {
    const unknown = file('unknown.yaml', `name: lost\n${TRAFFIC}\n`);
    const markdown = await runCli(['estimate', unknown, '--format', 'markdown', ...AS_OF]);
    expect(markdown.out).toBe('### lost\n\nNot estimated: one error in the document.\n');
    const { out } = await runCli(['estimate', unknown, ...AS_OF]);
    expect(out).toContain('Not estimated: one error in the document.');
  });

  it('is not answered for machines of the catalog where its own could not be read', async () => {
    const list = file('list.yaml', `name: list\nmodel: llama-3.1-8b\n${TRAFFIC}\ndeployments:\n  - {${L4}}\n`);
    const { exit, out } = await runCli(['estimate', list, ...AS_OF]);
    expect(exit).toBe(2);
    expect(out).toContain('Not estimated: one error in the document.');
    expect(out).not.toContain('the cheapest of the catalog');
  });
});

describe('selecting one document', () => {
  it('tells its problems alone', async () => {
    const two = file('two.yaml', `${small(L4)}---\nname: other\nmodel: nope\n${TRAFFIC}\n`);
    expect(await runCli(['estimate', two, '--workload', 'small', ...AS_OF])).toMatchObject({ exit: 0, error: '' });
    expect((await runCli(['estimate', two, '--workload', 'other', ...AS_OF])).exit).toBe(2);
  });
});

describe('diff', () => {
  it('tells what came and what went with their bills', async () => {
    const before = file('before.yaml', small(L4));
    const after = file('after.yaml', small('own: {accelerator: l4, own: {}}'));
    const { out } = await runCli(['diff', before, after, ...AS_OF]);
    expect(out).toMatch(/small · own \(added\)\n[^(]*cost per month +– +\$[\d.]+k?\n/);
    expect(out).toMatch(/small · l4 \(removed\)\n[^(]*cost per month +\$[\d.]+k? +–\n/);
  });

  it('tells that a fixed fleet no longer serves the demand, and that the bill stays', async () => {
    const fixed = small('l4: {accelerator: l4, scaling: {replicas: 1}, rent: {cloud: gcp}}');
    const before = file('calm.yaml', fixed.replace('5 / s', '1 / s'));
    const after = file('busy.yaml', fixed.replace('5 / s', '500 / s'));
    const { out } = await runCli(['diff', before, after, ...AS_OF]);
    expect(out).toContain('  now: 1 replica serves');
    expect(out).toContain('traffic.requests: 1 / s → 500 / s: the bill stays');
  });

  it('selects by name or index, and says what there is', async () => {
    const first = file('first.yaml', small(L4));
    const second = file('second.yaml', small(L4).replace('5 / s', '50 / s'));
    for (const which of ['small', '0'])
      expect((await runCli(['diff', first, second, '--workload', which, ...AS_OF])).out).toContain('small · l4');
    const { exit, error } = await runCli(['diff', first, second, '--workload', 'nope', ...AS_OF]);
    expect(exit).toBe(2);
    expect(error).toContain('There is no workload nope. The input has: small.');
  });

  it('writes the share of an edit in the currency of the document', async () => {
    const euro = small(L4, 'currency: EUR\n');
    const before = file('euro.yaml', euro);
    const after = file('euro-more.yaml', euro.replace('5 / s', '100 / s'));
    const { out } = await runCli(['diff', before, after, ...AS_OF]);
    expect(out).toMatch(/5 \/ s → 100 \/ s: \+€/);
    const dollars = file('dollars.yaml', euro.replace('EUR', 'USD'));
    expect((await runCli(['diff', before, dollars, ...AS_OF])).out).toContain('currency: EUR → USD: not comparable');
  });
});

describe('break-even', () => {
  it('says each pair once', async () => {
    const both = small(`${L4}\n  own: {accelerator: l4, own: {}}\n  api: {api: {}}`);
    const { out } = await runCli(['break-even', file('both.yaml', both), ...AS_OF], { width: 200 });
    expect(out).toMatch(/^own has cost less than l4 after [\d.]+ months|^l4 stays cheaper/m);
    expect(out).not.toMatch(/\w against \w+:/);
  });
});

describe('hostile text', () => {
  it('shows control characters instead of obeying them', async () => {
    const named = file(
      'escape.yaml',
      small(L4).replace('name: small', 'name: "a\\e[31mred"').replace('llama', '"x\\e[2J\\nb"#'),
    );
    for (const format of ['table', 'markdown', 'csv']) {
      const { out, error } = await runCli(['estimate', named, '--format', format, ...AS_OF]);
      expect(out).toMatch(/␛\\?\[31mred/);
      expect(out + error).not.toContain('\u001b');
      for (const line of error.trim().split('\n')) expect(line).toContain('escape.yaml:');
    }
  });
});

describe('dates', () => {
  it('knows that February has no 31st', async () => {
    const { exit, error } = await runCli(['estimate', file('date.yaml', small(L4)), '--as-of', '2026-02-31']);
    expect(exit).toBe(2);
    expect(error).toContain('--as-of 2026-02-31 is not a date');
  });
});

describe('long names', () => {
  it('leave the numbers in sight', async () => {
    const long = small(`${'very-'.repeat(20)}long: {accelerator: l4, rent: {cloud: gcp}}`);
    const { out } = await runCli(['estimate', file('long.yaml', long), ...AS_OF], { width: 100 });
    expect(out).toMatch(/^very-very-[a-z-]{29}… .*ms/m);
  });

  it.each([
    ['东京机房', 8],
    ['каф\u0435\u0308', 4],
    ['각'.normalize('NFD'), 2],
    ['🇯🇵-👩🏽‍💻', 5],
  ])('of any script keep the columns: %s takes %d cells', async (name, cells) => {
    const text = small(
      `plain: {accelerator: l4, rent: {cloud: gcp}}\n  "${name}": {accelerator: l4, rent: {cloud: gcp}}`,
    );
    const { out } = await runCli(['estimate', file('names.yaml', text), ...AS_OF], { width: 100 });
    const shown = name.normalize('NFC');
    const [plain = '', other = ''] = ['plain ', `${shown} `].map((start) =>
      out.split('\n').find((line) => line.startsWith(start)),
    );
    expect(plain.indexOf('$')).toBe(other.indexOf('$') - shown.length + cells);
  });
});

describe('currencies', () => {
  it.each([
    ['Usd', 'No currency is called "Usd". Did you mean "USD"?'],
    ['XXX', 'No currency is called "XXX". Known: USD, EUR'],
  ])('refuses to bill in %s', async (currency, sentence) => {
    const named = file('currency.yaml', small(L4, `currency: ${currency}\n`));
    const { exit, error } = await runCli(['estimate', named, ...AS_OF]);
    expect(exit).toBe(2);
    expect(error).toContain(`currency.yaml:4:11: error unknown-name: ${sentence}`);
  });

  it('knows the currency that was meant in an amount', async () => {
    const named = file('amount.yaml', small(L4, 'budget: {per_month: 30 EURO}\n'));
    expect((await runCli(['estimate', named, ...AS_OF])).error).toContain('"EURO". Did you mean "EUR"?');
  });
});

describe('check', () => {
  it('has not passed where the document could not be read', async () => {
    const { exit, out } = await runCli(['check', file('nothing.yaml', ''), '--format', 'json', ...AS_OF]);
    expect(exit).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ passed: false, checks: [{ subject: 'valid' }, { subject: 'valid' }] });
  });
});

describe('rank', () => {
  const names = async (...options: string[]): Promise<string[]> => {
    const { out } = await runCli(['rank', file('rank.yaml', small(L4)), '--format', 'json', ...options, ...AS_OF]);
    return (JSON.parse(out).rows as { stages: { cloud?: string; region?: string; accelerator: string }[] }[]).map(
      ({ stages }) => `${stages[0]?.accelerator} ${stages[0]?.cloud} ${stages[0]?.region}`,
    );
  };

  it('keeps to the clouds, groups of regions and makers asked for', async () => {
    const there = await names('--clouds', 'GCP', '--regions', 'eu');
    expect(there.length).toBeGreaterThan(2);
    for (const name of there) expect(name).toMatch(/ gcp europe-/);
    for (const name of await names('--vendors', 'amd')) expect(name).toMatch(/^(mi|rx|instinct|radeon)/);
  });

  it.each([
    ['--clouds', 'awss', 'No cloud is called awss. Use '],
    ['--vendors', 'ATI', 'No maker is called ATI. Use '],
    ['--regions', 'atlantis', 'Nothing is rented in atlantis. '],
  ])('says that %s %s is unknown', async (option, value, sentence) => {
    const { exit, error } = await runCli(['rank', file('rank.yaml', small(L4)), option, value, ...AS_OF]);
    expect(exit).toBe(2);
    expect(error).toContain(sentence);
  });
});

describe('a trace', () => {
  it('is a file with three or four columns; anything else is said', async () => {
    const stream = await runCli(['trace', '-']);
    expect([stream.exit, stream.error]).toEqual([2, expect.stringContaining('trace reads a file')]);
    const columns = await runCli(['trace', '--sql', '--columns', 'a,b']);
    expect([columns.exit, columns.error]).toEqual([2, expect.stringContaining('--columns has 2 names')]);
  });
});
