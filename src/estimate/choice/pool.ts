/** One pool of the document made ready for the search: names resolved, defaults filled in, machines listed. */
import type { AcceleratorRow, ModelRow } from '../../catalog/index.ts';
import type { FleetRule, Reliability } from '../../economics/index.ts';
import {
  type Accelerator,
  behaviourOf,
  type Parallelism,
  type Replica,
  type Speculation,
} from '../../performance/index.ts';
import type { Origin, Precision } from '../../quantity/index.ts';
import type { Amount, Given, Pool, Serving, Site } from '../../workload/index.ts';
import type { ProblemCollector } from '../problems/index.ts';
import {
  admissionOf,
  checkPlace,
  machineOfRow,
  resolveAccelerator,
  sliced,
  sliceOf,
  type ResolvedWorkload,
} from '../names/index.ts';
import { type MachineOption, ownOptions, rentOptions } from '../offers/index.ts';
import type { StageName } from '../contract/index.ts';
import { ruleOf } from './fleetRule.ts';
import { reliabilityOf } from './reliability.ts';

export interface PoolSetup {
  readonly stage: StageName;
  readonly pool: Pool;
  readonly row: AcceleratorRow;
  readonly accelerator: Accelerator;
  readonly weights: Given<Precision>;
  readonly kvCache: Given<Precision>;
  readonly rule: FleetRule;
  /** Of its machines and zones, where the document asks for availability. */
  readonly reliability?: Reliability;
  readonly options: readonly MachineOption[];
  replica(parallelism: Parallelism): Replica;
}

const WIDENED = new WeakMap<Accelerator, Map<number, Accelerator>>();

/** Inside one machine a group is linked even where the table gives no scale-up domain (PCIe cards of one server). */
function withDomain(accelerator: Accelerator, domain: number): Accelerator {
  if (domain <= accelerator.scaleUp.domain) return accelerator;
  let of = WIDENED.get(accelerator);
  if (!of) WIDENED.set(accelerator, (of = new Map<number, Accelerator>()));
  let widened = of.get(domain);
  if (!widened) of.set(domain, (widened = { ...accelerator, scaleUp: { ...accelerator.scaleUp, domain } }));
  return widened;
}

/** Weights as written, else the checkpoint's; KV cache as written, else what engines call `auto`: the checkpoint's KV scheme, else 16 bit. */
export function precisionsOf(
  serving: Serving,
  model: Pick<ModelRow, 'checkpoint' | 'kvCache'>,
): { readonly weights: Given<Precision>; readonly kvCache: Given<Precision> } {
  const weights = serving.weights ?? {
    value: model.checkpoint,
    origin: { kind: 'default', reason: 'the precision of the published checkpoint' } as Origin,
  };
  if (serving.kvCache) return { weights, kvCache: serving.kvCache };
  const reason = model.kvCache
    ? 'the KV scheme that the checkpoint carries'
    : '16 bit, as engines keep it unless the checkpoint carries a KV scheme';
  return { weights, kvCache: { value: model.kvCache ?? 'bf16', origin: { kind: 'default', reason } } };
}

export function speculationOf(serving: Serving): Speculation | undefined {
  const s = serving.speculative;
  if (!s) return undefined;
  return { tokensPerStep: s.tokensPerStep.mid, draftTokens: s.draftTokens.mid, overhead: s.overhead.mid };
}

/** @returns undefined where a name of the pool does not exist; the pending problems say which */
export function setUpPool(
  stage: StageName,
  pool: Pool,
  resolved: ResolvedWorkload,
  deploymentSite: Site | undefined,
  pending: ProblemCollector,
): PoolSetup | undefined {
  const { catalog, modelRow, architecture, traffic } = resolved;
  const row = resolveAccelerator(catalog, pool.accelerator, pending);
  const place = pool.payment.kind !== 'rent' || checkPlace(catalog, pool.payment, pending);
  if (!row || !place) return undefined;
  const base = machineOfRow(row, catalog);
  const context = {
    catalog,
    today: resolved.today,
    row,
    written: pool.accelerator,
    accelerator: base,
    deploymentSite,
    documentSite: resolved.documentSite,
    accept: resolved.accept,
    include: resolved.include,
    engineersBilled: resolved.operations?.engineers !== undefined,
  };
  const options =
    pool.payment.kind === 'rent'
      ? rentOptions(pool.payment, context, pending)
      : ownOptions(pool.payment, context, pending);
  // Slices are rented by name alone, so that all options are of one.
  const slice = sliceOf(options[0]?.row);
  const accelerator =
    slice === undefined ? withDomain(base, Math.max(...options.map((option) => option.domain))) : sliced(base, slice);
  const { serving } = pool;
  const { weights, kvCache } = precisionsOf(serving, modelRow);
  emulation(row, base, weights, 'weights', pending);
  if (kvCache.value === 'fp8' && serving.kvCache) emulation(row, base, kvCache, 'kv_cache', pending);
  const speculation = speculationOf(serving);
  const behaviour = behaviourOf(accelerator);
  const count = (amount: Amount | undefined): number | undefined => (amount ? Math.max(1, amount.mid) : undefined);
  const maxBatch = count(serving.maxBatch);
  const maxBatchedTokens = count(serving.maxBatchedTokens);
  const engine = behaviour.engine ?? serving.engine.value;
  const reliable = reliabilityOf(resolved, pool.payment.kind);
  const admission = admissionOf(catalog, engine, accelerator);
  return {
    stage,
    pool,
    row: slice === undefined ? row : { ...row, name: `${row.name} (slice of ${slice})` },
    accelerator,
    weights,
    kvCache,
    rule: ruleOf(traffic, serving),
    ...(reliable ? { reliability: reliable.reliability } : {}),
    options,
    replica: (parallelism) => ({
      architecture: behaviour.kept(architecture, parallelism.pipeline),
      accelerator,
      engine,
      tuning: serving.tuning.value,
      weights: weights.value,
      kvCache: kvCache.value,
      parallelism,
      ...(maxBatch === undefined ? {} : { maxBatch }),
      ...(maxBatchedTokens === undefined ? {} : { maxBatchedTokens }),
      ...(admission ? { admission } : {}),
      ...(speculation ? { speculation } : {}),
    }),
  };
}

function emulation(
  row: AcceleratorRow,
  accelerator: Accelerator,
  precision: Given<Precision>,
  key: 'weights' | 'kv_cache',
  pending: ProblemCollector,
): void {
  if (!accelerator.emulated.includes(precision.value)) return;
  const all: readonly Precision[] = ['bf16', 'fp8', 'int8', 'fp4'];
  const native = all.filter((p) => !accelerator.emulated.includes(p));
  pending.add(
    'precision-emulated',
    { accelerator: row.name, precision: precision.value, key, native },
    precision.origin,
  );
}
