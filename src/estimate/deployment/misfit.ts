/** Why no configuration of a pool is possible: the parallelism that is written, or the memory of its machines. */
import type { Lengths, Parallelism } from '../../performance/index.ts';
import { BYTES_PER_VALUE, type Precision } from '../../quantity/index.ts';
import { acceleratorsOf, gridOf, impossible, type PoolSetup } from '../choice/index.ts';
import { type ResolvedWorkload, supportOf } from '../names/index.ts';
import type { ProblemCollector } from '../problems/index.ts';

const LIGHTER: readonly Precision[] = ['fp8', 'fp4', 'int4'];
const ONE: Parallelism = { tensor: 1, pipeline: 1, expert: 1, data: 1 };

/** A pool that no configuration fits, and the lengths it was tried with. */
interface Misfit {
  readonly resolved: ResolvedWorkload;
  readonly setup: PoolSetup;
  readonly lengths: Lengths;
  /** Accelerators of the largest scale-up domain on offer. */
  readonly domain: number;
}

/** Nothing fits: either the parallelism written is impossible, or the memory of the machine is too small. */
export function addMisfitProblem(
  resolved: ResolvedWorkload,
  setup: PoolSetup,
  pending: ProblemCollector,
  lengths: Lengths,
): void {
  const domain = Math.max(...setup.options.map((option) => option.domain));
  const misfit = { resolved, setup, lengths, domain };
  if (!addImpossible(misfit, pending)) addTooSmall(misfit, pending);
}

/**
 * Whether the engine runs the model on the machines of all pools.
 *
 * @returns false where a source says it does not; a part that nobody lists is told and goes on
 */
export function runs(
  { catalog, modelRow }: ResolvedWorkload,
  setups: readonly PoolSetup[],
  pending: ProblemCollector,
): boolean {
  return setups
    .map((setup) => {
      const engine = setup.pool.serving.engine.value;
      const {
        runs: answer,
        row,
        aspect,
        value,
      } = supportOf(catalog, {
        model: modelRow,
        engine,
        machine: setup.row,
        weights: setup.weights.value,
      });
      if (answer === 'yes') return true;
      const data = { model: modelRow.name, engine, accelerator: setup.row.name, aspect, part: value };
      const at = setup.pool.accelerator.origin;
      if (!row || answer === 'unknown') pending.add('support-unknown', data, at);
      else pending.add('does-not-run', { ...data, source: row.origin.source, asOf: row.origin.asOf }, at);
      return answer === 'unknown';
    })
    .every(Boolean);
}

const degree = (amount: { readonly mid: number } | undefined): number =>
  amount ? Math.max(1, Math.round(amount.mid)) : 1;

/** @returns whether the parallelism written is impossible */
function addImpossible({ resolved, setup, domain }: Misfit, pending: ProblemCollector): boolean {
  const { architecture } = resolved;
  const { serving } = setup.pool;
  const { tensorParallel, pipelineParallel, expertParallel, dataParallel } = serving;
  const data = architecture.routed ? degree(dataParallel) : 1;
  const [pipeline, expert] = [degree(pipelineParallel), degree(expertParallel)];
  const written: Parallelism = { tensor: degree(tensorParallel) * data, pipeline, expert, data };
  const given = tensorParallel ?? expertParallel ?? pipelineParallel ?? dataParallel;
  const reason = impossible(written, architecture);
  const base = () => ({
    accelerator: setup.row.name,
    model: resolved.modelRow.name,
    allowed: allowedTensor(resolved, setup, domain),
  });
  if (reason) {
    const [limit, at] =
      reason === 'heads'
        ? [Math.min(...architecture.attention.map((a) => a.heads)), tensorParallel]
        : reason === 'layers'
          ? [architecture.layers, pipelineParallel]
          : [architecture.routed?.experts ?? 0, expertParallel];
    pending.add(
      'parallelism-impossible',
      {
        ...base(),
        reason,
        tensorParallel: degree(tensorParallel),
        pipelineParallel: pipeline,
        expertParallel: expert,
        limit,
      },
      (at ?? given)?.origin,
    );
    return true;
  }
  const joined = setup.options.some((option) => option.networked && option.domain >= setup.accelerator.scaleUp.domain);
  if (!given || written.tensor <= domain || joined) return false;
  const instance = setup.options.length === 1 ? setup.options[0]?.instance : undefined;
  pending.add(
    'parallelism-impossible',
    {
      ...base(),
      reason: 'domain',
      tensorParallel: written.tensor,
      limit: domain,
      ...(instance === undefined ? {} : { instance }),
    },
    given.origin,
  );
  return true;
}

/** Tensor degrees that the model and the machine allow, ascending. */
function allowedTensor(
  { performance, architecture }: ResolvedWorkload,
  { accelerator, weights }: PoolSetup,
  domain: number,
): readonly number[] {
  const all = performance.parallelisms(architecture, accelerator, domain, weights.value);
  return [...new Set(all.map((p) => p.tensor / p.data))].sort((a, b) => a - b);
}

function addTooSmall(misfit: Misfit, pending: ProblemCollector): void {
  const { resolved, setup, lengths, domain } = misfit;
  const { performance, architecture, modelRow } = resolved;
  const { accelerator, row, pool } = setup;
  const { tensorParallel } = pool.serving;
  const [first] = gridOf(setup, performance);
  const fit = performance.memoryFit(setup.replica(ONE), lengths);
  const most = first ? acceleratorsOf(first) : 1;
  const smallest = smallestFit(misfit);
  const lighter = lighterWeights(misfit, first ?? { ...ONE, tensor: Math.min(domain, 8) }, smallest);
  pending.add(
    'does-not-fit',
    {
      model: modelRow.name,
      weights: setup.weights.value,
      needBytes: performance.weightBytes(architecture, setup.weights.value, ONE) + fit.kvCachePerSequence,
      accelerator: row.name,
      // What the engine leaves: its own share and working memory hold no weights.
      haveBytes: accelerator.memory - fit.activations - fit.reserve,
      accelerators: tensorParallel ? most : Math.max(most, domain),
      ...(smallest ? { smallest: degreesOf(smallest) } : {}),
      ...(smallest?.pipeline === 1 ? { smallestTensorParallel: smallest.tensor } : {}),
      ...(lighter ? { lighter } : {}),
      ...(lighter && !('tensorParallel' in lighter) ? { lighterWeights: lighter.weights } : {}),
      ...(setup.stage === 'serve' ? {} : { pool: setup.stage }),
    },
    tensorParallel?.origin ?? pool.accelerator.origin,
  );
}

/** The widest weights that fit where the present ones do not: as configured, or split over fewer accelerators. */
function lighterWeights(misfit: Misfit, at: Parallelism, smallest: Parallelism | undefined) {
  const { resolved, setup, lengths } = misfit;
  return LIGHTER.filter(
    (weights) =>
      BYTES_PER_VALUE[weights] < BYTES_PER_VALUE[setup.weights.value] &&
      (weights === 'int4' || !setup.accelerator.emulated.includes(weights)),
  ).flatMap((weights) => {
    if (resolved.performance.memoryFit({ ...setup.replica(at), weights }, lengths).fits) return { weights };
    const split = smallestFit(misfit, weights);
    // Lighter weights are advice only where they save accelerators.
    return split && (!smallest || acceleratorsOf(split) < acceleratorsOf(smallest))
      ? { weights, ...degreesOf(split) }
      : [];
  })[0];
}

/** Tensor and pipeline degrees on the fewest accelerators that hold the weights and one request; pipelines only where they must. */
function smallestFit(
  { resolved: { performance, architecture }, setup, lengths, domain }: Misfit,
  weights: Precision = setup.weights.value,
): Parallelism | undefined {
  const powers = [1, 2, 4, 8, 16, 32, 64];
  return powers
    .filter((tensor) => tensor <= domain)
    .flatMap((tensor) => powers.map((pipeline) => ({ ...ONE, tensor, pipeline })))
    .filter((p) => impossible(p, architecture) === undefined)
    .sort((a, b) => acceleratorsOf(a) - acceleratorsOf(b) || a.pipeline - b.pipeline)
    .find((p) => performance.memoryFit({ ...setup.replica(p), weights }, lengths).fits);
}

function degreesOf(p: Parallelism): { readonly tensorParallel: number; readonly pipelineParallel: number } {
  return { tensorParallel: p.tensor, pipelineParallel: p.pipeline };
}
