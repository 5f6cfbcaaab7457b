/** A measured run written as a workload gives the numbers that `validate` gives for its row: one model answers both. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { createValidation, formatOf } from '../../src/estimate/index.ts';
import { calibrationOf, createPerformanceModel, type Replica } from '../../src/performance/index.ts';
import type { Quantity } from '../../src/quantity/index.ts';
import { catalog } from '../helpers/catalog.ts';
import { one } from '../unit/estimate/support.ts';
import { accelerator, architecture } from '../unit/performance/fixtures.ts';

const performance = createPerformanceModel(calibrationOf(catalog().calibration));
const RUNS = { numRuns: 25 };

interface Run {
  readonly model: string;
  readonly accelerator: string;
  readonly engine: readonly [row: string, document: string];
  readonly weights: 'bf16' | 'fp8';
  readonly tensor: number;
  readonly copies: number;
  readonly input: number;
  readonly output: number;
}

const run: fc.Arbitrary<Run> = fc.record({
  model: fc.constantFrom('llama-3.3-70b', 'llama-3.1-8b', 'qwen3-30b-a3b'),
  accelerator: fc.constantFrom('h100-sxm', 'h200-sxm', 'b200'),
  engine: fc.constantFrom(
    ['vLLM 0.19', 'vllm'] as const,
    ['SGLang', 'sglang'] as const,
    ['TensorRT-LLM v1.2', 'tensorrt-llm'] as const,
  ),
  weights: fc.constantFrom('bf16' as const, 'fp8' as const),
  tensor: fc.constantFrom(4, 8),
  copies: fc.constantFrom(1, 2),
  input: fc.integer({ min: 64, max: 6000 }),
  output: fc.integer({ min: 32, max: 1500 }),
});

/** What `validate` says about the run, in the metric asked for. */
function validated(r: Run, metric: string, load: Readonly<Record<string, string>>): number {
  const cells = {
    id: JSON.stringify([r, metric, load]),
    source: 'a law',
    model: r.model,
    accelerator: r.accelerator,
    n_accelerators: String(r.tensor * r.copies),
    tp: String(r.tensor),
    disaggregated: 'no',
    framework: r.engine[0],
    weight_precision: r.weights,
    kv_precision: r.weights,
    isl: String(r.input),
    osl: String(r.output),
    metric,
    value: '1',
    unit: 'ms (mean)',
    speculative: 'no',
    trust: 'A',
    ...load,
  };
  return (
    createValidation({ catalog: catalog(), performance }).add('law.csv', formatOf(Object.keys(cells))!, cells, 2)[0]
      ?.predicted ?? NaN
  );
}

const PLACE = 'own: {}, pipeline_parallel: 1, expert_parallel: 1, data_parallel: 1';
const traffic = (r: Run, requests: number): string =>
  `requests: ${requests}\ninput_tokens: ${r.input}\noutput_tokens: ${r.output}`;
const serving = (r: Run): string =>
  `model: ${r.model}\nserving: {engine: ${r.engine[1]}, weights: ${r.weights}, kv_cache: ${r.weights}, headroom: 0%}`;
const pool = (r: Run, replicas: number): string =>
  `{accelerator: ${r.accelerator}, tensor_parallel: ${r.tensor}, scaling: {replicas: ${replicas}}, ${PLACE}}`;
const replicas = (r: Run): string => pool(r, r.copies);

const same = (quantity: Quantity, milliseconds: number, within = 0.005): void =>
  expect(Math.abs((1e3 * (quantity.value ?? NaN)) / milliseconds - 1)).toBeLessThan(within);

/** A rate that one search found is given to another: near saturation TPOT moves several times as far as the rate they stop at. */
const INVERTED = 0.02;

describe('a run with', () => {
  it('Poisson arrivals has the TTFT and the TPOT of the workload', () => {
    fc.assert(
      fc.property(run, fc.double({ min: 0.05, max: 0.6, noNaN: true }), (r, share) => {
        const most = validated(r, 'output_tokens_per_s_total', { scenario: 'offline', concurrency_or_batch: '64' });
        const rate = (share * most) / r.output;
        const load = { scenario: 'server open-loop (1000 requests)', concurrency_or_batch: `QPS=${rate}` };
        const found = one(replicas(r), serving(r), traffic(r, rate)).performance;
        same(found.tpot, validated(r, 'tpot_ms', load));
        same(found.ttft, validated(r, 'ttft_ms', load));
      }),
      RUNS,
    );
  });

  it.each([
    ['closed', 'closed-loop concurrency', performance.calibration.constants.all?.finiteRun?.value ?? NaN],
    ['offline', 'offline', 1],
  ])('a fixed number of requests in flight (%s) has the TPOT of arrivals at its rate', (_, scenario, finite) => {
    fc.assert(
      fc.property(run, fc.constantFrom(2, 8, 16, 48), (r, each) => {
        const load = { scenario, concurrency_or_batch: String(each * r.copies) };
        const rate = validated(r, 'output_tokens_per_s_total', load) / finite / r.output;
        same(one(replicas(r), serving(r), traffic(r, rate)).performance.tpot, validated(r, 'tpot_ms', load), INVERTED);
      }),
      RUNS,
    );
  });

  it('pools that prefill and decode apart has the TPOT of the workload', () => {
    const finite = performance.calibration.constants.all?.finiteRun?.value ?? NaN;
    fc.assert(
      fc.property(run, fc.integer({ min: 1, max: 3 }), fc.constantFrom(2, 8, 24), (r, decoders, clients) => {
        const load = {
          scenario: 'closed-loop concurrency',
          concurrency_or_batch: String(clients),
          n_accelerators: String((2 + decoders) * r.tensor),
          disaggregated: `yes P2/D${decoders} workers, TP${r.tensor} each`,
        };
        const rate = validated(r, 'output_tokens_per_s_total', load) / finite / r.output;
        const pools = `{prefill: ${pool(r, 2)}, decode: ${pool(r, decoders)}, transfer: 100000 Gbit/s}`;
        const found = one(pools, serving(r), traffic(r, rate));
        fc.pre(!found.codes.includes('overloaded'));
        same(found.performance.tpot, validated(r, 'tpot_ms', load), INVERTED);
      }),
      RUNS,
    );
  });

  it('pools misses the target of its decode with one replica fewer than the workload buys', () => {
    fc.assert(
      fc.property(run, fc.double({ min: 0.01, max: 0.05, noNaN: true }), (r, limit) => {
        const rate = 60;
        const found = one(
          `{prefill: ${pool(r, 200)}, decode: {accelerator: ${r.accelerator}, tensor_parallel: ${r.tensor}, ${PLACE}}}`,
          `${serving(r)}\nslo: {tpot: ${limit * 1e3} ms}`,
          traffic(r, rate),
        );
        const bought = found.stages.find(({ stage }) => stage === 'decode')?.replicas.value ?? NaN;
        fc.pre(found.status === 'ok' && found.slo.tpot === 'met' && bought >= 2);
        const each: Replica = {
          architecture: architecture(r.model),
          accelerator: accelerator(r.accelerator),
          engine: r.engine[1],
          weights: r.weights,
          kvCache: r.weights,
          parallelism: { tensor: r.tensor, pipeline: 1, expert: 1, data: 1 },
        };
        const lengths = { input: r.input, output: r.output, cached: 0 };
        const pools = performance.prepareDisaggregated(each, each, lengths, Infinity);
        const { decode } = performance.disaggregatedAt(pools, { prefill: 1e6, decode: bought - 1 }, rate) ?? {};
        // The batch holds no more than 95 % of its places, whatever the target.
        const full = 0.95 * pools.decode.capacity;
        expect(decode === undefined || decode.tpot > limit * (1 - 2e-3) || decode.batch > full * (1 - 2e-3)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

type Row = Readonly<Record<string, string>>;

/** The rows of a table that a document can say: one kind of pool, no speculation, nothing blank but the KV cache. */
function sayable(file: string): readonly Row[] {
  const text = readFileSync(new URL(`../../pricing/measurements/${file}.csv`, import.meta.url), 'utf8');
  const numbers = ['tp', 'isl', 'osl', 'concurrency'];
  const { data } = Papa.parse<Row>(text, { header: true, skipEmptyLines: true });
  return data.filter(
    (row) =>
      row['load'] === 'closed' &&
      row['metric'] === 'tpot_ms' &&
      row['disaggregated'] === 'no' &&
      row['speculative'] === 'no' &&
      !row['excluded'] &&
      ['vllm', 'sglang'].includes(row['engine'] ?? '') &&
      !!row['weight_precision'] &&
      numbers.every((column) => Number(row[column]) > 0) &&
      Number(row['ep'] || 1) <= Number(row['tp']),
  );
}

describe('a published run of the tables', () => {
  const files = ['inferencex', 'serving-points', 'wmx-l4'];
  const rows = files.flatMap(sayable);
  const finite = performance.calibration.constants.all?.finiteRun?.value ?? NaN;

  /** What a document cannot say, who tuned the engine, is as it comes in both. */
  const asSaid = (row: Row, metric: string): Row => ({
    ...row,
    id: `${row['id'] ?? ''} ${metric}`,
    kv_precision: row['kv_precision'] || 'bf16',
    tuning: 'stock',
    statistic: '',
    metric,
    value: '1',
  });
  const predicted = (row: Row, metric: string): number => {
    const cells = asSaid(row, metric);
    const format = formatOf(Object.keys(cells))!;
    return createValidation({ catalog: catalog(), performance }).add('law.csv', format, cells, 2)[0]?.predicted ?? NaN;
  };

  it('is told of hundreds of times', () => {
    expect(rows.length).toBeGreaterThan(300);
  });

  it('has the TPOT of the workload that says the same', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.constantFrom(...rows), (row) => {
        const number = (column: string, otherwise = 1): number => Number(row[column] || otherwise);
        const [tensor, pipeline, data] = [number('tp'), number('pp'), number('attention_dp')];
        const mean = (1 + number('range_ratio')) / 2;
        const [input, output] = [number('isl') * mean, number('osl') * mean];
        const copies = Math.max(1, Math.round(number('n_accelerators', tensor * pipeline) / (tensor * pipeline)));
        const rate = predicted(row, 'output_tokens_per_s_total') / finite / output;
        const grid = `tensor_parallel: ${tensor / data}, pipeline_parallel: ${pipeline}, expert_parallel: ${number('ep')}, data_parallel: ${data}`;
        const said = one(
          `{accelerator: ${row['accelerator']}, ${grid}, scaling: {replicas: ${copies}}, own: {}}`,
          `model: ${row['model']}\nserving: {engine: ${row['engine']}, weights: ${row['weight_precision']}, kv_cache: ${row['kv_precision'] || 'bf16'}, headroom: 0%, tuning: stock}`,
          `requests: ${rate}\ninput_tokens: ${input}\noutput_tokens: ${output}\ncached_input: ${number('cached_input', 0)}`,
        );
        // A loop that fills every place is faster than arrivals, which leave some free, can be.
        fc.pre(!said.codes.includes('overloaded'));
        same(said.performance.tpot, predicted(row, 'tpot_ms'), INVERTED);
        compared += 1;
      }),
      { numRuns: 40, seed: 20_261_129 },
    );
    expect(compared).toBe(40);
  });
});
