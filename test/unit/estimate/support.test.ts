import { describe, expect, it } from 'vitest';
import { readMeasurements } from '../../../scripts/measurementTables.ts';
import type { Precision } from '../../../src/quantity/index.ts';
import { supportOf } from '../../../src/estimate/names/support.ts';
import { ask, document, engine } from './support.ts';

const { catalog } = engine();
const judge = (model: string, machine: string, weights: Precision, on: 'vllm' | 'sglang' | 'tensorrt-llm' = 'vllm') =>
  supportOf(catalog, { model: catalog.model(model)!, engine: on, machine: catalog.accelerator(machine)!, weights });

describe('what runs', () => {
  it.each([
    ['Kimi in 4 bit on TPUs', 'kimi-k2.5', 'tpu-v6e', 'int4', 'weights'],
    ['sparse attention on Gaudi 2', 'deepseek-v3.2', 'gaudi2', 'fp8', 'attention'],
    ['MXFP4 on Arc', 'gpt-oss-120b', 'arc-pro-b60', 'fp4', 'weights'],
  ] as const)('denies %s, with the source', (_, model, machine, weights, aspect) => {
    const found = judge(model, machine, weights);
    expect(found).toMatchObject({ runs: 'no', aspect });
    expect(found.row?.origin.source).not.toBe('');
  });

  it('knows the usual', () => {
    for (const machine of ['h100-sxm', 'b200', 'l40s', 'a100-80g-sxm', 'mi300x', 'gaudi3', 'tpu-v6e', 'trn2'])
      expect(judge('llama-3.3-70b', machine, 'bf16').runs, machine).toBe('yes');
    expect(judge('deepseek-v3.2', 'h200-sxm', 'fp8', 'sglang').runs).toBe('yes');
    expect(judge('llama-3.3-70b', 'mi300x', 'bf16', 'tensorrt-llm').runs).toBe('no');
  });

  it('leaves open what nobody lists', () => expect(judge('llama-3.3-70b', 'ascend-910c', 'fp8').runs).toBe('unknown'));

  it('denies nothing that somebody measured', () => {
    const engines = { vllm: 'vllm', sglang: 'sglang', 'tensorrt-llm': 'tensorrt-llm' } as const;
    const weightsOf: Readonly<Record<string, Precision>> = { mxfp4: 'fp4', nvfp4: 'fp4' };
    const denied = new Set<string>();
    for (const { rows } of readMeasurements().tables)
      for (const { cells } of rows) {
        const on = engines[cells['software'] as keyof typeof engines];
        const model = catalog.model(cells['model'] ?? '');
        const machine = catalog.accelerator(cells['accelerator'] ?? '');
        const weights = cells['weight_precision'];
        if (on === undefined || !model || !machine || weights === undefined) continue;
        const found = supportOf(catalog, {
          model,
          engine: on,
          machine,
          weights: weightsOf[weights] ?? (weights as Precision),
        });
        if (found.runs === 'no') denied.add(`${on} ${machine.id} ${model.id} ${weights}`);
      }
    expect([...denied]).toEqual([]);
  });
});

describe('a deployment that does not run', () => {
  it('is infeasible, with the reason', () => {
    const { estimate } = ask(document('a: {accelerator: gaudi2, rent: {}}', 'model: deepseek-v3.2'));
    expect(estimate.deployments[0]).toMatchObject({ status: 'infeasible', reasons: [{ code: 'does-not-run' }] });
  });

  it('of an open combination has figures, and says what they rest on', () => {
    const own = 'own: {accelerator_price: 20000 USD}';
    const { estimate } = ask(document(`a: {accelerator: ascend-910c, weights: fp8, ${own}}`));
    expect(estimate.deployments[0]?.status).not.toBe('infeasible');
    expect(estimate.problems.map(({ code }) => code)).toContain('support-unknown');
  });

  it('is asked for by `engine: other` without a word', () => {
    const { estimate } = ask(document('a: {accelerator: gaudi2, engine: other, rent: {}}', 'model: deepseek-v3.2'));
    expect(estimate.problems.map(({ code }) => code)).not.toContain('does-not-run');
  });
});

it('rankings leave out what nobody says to run, and name it', () => {
  const { workload } = ask(document('a: {api: {}}', 'serving: {weights: fp8}'));
  const own = (include: readonly ('does-not-run' | 'uncorroborated')[]) =>
    engine().rank(workload!, { by: 'cost', include });
  const named = own([]).infeasible.flatMap(({ accelerator, reasons }) =>
    reasons.some(({ code }) => code === 'support-unknown') ? [accelerator] : [],
  );
  expect(named.length).toBeGreaterThan(0);
  const ranked = (rows: ReturnType<typeof own>['rows']) => rows.map(({ estimate }) => estimate.stages[0]?.accelerator);
  expect(ranked(own([]).rows).filter((id) => id !== undefined && named.includes(id))).toEqual([]);
  expect(ranked(own(['does-not-run']).rows)).toEqual(expect.arrayContaining([named[0]]));
});
