/** One pool of the document made ready for the search: names resolved, defaults filled in, machines listed. */
import type { AcceleratorRow, Catalog, InstanceRow, ModelRow } from '../catalog/index.ts';
import { day, type Day, type FleetRule } from '../economics/index.ts';
import type {
  Accelerator,
  Architecture,
  Parallelism,
  PerformanceModel,
  PreparedServing,
  Replica,
  Speculation,
} from '../performance/index.ts';
import type { Origin, Precision, Words } from '../quantity/index.ts';
import type { Amount, Given, Pool, Serving, Site, Traffic } from '../workload/index.ts';
import { architectureOf } from './architecture.ts';
import type { Findings } from './findings.ts';
import { machineOf } from './machines.ts';
import { memo } from './memo.ts';
import { ON_CHIP_ENGINE } from './onChip.ts';
import type { MachineOption } from './options.ts';
import { ownOption } from './ownOption.ts';
import { sliced, sliceOf } from './slice.ts';
import { rentOptions } from './rentOptions.ts';
import { checkPlace, resolveAccelerator } from './resolve.ts';

export type StageName = 'serve' | 'prefill' | 'decode' | 'feed_forward';

/** What every deployment of a document shares. */
export interface Subject {
  readonly catalog: Catalog;
  readonly performance: PerformanceModel;
  readonly today: string;
  readonly words: Words;
  readonly modelRow: ModelRow;
  readonly architecture: Architecture;
  readonly traffic: Traffic;
  readonly documentSite?: Site | undefined;
  /** Offers a ranking is limited to. */
  readonly accept?: ((row: InstanceRow) => boolean) | undefined;
  /** Rates already found, shared by deployments that differ in payment alone. */
  readonly physics?: Physics | undefined;
}

/** What `prepare` and `maximumRate` gave for one configuration. */
export interface Known {
  readonly prepared: PreparedServing;
  readonly found: Maximum | undefined;
}

/** By accelerator object, then by configuration. */
export type Physics = Map<Accelerator, Map<string, Known>>;
export type Maximum = NonNullable<ReturnType<PerformanceModel['maximumRate']>>;

export interface PoolSetup {
  readonly stage: StageName;
  readonly pool: Pool;
  readonly row: AcceleratorRow;
  readonly accelerator: Accelerator;
  readonly weights: Given<Precision>;
  readonly kvCache: Given<Precision>;
  readonly rule: FleetRule;
  readonly options: readonly MachineOption[];
  replica(parallelism: Parallelism): Replica;
}

const MACHINES = new WeakMap<Catalog, WeakMap<AcceleratorRow, Accelerator>>();
const ARCHITECTURES = new WeakMap<ModelRow, Architecture>();

/** The machine of a row; the same object each time, so that the model may cache by it. */
export function machineOfRow(row: AcceleratorRow, catalog: Catalog): Accelerator {
  let of = MACHINES.get(catalog);
  if (!of) MACHINES.set(catalog, (of = new WeakMap()));
  let machine = of.get(row);
  if (!machine) of.set(row, (machine = machineOf(row, catalog)));
  return machine;
}

export function architectureOfRow(row: ModelRow): Architecture {
  let architecture = ARCHITECTURES.get(row);
  if (!architecture) ARCHITECTURES.set(row, (architecture = architectureOf(row)));
  return architecture;
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

const EIGHT_BIT: readonly Precision[] = ['fp8', 'int8', 'fp4', 'int4'];

/** Weights as written, else the checkpoint's; KV cache fp8 where weights are 8 bit or less and the chip has fp8 (design §2). */
export function precisionsOf(
  serving: Serving,
  checkpoint: Precision,
  accelerator: Accelerator,
): { readonly weights: Given<Precision>; readonly kvCache: Given<Precision> } {
  const weights = serving.weights ?? {
    value: checkpoint,
    origin: { kind: 'default', reason: 'the precision of the published checkpoint' } as Origin,
  };
  if (serving.kvCache) return { weights, kvCache: serving.kvCache };
  const eight = EIGHT_BIT.includes(weights.value) && !accelerator.emulated.includes('fp8');
  const reason = eight
    ? 'fp8, because weights have 8 bit or less and the chip has fp8'
    : '16 bit, because weights are wider than 8 bit or the chip lacks fp8';
  return { weights, kvCache: { value: eight ? 'fp8' : 'bf16', origin: { kind: 'default', reason } } };
}

const days = memo<Day>();
const DAYS = {};

/** The shape of the day; solving the cosine power takes longer than the rest of an estimate. */
export function dayOfTraffic({ profile, peakToAverage }: Traffic): Day {
  const shape = profile?.value;
  const key = `${typeof shape === 'string' ? shape : shape === undefined ? '' : shape.join(' ')} ${peakToAverage.mid}`;
  return days(DAYS, key, () =>
    day({ ...(shape === undefined ? {} : { profile: shape }), peakToAverage: peakToAverage.mid }),
  );
}

export function ruleOf(traffic: Traffic, serving: Serving): FleetRule {
  const { hourly, peak } = dayOfTraffic(traffic);
  const scaling = serving.scaling.value;
  return {
    hourly,
    peak,
    scaling:
      scaling.kind === 'peak'
        ? scaling
        : scaling.kind === 'fixed'
          ? { kind: 'fixed', replicas: Math.max(1, Math.round(scaling.replicas.mid)) }
          : { kind: 'autoscale', min: scaling.min.mid, ...(scaling.max ? { max: scaling.max.mid } : {}) },
    headroom: serving.headroom.mid,
    redundancy: Math.round(serving.redundancy.mid),
  };
}

export function speculationOf(serving: Serving): Speculation | undefined {
  const s = serving.speculative;
  if (!s) return undefined;
  return { tokensPerStep: s.tokensPerStep.mid, draftTokens: s.draftTokens.mid, overhead: s.overhead.mid };
}

/** @returns undefined where a name of the pool does not exist; findings say which */
export function setUpPool(
  stage: StageName,
  pool: Pool,
  subject: Subject,
  deploymentSite: Site | undefined,
  findings: Findings,
): PoolSetup | undefined {
  const { catalog, modelRow, architecture, traffic } = subject;
  const row = resolveAccelerator(catalog, pool.accelerator, findings);
  const place = pool.payment.kind !== 'rent' || checkPlace(catalog, pool.payment, findings);
  if (!row || !place) return undefined;
  const base = machineOfRow(row, catalog);
  const context = {
    catalog,
    today: subject.today,
    row,
    written: pool.accelerator,
    accelerator: base,
    deploymentSite,
    documentSite: subject.documentSite,
    accept: subject.accept,
  };
  const options =
    pool.payment.kind === 'rent'
      ? rentOptions(pool.payment, context, findings)
      : [ownOption(pool.payment, context, findings)];
  // Slices are rented by name alone, so that all options are of one.
  const slice = sliceOf(options[0]?.row);
  const accelerator =
    slice === undefined ? withDomain(base, Math.max(...options.map((option) => option.domain))) : sliced(base, slice);
  const { serving } = pool;
  const { weights, kvCache } = precisionsOf(serving, modelRow.checkpoint, base);
  emulation(row, base, weights, 'weights', findings);
  if (kvCache.value === 'fp8' && serving.kvCache) emulation(row, base, kvCache, 'kv_cache', findings);
  const speculation = speculationOf(serving);
  const count = (amount: Amount | undefined): number | undefined => (amount ? Math.max(1, amount.mid) : undefined);
  const maxBatch = count(serving.maxBatch);
  const maxBatchedTokens = count(serving.maxBatchedTokens);
  return {
    stage,
    pool,
    row: slice === undefined ? row : { ...row, name: `${row.name} (slice of ${slice})` },
    accelerator,
    weights,
    kvCache,
    rule: ruleOf(traffic, serving),
    options,
    replica: (parallelism) => ({
      architecture: accelerator.machine === 'on-chip' ? tablesSpread(architecture, parallelism.pipeline) : architecture,
      accelerator,
      engine: accelerator.machine === 'on-chip' ? ON_CHIP_ENGINE : serving.engine.value,
      weights: weights.value,
      kvCache: kvCache.value,
      parallelism,
      ...(maxBatch === undefined ? {} : { maxBatch }),
      ...(maxBatchedTokens === undefined ? {} : { maxBatchedTokens }),
      ...(speculation ? { speculation } : {}),
    }),
  };
}

/** A chain of chips holds the embedding and output tables in slices, each chip its own; servers keep them whole on every stage. */
function tablesSpread(architecture: Architecture, chips: number): Architecture {
  return chips > 1 ? { ...architecture, vocabulary: architecture.vocabulary / chips } : architecture;
}

function emulation(
  row: AcceleratorRow,
  accelerator: Accelerator,
  precision: Given<Precision>,
  key: 'weights' | 'kv_cache',
  findings: Findings,
): void {
  if (!accelerator.emulated.includes(precision.value)) return;
  const all: readonly Precision[] = ['bf16', 'fp8', 'int8', 'fp4'];
  const native = all.filter((p) => !accelerator.emulated.includes(p));
  findings.add(
    'precision-emulated',
    { accelerator: row.name, precision: precision.value, key, native },
    precision.origin,
  );
}
