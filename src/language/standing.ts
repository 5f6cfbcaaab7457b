/**
 * How the figures that are shown stand to the text. Computed once for each evaluation, and said in the same words by lens,
 * status bar, panel, tree, tests and tools.
 *
 * `fresh`: of the text as it is. `last-good`: a line does not read, and the figures are those of the text before. `partial`: the same
 * without a text before, so the figures leave that line out. `none`: no figures at all.
 */
import type { DeploymentEstimate, EvaluatedWorkload, Evaluation, Problem } from '../estimate/index.ts';
import { WORKLOAD_PROBLEM_CODES, type WorkloadDocument } from '../workload/index.ts';
import { compare } from './ranges.ts';
import type { LanguageContext, ShownWorkload, Standing } from './types.ts';

const FRESH: Standing = { kind: 'fresh' };

/** Mistakes of the text, as against those of the numbers. */
const OF_TEXT: ReadonlySet<string> = new Set([
  ...WORKLOAD_PROBLEM_CODES,
  'unknown-name',
  'unreadable-reference',
  'outside-workspace',
]);

/** Whether a problem is read off the text, and so is one of the present text whatever its figures are of. */
export const isOfText = ({ code }: Problem): boolean => OF_TEXT.has(code);

/** Remembers the last good figures of each workload of each open text. */
export class LastGood {
  /** By URI, then by the index of the document: a document keeps its place while somebody types in it. */
  readonly #texts = new Map<string, ReadonlyMap<number, ShownWorkload>>();

  /** What is shown of a text now that it was evaluated. */
  of(uri: string, { workloads }: Pick<Evaluation, 'workloads'>): readonly ShownWorkload[] {
    const before = this.#texts.get(uri);
    const good = new Map<number, ShownWorkload>();
    const shown = workloads.map((now) => {
      const { index } = now.document;
      const last = before?.get(index);
      const one = shownWorkload(now, last);
      const kept = one.standing.kind === 'fresh' ? one : last;
      if (kept !== undefined) good.set(index, kept);
      return one;
    });
    this.#texts.set(uri, good);
    return shown;
  }

  forget(uri: string): void {
    this.#texts.delete(uri);
  }
}

/** @param before as it was shown when its own lines read last */
export function shownWorkload(now: EvaluatedWorkload, before?: ShownWorkload): ShownWorkload {
  const wrong = now.estimate.problems.filter((problem) => problem.severity === 'error' && isOfText(problem));
  return wrong.length === 0 ? shownAsIs(now) : shownAsBefore(now, before, wrong);
}

function shownAsIs(now: EvaluatedWorkload): ShownWorkload {
  const standing: Standing = now.estimate.deployments.length === 0 ? { kind: 'none' } : FRESH;
  return { ...now, present: now, standing, standingOf: () => FRESH, sourceOf: () => now };
}

function shownAsBefore(
  now: EvaluatedWorkload,
  before: ShownWorkload | undefined,
  wrong: readonly Problem[],
): ShownWorkload {
  const { deployments, problems } = now.estimate;
  const whose = wrong.map((problem) => ({ problem, name: deploymentOf(problem, now) }));
  const shared = whose.find(({ name }) => name === undefined)?.problem;
  const whole =
    shared !== undefined && before !== undefined && before.estimate.deployments.length > 0 ? before : undefined;
  const known = whole !== undefined && (deployments.length === 0 || whole.estimate.proposed === true);
  const standings = new Map<string, Standing>();
  const sources = new Map<string, EvaluatedWorkload>();
  const merged = (known ? whole.estimate.deployments : deployments).map((one): DeploymentEstimate => {
    const problem = shared ?? whose.find(({ name }) => name === one.name)?.problem;
    if (problem === undefined) return one;
    const good = lastGood(before, one.name);
    const figures = good ?? one;
    if (before !== undefined && good !== undefined) sources.set(one.name, before.sourceOf(one.name));
    const kind = figures.status === 'invalid' ? 'none' : good === undefined ? 'partial' : 'last-good';
    standings.set(one.name, { kind, problem });
    return figures;
  });
  const all = [
    ...problems.filter((one) => whole === undefined || isOfText(one)),
    ...ofBefore(now, before, whole, standings),
  ];
  return {
    ...now,
    present: now,
    ...written(now, whole, before, standings),
    estimate: { ...(whole ?? now).estimate, source: now.estimate.source, problems: all, deployments: merged },
    standing: shared === undefined ? FRESH : workloadStanding(shared, merged, whole !== undefined),
    ...lookUps(whole ?? now, sources, standings),
  };
}

/** What the figures before say against themselves, such as a budget they miss, at its place in the present text. */
function ofBefore(
  { document }: EvaluatedWorkload,
  before: ShownWorkload | undefined,
  whole: ShownWorkload | undefined,
  standings: ReadonlyMap<string, Standing>,
): readonly Problem[] {
  const kept = ({ path }: Problem): boolean =>
    whole !== undefined || (path[0] === 'deployments' && standings.get(path[1] ?? '')?.kind === 'last-good');
  return (before?.estimate.problems ?? [])
    .filter((problem) => !isOfText(problem) && kept(problem))
    .flatMap((problem) => moved(problem, before?.document, document));
}

/** A problem at the key or value of its path where that stands now; none where it is gone. */
function moved(problem: Problem, from: WorkloadDocument | undefined, to: WorkloadDocument): readonly Problem[] {
  const [was, is] = [from?.rangeOf(problem.path), to.rangeOf(problem.path)];
  for (const part of ['key', 'value'] as const) {
    const [then, range] = [was?.[part], is?.[part]];
    if (then && range && compare(then.start, problem.range.start) === 0) return [{ ...problem, range }];
  }
  return [];
}

/** The figures of a deployment when its own lines read last. */
function lastGood(before: ShownWorkload | undefined, name: string): DeploymentEstimate | undefined {
  const kind = before?.standingOf(name).kind;
  if (kind !== 'fresh' && kind !== 'last-good') return undefined;
  return before?.estimate.deployments.find((one) => one.name === name);
}

/** Apart from what makes them, so that what is shown holds what its figures are of and not every text typed before. */
function lookUps(
  otherwise: EvaluatedWorkload,
  sources: ReadonlyMap<string, EvaluatedWorkload>,
  standings: ReadonlyMap<string, Standing>,
): Pick<ShownWorkload, 'explain' | 'standingOf' | 'sourceOf'> {
  const sourceOf: ShownWorkload['sourceOf'] = (name) => sources.get(name) ?? otherwise;
  return {
    explain: (name, path) => sourceOf(name).explain(name, path),
    standingOf: (name) => standings.get(name) ?? FRESH,
    sourceOf,
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
  standings: ReadonlyMap<string, Standing>,
): Partial<Pick<EvaluatedWorkload, 'workload' | 'proposals'>> {
  if (whole !== undefined)
    return { ...(whole.workload === undefined ? {} : { workload: whole.workload }), proposals: whole.proposals };
  const old = (before?.workload?.deployments ?? []).filter(({ name }) => standings.get(name)?.kind === 'last-good');
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

/** How the figures behind a problem stand to the text; what is read off the text is always of it. */
export function standingOfProblem(problem: Problem, { standing, standingOf }: ShownWorkload): Standing {
  if (isOfText(problem)) return FRESH;
  const [section, name] = problem.path;
  return section === 'deployments' && name !== undefined ? standingOf(name) : standing;
}

type Words = Pick<LanguageContext, 't'>;

/** "line 13 does not read", "line 6 is incomplete"; empty where everything reads. */
export function unreadLine(standing: Standing, { t }: Words): string {
  if (standing.problem === undefined) return '';
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
