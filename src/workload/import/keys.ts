/** Imported deployments as the keys of a workload's deployment: written into a document, or read behind `from`. */
import { defined } from '../../quantity/index.ts';
import type { ImportedDeployment, ImportedPool } from './deployments.ts';
import type { Notebook } from './notes.ts';
import type { Place } from './source/cursor.ts';

/** Share of draft tokens that the target accepts where nobody measured it; see docs/commands/import.md. */
const ACCEPTANCE = 0.6;

/** Hears what the keys take for granted beyond the file. */
type Assumptions = Pick<Notebook, 'assume'>;

export type Keys = Readonly<Record<string, unknown>>;

/** Keys of `serving` that a pool's engine gives. */
export function servingKeys({ unit, role, scaling }: ImportedPool, notes: Assumptions): Keys {
  const { facts } = unit;
  return defined<Record<string, unknown>>({
    engine: facts.engine,
    weights: facts.weights,
    kv_cache: facts.kvCache,
    max_batch: facts.maxBatch,
    max_batched_tokens: facts.maxBatchedTokens,
    speculative:
      facts.draftTokens === undefined || role === 'prefill'
        ? undefined
        : speculative(facts.draftTokens, unit.place, notes),
    scaling,
  });
}

/**
 * Tokens per step of a chain of k drafts, each accepted with probability a: (1 − a^(k+1)) / (1 − a).
 *
 * @see Leviathan et al., "Fast inference from transformers via speculative decoding", 2023, eq. 1
 */
function speculative(draftTokens: number, place: Place, notes: Assumptions): Keys {
  const tokens = (1 - ACCEPTANCE ** (draftTokens + 1)) / (1 - ACCEPTANCE);
  const tokens_per_step = Math.round(tokens * 100) / 100;
  notes.assume(place, 'speculative.tokens_per_step', tokens_per_step, 'acceptance');
  return { tokens_per_step, draft_tokens: draftTokens };
}

export function parallelKeys(pool: ImportedPool | undefined): Keys {
  const { tensor, pipeline, data, expert } = pool?.parallelism ?? {};
  return defined<Record<string, unknown>>({
    tensor_parallel: tensor,
    pipeline_parallel: pipeline,
    data_parallel: data,
    expert_parallel: expert,
  });
}

/** Keys that all pools have alike; the others stand in their pools. */
export function common(own: readonly Keys[]): Keys {
  const [first = {}, ...rest] = own;
  return Object.fromEntries(
    Object.entries(first).filter(([key, value]) =>
      rest.every((one) => JSON.stringify(one[key]) === JSON.stringify(value)),
    ),
  );
}

export function deploymentKeys({ pools }: ImportedDeployment, shared: Keys, notes: Assumptions): Keys {
  const keys = (pool: ImportedPool): Keys => poolKeys(pool, shared, notes);
  const [only] = pools;
  if (pools.length === 1 && only !== undefined) return keys(only);
  return Object.fromEntries(pools.map((pool) => [pool.role, keys(pool)]));
}

function poolKeys(pool: ImportedPool, shared: Keys, notes: Assumptions): Keys {
  const { machine } = pool;
  const own = Object.entries(servingKeys(pool, notes)).filter(([key]) => !(key in shared));
  return defined<Record<string, unknown>>({
    accelerator: machine?.accelerator,
    ...parallelKeys(pool),
    rent: defined<Record<string, unknown>>({
      cloud: machine?.cloud,
      region: machine?.region,
      instance: machine?.instance,
      purchase: machine?.spot ? 'spot' : undefined,
    }),
    ...Object.fromEntries(own),
  });
}
