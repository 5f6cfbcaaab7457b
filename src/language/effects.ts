/**
 * What a value does to the result, found by asking the engine about the text with that value changed. Nothing is assumed about
 * which keys matter: a key that changes nothing says so.
 */
import {
  type DeploymentEstimate,
  type EvaluatedWorkload,
  type LimitSummary,
  tpotOf,
  ttftOf,
} from '../estimate/index.ts';
import { leading } from './headline.ts';
import type { LanguageContext } from './types.ts';

/** Shares of change; absent where either side is unknown. */
export interface Effect {
  readonly cost?: number;
  readonly energy?: number;
  readonly ttft?: number;
  readonly tpot?: number;
}

export interface Alternative {
  readonly value: string;
  readonly current: boolean;
  readonly deployment: DeploymentEstimate;
}

/** The deployment a path speaks of: its own, else the one the workload is judged by. */
export function subject(workload: EvaluatedWorkload, path: readonly string[]): DeploymentEstimate | undefined {
  const { deployments } = workload.estimate;
  const own = path[0] === 'deployments' ? deployments.find((one) => one.name === path[1]) : undefined;
  return own ?? (path[0] === 'deployments' ? undefined : leading(workload.estimate));
}

/** The value as written; undefined for mappings, lists and empty values. */
export function rawValue(
  context: LanguageContext,
  workload: EvaluatedWorkload,
  path: readonly string[],
): string | undefined {
  const range = workload.document.rangeOf(path)?.value;
  if (range === undefined) return undefined;
  const { file } = context.evaluation;
  const raw = file.text.slice(file.offsetAt(range.start), file.offsetAt(range.end));
  return raw === '' || /^[[{&*|>'"]/.test(raw) || raw.includes('\n') ? undefined : raw;
}

/** The deployment of the same name after the value at `path` is replaced by `newText`; undefined if the text became worse. */
export function withValue(
  context: LanguageContext,
  workload: EvaluatedWorkload,
  path: readonly string[],
  newText: string,
  name: string,
): DeploymentEstimate | undefined {
  const range = workload.document.rangeOf(path)?.value;
  if (range === undefined) return undefined;
  const { file } = context.evaluation;
  const text = file.text.slice(0, file.offsetAt(range.start)) + newText + file.text.slice(file.offsetAt(range.end));
  return deploymentIn(context, workload, text, name);
}

/** One deployment of another text, such as this one after a fix. */
export function deploymentIn(
  context: LanguageContext,
  workload: EvaluatedWorkload,
  text: string,
  name: string,
): DeploymentEstimate | undefined {
  const evaluation = context.engine.evaluateText(text, { fileName: context.fileName, force: true });
  const other = evaluation.workloads.find(({ document }) => document.index === workload.document.index);
  const found = other?.estimate.deployments.find((one) => one.name === name);
  return found?.status === 'invalid' ? undefined : found;
}

/** The effect of ten percent more. */
export function tenPercentMore(
  context: LanguageContext,
  workload: EvaluatedWorkload,
  path: readonly string[],
): Effect | undefined {
  const raw = rawValue(context, workload, path);
  const before = subject(workload, path);
  if (raw === undefined || before === undefined) return undefined;
  const after = withValue(context, workload, path, `(${raw}) * 1.1`, before.name);
  return after && effect(before, after, workload.estimate.limits);
}

/** @param limits of the text before, which say what statistic of a latency is judged */
function effect(before: DeploymentEstimate, after: DeploymentEstimate, limits: LimitSummary | undefined): Effect {
  const share = (a: number | null, b: number | null): number | undefined =>
    a === null || b === null || a === 0 ? undefined : b / a - 1;
  const cost = share(before.cost.perMonth.value, after.cost.perMonth.value);
  const energy = share(before.energy.kwhPerMonth.value, after.energy.kwhPerMonth.value);
  const ttft = share(ttftOf(before, limits).value, ttftOf(after, limits).value);
  const tpot = share(tpotOf(before, limits).value, tpotOf(after, limits).value);
  return {
    ...(cost === undefined ? {} : { cost }),
    ...(energy === undefined ? {} : { energy }),
    ...(ttft === undefined ? {} : { ttft }),
    ...(tpot === undefined ? {} : { tpot }),
  };
}

/** The same deployment under each of the values, the present one marked. Values the engine refuses are left out. */
export function alternatives(
  context: LanguageContext,
  workload: EvaluatedWorkload,
  path: readonly string[],
  values: readonly string[],
): readonly Alternative[] {
  const before = subject(workload, path);
  const raw = rawValue(context, workload, path);
  if (before === undefined) return [];
  return values.flatMap((value) => {
    const deployment = value === raw ? before : withValue(context, workload, path, value, before.name);
    return deployment === undefined ? [] : { value, current: value === raw, deployment };
  });
}
