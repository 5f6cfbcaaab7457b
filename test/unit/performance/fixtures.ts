/** Replicas for tests, from the tables and the shipped calibration. */
import fc from 'fast-check';
import { architectureOf } from '../../../src/estimate/names/architecture.ts';
import { machineOf } from '../../../src/estimate/names/machines.ts';
import {
  createPerformanceModel,
  readCalibration,
  type Accelerator,
  type Architecture,
  type Replica,
} from '../../../src/performance/index.ts';
import { catalog } from '../../helpers/catalog.ts';

export const model = createPerformanceModel(readCalibration(catalog().calibration));

export function accelerator(id: string): Accelerator {
  const row = catalog().accelerator(id);
  if (!row) throw new Error(`no accelerator ${id}`);
  return machineOf(row, catalog());
}

export function architecture(id: string): Architecture {
  const row = catalog().model(id);
  if (!row) throw new Error(`no model ${id}`);
  return architectureOf(row);
}

export function replica(over: Partial<Replica> = {}): Replica {
  return {
    architecture: architecture('llama-3.3-70b'),
    accelerator: accelerator('h100-sxm'),
    engine: 'vllm',
    weights: 'fp8',
    kvCache: 'fp8',
    parallelism: { tensor: 4, pipeline: 1, expert: 1, data: 1 },
    ...over,
  };
}

export const LENGTHS = { input: 1800, output: 350, cached: 0 };

const MODELS = [
  'llama-3.3-70b',
  'llama-3.1-8b',
  'deepseek-r1',
  'gpt-oss-120b',
  'qwen3-235b-a22b',
  'gemma-3-27b',
  'nemotron-nano-9b-v2',
  'qwen3.5-397b-a17b',
  'mixtral-8x7b',
];
const CHIPS = ['h100-sxm', 'h200-sxm', 'b200', 'gb200', 'mi300x', 'mi355x', 'trn2', 'tpu-v6e', 'gaudi3', 'l40s'];

/** Any model on any machine, with 1 to 8 accelerators a replica; it need not fit. */
export const anyReplica: fc.Arbitrary<Replica> = fc
  .record({
    model: fc.constantFrom(...MODELS),
    chip: fc.constantFrom(...CHIPS),
    tensor: fc.constantFrom(1, 2, 4, 8),
    weights: fc.constantFrom('bf16' as const, 'fp8' as const, 'fp4' as const),
    engine: fc.constantFrom('vllm', 'sglang', 'tensorrt-llm'),
    spread: fc.boolean(),
  })
  .map(({ model: id, chip, tensor, weights, engine, spread }) => {
    const m = architecture(id);
    const expert = m.routed && spread ? tensor : 1;
    return {
      architecture: m,
      accelerator: accelerator(chip),
      engine,
      weights,
      kvCache: 'bf16' as const,
      parallelism: { tensor, pipeline: 1, expert, data: 1 },
    };
  });
