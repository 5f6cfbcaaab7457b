/** Levers back to YAML: the smallest edits that make the file say what the what-if assumed. Pure. */
import {
  sequence,
  setValue,
  type Deployment,
  type EditValue,
  type TextEdit,
  type Workload,
} from '../workload/index.ts';
import type { LeverKey, LeverValues } from './protocol.ts';
import { poolsOf } from './levers.ts';

type Path = readonly string[];

/** What a lever's value looks like in the file. */
type Write = (value: number) => EditValue;

const YEAR = 8760 * 3600;
const J_PER_KWH = 3.6e6;

const plain: Write = (value) => rounded(value);
const whole: Write = (value) => Math.round(value);
const percent: Write = (value) => `${rounded(value * 100)}%`;
const milliseconds: Write = (value) => `${rounded(value * 1000)} ms`;

const WRITE: Readonly<Partial<Record<LeverKey, Write>>> = {
  requests: plain,
  peakToAverage: plain,
  inputTokens: whole,
  outputTokens: whole,
  cachedInput: percent,
  ttft: milliseconds,
  tpot: milliseconds,
  headroom: percent,
  maxBatch: (value) => Math.max(1, Math.round(value)),
  life: (value) => `${rounded(value / YEAR)} years`,
  costOfCapital: percent,
  electricity: (value) => `${rounded(value * J_PER_KWH)} USD/kWh`,
  pue: plain,
};

/** Whether the text has the path. */
export type Has = (path: Path) => boolean;

/** @returns one edit of the text, empty where nothing changes or nothing can be written safely */
export function applyLevers(
  text: string,
  documentIndex: number,
  workload: Workload,
  values: LeverValues,
  has: Has,
): readonly TextEdit[] {
  const steps = Object.entries(values).flatMap(([name, value]) => {
    const key = name as LeverKey;
    const written: EditValue | undefined = typeof value === 'number' ? WRITE[key]?.(value) : value;
    if (written === undefined) return [];
    return placesOf(key, workload, has).map(
      (path) => (current: string) => setValue(current, documentIndex, path, written),
    );
  });
  return sequence(text, steps);
}

/** Where a lever is written: what the file already says, everywhere it says it; else the one place for a default. */
export function placesOf(key: LeverKey, workload: Workload, has: Has): readonly Path[] {
  switch (key) {
    case 'requests':
      return [['traffic', 'requests']];
    case 'peakToAverage':
      return [['traffic', 'peak_to_average']];
    case 'inputTokens':
      return [meanOf(['traffic', 'input_tokens'], has)];
    case 'outputTokens':
      return [meanOf(['traffic', 'output_tokens'], has)];
    case 'cachedInput':
      return [['traffic', 'cached_input']];
    case 'ttft':
    case 'tpot': {
      const statistic = workload.slo[key]?.statistic;
      const detailed = statistic === undefined ? undefined : ['slo', key, statistic];
      return [detailed !== undefined && has(detailed) ? detailed : ['slo', key]];
    }
    case 'headroom':
    case 'weights':
      return spread(key, poolPaths(workload), ['serving', key], has);
    case 'maxBatch':
      return spread('max_batch', poolPaths(workload), ['serving', 'max_batch'], has);
    case 'kvCache':
      return spread('kv_cache', poolPaths(workload), ['serving', 'kv_cache'], has);
    case 'purchase':
      return poolPaths(workload, 'rent').map((path) => [...path, 'rent', 'purchase']);
    case 'life':
      return poolPaths(workload, 'own').map((path) => [...path, 'own', 'life']);
    case 'costOfCapital':
      return poolPaths(workload, 'own').map((path) => [...path, 'own', 'cost_of_capital']);
    case 'electricity':
    case 'pue': {
      const own = poolPaths(workload, 'own').map((path) => [...path, 'own', key]);
      const sites = workload.deployments.map(({ name }) => ['deployments', name, 'site', key]);
      return [...own.filter(has), ...sites.filter(has), ['site', key]];
    }
  }
}

/** The default place, and every pool or deployment that overrides it. */
function spread(key: string, pools: readonly Path[], base: Path, has: Has): readonly Path[] {
  const overrides = pools.map((path) => [...path, key]).filter(has);
  return overrides.length > 0 && overrides.length === pools.length && !has(base) ? overrides : [base, ...overrides];
}

function meanOf(path: Path, has: Has): Path {
  return has([...path, 'mean']) ? [...path, 'mean'] : path;
}

function poolPaths(workload: Workload, kind?: 'rent' | 'own'): readonly Path[] {
  return workload.deployments.flatMap((deployment) =>
    namesOfPools(deployment)
      .filter((_, i) => kind === undefined || poolsOf(deployment)[i]?.payment.kind === kind)
      .map((names) => ['deployments', deployment.name, ...names]),
  );
}

function namesOfPools(deployment: Deployment): readonly Path[] {
  if (deployment.kind === 'serve') return [[]];
  if (deployment.kind === 'api') return [];
  return [['prefill'], ['decode'], ...(deployment.feedForward === undefined ? [] : [['decode', 'feed_forward']])];
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
