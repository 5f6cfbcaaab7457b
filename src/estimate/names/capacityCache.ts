/** Highest rates of configurations, kept: the search asks for the same ones under every price, plan and rate of requests. */
import type { Accelerator, PerformanceModel, PreparedServing, Replica } from '../../performance/index.ts';

export type CapacityPoint = NonNullable<ReturnType<PerformanceModel['maximumRate']>>;

/** What `prepare` and `maximumRate` gave for one configuration. */
export interface CachedCapacity {
  readonly prepared: PreparedServing;
  readonly capacity: CapacityPoint | undefined;
}

type Replicas = Map<string, CachedCapacity>;

/** By machine and model as objects, then by configuration and question as text. One performance model answers for all. */
export class CapacityCache {
  readonly #kept = new WeakMap<Accelerator, WeakMap<Replica['architecture'], Replicas>>();
  readonly #most: number;

  /** @param most configurations of one model on one machine; all of them leave when there are more */
  constructor(most: number) {
    this.#most = most;
  }

  /** @param question lengths, limits and phase, as text @param find must depend on the replica and the question alone */
  get(replica: Replica, question: string, find: () => CachedCapacity): CachedCapacity {
    const of = this.#of(replica);
    const key = `${configurationOf(replica)} ${question}`;
    const known = of.get(key);
    if (known) return known;
    const found = find();
    if (of.size >= this.#most) of.clear();
    of.set(key, found);
    return found;
  }

  #of({ accelerator, architecture }: Replica): Replicas {
    let models = this.#kept.get(accelerator);
    if (!models) this.#kept.set(accelerator, (models = new WeakMap<Replica['architecture'], Replicas>()));
    let replicas = models.get(architecture);
    if (!replicas) models.set(architecture, (replicas = new Map<string, CachedCapacity>()));
    return replicas;
  }
}

function configurationOf({
  parallelism,
  weights,
  kvCache,
  engine,
  maxBatch,
  maxBatchedTokens,
  speculation: s,
  tuning,
}: Replica): string {
  const { tensor, pipeline, expert, data } = parallelism;
  const speculative = s ? `${s.tokensPerStep}/${s.draftTokens}/${s.overhead}` : '';
  return `${tensor}/${pipeline}/${expert}/${data} ${weights} ${kvCache} ${engine} ${tuning} ${maxBatch} ${maxBatchedTokens} ${speculative}`;
}
