/** Laws of an estimate: they hold for any document, not only for the examples. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engine, ask, document, one } from './support.ts';
import { draws } from '../../helpers/soak.ts';

const runs = { numRuns: draws(25) };
const deployment = fc.constantFrom(
  '{accelerator: h100-sxm, rent: {cloud: lambda}}',
  '{accelerator: b200, own: {}}',
  '{accelerator: h200-sxm, rent: {}, scaling: autoscale}',
  '{accelerator: tpu-v6e, rent: {cloud: gcp}}',
);

describe('laws', () => {
  it('a fleet never costs less when traffic rises', () => {
    fc.assert(
      fc.property(
        deployment,
        fc.double({ min: 0.05, max: 200, noNaN: true }),
        fc.double({ min: 1, max: 5, noNaN: true }),
        (text, rate, factor) => {
          const cost = (requests: number): number => one(text, '', `requests: ${requests}`).cost.perMonth.value ?? 0;
          expect(cost(rate * factor)).toBeGreaterThanOrEqual(cost(rate) * (1 - 1e-9));
        },
      ),
      runs,
    );
  });

  it('doubling the rent doubles the bill', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 100, noNaN: true }), (price) => {
        const bill = (usd: number): number =>
          one(`{accelerator: h100-sxm, rent: {cloud: lambda, price: ${usd} USD}}`).cost.perMonth.value ?? 0;
        expect(bill(2 * price) / bill(price)).toBeCloseTo(2, 6);
      }),
      runs,
    );
  });

  it('a looser target never costs more, but for the last replica that the search may round to', () => {
    fc.assert(
      fc.property(deployment, fc.integer({ min: 15, max: 60 }), fc.integer({ min: 1, max: 60 }), (text, tpot, more) => {
        const found = (limit: number) => one(text, `slo: {tpot: ${limit} ms}`);
        const [tight, loose] = [found(tpot), found(tpot + more)];
        if (tight.slo.tpot !== 'met') return;
        const bill = tight.cost.perMonth.value ?? 0;
        const replica = bill / (tight.stages[0]?.replicas.value ?? 1);
        expect(loose.cost.perMonth.value ?? 0).toBeLessThanOrEqual(bill + replica);
      }),
      runs,
    );
  });

  it('power lies between idle and the limit of all machines', () => {
    fc.assert(
      fc.property(deployment, fc.double({ min: 0.05, max: 100, noNaN: true }), (text, rate) => {
        const { energy, stages } = one(text, '', `requests: ${rate}`);
        const [stage] = stages;
        const row = engine().catalog.accelerator(stage?.accelerator ?? '');
        const whole = (row?.serverW ?? 2 * (row?.tdpW ?? 700)) * (stage?.accelerators ?? 0) * 2.5;
        expect(energy.averagePower.value).toBeGreaterThan(0);
        expect(energy.averagePower.value).toBeLessThan(whole);
      }),
      runs,
    );
  });

  it('pinning what was chosen changes nothing', () => {
    for (const text of ['{accelerator: h100-sxm, rent: {cloud: lambda}', '{accelerator: b200, own: {}']) {
      const open = one(`${text}}`);
      const tensor = open.stages[0]?.tensorParallel ?? 1;
      const fixed = one(`${text}, tensor_parallel: ${tensor}}`);
      expect(fixed.cost.perMonth.value).toBeCloseTo(open.cost.perMonth.value ?? 0, 6);
    }
  });

  it('a range of the document widens the interval and keeps the value', () => {
    const point = one('{accelerator: h100-sxm, rent: {cloud: lambda}}');
    const range = one('{accelerator: h100-sxm, rent: {cloud: lambda}}', '', 'requests: {low: 10, mid: 20, high: 40}');
    expect(range.cost.perMonth.value).toBe(point.cost.perMonth.value);
    expect(range.cost.perMonth.high).toBeGreaterThan(point.cost.perMonth.high ?? 0);
    expect(range.cost.perMonth.low).toBeLessThan(point.cost.perMonth.low ?? Infinity);
  });

  it.each([
    ['peak_to_average: 3', 'peak_to_average: {low: 2, mid: 3, high: 5}', '', ''],
    ['', '', 'serving: {headroom: 20%}', 'serving: {headroom: {low: 5%, mid: 20%, high: 60%}}'],
    ['input_tokens: 1800', 'input_tokens: {low: 900, mid: 1800, high: 4000}', '', ''],
    [
      '',
      '',
      'serving: {speculative: {tokens_per_step: 2, draft_tokens: 4, overhead: 10%}}',
      'serving: {speculative: {tokens_per_step: {low: 1.3, mid: 2, high: 3}, draft_tokens: 4, overhead: 10%}}',
    ],
  ])('so does %s%s as a range', (traffic, trafficRange, more, moreRange) => {
    const text = '{accelerator: h100-sxm, rent: {cloud: lambda}}';
    const point = one(text, more, traffic).cost.perMonth;
    const range = one(text, moreRange, trafficRange).cost.perMonth;
    expect(range.value).toBe(point.value);
    expect(range.high).toBeGreaterThan(point.high ?? 0);
    expect(range.low).toBeLessThan(point.low ?? Infinity);
  });

  it('a currency divides by its rate and nothing else', () => {
    const rate = engine().catalog.currency('EUR')?.usd ?? 0;
    const usd = one('{accelerator: h100-sxm, rent: {cloud: lambda}}');
    const eur = one('{accelerator: h100-sxm, rent: {cloud: lambda}}', 'currency: EUR');
    expect(eur.cost.perMonth.unit).toBe('EUR');
    expect((usd.cost.perMonth.value ?? 0) / (eur.cost.perMonth.value ?? 1)).toBeCloseTo(rate, 6);
  });

  it('answers a half-typed document without throwing', () => {
    const text = document(
      'a: {accelerator: h100-sxm, rent: {cloud: aws, region: us-east-1, purchase: 1-year}}\nb: {api: {}}',
      'slo: {ttft: 800 ms}',
    );
    for (let end = 0; end <= text.length; end += 3)
      engine().evaluateText(text.slice(0, end), { fileName: 'a.workload.yaml' });
    expect(ask(text).estimate.deployments).toHaveLength(2);
  });
});
