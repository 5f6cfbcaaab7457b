/** One workload becomes its estimate: deployments evaluated, problems with their places, baseline deltas, proposals. */
import { finished, type Slices } from '../../economics/index.ts';
import type { Quantity, Range, Localization } from '../../quantity/index.ts';
import type { Workload, WorkloadDocument } from '../../workload/index.ts';
import {
  changeFigure,
  COMPARED_NUMBERS,
  type Evaluated,
  longestRequest,
  paymentKindOf,
  textHasError,
  withoutNumbers,
} from '../deployment/index.ts';
import { ProblemCollector, type Problem, type ProblemPlace, toProblem } from '../problems/index.ts';
import { addMagnitudeProblems } from './magnitudeProblems.ts';
import { type EvaluationRequest, type ResolvedWorkload, withImages, withTraces } from '../names/index.ts';
import { questionOf, summary } from './summary.ts';
import { type DeploymentEstimate, type LimitSummary, judged } from '../contract/index.ts';
import type { Answer, EvaluationContext, Proposals } from './context.ts';

/** All at once, for those who may wait. */
export function answer(given: Workload, around: EvaluationContext): Answer {
  return finished(answerSlices(given, around));
}

/** Slices of a few milliseconds at most: one deployment, or one machine of a proposal, each. */
export function* answerSlices(given: Workload, around: EvaluationContext): Slices<Answer> {
  const shared = new ProblemCollector();
  const traced = withTraces(given, shared, around.readFile);
  const seen = traced && withImages(traced, around.catalog, shared, around.readFile);
  const workload = seen?.workload ?? given;
  const proposed =
    workload.deployments.length === 0 && workload.invalidDeployments.length === 0 && !workload.deploymentsUnread;
  const question = proposed ? judged(workload) : workload;
  const request = seen ? questionOf(question, around, shared, seen.images) : undefined;
  const base = summary(question, around, request);
  if (!request) return unanswered(workload, base, shared, around);
  addMagnitudeProblems(workload, shared);
  addContextProblem(request.resolved, shared);
  const proposals = proposed ? yield* around.propose(request, question) : undefined;
  const evaluated = yield* evaluateAll(workload, request, proposals, around);
  const place = (name?: string): ProblemPlace => placeOf(around.document, name);
  const pending = shared.list.map((pendingProblem) => toProblem(pendingProblem, place(), around.words));
  // What is wrong with a proposal is no mistake of the text.
  if (!proposed)
    for (const [name, { estimate, pending: own }] of evaluated)
      pending.push(
        ...own.map((pendingProblem) => toProblem(pendingProblem, place(name), around.words)),
        ...budgetProblems(estimate, base.limits ?? {}, workload, place(name), around.words),
      );
  const deployments = inOrder(workload, evaluated).map((estimate) =>
    versus(estimate, workload.baseline?.value, evaluated, base.limits ?? {}),
  );
  return {
    estimate: {
      ...base,
      ...(proposed ? { proposed: true as const } : {}),
      ...(question === workload ? {} : { assumedTargets: true as const }),
      problems: unique(pending),
      deployments,
    },
    evaluated,
    proposals: proposals?.deployments ?? [],
    workload,
    request,
  };
}

/** The answer where nothing can be computed: every deployment by name, without numbers, and why. */
function unanswered(
  workload: Workload,
  base: ReturnType<typeof summary>,
  shared: ProblemCollector,
  { words, document }: EvaluationContext,
): Answer {
  const evaluated = new Map<string, Evaluated>();
  const blank = { resolved: { words }, currency: workload.currency.value };
  for (const { name } of [...workload.deployments, ...workload.invalidDeployments]) {
    const pending = new ProblemCollector();
    pending.list.push(...shared.list);
    evaluated.set(name, withoutNumbers(name, kindOfNamed(workload, name), 'invalid', pending, blank));
  }
  const problems = shared.list.map((pending) => toProblem(pending, placeOf(document, undefined), words));
  const deployments = [...evaluated.values()].map(({ estimate }) => estimate);
  return { estimate: { ...base, problems, deployments }, evaluated, proposals: [], workload };
}

/** Every deployment of the text and every proposal by its name; one whose text has an error is there without numbers. */
function* evaluateAll(
  workload: Workload,
  request: EvaluationRequest,
  proposals: Proposals | undefined,
  around: EvaluationContext,
): Slices<ReadonlyMap<string, Evaluated>> {
  const evaluated = new Map<string, Evaluated>();
  for (const found of proposals?.evaluated ?? []) evaluated.set(found.estimate.name, found);
  const invalid = new Set(workload.invalidDeployments.map(({ name }) => name));
  for (const deployment of workload.deployments) {
    if (invalid.has(deployment.name)) continue;
    evaluated.set(deployment.name, around.evaluate(deployment, request));
    yield;
  }
  const reasons = [textHasError(around.words)];
  for (const name of invalid) {
    const blank = withoutNumbers(name, kindOfNamed(workload, name), 'invalid', new ProblemCollector(), request);
    evaluated.set(name, { ...blank, estimate: { ...blank.estimate, reasons } });
  }
  return evaluated;
}

function kindOfNamed(workload: Workload, name: string): DeploymentEstimate['kind'] {
  const deployment = workload.deployments.find((one) => one.name === name);
  return deployment ? paymentKindOf(deployment) : 'mixed';
}

/** Requests that are longer than the context of the model, on any machine. */
function addContextProblem(resolved: ResolvedWorkload, pending: ProblemCollector): void {
  const { modelRow, traffic } = resolved;
  const { input, output } = longestRequest(resolved);
  if (modelRow.contextTokens === undefined || input + output <= modelRow.contextTokens) return;
  const origin = (traffic.inputTokens.p95 ?? traffic.inputTokens.mean).origin;
  pending.add(
    'context-too-small',
    { model: modelRow.name, needTokens: input + output, haveTokens: modelRow.contextTokens },
    origin,
  );
}

/** The order of the text, whether an entry can be computed or not. */
function inOrder(workload: Workload, evaluated: ReadonlyMap<string, Evaluated>): DeploymentEstimate[] {
  const line = (name: string): number => {
    const origin = workload.deployments.find((d) => d.name === name)?.origin;
    if (origin?.kind === 'document') return origin.range.start.line * 1e4 + origin.range.start.column;
    const range = workload.invalidDeployments.find((d) => d.name === name)?.range;
    return range ? range.start.line * 1e4 + range.start.column : 0;
  };
  return [...evaluated.values()].map(({ estimate }) => estimate).sort((a, b) => line(a.name) - line(b.name));
}

const NOWHERE: Range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

function placeOf(document: WorkloadDocument | undefined, name: string | undefined): ProblemPlace {
  const path = name === undefined ? [] : ['deployments', name];
  const located = document?.rangeOf(path);
  if (name !== undefined) return { path, range: located?.key ?? located?.value ?? firstLine(document) };
  return { path, range: firstLine(document) };
}

function firstLine(document: WorkloadDocument | undefined): Range {
  return document ? { start: document.range.start, end: document.range.start } : NOWHERE;
}

function budgetProblems(
  estimate: DeploymentEstimate,
  limits: LimitSummary,
  workload: Workload,
  place: ProblemPlace,
  words: Localization,
): Problem[] {
  const over = (
    budget: 'per_million_tokens' | 'per_month' | 'energy_per_million_tokens',
    limit: number | undefined,
    quantity: Quantity,
  ): Problem[] => {
    const value = quantity.value ?? quantity.low;
    if (limit === undefined || value === undefined || value <= limit) return [];
    const data = {
      budget,
      limit,
      value,
      lowerBound: quantity.value === null,
      currency: workload.currency.value,
      deployment: estimate.name,
    };
    return [toProblem({ code: 'over-budget', data }, place, words)];
  };
  return [
    ...over('per_million_tokens', limits.perMillionTokens, estimate.cost.perMillionTokens),
    ...over('per_month', limits.perMonth, estimate.cost.perMonth),
    ...over('energy_per_million_tokens', limits.kwhPerMillionTokens, estimate.energy.kwhPerMillionTokens),
  ];
}

/** Share of change against the baseline; absent where either side is unknown. */
export function versus(
  estimate: DeploymentEstimate,
  baseline: string | undefined,
  evaluated: ReadonlyMap<string, Evaluated>,
  limits: LimitSummary,
): DeploymentEstimate {
  const [of, base] = [evaluated.get(estimate.name), evaluated.get(baseline ?? '')];
  if (baseline === undefined || !of || !base) return estimate;
  const changes = COMPARED_NUMBERS.flatMap((key) => {
    const share = changeFigure(of, base, key, limits)?.value ?? undefined;
    return share === undefined ? [] : [[key, share] as const];
  });
  return { ...estimate, versusBaseline: { baseline, ...Object.fromEntries(changes) } };
}

/** The same problem at the same place is told once, whichever pool found it. */
function unique(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, range, message }) => {
    const key = `${code} ${range.start.line}:${range.start.column} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
