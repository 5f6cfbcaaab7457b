/** rank, sensitivity and break-even as a stranger uses them: filters that leave nothing, documents without deployments, names as written. */
import { describe, expect, it } from 'vitest';
import { workspace } from '../../helpers/workspace.ts';
import { runCli } from '../../helpers/cli.ts';

const AS_OF = ['--as-of', '2026-11-23'];
const { file } = workspace();
const OPEN = 'model: llama-3.3-70b\ntraffic: {requests: 20 / s, input_tokens: 1500, output_tokens: 300}\n';
const open = file('open.yaml', OPEN);
const named = file(
  'named.yaml',
  `${OPEN}budget: {per_month: 1 USD}\ndeployments:\n  own: {accelerator: b200, own: {}}\n  rent: {accelerator: h100-sxm, rent: {}}\n`,
);

describe('rank', () => {
  it('says that the filters leave nothing', async () => {
    const { exit, out } = await runCli(['rank', open, '--pay', 'api', '--clouds', 'aws', ...AS_OF]);
    expect({ exit, out }).toEqual({ exit: 0, out: 'Nothing of the catalog is left by these filters.\n' });
  });

  it('keeps to the ways to pay that are asked for', async () => {
    const { out } = await runCli(['rank', open, '--pay', 'own', '--format', 'csv', ...AS_OF]);
    const names = out
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[1]);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(name).toMatch(/^own-/);
  });

  it('lists every place with a price where asked', async () => {
    const rows = async (...more: string[]) => {
      const asked = ['rank', open, '--vendors', 'Google', '--pay', 'rent', '--format', 'csv'];
      return (await runCli([...asked, ...more, ...AS_OF])).out.split('\n').length;
    };
    expect(await rows('--places', 'all')).toBeGreaterThan(2 * (await rows()));
  });

  it('shows the precisions where it weighs several, and the carbon where it sorts by it', async () => {
    const precisions = await runCli(['rank', open, '--precision', 'any', '--top', '5', ...AS_OF]);
    expect(precisions.out).toMatch(/ Weights .*\n.* (bf16|fp8|int8|fp4|int4) /);
    const carbon = await runCli(['rank', open, '--by', 'carbon', '--top', '5', '--format', 'markdown', ...AS_OF]);
    expect(carbon.out).toContain('| kg CO₂/1M |');
  });

  it('puts lower bounds behind what is known, by their bound', async () => {
    const { out } = await runCli(['rank', open, '--include', 'not-for-sale', '--format', 'json', ...AS_OF]);
    const rows: { meetsSlo: boolean; cost: { perMillionTokens: { value: number | null; low?: number } } }[] =
      JSON.parse(out).rows;
    const bounds = rows
      .filter(({ meetsSlo, cost }) => meetsSlo && cost.perMillionTokens.value === null)
      .flatMap(({ cost }) => cost.perMillionTokens.low ?? []);
    expect(bounds.length).toBeGreaterThan(3);
    expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
  });

  it('is about the catalog: the budget of a deployment of the document is not its matter', async () => {
    expect((await runCli(['estimate', named, ...AS_OF])).error).toContain('over-budget');
    expect((await runCli(['rank', named, ...AS_OF])).error).toBe('');
  });
});

describe('sensitivity', () => {
  it('takes the cheapest proposal where the document names no deployment', async () => {
    const { exit, out } = await runCli(['sensitivity', open, ...AS_OF]);
    expect(exit).toBe(0);
    expect(out).toContain('cost.perMillionTokens is $');
  });

  it('takes inputs as the document spells them, and lists them where a name is none', async () => {
    const table = (inputs: string) =>
      runCli(['sensitivity', named, '--deployment', 'own', '--table', inputs, ...AS_OF]);
    const { out } = await table('requests,cost_of_capital');
    expect(out).toMatch(/traffic\.requests \\ own\.costOfCapital .*\n +10\/s +\$/);
    const { exit, error } = await table('requests,luck');
    expect(exit).toBe(2);
    expect(error).toContain('Its inputs are: ');
    expect(error).toContain('own.electricity');
  });

  it('writes a lower bound as one where a part of the bill has no price, also in the JSON', async () => {
    const asked = ['sensitivity', 'examples/support-chat.workload.yaml'];
    const table = ['--deployment', 'trainium-cerebras', '--table', 'requests,output_tokens'];
    const { out } = await runCli([...asked, ...table, ...AS_OF]);
    expect(out.split('\n')[3]).toMatch(/\/s( +≥ \$[\d.]+){6}$/);
    const json = JSON.parse((await runCli([...asked, ...table, '--format', 'json', ...AS_OF])).out);
    expect(json.table.values[0][0]).toBeGreaterThan(0);
    expect(json.table.lowerBounds).toEqual(Array.from({ length: 6 }, () => Array(6).fill(true)));
    const known = ['sensitivity', named, '--deployment', 'own', '--table', 'requests,life', '--format', 'json'];
    expect(JSON.parse((await runCli([...known, ...AS_OF])).out).table.lowerBounds.flat()).not.toContain(true);
  });

  it('writes no rounding noise: what moves nothing is 0', async () => {
    const hosted = file('hosted.yaml', `${OPEN}deployments: {hosted: {api: {provider: deepinfra}}}\n`);
    const { out } = await runCli(['sensitivity', hosted, ...AS_OF]);
    expect(out).toMatch(/^requests +20\/s +0 +=? +=?/m);
    expect(out).not.toMatch(/0\.000000/);
  });

  it('warns of the deployment it is about alone', async () => {
    const { error } = await runCli(['sensitivity', named, '--deployment', 'own', ...AS_OF]);
    expect(error).toContain('own costs');
    expect(error).not.toContain('rent costs');
  });
});

it('break-even compares the proposals where the document names no deployment', async () => {
  // For a small model both cards to buy and machines to rent are among the cheapest.
  const small = file('small.yaml', OPEN.replace('llama-3.3-70b', 'llama-3.1-8b'));
  const { out } = await runCli(['break-even', small, ...AS_OF]);
  expect(out).toMatch(/has cost less than .* months/);
});

it('estimate lists the machines below a table that has no room for them', async () => {
  const { out } = await runCli(['estimate', named, ...AS_OF], { width: 60 });
  expect(out).toMatch(/\n\nMachines\nown +\d+ × b200\nrent +\d+ × /);
});
