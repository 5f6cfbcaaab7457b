/** The result (design §3): what every surface reads and nothing else. JSON units: s, token/s, USD or the document's currency, J, kWh, W, g, l. */
import type { BetterWay } from './better.ts';
import type { CostLineKey } from '../../economics/index.ts';
import type { Neighbours, Quantity } from '../../quantity/index.ts';
import type { Purchase } from '../../workload/index.ts';
import type { Problem, Reason } from '../problems/index.ts';

export type Status = 'ok' | 'incomplete' | 'infeasible' | 'invalid';

/** Bytes per accelerator. */
export interface MemoryMap {
  readonly weights: number;
  readonly kvCache: number;
  readonly activations: number;
  readonly free: number;
}

export interface StageEstimate {
  /** `draft`: machines of a draft model, last among the stages. */
  readonly stage: StageName | 'draft';
  readonly accelerator: string;
  readonly accelerators: number;
  readonly acceleratorsUsed: number;
  readonly instance?: string;
  readonly instances?: number;
  /** What is bought, where it is not the usual system of the accelerator. */
  readonly system?: {
    readonly form: 'workstation' | 'server' | 'rack';
    readonly accelerators: number;
    readonly count: number;
  };
  /** Where and how it is paid, for surfaces: cloud, region, purchase; absent for owned machines. */
  readonly cloud?: string;
  readonly region?: string;
  readonly purchase?: Purchase;
  readonly tensorParallel: number;
  readonly pipelineParallel: number;
  readonly expertParallel: number;
  readonly dataParallel: number;
  readonly weights: string;
  readonly kvCacheType: string;
  /** Published runs of the same model, machine and engine that the speed is drawn to. */
  readonly near?: Neighbours;
  readonly replicas: Quantity;
  readonly batch: number;
  readonly memory: MemoryMap;
}

export interface PerformanceEstimate {
  readonly ttft: Quantity;
  /** The median and the 99th percentile stand only where the document has its target for them. */
  readonly ttftP50?: Quantity;
  readonly ttftP95: Quantity;
  readonly ttftP99?: Quantity;
  readonly tpot: Quantity;
  /** Percentiles of TPOT stand only where the document has its target for them. */
  readonly tpotP95?: Quantity;
  readonly tpotP99?: Quantity;
  /** Prompt tokens answered, cached ones included; stands where a request has no output. */
  readonly inputTokensPerSecond?: Quantity;
  readonly outputTokensPerSecond: Quantity;
  readonly outputTokensPerSecondPerAccelerator: Quantity;
  readonly concurrency: Quantity;
  readonly utilization: Quantity;
  readonly bottleneck: string;
}

/** A line of the bill. Surfaces name it by `element`, `stage` and `plan`; `label` is their English name, for JSON. */
export interface CostLine extends CostLineKey {
  /** Its own key in the bill: `rent`, `prefill.rent`. */
  readonly code: string;
  readonly label: string;
  readonly perMonth: Quantity;
}

export interface CostEstimate {
  readonly perMillionTokens: Quantity;
  readonly perMillionOutputTokens: Quantity;
  readonly perMillionInputTokens: Quantity;
  readonly perMillionCachedInputTokens: Quantity;
  readonly perRequest: Quantity;
  readonly perHour: Quantity;
  readonly perMonth: Quantity;
  readonly atFullLoad: { readonly perMillionTokens: Quantity };
  /** Flat; sums to `perMonth`. */
  readonly breakdown: readonly CostLine[];
}

export interface EnergyEstimate {
  readonly joulesPerOutputToken: Quantity;
  readonly kwhPerMillionTokens: Quantity;
  /** Wh of one request, at the wall × PUE. */
  readonly wattHoursPerRequest: Quantity;
  readonly averagePower: Quantity;
  readonly kwhPerMonth: Quantity;
  readonly carbonPerMillionTokens: Quantity;
  readonly carbonPerMonth: Quantity;
  readonly embodiedCarbonPerMonth: Quantity;
  readonly waterPerMonth: Quantity;
}

export type SloState = 'met' | 'missed' | 'unset';

export interface DeploymentEstimate {
  readonly name: string;
  readonly status: Status;
  readonly reasons: readonly Reason[];
  readonly kind: 'rent' | 'own' | 'api' | 'mixed';
  /** Of a hosted API: who runs it, where the tables or the document name one. */
  readonly provider?: string;
  readonly stages: readonly StageEstimate[];
  readonly performance: PerformanceEstimate;
  readonly cost: CostEstimate;
  readonly energy: EnergyEstimate;
  readonly slo: { readonly ttft: SloState; readonly tpot: SloState };
  /** What the same machines would cost otherwise, cheapest first; absent where nothing saves, or nobody asked. */
  readonly better?: readonly Omit<BetterWay, 'deployment'>[];
  /** Share of change against the baseline, −0.2 is 20 % less; absent where either side is unknown. Of latency the statistic that is judged. */
  readonly versusBaseline?: {
    readonly baseline: string;
    readonly cost?: number;
    readonly energy?: number;
    readonly ttft?: number;
    readonly tpot?: number;
  };
}

/** Latency target in s, on the statistic named. */
export interface TargetSummary {
  readonly statistic: 'mean' | 'p50' | 'p95' | 'p99';
  readonly limit: number;
}

/** What the document asks for, so that surfaces can say it beside what it gets. Requests/s, tokens, share. */
export interface TrafficSummary {
  readonly requestsPerSecond: number;
  readonly peakRequestsPerSecond: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInput: number;
}

/** Limits of the document: s; money in the estimate's currency; kWh. Absent: not set. */
export interface LimitSummary {
  readonly ttft?: TargetSummary;
  readonly tpot?: TargetSummary;
  readonly perMillionTokens?: number;
  readonly perMonth?: number;
  readonly kwhPerMillionTokens?: number;
}

export interface Estimate {
  readonly source: { readonly file: string; readonly documentIndex: number };
  readonly name: string;
  readonly model: string;
  readonly currency: string;
  /** Of the document, for portfolios. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly baseline?: string;
  readonly traffic?: TrafficSummary;
  readonly limits?: LimitSummary;
  /** The document has no deployments: these are five that the tool proposes. */
  readonly proposed?: true;
  /** The document has no targets: `limits` holds those that the proposals are judged by. */
  readonly assumedTargets?: true;
  readonly problems: readonly Problem[];
  readonly deployments: readonly DeploymentEstimate[];
}
export type StageName = 'serve' | 'prefill' | 'decode' | 'feed_forward';
export type { FileAnswer } from '../../workload/index.ts';
