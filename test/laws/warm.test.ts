/** An engine remembers rates, offers, deployments, proposals and texts. Whatever it was asked before, it answers like a new one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../src/catalog/index.ts';
import { createEngine, type Engine, type Levers } from '../../src/estimate/index.ts';
import { catalogData } from '../helpers/catalog.ts';
import { draws } from '../helpers/soak.ts';

/** With tables of its own, since what is remembered of rows is kept by the rows. */
const fresh = (): Engine => createEngine({ catalog: createCatalog(catalogData()), asOf: '2026-11-23' });

/** What a document of the file says; each edit changes one of them. */
interface Said {
  readonly model: string;
  readonly requests: number;
  readonly input: number;
  readonly output: number;
  readonly cached: number;
  readonly peak: number;
  readonly ttft: string;
  readonly weights: string;
  readonly engine: string;
  readonly scaling: string;
  readonly site: string;
  readonly currency: string;
  readonly deployments: readonly string[];
}

const DEPLOYMENTS = [
  '{accelerator: h100-sxm, rent: {cloud: aws, region: us-east-1}}',
  '{accelerator: h100-sxm, tensor_parallel: 4, rent: {cloud: aws, purchase: spot}}',
  '{accelerator: h200-sxm, max_batch: 32, rent: {}}',
  '{accelerator: b200, own: {life: 4 years}}',
  '{accelerator: b200, own: {share: true, electricity: 0.2 USD/kWh}}',
  '{accelerator: mi300x, rent: {price: 2 USD/hour}}',
  '{accelerator: l4, rent: {}}',
  '{prefill: {accelerator: h100-sxm, rent: {}}, decode: {accelerator: h200-sxm, rent: {}}}',
  '{api: {provider: deepinfra}}',
  '{accelerator: nobody-knows, own: {}}',
];

const said: { readonly [K in keyof Said]: fc.Arbitrary<Said[K]> } = {
  model: fc.constantFrom('llama-3.3-70b', 'llama-3.1-8b', 'gpt-oss-120b', 'deepseek-v3'),
  requests: fc.constantFrom(0.1, 3, 20, 21, 400),
  input: fc.constantFrom(100, 1800, 1801, 30_000),
  output: fc.constantFrom(1, 350, 351, 4000),
  cached: fc.constantFrom(0, 0.4, 0.9),
  peak: fc.constantFrom(1, 2.8),
  ttft: fc.constantFrom('1 ms', '800 ms', '{p99: 800 ms}', '5 s'),
  weights: fc.constantFrom('bf16', 'fp8', 'fp4'),
  engine: fc.constantFrom('vllm', 'sglang', 'tensorrt-llm'),
  scaling: fc.constantFrom('peak', 'autoscale', '{replicas: 2}'),
  site: fc.constantFrom('{}', '{pue: 1.1}', '{electricity: 0.3 USD/kWh, carbon_intensity: 20 g/kWh}'),
  currency: fc.constantFrom('USD', 'EUR'),
  deployments: fc.subarray(DEPLOYMENTS, { maxLength: 3 }),
};

const textOf = (s: Said): string => `apiVersion: inference-tco/v1
model: ${s.model}
currency: ${s.currency}
traffic: {requests: ${s.requests}, peak_to_average: ${s.peak}, input_tokens: ${s.input}, output_tokens: ${s.output}, cached_input: ${s.cached}}
slo: {ttft: ${s.ttft}}
serving: {weights: ${s.weights}, engine: ${s.engine}, scaling: ${s.scaling}}
site: ${s.site}
${s.deployments.map((one, index) => `${index === 0 ? 'deployments:\n' : ''}  d${index}: ${one}\n`).join('')}`;

const edit: fc.Arbitrary<Partial<Said>> = fc.oneof(
  ...Object.entries(said).map(([key, value]) => (value as fc.Arbitrary<unknown>).map((one) => ({ [key]: one }))),
);

const levers: fc.Arbitrary<Levers> = fc.record(
  {
    requests: said.requests,
    inputTokens: said.input,
    weights: fc.constantFrom('bf16', 'fp8'),
    headroom: fc.constant(0.5),
  },
  { requiredKeys: [] },
);

/** All that surfaces read: the estimates, and how their numbers came to be. */
function answerOf(engine: Engine, text: string, moved: Levers): unknown {
  const { workloads, problems } = engine.evaluateText(text, { fileName: 'warm.workload.yaml' });
  return workloads.map(({ workload, estimate, proposals, explain }) => ({
    problems,
    estimate,
    proposals,
    why: estimate.deployments.flatMap(({ name }) =>
      ['cost.perMonth', 'performance.ttft', 'energy.kwhPerMonth'].map((path) => explain(name, path)),
    ),
    moved: workload && engine.whatIf(workload, moved).estimate,
  }));
}

describe('a warm engine', () => {
  it('answers exactly like a new one, whatever was typed and moved before', () => {
    fc.assert(
      fc.property(fc.record(said), fc.array(edit, { minLength: 1, maxLength: 6 }), levers, (first, edits, moved) => {
        const warm = fresh();
        let present: Said = first;
        answerOf(warm, textOf(present), moved);
        for (const one of edits) answerOf(warm, textOf((present = { ...present, ...one })), moved);
        // And back, as undo does.
        for (const typed of [first, present])
          expect(answerOf(warm, textOf(typed), moved)).toEqual(answerOf(fresh(), textOf(typed), moved));
      }),
      { numRuns: draws(4) },
    );
  });
});
