/** The engine: tables and model bound once, texts and workloads answered many times. */
import { ENGLISH } from '../quantity/index.ts';
import type { Workload } from '../workload/index.ts';
import { createContexts } from './contexts.ts';
import type { EngineOptions, EvaluateOptions, WhatIf } from './contract/index.ts';
import { evaluateDeployment } from './deployment/index.ts';
import { answer, type EvaluationContext } from './document/index.ts';
import { explainer } from './explainer.ts';
import { TextEvaluator } from './texts.ts';

export function createCore(options: EngineOptions) {
  const { catalog, asOf, words = ENGLISH } = options;
  const contexts = createContexts(options);
  const texts = new TextEvaluator({ catalog, words, contexts });

  /** Of a workload that stands in a text that was read. */
  function contextOf(workload: Workload): EvaluationContext {
    return contexts.at({ file: texts.fileOf(workload), documentIndex: 0 });
  }

  /** @param passing do not cache: a variant is evaluated once */
  function evaluate(workload: Workload, given: EvaluateOptions = {}, passing = false): WhatIf {
    const { fileName = texts.fileOf(workload) } = given;
    const found = answer(workload, contexts.at({ file: fileName, documentIndex: 0, passing }));
    return { workload: found.workload, estimate: found.estimate, explain: explainer(found) };
  }

  return {
    catalog,
    asOf,
    words,
    performance: contexts.performance,
    contextOf,
    evaluateText: texts.evaluate.bind(texts),
    evaluateTextSlices: texts.slices.bind(texts),
    evaluate,
    evaluateDeployment: contexts.evaluateOnce,
    evaluateFresh: evaluateDeployment,
  };
}
