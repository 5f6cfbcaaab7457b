/** What the panel is sent: the focus, how its figures stand to the text, levers, charts. Pure. */
import type { ChartData, Engine, Estimate, EvaluatedWorkload } from '../estimate/index.ts';
import { pricesSentence, type ShownWorkload, type Standing, unreadLine } from '../language/index.ts';
import type { Localization } from '../quantity/index.ts';
import type { PanelSnapshot } from './protocol.ts';
import type { Source } from './inputs.ts';
import { leversOf } from './levers.ts';

export interface SnapshotInput {
  readonly uri: string;
  readonly file: string;
  readonly version: number;
  readonly evaluation: number;
  readonly words: Localization;
  readonly asOf: string;
  readonly engine: Engine;
  readonly workloads: readonly EvaluatedWorkload[];
  readonly workload: ShownWorkload;
  readonly selected: string | undefined;
  readonly charts: ChartData;
  readonly work: PanelSnapshot['work'];
  readonly whatIf: PanelSnapshot['whatIf'];
}

export function panelSnapshot(input: SnapshotInput): PanelSnapshot {
  const { workload, work, whatIf } = input;
  const { estimate } = workload;
  const selected = chosenName(estimate, input.selected);
  const standing = wire(selected === undefined ? workload.standing : workload.standingOf(selected), input.words);
  const unread = estimate.deployments
    .map(({ name }) => name)
    .filter((name) => workload.standingOf(name).kind !== 'fresh');
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
    locale: input.words.locale,
    asOf: input.asOf,
    prices: pricesSentence(workload, selected, { engine: input.engine, ...input.words }),
    estimate,
    ...(selected === undefined ? {} : { selected }),
    ...(standing === undefined ? {} : { standing }),
    ...(unread.length === 0 ? {} : { unread }),
    levers:
      parsed === undefined ? [] : leversOf(parsed, deployment, assumedBy(workload, selected, stages.length), stages[0]),
    charts: input.charts,
    ...(work === undefined ? {} : { work }),
    ...(whatIf === undefined ? {} : { whatIf }),
  };
}

function wire(standing: Standing, words: Localization): PanelSnapshot['standing'] {
  if (standing.kind === 'fresh') return undefined;
  const line = standing.problem?.range.start.line;
  return { kind: standing.kind, ...(line === undefined ? {} : { line, words: unreadLine(standing, words) }) };
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
