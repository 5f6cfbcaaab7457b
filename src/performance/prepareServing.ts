/**
 * A replica and the lengths of its requests, folded once for many loads: what fits, what a step costs, how prompts are cut.
 *
 * @see docs/performance-model.md#serving
 */
import type { Constants } from './constants.ts';
import { decodeStep, type Drawn } from './decodeStep.ts';
import { engineFacts } from './engines.ts';
import { behaviourOf } from './machines/index.ts';
import { memoryFit } from './memory.ts';
import { REFERENCE, type Draw } from './nearby/index.ts';
import { prepareStep } from './prepareStep.ts';
import type { PreparedStep } from './step.ts';
import type { Lengths, MemoryFit, Phase, Replica } from './types.ts';

/** A replica and its lengths, ready for many loads. */
export interface PreparedServing {
  readonly phase: Phase;
  readonly replica: Replica;
  readonly lengths: Lengths;
  readonly constants: Constants;
  readonly step: PreparedStep;
  readonly memory: MemoryFit;
  /** Most sequences at once: memory, engine and the document's batch limit. */
  readonly capacity: number;
  readonly capacityBound: 'memory-capacity' | 'batch-limit';
  /** Times the prompt of a request is computed again where others wait for a full cache. */
  readonly evictions: number;
  /** Prompt tokens that are computed, and mean key positions they attend to. */
  readonly fresh: number;
  readonly reach: number;
  readonly context: number;
  readonly chunk: number;
  /** Prompt tokens of one pass: the chunk, or the small piece a chain of chips takes. */
  readonly piece: number;
  /** Output tokens per decode step of one sequence. */
  readonly pace: number;
  readonly drawn?: Drawn | undefined;
}

/** Prompt tokens of a step where neither document nor table sets them. */
const CHUNK = 8192;

export function prepareServing(
  replica: Replica,
  given: Lengths,
  constants: Constants,
  phase: Phase = 'both',
  draw?: Draw,
): PreparedServing {
  const lengths = phase === 'prefill' ? { ...given, output: 0 } : given;
  const memory = memoryFit(replica, lengths, constants);
  const admitted = replica.admission?.sequences ?? engineFacts(replica.engine).sequences;
  const limit = replica.maxBatch ?? admitted * replica.parallelism.data;
  const speculation = replica.speculation;
  const chunk = replica.maxBatchedTokens ?? replica.admission?.batchedTokens ?? CHUNK;
  const slower = speculation ? 1 + speculation.overhead : 1;
  const fresh = Math.max(1, lengths.input * (1 - lengths.cached));
  const evicts = engineFacts(replica.engine).evicts && memory.sequences <= limit && phase === 'both';
  const prepared: PreparedServing = {
    phase,
    replica,
    lengths,
    constants,
    step: prepareStep(replica, constants),
    memory,
    capacity: Math.max(0, Math.min(memory.sequences, limit)),
    capacityBound: memory.sequences <= limit ? 'memory-capacity' : 'batch-limit',
    evictions: evicts ? (constants.evicted * lengths.output) / fresh : 0,
    fresh,
    reach: (lengths.input * (1 + lengths.cached)) / 2,
    context: lengths.input + lengths.output / 2,
    chunk,
    piece: behaviourOf(replica.accelerator).piece(chunk),
    pace: speculation ? speculation.tokensPerStep / slower : 1,
  };
  return draw && phase !== 'prefill'
    ? { ...prepared, drawn: { draw, reference: decodeStep(prepared, REFERENCE) } }
    : prepared;
}
