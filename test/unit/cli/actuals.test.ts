/** Bills beside estimates: whose line is whose, what a month would be, and what explains the difference. */
import { describe, expect, it } from 'vitest';
import { runCli } from '../../helpers/cli.ts';
import { workspace } from '../../helpers/workspace.ts';

const AS_OF = ['--as-of', '2026-11-23'];
const WORKLOAD = `apiVersion: inference-tco/v1
name: chat
labels: {team: search}
model: llama-3.1-8b
traffic: {requests: 5 / s, input_tokens: 800, output_tokens: 200}
deployments:
  l4: {accelerator: l4, tensor_parallel: 1, scaling: {replicas: 10}, rent: {cloud: gcp, instance: g2-standard-4, price: 1 USD}}
`;

interface Row {
  readonly workload: string;
  readonly actual: number;
  readonly difference: number;
  readonly causes: readonly { readonly cause: string; readonly perMonth: number }[];
}

async function actuals(name: string, bill: string, ...more: readonly string[]) {
  const { folder, file } = workspace();
  file('chat.workload.yaml', WORKLOAD);
  const { exit, out, error } = await runCli([
    'actuals',
    file(name, bill),
    '--in',
    folder,
    '--format',
    'json',
    ...AS_OF,
    ...more,
  ]);
  expect(error).toBe('');
  expect(exit).toBe(0);
  return JSON.parse(out) as {
    readonly hours: number;
    readonly rows: readonly Row[];
    readonly labels: readonly object[];
    readonly unbilled: readonly string[];
    readonly unmatched: { readonly perMonth: number; readonly names: readonly string[] };
  };
}

/** Ten cards at 1 USD an hour are 7,300 USD a month. */
const DAY = (cost: number, tags: string, more = '') =>
  `${cost},USD,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,"${tags.replaceAll('"', '""')}",Usage${more}\n`;
const FOCUS = 'EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,Tags,ChargeCategory';

describe('FOCUS', () => {
  it('finds its workload by a tag, and takes a day for a month', async () => {
    const bill = `${FOCUS}\n${DAY(240, '{"app": "chat"}')}${DAY(99, '{"app": "other"}')}${DAY(50, '{"app": "chat"}').replace('Usage', 'Tax')}`;
    const { hours, rows, unmatched } = await actuals('bill.csv', bill);
    expect(hours).toBe(24);
    expect(rows).toMatchObject([{ workload: 'chat', actual: 7300, difference: expect.closeTo(0) }]);
    expect(unmatched.perMonth).toBeCloseTo((99 / 24) * 730);
  });

  it('finds it by all of its labels, and adds them up', async () => {
    const { rows, labels } = await actuals('bill.csv', `${FOCUS}\n${DAY(120, '{"Team": "search"}')}`);
    expect(rows).toMatchObject([{ workload: 'chat', actual: 3650 }]);
    expect(labels).toMatchObject([{ label: 'team', name: 'search', estimated: expect.closeTo(7300), actual: 3650 }]);
  });

  it('splits a difference into hours and their price', async () => {
    const header = `${FOCUS},ConsumedQuantity,ConsumedUnit`;
    const { rows } = await actuals('bill.csv', `${header}\n${DAY(360, '{"app": "chat"}', ',480,GPU-Hours')}`);
    expect(rows[0]?.causes).toEqual([
      { cause: 'hours', perMonth: expect.closeTo(7300) },
      { cause: 'price', perMonth: expect.closeTo(-3650) },
    ]);
  });
});

it('an allocation of OpenCost tells what is not the accelerators', async () => {
  const allocation = {
    name: 'prod/chat',
    properties: { namespace: 'prod', controller: 'chat', labels: {} },
    start: '2026-10-01T00:00:00Z',
    end: '2026-10-02T00:00:00Z',
    gpuHours: 240,
    gpuCost: 240,
    totalCost: 300,
  };
  const { rows } = await actuals('a.json', JSON.stringify({ code: 200, data: [{ 'prod/chat': allocation }] }));
  expect(rows[0]?.causes).toEqual([{ cause: 'besides', perMonth: expect.closeTo(1825) }]);
});

it('spend of LiteLLM is split into tokens and their price', async () => {
  const call = {
    spend: 12,
    model: 'llama-3.1-8b',
    total_tokens: 1e6,
    startTime: '2026-10-01 00:00:00',
    endTime: '2026-10-01 01:00:00',
  };
  const { rows, unbilled } = await actuals('a.jsonl', `${JSON.stringify(call)}\n`);
  expect(rows[0]).toMatchObject({ workload: 'chat', actual: 8760 });
  expect(rows[0]?.causes.map(({ cause }) => cause)).toEqual(['tokens', 'price']);
  expect(rows[0]?.causes.reduce((sum, { perMonth }) => sum + perMonth, 0)).toBeCloseTo(8760 - 7300);
  expect(unbilled).toEqual([]);
});

it('a bill without times needs its hours; a file that is no bill is said', async () => {
  const { file, folder } = workspace();
  const spend = file('a.json', '[{"spend": 1, "model": "m"}]');
  const other = file('b.csv', 'a,b\n1,2\n');
  expect(await runCli(['actuals', spend, '--in', folder])).toMatchObject({
    exit: 2,
    error: expect.stringContaining('--hours'),
  });
  expect(await runCli(['actuals', other, '--in', folder])).toMatchObject({
    exit: 2,
    error: expect.stringContaining('is no bill that is known'),
  });
});
