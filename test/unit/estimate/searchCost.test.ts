/** The bill that the search minimises, by hand, and the units of the machines it is asked for. */
import { describe, expect, it } from 'vitest';
import { hourlyCostOf } from '../../../src/estimate/choice/choice.ts';
import { machineOf } from '../../../src/estimate/names/machines.ts';
import { accelerator } from '../performance/fixtures.ts';
import { catalog } from '../../helpers/catalog.ts';

type Setup = Parameters<typeof hourlyCostOf>[0];
type Option = Parameters<typeof hourlyCostOf>[1];

const setup = {
  accelerator: { ...accelerator('h100-sxm'), power: { limit: 1000, idle: 100 } },
  rule: { hourly: Array.from({ length: 24 }, () => 1), peak: 1, scaling: { kind: 'peak' }, headroom: 0, redundancy: 0 },
} as unknown as Setup;
const packing = { acceleratorsPerReplica: 8, acceleratorsPerMachine: 8, share: false };
const option = (over: object): Option =>
  ({
    kind: 'own',
    size: 8,
    pricePerHour: 20,
    serverWatts: { value: 200 },
    ownership: { electricity: { value: 0.1 } },
    site: { pue: { value: 1.5 } },
    ...over,
  }) as unknown as Option;

describe('the bill that the search minimises', () => {
  it('of owned machines is capital and the electricity of 60 % of the power limit and the rest of the server', () => {
    // Four machines of 8 × (600 + 200) W, at PUE 1.5 and 0.10 USD/kWh.
    const { costPerHour, accelerators } = hourlyCostOf(setup, option({}), packing, 4, 1);
    expect(accelerators).toBe(32);
    expect(costPerHour).toBeCloseTo(4 * 20 + 4 * 8 * 0.8 * 1.5 * 0.1, 9);
  });

  it('of rented machines is the rent alone, by the price that ranks them', () => {
    expect(hourlyCostOf(setup, option({ kind: 'rent' }), packing, 4, 1).costPerHour).toBe(80);
    expect(hourlyCostOf(setup, option({ kind: 'rent', rankingPrice: 30 }), packing, 4, 1).costPerHour).toBe(120);
  });
});

describe('a machine of the tables', () => {
  it('has SI units: Gbit/s of network are bytes/s, GB of memory 2³⁰ bytes', () => {
    const row = catalog().accelerator('h100-sxm');
    if (!row) throw new Error('no h100-sxm');
    const machine = machineOf(
      { ...row, scaleOutGbitS: 400, scaleUpGbS: 450, memoryGb: 80, memoryBandwidthTbS: 3.35 },
      catalog(),
    );
    expect(machine.scaleOut).toBe(50e9);
    expect(machine.scaleUp.bandwidth).toBe(450e9);
    expect(machine.memory).toBe(80 * 2 ** 30);
    expect(machine.bandwidth).toBe(3.35e12);
  });
});
