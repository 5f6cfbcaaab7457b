/**
 * Constants of the model and how they are found for one accelerator and one engine.
 *
 * Every constant is global (`all`), of an engine family or a release of it (`engine:…`), of an accelerator class (`class:…`) or of one accelerator
 * (`accelerator:…`), or of one model (`model:…`). The last three are multipliers, shrunk to 1 where measurements are thin.
 * @see docs/performance-model.md#constants
 */
import type { ConstantTable } from './constantTable.ts';
import { engineScopes, measuredClass, modelKind, onClassScope, shapeOf, tuningScopes } from './scopes.ts';
import type { Accelerator, Architecture, Replica } from './types.ts';

/** Plain numbers: what the step model reads. Times in seconds, the rest are ratios. */
export interface Constants {
  /** Fraction of the dense peak that large GEMMs reach, by the type they compute in. */
  readonly computeBf16: number;
  readonly computeFp8: number;
  readonly computeFp4: number;
  /** Fraction of memory bandwidth that weight reading reaches. */
  readonly bandwidth: number;
  readonly attentionPrefill: number;
  readonly attentionDecode: number;
  readonly attentionBandwidth: number;
  readonly expertCompute: number;
  readonly expertBandwidth: number;
  /** Tokens of padding that a touched expert computes beside its own: kernels work in tiles. */
  readonly expertTile: number;
  readonly latentBandwidth: number;
  /** Multipliers on expert efficiencies for MXFP4 experts, on chips with and without fp4. */
  readonly mxNative: number;
  readonly mxEmulated: number;
  readonly mxEmulatedRead: number;
  readonly link: number;
  readonly collectiveStart: number;
  readonly collectiveStartPcie: number;
  readonly imbalance: number;
  readonly expertLayer: number;
  readonly activation: number;
  readonly routing: number;
  readonly latentLayer: number;
  readonly attentionData: number;
  readonly state: number;
  readonly linearLayer: number;
  readonly blockFp8Layer: number;
  /** Extra s per layer whose activations are quantised on the fly, and per layer with shared experts. */
  readonly quantizedLayer: number;
  readonly sharedLayer: number;
  readonly pipeline: number;
  readonly layer: number;
  readonly step: number;
  readonly sequence: number;
  /** Seconds to sample one token of one sequence from 100,000 words. */
  readonly sampling: number;
  readonly request: number;
  /** Seconds from arrival to the first step of the prompt, and per layer with routed experts. */
  readonly admission: number;
  readonly admissionRouted: number;
  /** On-chip machines: s per layer, and per crossing between chips. */
  readonly chipLayer: number;
  readonly chipHop: number;
  readonly finiteRun: number;
  readonly reserve: number;
  /** Tokens computed again for each output token, where requests wait for a full cache and the engine evicts. */
  readonly evicted: number;
  /** Share of the waiting of Poisson arrivals; a closed loop sends its requests more evenly. */
  readonly queue: number;
  readonly closedQueue: number;
  /** Shares of the initial burst of a closed loop that mean and median TTFT see, and of the waves that follow it. */
  readonly burst: number;
  readonly burstMedian: number;
  readonly wave: number;
  /** Seconds the first requests of a run wait for kernels that are built or tuned at first use; those of latent attention take longest. */
  readonly cold: number;
  readonly coldLatent: number;
  /** Steps a prompt waits for its attention rank to take prompts, under attention data parallelism. */
  readonly rankWait: number;
  /** Disaggregated: s to start a KV transfer, and in the router. */
  readonly transferStart: number;
  readonly router: number;
  /** Decode step of a pool without prefill, over the same step beside prefill: graphs stay captured, the scheduler is idle. */
  readonly poolDecode: number;
  /** Steps of a prefill pool under attention data parallelism that a prompt waits, while others are prefilled, to be taken in and handed over. */
  readonly poolRankWait: number;
  readonly server: number;
  readonly interactive: number;
  readonly serverWait: number;
  /** How much longer that wait is for each e-fold of replicas behind one host. */
  readonly hostShare: number;
  /** Share of the offline rate that a load generator leaves, for more requests in flight would gain nothing. */
  readonly unsaturated: number;
  /** How much more than the mean prompts interrupt the slowest one in a hundred. */
  readonly interruptedTail: number;
  readonly medianMix: number;
  readonly medianStep: number;
}

/**
 * Watts per TFLOP/s (dense, bf16) of the fullest card of each class: a card of the same chip with less power holds its clocks down under
 * load (H100 SXM 700 W for 989 TFLOP/s; the PCIe card 350 W for 756).
 */
const FULL_POWER: Readonly<Record<string, number>> = {
  'nvidia-hopper': 0.708,
  'nvidia-ampere': 1.282,
  'nvidia-blackwell': 0.444,
  'nvidia-ada': 0.967,
  'nvidia-ampere-gddr': 1.95,
  amd: 0.574,
};
const TERA = 1e12;

/** Share of the power that the chip would take at its quoted peak; 1 where the card is not short of it. */
function powerShare({ class: kind, peak, power }: Accelerator): number {
  const full = FULL_POWER[kind];
  return full === undefined ? 1 : Math.min(1, (power.limit * TERA) / peak.bf16 / full);
}

/** No kernel beats the data sheet: a fraction of a peak ends at 1, whatever its multipliers say. */
const fraction = (x: number): number => Math.min(1, x);

type Lookup = (scope: string, name: string, fallback: number) => number;

/** Looks a constant up; a table a test or a fit builds may be partial, hence the fallback. */
export function lookup(table: ConstantTable): Lookup {
  return (scope, name, fallback) => table[scope]?.[name]?.value ?? fallback;
}

/** How the constants of one accelerator, engine and model are read off the table. */
interface Scales {
  /** A constant of everybody. */
  all(name: string, fallback?: number): number;
  /** A constant of the engine, times what its release changed. */
  run(name: string, fallback: number): number;
  /** A multiplier of the accelerator's class. */
  kind(name: string): number;
  /** Multipliers of class and accelerator together: of compute, of bandwidth, and of the time that no data moves. */
  readonly compute: number;
  readonly bandwidth: number;
  readonly overhead: number;
  readonly expert: number;
  /** Slow hosts take this times as long to launch work. */
  readonly host: number;
  /** Engine and model together take this times as long as the formulas say. */
  readonly factor: number;
}

/** Who runs what: everything that constants depend on. A model nobody measured takes the formulas as they are. */
export type Subject = Pick<Replica, 'accelerator' | 'engine' | 'tuning'> & { readonly architecture?: Architecture };

function scalesOf(table: ConstantTable, { accelerator, engine, architecture, tuning = 'stock' }: Subject): Scales {
  const get = lookup(table);
  const all = (name: string, fallback = 1): number => get('all', name, fallback);
  const scopes = engineScopes(engine, table);
  const [family = '', release = ''] = scopes;
  const run = (name: string, fallback: number): number => get(family, name, fallback) * get(release, name, 1);
  const kind = (name: string): number => get(`class:${measuredClass(accelerator.class)}`, name, 1);
  const of = (name: string): number => kind(name) * get(`accelerator:${accelerator.id}`, name, 1);
  const product = (of: readonly string[], name: string): number =>
    of.reduce((value, scope) => value * get(scope, name, 1), 1);
  // An engine's kernels for a class of machine are a program of their own, and change with its releases.
  const onClass = scopes.map((scope) => onClassScope(scope, accelerator));
  return {
    all,
    run,
    kind,
    compute: of('compute') * powerShare(accelerator) ** all('powerCap', 0),
    bandwidth: of('bandwidth'),
    overhead: of('overhead'),
    expert: kind('expert') * run('expert', 1),
    host: accelerator.slowHost ? all('grace') : 1,
    factor:
      run('factor', 1) *
      product(onClass, 'factor') *
      (architecture ? run(modelKind(architecture), 1) : 1) *
      product(tuningScopes(tuning, accelerator), 'factor') *
      get(`model:${shapeOf(architecture?.id ?? '')}`, 'factor', 1),
  };
}

export function resolveConstants(table: ConstantTable, subject: Subject): Constants {
  const scales = scalesOf(table, subject);
  const get = lookup(table);
  return {
    ...peakFractions(scales),
    ...operatorTimes(scales),
    ...engineTimes(scales),
    chipLayer: get('class:on-chip', 'layer', 3e-5),
    chipHop: get('class:on-chip', 'hop', 1e-6),
    ...waits(scales),
    ...loadGenerators(scales),
  };
}

/** Fractions of what the data sheet promises. */
function peakFractions({ all, kind, compute, bandwidth, expert, factor }: Scales) {
  return {
    computeBf16: fraction((all('computeBf16') * compute) / factor),
    computeFp8: fraction((all('computeFp8') * compute * kind('compute8')) / factor),
    computeFp4: fraction((all('computeFp4') * compute * kind('compute4')) / factor),
    bandwidth: fraction((all('bandwidth') * bandwidth) / factor),
    attentionPrefill: fraction((all('attentionPrefill') * compute) / factor),
    attentionDecode: fraction((all('attentionDecode') * compute) / factor),
    attentionBandwidth: fraction((all('attentionBandwidth') * bandwidth * kind('attention')) / factor),
    expertCompute: all('expertCompute') * expert,
    expertBandwidth: all('expertBandwidth') * expert,
    expertTile: all('expertTile', 0),
    latentBandwidth: all('latentBandwidth'),
    mxNative: all('mxNative'),
    mxEmulated: all('mxEmulated'),
    mxEmulatedRead: all('mxEmulatedRead'),
    link: all('link') / factor,
  } satisfies Partial<Constants>;
}

/** Times and ratios of operators beside their arithmetic. */
function operatorTimes({ all, run, kind, overhead, host, factor }: Scales) {
  return {
    collectiveStart: all('collectiveStart', 7e-6) * factor,
    collectiveStartPcie: all('collectiveStartPcie', 2.4e-5) * factor,
    imbalance: all('imbalance', 0.3),
    expertLayer: all('expertLayer', 2e-5) * overhead * host * factor,
    activation: all('activation', 8) * factor,
    routing: all('routing', 0.4),
    latentLayer: all('latentLayer', 3e-5) * overhead * kind('latent') * host * factor,
    attentionData: all('attentionData', 0.9),
    state: all('state', 2),
    linearLayer: all('linearLayer', 0) * overhead * host * factor,
    blockFp8Layer: run('blockFp8Layer', 0) * factor,
    quantizedLayer: all('quantizedLayer', 0) * overhead * host * factor,
    sharedLayer: all('sharedLayer', 0) * overhead * host * factor,
    pipeline: all('pipeline', 0.85),
    layer: run('layer', 3e-5) * overhead * host * factor,
  } satisfies Partial<Constants>;
}

/** Times of the engine: a step, a sequence in it, a request. */
function engineTimes({ all, run, host, factor }: Scales) {
  return {
    step: run('step', 1e-3) * host * factor,
    sequence: run('sequence', 6e-6) * host * factor,
    sampling: run('sampling', 1e-6) * host * factor,
    request: run('request', 1e-3) * host,
    admission: run('admission', 0.015) * host,
    admissionRouted: run('admissionRouted', 0) * host,
    finiteRun: all('finiteRun', 0.95),
    reserve: all('reserve', 1),
    evicted: all('evicted', 0.3),
  } satisfies Partial<Constants>;
}

/** Waiting: for a place, for prompts before, for the first step of a run, for the other pool. */
function waits({ all, run }: Scales) {
  return {
    queue: all('queue', 1),
    closedQueue: all('closedQueue', 0.5),
    burst: all('burst', 1) * run('burst', 1),
    burstMedian: all('burstMedian', 0.2),
    wave: all('wave', 0.3) * run('burst', 1),
    cold: run('cold', 0),
    coldLatent: run('coldLatent', 0),
    rankWait: all('rankWait', 0) * run('rankWait', 1),
    transferStart: all('transferStart', 0.02),
    router: all('router', 0.05),
    poolDecode: all('poolDecode', 0.95),
    poolRankWait: run('poolRankWait', 1),
  } satisfies Partial<Constants>;
}

/** What the load generators of published campaigns leave unused, and how they count. */
function loadGenerators({ all, run }: Scales) {
  return {
    server: all('server', 0.85),
    interactive: all('interactive', 0.67),
    serverWait: all('serverWait', 1.5) * run('serverWait', 1),
    hostShare: all('hostShare', 0),
    unsaturated: all('unsaturated', 0.05),
    interruptedTail: all('interruptedTail', 0.7),
    medianMix: all('medianMix', 0.4),
    medianStep: all('medianStep', 0.92),
  } satisfies Partial<Constants>;
}
