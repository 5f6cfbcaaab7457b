/** Groups that span instances: what must hold whatever the constants. */
import { describe, expect, it } from 'vitest';
import { weightBytes } from '../../src/performance/index.ts';
import { engine } from '../unit/estimate/support.ts';
import { accelerator, architecture, model, replica, stepSeconds } from '../unit/performance/fixtures.ts';

const SIZES = [16, 32, 48, 64, 72, 96, 144];
const wide = (n: number) => ({ tensor: n, pipeline: 1, expert: n, data: n });
const over = (n: number, scaleOut = 50e9) =>
  replica({
    architecture: architecture('deepseek-v3'),
    accelerator: { ...accelerator('h100-sxm'), scaleOut },
    engine: 'sglang',
    parallelism: wide(n),
  });

describe('a group of experts over nodes', () => {
  it('keeps more than its share of the weights on every rank, and less with more ranks', () => {
    const m = architecture('deepseek-v3');
    const bytes = SIZES.map((n) => weightBytes(m, 'fp8', wide(n), true));
    const all = weightBytes(m, 'fp8', wide(1), true);
    SIZES.forEach((n, i) => {
      expect(bytes[i]).toBeGreaterThan(all / n);
      if (i > 0) expect(bytes[i]).toBeLessThanOrEqual(bytes[i - 1] ?? Infinity);
    });
  });

  it('is never slower with a faster network, and never faster with more sequences', () => {
    for (const n of SIZES)
      for (const sequences of [n, 64 * n, 512 * n]) {
        const slow = stepSeconds(over(n, 25e9), sequences, 2000);
        const fast = stepSeconds(over(n, 50e9), sequences, 2000);
        expect(fast).toBeLessThanOrEqual(slow);
        expect(stepSeconds(over(n), sequences * 1.3, 2000)).toBeGreaterThan(fast);
      }
  });

  it('completes more tokens an accelerator with more ranks, up to where the network costs more', () => {
    const rate = (n: number): number => {
      const found = model.maximumRate(model.prepare(over(n), { input: 2000, output: 100, cached: 0 }, 'decode'), {});
      return (found?.point.outputTokensPerSecond ?? 0) / n;
    };
    expect(rate(32)).toBeGreaterThan(rate(16));
    expect(rate(72)).toBeGreaterThan(rate(32));
  });

  it('is chosen only where the bill falls, in whole instances', () => {
    const document = `apiVersion: inference-tco/v1
model: deepseek-v3
traffic: {requests: 300 / s, input_tokens: 2000, output_tokens: 400}
slo: {tpot: 60 ms}
deployments:
  open: {accelerator: h200-sxm, rent: {cloud: aws}}
  inside: {accelerator: h200-sxm, tensor_parallel: 1, data_parallel: 8, expert_parallel: 8, rent: {cloud: aws}}
`;
    const [open, inside] = engine().evaluateText(document).workloads[0]?.estimate.deployments ?? [];
    expect(open?.stages[0]?.expertParallel).toBeGreaterThan(8);
    expect(open?.cost.perMonth.value).toBeLessThanOrEqual(inside?.cost.perMonth.value ?? 0);
    // Whole instances: 8 accelerators each.
    expect((open?.stages[0]?.accelerators ?? 1) % 8).toBe(0);
  });
});
