/** The engine's face put together from its parts. */
import { finished } from '../economics/index.ts';
import type { Deployment, Workload } from '../workload/index.ts';
import {
  applyLevers,
  breakEvenOf,
  curveOf,
  dayOf,
  diffTexts,
  rankAll,
  rankRows,
  sensitivityOf,
  twoWayOf,
} from './explore/index.ts';
import { explainAcross } from './explain/index.ts';
import { questionOf } from './document/index.ts';
import { createCore } from './engine.ts';
import type { Question } from './names/index.ts';
import type { Evaluated } from './deployment/index.ts';
import type { Engine, EngineOptions, RankOptions } from './contract/index.ts';
import { Findings } from './problems/index.ts';

function* told<T>(rows: Iterable<T>, seen: (row: T) => void): Generator<T> {
  for (const row of rows) {
    seen(row);
    yield row;
  }
}

export function createEngine(options: EngineOptions): Engine {
  const core = createCore(options);
  const { catalog, asOf, performance, evaluateText } = core;

  function questionFor(workload: Workload): Question | undefined {
    return questionOf(workload, core.around(core.fileOf(workload), 0), new Findings());
  }

  function evaluateOne(workload: Workload, deployment: Deployment): Evaluated | undefined {
    const question = questionFor(workload);
    return question && core.evaluateDeployment(deployment, question);
  }

  /** Like `evaluateOne`, without filling the cache with variants that nobody asks for again. */
  function evaluateVariant(workload: Workload, deployment: Deployment): Evaluated | undefined {
    const question = questionFor(workload);
    return question && core.evaluateFresh(deployment, question);
  }

  function find<T>(
    workload: Workload,
    name: string,
    use: (evaluated: Evaluated, question: Question) => T,
  ): T | undefined {
    const question = questionFor(workload);
    const deployment = workload.deployments.find((d) => d.name === name);
    if (!question || !deployment) return undefined;
    return use(core.evaluateDeployment(deployment, question), question);
  }

  function* rankStream(workload: Workload, given: RankOptions = {}): ReturnType<Engine['rankStream']> {
    const question = questionFor(workload);
    if (question) yield* rankRows(workload, question, given);
  }

  return {
    catalog,
    asOf,
    performance,
    evaluateText,
    evaluate: (workload, given) => core.evaluate(workload, given),
    rank: (workload, given = {}, seen) => {
      const question = questionFor(workload);
      if (!question) return { by: given.by ?? 'cost', rows: [], infeasible: [] };
      const rows = rankRows(workload, question, given);
      return rankAll(seen ? told(rows, seen) : rows, given);
    },
    rankStream,
    sensitivity: (workload, name, value = 'cost.perMillionTokens') =>
      finished(sensitivityOf(workload, name, value, evaluateVariant)),
    sensitivitySlices: (workload, name, value = 'cost.perMillionTokens') =>
      sensitivityOf(workload, name, value, evaluateVariant),
    twoWay: (workload, name, row, column, value = 'cost.perMillionTokens') =>
      twoWayOf(workload, name, row, column, value, evaluateVariant),
    breakEven: (workload) => finished(breakEvenOf(workload, evaluateOne, core.words)),
    breakEvenSlices: (workload) => breakEvenOf(workload, evaluateOne, core.words),
    whatIf: (workload, levers) => core.evaluate(applyLevers(workload, levers), {}, false),
    curve: (workload, name) => find(workload, name, curveOf),
    dayProfile: (workload, name) => find(workload, name, dayOf),
    explainAcross: (workload, name, path) => explainAcross(workload, name, path, evaluateVariant),
    diff: (before, after, given = {}) => diffTexts(before, after, given, evaluateText),
  };
}
