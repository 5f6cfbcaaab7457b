/** The engine's face put together from its parts. */
import { finished, type Slices } from '../economics/index.ts';
import type { Deployment, Workload } from '../workload/index.ts';
import {
  applyLevers,
  betterWays,
  breakEvenOf,
  curveOf,
  dayOf,
  diffTexts,
  rankAll,
  rankRows,
  sensitivityOf,
  twoWayOf,
  yearsOf,
} from './explore/index.ts';
import { explainAcross } from './explain/index.ts';
import { questionOf } from './document/index.ts';
import { createCore } from './engine.ts';
import type { EvaluationRequest } from './names/index.ts';
import type { Evaluated } from './deployment/index.ts';
import type { Engine, EngineOptions, RankOptions, WorkloadYears, YearsOptions } from './contract/index.ts';
import { ProblemCollector } from './problems/index.ts';

/** The same rows; each is shown to `seen` as it comes. */
function* told<T>(rows: Iterable<T>, seen: (row: T) => void): Generator<T> {
  for (const row of rows) {
    seen(row);
    yield row;
  }
}

/** Ways to ask the core about one deployment of a workload. */
function questionsOf(core: ReturnType<typeof createCore>) {
  function questionFor(workload: Workload): EvaluationRequest | undefined {
    return questionOf(workload, core.contextOf(workload), new ProblemCollector());
  }

  function evaluateOne(workload: Workload, deployment: Deployment): Evaluated | undefined {
    const request = questionFor(workload);
    return request && core.evaluateDeployment(deployment, request);
  }

  /** Like `evaluateOne`, without filling the cache: a variant is evaluated once. */
  function evaluateVariant(workload: Workload, deployment: Deployment): Evaluated | undefined {
    const request = questionFor(workload);
    return request && core.evaluateFresh(deployment, request);
  }

  function find<T>(
    workload: Workload,
    name: string,
    use: (evaluated: Evaluated, request: EvaluationRequest) => T,
  ): T | undefined {
    const request = questionFor(workload);
    const deployment = workload.deployments.find((d) => d.name === name);
    if (!request || !deployment) return undefined;
    return use(core.evaluateDeployment(deployment, request), request);
  }

  return { questionFor, evaluateOne, evaluateVariant, find };
}

export function createEngine(options: EngineOptions): Engine {
  const core = createCore(options);
  const { catalog, asOf, performance, evaluateText, evaluateTextSlices } = core;
  const { questionFor, evaluateOne, evaluateVariant, find } = questionsOf(core);
  const wanted = (given: RankOptions): RankOptions =>
    options.include ? { include: options.include, ...given } : given;

  function* rankStream(workload: Workload, given: RankOptions = {}): ReturnType<Engine['rankStream']> {
    const request = questionFor(workload);
    if (request) yield* rankRows(workload, request, wanted(given));
  }

  function rank(
    workload: Workload,
    given: RankOptions = {},
    seen?: Parameters<Engine['rank']>[2],
  ): ReturnType<Engine['rank']> {
    const request = questionFor(workload);
    if (!request) return { by: given.by ?? 'cost', rows: [], infeasible: [] };
    const rows = rankRows(workload, request, wanted(given));
    return rankAll(seen ? told(rows, seen) : rows, given, request.limits);
  }

  function* yearsSlices(workload: Workload, given?: YearsOptions): Slices<WorkloadYears | undefined> {
    const request = questionFor(workload);
    if (!request) return undefined;
    const { answer } = yield* yearsOf(workload, request, evaluateVariant, given);
    return answer;
  }

  return {
    catalog,
    asOf,
    performance,
    evaluateText,
    evaluateTextSlices,
    better: (workload, name) => {
      const request = questionFor(workload);
      const deployment = workload.deployments.find((d) => d.name === name);
      return request && deployment ? betterWays(deployment, request, core.evaluateDeployment) : [];
    },
    evaluate: (workload, given) => core.evaluate(workload, given),
    rank,
    rankStream,
    sensitivity: (workload, name, value = 'cost.perMillionTokens') =>
      finished(sensitivityOf(workload, name, value, evaluateVariant)),
    sensitivitySlices: (workload, name, value = 'cost.perMillionTokens') =>
      sensitivityOf(workload, name, value, evaluateVariant),
    twoWay: (workload, name, row, column, value = 'cost.perMillionTokens') =>
      twoWayOf(workload, name, { row, column }, value, evaluateVariant),
    breakEven: (workload) => finished(breakEvenOf(workload, evaluateOne, core.words, catalog)),
    breakEvenSlices: (workload) => breakEvenOf(workload, evaluateOne, core.words, catalog),
    years: (workload, given) => finished(yearsSlices(workload, given)),
    yearsSlices,
    whatIf: (workload, levers) => core.evaluate(applyLevers(workload, levers), {}, true),
    curve: (workload, name) => find(workload, name, curveOf),
    dayProfile: (workload, name) => find(workload, name, dayOf),
    explainAcross: (workload, name, path) => {
      const request = questionFor(workload);
      return request && explainAcross(workload, name, path, evaluateVariant, request);
    },
    diff: (before, after, given = {}, then = given) =>
      diffTexts(before, after, {
        before: (text) => evaluateText(text, then),
        after: (text) => evaluateText(text, given),
      }),
  };
}
