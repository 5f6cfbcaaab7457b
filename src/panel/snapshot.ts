/** What the panel is sent: the focus, the last good answer where the text is half typed, levers, charts. Pure. */
import type { ChartData, DeploymentEstimate, Estimate, EvaluatedWorkload, Problem } from '../estimate/index.ts';
import type { PanelSnapshot } from './protocol.ts';
import type { Source } from './inputs.ts';
import { leversOf } from './levers.ts';

export interface SnapshotInput {
  readonly uri: string;
  readonly file: string;
  readonly version: number;
  readonly evaluation: number;
  readonly locale: string;
  readonly asOf: string;
  readonly workloads: readonly EvaluatedWorkload[];
  readonly workload: EvaluatedWorkload;
  readonly selected: string | undefined;
  /** The last estimate of this workload without errors in the way. */
  readonly lastGood: Estimate | undefined;
  readonly charts: ChartData;
  readonly work: PanelSnapshot['work'];
  readonly whatIf: PanelSnapshot['whatIf'];
}

export function panelSnapshot(input: SnapshotInput): PanelSnapshot {
  const { workload, work, whatIf } = input;
  const { estimate, broken } = shownEstimate(workload.estimate, input.lastGood);
  const selected = chosenName(estimate, input.selected);
  const parsed = workload.workload;
  const deployment =
    parsed?.deployments.find(({ name }) => name === selected) ??
    workload.proposals.find(({ name }) => name === selected);
  const { stages = [] } = estimate.deployments.find(({ name }) => name === selected) ?? {};
  return {
    kind: 'workload',
    document: input.uri,
    file: input.file,
    version: input.version,
    evaluation: input.evaluation,
    documentIndex: workload.document.index,
    workloads: input.workloads.map((one) => ({ index: one.document.index, name: one.estimate.name })),
    locale: input.locale,
    asOf: input.asOf,
    estimate,
    ...(selected === undefined ? {} : { selected }),
    ...(broken === undefined ? {} : { broken: { message: broken.message, line: broken.range.start.line } }),
    levers:
      parsed === undefined ? [] : leversOf(parsed, deployment, assumedBy(workload, selected, stages.length), stages[0]),
    charts: input.charts,
    ...(work === undefined ? {} : { work }),
    ...(whatIf === undefined ? {} : { whatIf }),
  };
}

/** While a line is half typed the last good figures stay; problems are always those of the present text. */
export function shownEstimate(
  now: Estimate,
  lastGood: Estimate | undefined,
): { readonly estimate: Estimate; readonly broken?: Problem } {
  const error = now.problems.find(({ severity }) => severity === 'error');
  if (error === undefined || lastGood === undefined) return { estimate: now };
  if (now.deployments.length === 0) return { estimate: { ...lastGood, problems: now.problems }, broken: error };
  const before = new Map(lastGood.deployments.map((one) => [one.name, one]));
  let kept = false;
  const deployments = now.deployments.map((one): DeploymentEstimate => {
    const good = one.status === 'invalid' ? before.get(one.name) : undefined;
    kept ||= good !== undefined;
    return good ?? one;
  });
  return kept ? { estimate: { ...now, deployments }, broken: error } : { estimate: now };
}

/** Nothing is invalid: this answer may stand in for later, half typed ones. */
export function isGood(estimate: Estimate): boolean {
  return (
    estimate.deployments.length > 0 &&
    estimate.deployments.every(({ status }) => status !== 'invalid') &&
    !estimate.problems.some(({ code }) => code === 'yaml-syntax')
  );
}

/** The deployment asked for, else the baseline, else the first that has an answer. */
export function chosenName(estimate: Estimate, selected: string | undefined): string | undefined {
  const has = (name: string | undefined): boolean => estimate.deployments.some((one) => one.name === name);
  if (has(selected)) return selected;
  if (has(estimate.baseline)) return estimate.baseline;
  return (estimate.deployments.find(({ status }) => status === 'ok') ?? estimate.deployments[0])?.name;
}

/** What the engine took for an assumption of the first owned stage; asked by the code of the assumption. */
function assumedBy({ explain }: EvaluatedWorkload, selected: string | undefined, stages: number): Source['assumed'] {
  return (what) => {
    for (let stage = 0; selected !== undefined && stage < stages; stage++) {
      const value = explain(selected, `stages.${stage}.own.${what}`)?.quantity.value;
      if (value != null) return value;
    }
    return undefined;
  };
}
