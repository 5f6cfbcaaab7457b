/** Replicas for tests, from the tables and the shipped calibration. */
import fc from 'fast-check';
import { architectureOf } from '../../../src/estimate/names/architecture.ts';
import { machineOf } from '../../../src/estimate/names/machines.ts';
import {
  createPerformanceModel,
  calibrationOf,
  type Accelerator,
  type Architecture,
  type Lengths,
  type Replica,
  type Speculation,
} from '../../../src/performance/index.ts';
import { prepareStep } from '../../../src/performance/prepareStep.ts';
import { stepTime, type Prompts } from '../../../src/performance/step.ts';
import { PRECISIONS } from '../../../src/quantity/index.ts';
import { catalog } from '../../helpers/catalog.ts';

export const model = createPerformanceModel(calibrationOf(catalog().calibration));

/** Seconds of a decode step, or of one with `prompts`, with the constants of the replica. */
export function stepSeconds(r: Replica, sequences: number, context: number, prompts?: Prompts): number {
  const constants = model.constants(r);
  return stepTime(prepareStep(r, constants), sequences, context, prompts);
}

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

const CHAINS = ['groq-lpu', 'groq3-lpu', 'cerebras-wse3'];
const ENGINES = ['vllm', 'sglang', 'tensorrt-llm', 'trt-1.0', 'mlperf-trt', 'vllm-old', 'nobody-knows'];

const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

/** Acceptance never exceeds what was drafted, so that a step yields at most what it checks. */
const speculation: fc.Arbitrary<Speculation> = fc
  .record({
    draftTokens: fc.integer({ min: 1, max: 7 }),
    accepted: fc.double({ min: 0, max: 1, noNaN: true }),
    overhead: fc.double({ min: 0, max: 0.3, noNaN: true }),
  })
  .map(({ draftTokens, accepted, overhead }) => ({
    draftTokens,
    tokensPerStep: 1 + accepted * draftTokens,
    overhead,
  }));

/** What a document may say about any replica, whatever its machine. */
const settings = fc.record({
  model: fc.constantFrom(...MODELS),
  weights: fc.constantFrom(...PRECISIONS),
  kvCache: fc.constantFrom(...PRECISIONS),
  maxBatch: optional(fc.integer({ min: 1, max: 4096 })),
  maxBatchedTokens: optional(fc.integer({ min: 128, max: 65_536 })),
  speculation: optional(speculation),
});

type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never;

const replicaOf = (
  { model: id, weights, kvCache, maxBatch, maxBatchedTokens, speculation: drafts }: Settings,
  machine: Pick<Replica, 'accelerator' | 'engine' | 'parallelism'>,
  architectureAs: (m: Architecture) => Architecture = (m) => m,
): Replica => ({
  ...machine,
  architecture: architectureAs(architecture(id)),
  weights,
  kvCache,
  ...(maxBatch === undefined ? {} : { maxBatch }),
  ...(maxBatchedTokens === undefined ? {} : { maxBatchedTokens }),
  ...(drafts === undefined ? {} : { speculation: drafts }),
});

/** Any model on any machine with memory of its own, 1 to 32 accelerators a replica; it need not fit. */
export const memoryReplica: fc.Arbitrary<Replica> = fc
  .record({
    settings,
    chip: fc.constantFrom(...CHIPS),
    engine: fc.constantFrom(...ENGINES),
    tensor: fc.constantFrom(1, 2, 4, 8, 16),
    pipeline: fc.constantFrom(1, 1, 2, 4),
    spread: fc.constantFrom('no', 'experts', 'attention', 'groups'),
  })
  .map(({ settings: given, chip, engine, tensor, pipeline, spread }) => {
    const routed = architecture(given.model).routed !== undefined;
    const expert = routed && spread !== 'no' ? tensor : 1;
    const data = !routed || tensor === 1 ? 1 : spread === 'attention' ? tensor : spread === 'groups' ? tensor / 2 : 1;
    return replicaOf(given, {
      accelerator: accelerator(chip),
      engine,
      parallelism: { tensor, pipeline, expert, data },
    });
  });

/** A chain of chips with the weights on board: its tables are spread over the chips, as `estimate` spreads them. */
export const chainReplica: fc.Arbitrary<Replica> = fc
  .record({ settings, chip: fc.constantFrom(...CHAINS), chips: fc.constantFrom(1, 4, 12, 64, 300, 1200) })
  .map(({ settings: given, chip, chips }) =>
    replicaOf(
      given,
      {
        accelerator: accelerator(chip),
        engine: 'on-chip',
        parallelism: { tensor: 1, pipeline: chips, expert: 1, data: 1 },
      },
      (m) => ({ ...m, vocabulary: m.vocabulary / chips }),
    ),
  );

/** Any replica: every field that a document can set is drawn. */
export const anyReplica: fc.Arbitrary<Replica> = fc.oneof(
  { weight: 4, arbitrary: memoryReplica },
  { weight: 1, arbitrary: chainReplica },
);

/** Lengths from a short chat to a long document; `cached` leaves something to compute. */
export const anyLengths: fc.Arbitrary<Lengths> = fc.record({
  input: fc.integer({ min: 16, max: 32_000 }),
  output: fc.integer({ min: 8, max: 4000 }),
  cached: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.95, noNaN: true })),
});
