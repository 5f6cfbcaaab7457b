/** Results of the user's own runs draw the answers of the workspace. */
import { describe, expect, it } from 'vitest';
import { createEngine, measuredByYou } from '../../../src/estimate/index.ts';
import { catalog } from '../../helpers/catalog.ts';

const DOCUMENT = `apiVersion: inference-tco/v1
model: qwen3-32b
traffic: {requests: 0.6, input_tokens: 1000, output_tokens: 500}
serving: {weights: fp8, kv_cache: bf16}
deployments:
  own: {accelerator: l40s, own: {}, tensor_parallel: 4, scaling: {replicas: 1}}
`;

/** A result of `vllm bench serve` on four L40S, as slow as `tpot` says. */
const result = (tpot: number): string =>
  JSON.stringify({
    model_id: 'qwen3-32b',
    backend: 'vllm',
    version: '0.19.0',
    accelerator: 'l40s',
    tensor_parallel_size: 4,
    quantization: 'fp8',
    completed: 640,
    num_prompts: 640,
    max_concurrency: 32,
    total_input_tokens: 640_000,
    total_output_tokens: 320_000,
    output_throughput: (32 * 1000) / tpot,
    mean_tpot_ms: tpot,
  });

const file = (text: string, path = '.inference-tco/measurements/run.json') => ({ path, text });
const pointOf = (files: Parameters<typeof measuredByYou>[1]) => {
  const { performance } = measuredByYou(catalog(), files);
  const engine = createEngine({ catalog: catalog(), asOf: '2026-11-23', performance });
  const [found] = engine.evaluateText(DOCUMENT).workloads[0]?.estimate.deployments ?? [];
  if (!found) throw new Error('no deployment');
  return found;
};
const tpotOf = (files: Parameters<typeof measuredByYou>[1]): number => pointOf(files).performance.tpot.value ?? NaN;

describe('a run of the machine at hand', () => {
  it('makes the answer slower where it was slower, and faster where it was faster', () => {
    const before = tpotOf([]);
    expect(tpotOf([file(result(150))])).toBeGreaterThan(before);
    expect(tpotOf([file(result(20))])).toBeLessThan(before);
  });

  it('narrows the interval and is named', () => {
    const [before, after] = [pointOf([]), pointOf([file(result(60))])];
    const width = ({ performance: { tpot } }: typeof before): number =>
      Math.log((tpot.high ?? NaN) / (tpot.low ?? NaN));
    expect(width(after)).toBeLessThan(width(before));
    expect(after.stages[0]?.near?.sources.map(({ source }) => source)).toContain(
      '.inference-tco/measurements/run.json',
    );
  });

  it('is read from CSV with the columns of our tables', () => {
    const csv = [
      'model,accelerator,tp,engine,weight_precision,isl,osl,load,concurrency,speculative,metric,value',
      'qwen3-32b,l40s,4,vllm,fp8,1000,500,closed,32,no,tpot_ms,150',
    ].join('\n');
    expect(tpotOf([file(csv, '.inference-tco/measurements/runs.csv')])).toBeGreaterThan(tpotOf([]));
  });

  it('is said where it cannot be used, and the others hold', () => {
    const unknown = JSON.stringify({ ...(JSON.parse(result(60)) as object), accelerator: 'no such card' });
    const { problems, runs } = measuredByYou(catalog(), [
      file('{', '.inference-tco/measurements/a.json'),
      file('x,y\n1,2\n', '.inference-tco/measurements/b.csv'),
      file(unknown, '.inference-tco/measurements/c.json'),
      file(result(60)),
    ]);
    expect(problems.map(({ file: name }) => name.replace(/.*\//, ''))).toEqual(['a.json', 'b.csv', 'c.json']);
    expect(runs).toBe(1);
  });
});
