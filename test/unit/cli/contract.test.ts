import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../helpers/cli.ts';

const CHAT = 'examples/support-chat.workload.yaml';
const AS_OF = ['--as-of', '2026-11-23'];
const folder = mkdtempSync(path.join(tmpdir(), 'cli-'));

function file(name: string, text: string): string {
  const target = path.join(folder, name);
  writeFileSync(target, text);
  return target;
}

const SMALL = `
model: llama-3.1-8b
traffic: {requests: 5 / s, input_tokens: 800, output_tokens: 200}
deployments:
  l4: {accelerator: l4, rent: {cloud: gcp}}
`;

describe('exit codes', () => {
  it('is 0 when all is fine or only warned about', async () => {
    expect(await runCli(['estimate', CHAT, ...AS_OF])).toMatchObject({ exit: 0 });
  });

  it('is 2 for an unknown key, said with file, line and column, and JSON is printed all the same', async () => {
    const broken = file('broken.workload.yaml', SMALL.replace('input_tokens', 'input_token'));
    const result = await runCli(['estimate', broken, '--format', 'json', ...AS_OF]);
    expect(result.exit).toBe(2);
    expect(result.error).toContain(`${broken}:3:28: error unknown-key:`);
    expect(JSON.parse(result.out)).toMatchObject({ schema: 'inference-tco/estimate/v1' });
  });

  it('is 2 for a file that is not there, and the others are still estimated', async () => {
    const good = file('good.workload.yaml', SMALL);
    const result = await runCli(['estimate', 'nowhere.yaml', good, '--format', 'json', ...AS_OF]);
    expect(result.exit).toBe(2);
    expect(result.error).toContain(
      'nowhere.yaml: error file-unreadable: nowhere.yaml could not be read: there is no such file.',
    );
    expect(JSON.parse(result.out).workloads).toHaveLength(1);
  });

  it.each([
    [['estimate', CHAT, '--as-of', 'tomorrow'], '--as-of tomorrow is not a date'],
    [['estimate', CHAT, '--workload', 'nope'], 'There is no workload nope'],
    [['explain', CHAT, '--deployment', 'nope'], 'There is no deployment nope'],
    [['explain', CHAT, '--deployment', 'own-b200', '--value', 'cost.nope'], 'There is no value cost.nope'],
    [['rank', CHAT, '--by', 'luck'], '--by luck is not an order'],
    [['diff', CHAT], 'Name two files'],
    [['estimate', CHAT, '--format', 'junit'], 'Allowed choices are table, json, markdown, csv, html.'],
    [['estimate', CHAT, '--pricing', 'no-such-folder'], 'there is no such folder'],
    [['frobnicate'], 'unknown command'],
  ])('is 2 with a sentence for %j', async (args, sentence) => {
    const result = await runCli(args);
    expect(result.exit).toBe(2);
    expect(result.error).toContain(sentence);
  });

  it('is 1 when a budget is missed', async () => {
    const tight = file('tight.workload.yaml', `${SMALL}budget: {per_month: 1 USD}\n`);
    const result = await runCli(['check', tight, ...AS_OF]);
    expect(result.exit).toBe(1);
    expect(result.out).toContain('1 failed');
  });
});

describe('what is printed', () => {
  it('gives every quantity a value or a reason, and no number that is not finite', async () => {
    const { out } = await runCli(['estimate', CHAT, '--format', 'json', ...AS_OF]);
    const { workloads } = JSON.parse(out) as {
      workloads: { deployments: { name: string; status: string; reasons: unknown[] }[] }[];
    };
    const deployments = workloads.flatMap((workload) => workload.deployments);
    expect(deployments.map(({ name }) => name)).toEqual([
      'aws-h100',
      'gcp-trillium',
      'own-b200',
      'trainium-cerebras',
      'hosted',
    ]);
    for (const { status, reasons } of deployments) if (status !== 'ok') expect(reasons).not.toHaveLength(0);
  });

  it('keeps to 80 columns', async () => {
    const { out } = await runCli(['estimate', CHAT, ...AS_OF], { width: 80 });
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('selects a workload by name or index', async () => {
    const two = file('two.workload.yaml', `name: first${SMALL}---\nname: second${SMALL}`);
    const names = async (which: string): Promise<string[]> =>
      (
        JSON.parse((await runCli(['estimate', two, '--workload', which, '--format', 'json'])).out).workloads as {
          name: string;
        }[]
      ).map(({ name }) => name);
    expect(await names('second')).toEqual(['second']);
    expect(await names('0')).toEqual(['first']);
  });

  it('writes CSV that a spreadsheet reads and does not run', async () => {
    const named = file('formula.workload.yaml', `name: "=HYPERLINK(1)"${SMALL}`);
    const { out } = await runCli(['estimate', named, '--format', 'csv']);
    expect(out).toContain("'=HYPERLINK(1)");
  });
});

it('fails a fleet that cannot serve its traffic, whatever it costs', async () => {
  const short = file(
    'short.workload.yaml',
    SMALL.replace('requests: 5 / s', 'requests: 500 / s').replace(
      'rent: {cloud: gcp}',
      'rent: {cloud: gcp}, scaling: {replicas: 1}',
    ),
  );
  const result = await runCli(['check', short, ...AS_OF]);
  expect(result.exit).toBe(1);
  expect(result.out).toMatch(/✗ .*all requests served/);
});
