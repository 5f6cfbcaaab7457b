/**
 * How the figures that are shown stand to the text. Computed once for each evaluation, and said in the same words by lens,
 * status bar, panel, tree, tests and tools.
 *
 * `fresh`: of the text as it is. `last-good`: a line does not read, and the figures are those of the text before. `partial`: the same
 * without a text before, so the figures leave that line out. `none`: no figures at all.
 */
import type { DeploymentEstimate, Estimate, EvaluatedWorkload, Evaluation, Problem } from '../estimate/index.ts';
import { WORKLOAD_PROBLEM_CODES } from '../workload/index.ts';
import type { LanguageContext, ShownWorkload, Standing } from './types.ts';

const FRESH: Standing = { kind: 'fresh' };

/** Mistakes of the text, as against those of the numbers. */
const OF_TEXT: ReadonlySet<string> = new Set([
  ...WORKLOAD_PROBLEM_CODES,
  'unknown-name',
  'unreadable-reference',
  'outside-workspace',
]);

/** Remembers the last good figures of each workload of each open text. */
export class LastGood {
  readonly #texts = new Map<string, ReadonlyMap<string, ShownWorkload>>();

  /** What is shown of a text now that it was evaluated. */
  of(uri: string, { workloads }: Pick<Evaluation, 'workloads'>): readonly ShownWorkload[] {
    const before = this.#texts.get(uri);
    const shown = workloads.map((one) => shownWorkload(one, before?.get(keyOf(one))));
    const good = shown.map((one): [string, ShownWorkload | undefined] => [
      keyOf(one),
      one.standing.kind === 'fresh' ? one : before?.get(keyOf(one)),
    ]);
    this.#texts.set(uri, new Map(good.flatMap(([key, one]) => (one === undefined ? [] : [[key, one] as const]))));
    return shown;
  }

  forget(uri: string): void {
    this.#texts.delete(uri);
  }
}

/** A document keeps its place or its name while somebody types in it. */
function keyOf({ document }: EvaluatedWorkload): string {
  return String(document.index);
}

/** @param before as it was shown when its own lines read last */
export function shownWorkload(now: EvaluatedWorkload, before?: ShownWorkload): ShownWorkload {
  const { deployments, problems } = now.estimate;
  const wrong = problems.filter(({ code, severity }) => severity === 'error' && OF_TEXT.has(code));
  const whose = wrong.map((problem) => ({ problem, name: deploymentOf(problem, now) }));
  const shared = whose.find(({ name }) => name === undefined)?.problem;
  if (wrong.length === 0)
    return { ...now, standing: deployments.length === 0 ? { kind: 'none' } : FRESH, standingOf: () => FRESH };
  const problemOf = (deployment: string): Problem | undefined =>
    shared ?? whose.find(({ name }) => name === deployment)?.problem;
  const isGood = ({ name }: DeploymentEstimate): boolean => /fresh|last-good/.test(before?.standingOf(name).kind ?? '');
  const old = new Map(before?.estimate.deployments.filter(isGood).map((one) => [one.name, one]));
  const keepsOld = shared !== undefined && before !== undefined && before.estimate.deployments.length > 0;
  const known = keepsOld && (deployments.length === 0 || before.estimate.proposed === true);
  const standings = new Map<string, Standing>();
  const merged = (known ? before.estimate.deployments : deployments).map((one): DeploymentEstimate => {
    const problem = problemOf(one.name);
    const good = problem === undefined ? undefined : old.get(one.name);
    if (problem === undefined) return one;
    const figures = good ?? one;
    const kind = figures.status === 'invalid' ? 'none' : good === undefined ? 'partial' : 'last-good';
    standings.set(one.name, { kind, problem });
    return figures;
  });
  const head: Estimate = keepsOld ? before.estimate : now.estimate;
  const standingOf = (name: string): Standing => standings.get(name) ?? FRESH;
  const explain: EvaluatedWorkload['explain'] = (name, path) =>
    (standingOf(name).kind === 'last-good' || keepsOld ? before : now)?.explain(name, path);
  return {
    ...now,
    ...written(now, keepsOld ? before : undefined, before, standingOf),
    estimate: { ...head, source: now.estimate.source, problems, deployments: merged },
    explain,
    standing: shared === undefined ? FRESH : workloadStanding(shared, merged, keepsOld),
    standingOf,
  };
}

function workloadStanding(problem: Problem, deployments: readonly DeploymentEstimate[], keepsOld: boolean): Standing {
  if (deployments.every(({ status }) => status === 'invalid')) return { kind: 'none', problem };
  return { kind: keepsOld ? 'last-good' : 'partial', problem };
}

/** What the figures were computed from: the workload before, or the present one with its unreadable deployments as they were. */
function written(
  now: EvaluatedWorkload,
  whole: ShownWorkload | undefined,
  before: ShownWorkload | undefined,
  standingOf: (name: string) => Standing,
): Partial<Pick<EvaluatedWorkload, 'workload' | 'proposals'>> {
  if (whole !== undefined)
    return { ...(whole.workload === undefined ? {} : { workload: whole.workload }), proposals: whole.proposals };
  const old = (before?.workload?.deployments ?? []).filter(({ name }) => standingOf(name).kind === 'last-good');
  if (now.workload === undefined || old.length === 0) return {};
  const fresh = now.workload.deployments.filter(({ name }) => !old.some((one) => one.name === name));
  return { workload: { ...now.workload, deployments: [...fresh, ...old], invalidDeployments: [] } };
}

/** The deployment that a mistake stands in; a mistake anywhere else is one of all of them. */
function deploymentOf({ path, range: { start } }: Problem, { document }: EvaluatedWorkload): string | undefined {
  if (path[0] === 'deployments') return path[1];
  if (path.length > 0) return undefined;
  return document.deploymentNames.find((name) => {
    const { key, value } = document.rangeOf(['deployments', name]) ?? {};
    return key !== undefined && key.start.line <= start.line && start.line <= (value?.end ?? key.end).line;
  });
}

const alone = new WeakMap<EvaluatedWorkload, ShownWorkload>();

/** The workloads of a context as they are shown: with the text before, where the host remembers it. */
export function workloadsOf({
  evaluation,
  shown,
}: Pick<LanguageContext, 'evaluation' | 'shown'>): readonly ShownWorkload[] {
  if (shown !== undefined) return shown;
  return evaluation.workloads.map((one) => {
    const known = alone.get(one) ?? shownWorkload(one);
    alone.set(one, known);
    return known;
  });
}

/** A file of which nothing is written yet: it is offered a start, and nothing is wrong with it. */
export function isUnwritten({ document, estimate }: EvaluatedWorkload): boolean {
  return document.tree.kind === 'empty' && estimate.problems.every(({ code }) => code === 'missing-key');
}

type Words = Pick<LanguageContext, 't'>;

/** "line 13 does not read", "line 6 is incomplete"; empty where everything reads. */
export function unreadLine(standing: Standing, { t }: Words): string {
  if (standing.kind === 'fresh' || standing.problem === undefined) return '';
  const { code, range } = standing.problem;
  const { line } = range.start;
  return code === 'missing-key' ? t('line {0} is incomplete', line) : t('line {0} does not read', line);
}

/** What stands behind figures that are not of the present text: "as before: line 13 does not read". */
export function standingNote(standing: Standing, words: Words): string {
  const line = unreadLine(standing, words);
  return standing.kind === 'last-good' ? words.t('as before: {0}', line) : line;
}

/** Figures with their standing: "≈ $0.53 · line 12 does not read". */
export function withStanding(figures: string, standing: Standing, words: Words): string {
  if (standing.kind === 'fresh') return figures;
  if (standing.kind === 'none') {
    const line = unreadLine(standing, words);
    return line === '' ? figures : words.t('not estimated: {0}', line);
  }
  return `${standing.kind === 'partial' ? '≈ ' : ''}${figures} · ${standingNote(standing, words)}`;
}

export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
