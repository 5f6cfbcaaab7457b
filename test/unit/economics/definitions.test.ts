/** docs/definitions.md is recomputed: its arithmetic by a calculator, its examples by the program, its cross-check by the ownership model. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ownAcceleratorHour, hardwarePerAccelerator, type Ownership } from '../../../src/economics/index.ts';
import { leaf, type Figure } from '../../../src/quantity/index.ts';
import type { Given } from '../../oracle/case.ts';
import { compose } from '../../oracle/compose.ts';
import { evaluate } from '../../oracle/sheet.ts';

const text = readFileSync(new URL('../../../docs/definitions.md', import.meta.url), 'utf8');

interface Row {
  readonly example: number;
  readonly path: string;
  readonly arithmetic: string;
  readonly value: number;
}

const examples = new Map<number, Given>();
const rows: Row[] = [];
let current = 0;
for (const part of text.split(/^(?=```yaml example=)/m)) {
  const block = /^```yaml example=(\d+)\n([\s\S]*?)```/.exec(part);
  if (block) {
    current = Number(block[1]);
    if (block[2]?.trim()) examples.set(current, parse(block[2]) as Given);
  }
  for (const [, path = '', arithmetic = '', value = ''] of part.matchAll(/^\| `([^`]+)` \| `([^`]+)` \| ([\d.]+)/gm))
    rows.push({ example: current, path, arithmetic, value: Number(value) });
}

const at = (root: unknown, path: string): unknown =>
  path.split('/').reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value.find((entry) => (entry as { code?: string }).code === key) as unknown;
    return (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  }, root);

describe('worked examples', () => {
  it('are found', () => {
    expect(examples.size).toBe(3);
    expect(rows.length).toBeGreaterThanOrEqual(27);
  });
  it.each(rows.map((row) => [`${row.path} = ${row.arithmetic}`, row] as const))('%s', (_, row) => {
    const given = examples.get(row.example);
    if (!given) throw new Error(`example ${row.example} is missing`);
    const found = at(compose(given), row.path) as Figure;
    expect(evaluate(row.arithmetic, {}) / row.value).toBeCloseTo(1, 5);
    expect((found.value ?? NaN) / row.value).toBeCloseTo(1, 5);
  });
  it('cover every field of cost and energy', () => {
    const first = compose(examples.get(1) as Given);
    const named = text.match(/\*\*[\w.]+\*\*/g)?.map((word) => word.slice(2, -2)) ?? [];
    const fields = [...Object.keys(first.cost), ...Object.keys(first.energy ?? {})].filter(
      (key) => key !== 'atFullLoad',
    );
    const all = text + named.join(' ');
    for (const field of fields)
      expect(all, field).toContain(`**${field}`.replace('**carbonPerMillionTokens', 'carbon'));
  });
});

const exact = (label: string, value: number, unit: string): Figure =>
  leaf(label, { value }, unit, { kind: 'default', reason: 'docs/definitions.md#own-cost-against-published-figures' });

/** Hardware price per accelerator or system, server W; published: USD per GPU-hour of both owners, kW. InferenceX app 77ca49a, 2026-04-03. */
const MACHINES = [
  { id: 'h100-sxm', system: 245_000, size: 8, watts: 1275, hyperscaler: 1.3, neocloud: 1.69, kilowatts: 1.73 },
  { id: 'h200-sxm', price: 30_000, watts: 1275, hyperscaler: 1.41, neocloud: 1.74, kilowatts: 1.73 },
  { id: 'b200', price: 40_000, watts: 1788, hyperscaler: 1.95, neocloud: 2.34, kilowatts: 2.17 },
  { id: 'gb200', system: 3_100_000, size: 72, watts: 1667, hyperscaler: 2.21, neocloud: 2.75, kilowatts: 2.1 },
  { id: 'gb300', system: 4_000_000, size: 72, watts: 1830, hyperscaler: 2.652, neocloud: 3.3, kilowatts: 2.1 },
  { id: 'mi300x', price: 12_500, watts: 1250, hyperscaler: 1.12, neocloud: 1.4, kilowatts: 1.79 },
] as const;
const PUE = 1.25;

function hardware(machine: (typeof MACHINES)[number]): Figure {
  const figure = hardwarePerAccelerator(
    'system' in machine
      ? { system: { price: exact('system', machine.system, 'USD'), accelerators: machine.size } }
      : { accelerator: { price: exact('accelerator', machine.price, 'USD'), serverShare: exact('share', 0.25, '1') } },
  );
  if (!figure) throw new Error('no price');
  return figure;
}

function hourly(machine: (typeof MACHINES)[number], capital: number, colocation: number): number {
  const price = hardware(machine);
  const own: Ownership = {
    hardware: price,
    network: exact('network', ((price.value ?? 0) * 0.13) / 0.6, 'USD'),
    storage: exact('storage', ((price.value ?? 0) * 0.0125) / 0.6, 'USD'),
    spares: exact('spares', 0.02, '1'),
    life: exact('life', 4, 'year'),
    residualValue: exact('residual', 0, '1'),
    costOfCapital: exact('capital', capital, '1/year'),
    maintenance: exact('maintenance', 0.03, '1/year'),
    staff: exact('staff', 10, 'USD'),
    provisioned: exact('provisioned', machine.watts / 1000, 'kW'),
    housing: { kind: 'colocation', price: exact('colocation', colocation, 'USD') },
    electricity: exact('electricity', 0.0806, 'USD'),
  };
  return ownAcceleratorHour(own, exact('power', (machine.watts / 1000) * PUE, 'kW')).value ?? NaN;
}

describe('own cost against published figures', () => {
  const percent = (ratio: number): string => {
    const rounded = Math.round(100 * (ratio - 1));
    return `${rounded < 0 ? '−' : '+'}${Math.abs(rounded)} %`;
  };
  it.each(MACHINES.map((machine) => [machine.id, machine] as const))('%s is as the note says', (id, machine) => {
    const hyperscaler = hourly(machine, 0.08, 130);
    const neocloud = hourly(machine, 0.12, 194.95);
    const kilowatts = (machine.watts / 1000) * PUE;
    const cells = [
      id,
      (hardware(machine).value ?? 0).toFixed(0),
      hyperscaler.toFixed(2),
      machine.hyperscaler.toFixed(2),
      percent(hyperscaler / machine.hyperscaler),
      neocloud.toFixed(2),
      machine.neocloud.toFixed(2),
      percent(neocloud / machine.neocloud),
      kilowatts.toFixed(2),
      machine.kilowatts.toFixed(2),
      percent(kilowatts / machine.kilowatts),
    ];
    expect(text).toContain(`| ${cells.join(' | ')} |`);
  });
  it('is within 15 % in power and 55 % in cost, and nearer where the price is that of large orders', () => {
    for (const machine of MACHINES) {
      expect(Math.abs(((machine.watts / 1000) * PUE) / machine.kilowatts - 1)).toBeLessThan(0.15);
      expect(Math.abs(hourly(machine, 0.08, 130) / machine.hyperscaler - 1)).toBeLessThan(0.55);
      if (['gb200', 'gb300', 'mi300x'].includes(machine.id))
        expect(Math.abs(hourly(machine, 0.12, 194.95) / machine.neocloud - 1)).toBeLessThan(0.1);
    }
  });
});
