/** Embedding and reranking: `output_tokens: 0`. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quantity } from '../../../src/quantity/index.ts';
import { draws } from '../../helpers/soak.ts';
import { ask, document, engine } from './support.ts';

const embedding = (deployments: string, more = 'model: qwen3-8b', traffic = ''): string =>
  document(deployments, more, `output_tokens: 0\ninput_tokens: 500${traffic}`);
const NAN = (quantity: Quantity): number => quantity.value ?? NaN;

describe('a workload without output', () => {
  it('is answered in full: nothing of an output token, all of the input', () => {
    const { estimate } = ask(embedding('a: {accelerator: h100-sxm, rent: {price: 3 USD/hour}}'));
    const [a] = estimate.deployments;
    expect(a?.status).toBe('ok');
    expect(a?.reasons.map(({ code }) => code)).toContain('no-output');
    expect([a?.performance.tpot, a?.energy.joulesPerOutputToken, a?.cost.perMillionOutputTokens]).toEqual([
      expect.objectContaining({ value: null }),
      expect.objectContaining({ value: null }),
      expect.objectContaining({ value: null }),
    ]);
    expect(a?.performance.inputTokensPerSecond?.value).toBeCloseTo(20 * 500, 6);
    expect(a?.cost.perMillionInputTokens.value).toBeCloseTo(a?.cost.perMillionTokens.value ?? NaN, 9);
    expect(estimate.problems.filter(({ severity }) => severity !== 'information')).toEqual([]);
  });

  it('needs about as much of a machine as one that writes a single token', () => {
    const cost = (output: number): number => {
      const { estimate } = ask(
        document(
          'a: {accelerator: l4, rent: {price: 1 USD/hour}}',
          'model: qwen3-8b',
          `requests: 500\ninput_tokens: 300\noutput_tokens: ${output}`,
        ),
      );
      return estimate.deployments[0]?.cost.perMonth.value ?? NaN;
    };
    expect(cost(0) / cost(1)).toBeGreaterThan(0.7);
    expect(cost(0) / cost(1)).toBeLessThan(1.15);
    expect(cost(0)).toBeLessThan(cost(30));
  });

  it('says why of a hosted model too', () => {
    const { estimate } = ask(embedding('a: {api: {price: {input: 0.02 USD}}}'));
    const [a] = estimate.deployments;
    expect(a?.status).toBe('ok');
    expect(a?.cost.perMillionTokens.value).toBeCloseTo(0.02, 12);
    expect(a?.cost.breakdown.map(({ code }) => code)).toEqual(['api-input']);
  });

  it('has no TPOT to limit and no pool to write', () => {
    const { estimate } = ask(
      embedding(
        'a: {prefill: {accelerator: l4, rent: {}}, decode: {accelerator: l4, rent: {}}}',
        'model: qwen3-8b\nslo: {tpot: 40 ms}',
      ),
    );
    expect(estimate.problems.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'conflicting-keys slo.tpot',
      'conflicting-keys deployments.a.prefill',
      'conflicting-keys deployments.a.decode',
    ]);
    expect(estimate.deployments[0]?.status).toBe('invalid');
  });

  it('is ranked, proposed and asked what moves it', () => {
    const { workload, estimate } = ask(embedding(''));
    expect(estimate.deployments.length).toBe(5);
    if (!workload) throw new Error('no workload');
    const { rows } = engine().rank(workload, { top: 5 });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ estimate: row }) => row.stages.length < 2)).toBe(true);
    const own = ask(embedding('a: {accelerator: l4, rent: {}}')).workload;
    expect(own && engine().sensitivity(own, 'a')?.rows.length).toBeGreaterThan(2);
    expect(own && engine().curve(own, 'a')).toBeUndefined();
    expect(own && engine().dayProfile(own, 'a')?.hours).toHaveLength(24);
    expect(own && engine().years(own)?.deployments[0]?.levelisedPerMillionTokens.value).toBeGreaterThan(0);
  });

  it('costs the sum of its cached and uncached input, and meets its target where it says so', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 20_000 }),
        fc.constantFrom(0, 0.3, 0.9),
        fc.constantFrom(undefined, 50, 500, 5000),
        fc.constantFrom('l4', 'h100-sxm', 'mi300x', 'trn2'),
        (requests, input, cached, ttft, accelerator) => {
          const { estimate } = ask(
            document(
              `a: {accelerator: ${accelerator}, rent: {price: 2 USD/hour}}`,
              `model: qwen3-8b${ttft === undefined ? '' : `\nslo: {ttft: ${ttft} ms}`}`,
              `requests: ${requests}\ninput_tokens: ${input}\noutput_tokens: 0\ncached_input: ${cached}\npeak_to_average: 2`,
            ),
          );
          const [a] = estimate.deployments;
          if (!a || a.status === 'infeasible') return;
          expect(a.status).toBe('ok');
          const { perMillionTokens, perMillionInputTokens, perMillionCachedInputTokens } = a.cost;
          const parts =
            NAN(perMillionInputTokens) * (1 - cached) + (cached === 0 ? 0 : NAN(perMillionCachedInputTokens) * cached);
          expect(Math.abs(parts / NAN(perMillionTokens) - 1)).toBeLessThan(1e-9);
          if (ttft !== undefined)
            expect(a.slo.ttft).toBe(NAN(a.performance.ttftP95) <= ttft / 1000 + 1e-9 ? 'met' : 'missed');
        },
      ),
      { numRuns: draws(60) },
    );
  });
});
