/** Months until owning has cost less than renting: capital ÷ (rent − running cost), with the capital lines of the bill. */
import { describe, expect, it } from 'vitest';
import { ask, document, engine } from './support.ts';

function months(own: string): number {
  const { workload } = ask(
    document(
      [
        `machines: {accelerator: h100-sxm, tensor_parallel: 4, own: {accelerator_price: 30000 USD, ${own}}}`,
        'rented: {accelerator: h100-sxm, tensor_parallel: 4, rent: {price: 9 USD/hour}}',
      ].join('\n'),
    ),
  );
  const [pair] = workload ? engine().breakEven(workload).pairs : [];
  return pair?.at?.value ?? NaN;
}

describe('the break-even of an owned fleet', () => {
  it('counts a building of its own as capital: a dearer one takes longer', () => {
    const [cheap, dear] = [months('building: 1 USD/kW'), months('building: 20000 USD/kW')];
    expect(dear).toBeGreaterThan(cheap * 1.2);
  });

  it('counts the machines with their spares', () => {
    const [none, half] = [months('spares: 0%, staff: 0 USD/kW/month'), months('spares: 50%, staff: 0 USD/kW/month')];
    expect(half / none).toBeCloseTo(1.5, 2);
  });
});

it('names the offer it is measured against, and the months over the clouds one would rent from', () => {
  const { workload } = ask(
    document(
      'own: {accelerator: h200-sxm, own: {}}\nrent: {accelerator: h200-sxm, rent: {cloud: aws, region: us-east-1}}',
    ),
  );
  const [pair] = engine().breakEven(workload!).pairs;
  expect(pair?.against).toMatch(/^p5en\S* \(aws us-east-1, on-demand\)$/);
  expect(pair?.message).toContain(`Measured against ${pair?.against}; over `);
  const { low, high } = pair!.range!;
  expect(low.value).toBeLessThanOrEqual(pair!.at!.value!);
  expect(high?.value ?? Infinity).toBeGreaterThanOrEqual(pair!.at!.value!);
});
