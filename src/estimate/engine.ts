/** The engine: tables and model bound once, texts and workloads answered many times, with caches so that typing stays fast. */
import { calibrationOf, createPerformanceModel } from '../performance/index.ts';
import { ENGLISH } from '../quantity/index.ts';
import { type Deployment, parseWorkloadFile, type Workload, type WorkloadDocument } from '../workload/index.ts';
import {
  answer,
  type Answer,
  missedNames,
  type Proposals,
  type EvaluationContext,
  unreadDeployments,
} from './document/index.ts';
import { type Evaluated, evaluateDeployment } from './deployment/index.ts';
import { currencyRates, type EvaluationRequest } from './names/index.ts';
import type {
  EngineOptions,
  Estimate,
  EvaluatedWorkload,
  EvaluateOptions,
  Evaluation,
  WhatIf,
} from './contract/index.ts';
import { fromWorkload, type Problem } from './problems/index.ts';
import { propose } from './explore/index.ts';
import { explainChange, explainMark, explainTraffic } from './explain/index.ts';

/** Evaluations of whole texts kept: two versions of a few open files. */
const KEPT_TEXTS = 24;
const KEPT_DEPLOYMENTS = 400;
const KEPT_DOCUMENTS = 100;

export function createCore(options: EngineOptions) {
  const { catalog, asOf, words = ENGLISH } = options;
  const performance = options.performance ?? createPerformanceModel(calibrationOf(catalog.calibration));
  const rates = currencyRates(catalog);
  const texts = new Map<string, Evaluation>();
  const deployments = new Map<string, Evaluated>();
  const answers = new Map<string, Answer>();
  /** Files that paths of a model start from; the reference survives every change a lever makes to the workload around it. */
  const files = new WeakMap<Workload['model'], string>();

  function cached(deployment: Deployment, request: EvaluationRequest): Evaluated {
    const key = keyOf(deployment, request);
    const known = deployments.get(key);
    if (known) return known;
    const found = evaluateDeployment(deployment, request);
    if (deployments.size >= KEPT_DEPLOYMENTS) deployments.clear();
    deployments.set(key, found);
    return found;
  }

  let proposed: { readonly key: string; readonly found: Proposals } | undefined;

  /** A ranking takes a tenth of a second: the last one is kept while the text around it changes. */
  function proposals(request: EvaluationRequest, workload: Workload): Proposals {
    const key = JSON.stringify([
      workload.serving,
      workload.traffic,
      request.limits,
      request.currency,
      request.resolved.modelRow.id,
      workload.site,
    ]);
    if (proposed?.key !== key) proposed = { key, found: propose(workload, request) };
    return proposed.found;
  }

  function around(
    file: string,
    documentIndex: number,
    document?: WorkloadDocument,
    useCache = true,
  ): EvaluationContext {
    const { readFile } = options;
    return {
      catalog,
      performance,
      today: asOf,
      words,
      file,
      documentIndex,
      document,
      readFile: readFile ? (path) => readFile(path, file) : undefined,
      propose: proposals,
      evaluate: useCache ? cached : evaluateDeployment,
    };
  }

  function evaluateText(text: string, { fileName = 'untitled', force = false }: EvaluateOptions = {}): Evaluation {
    const key = `${force ? 1 : 0} ${fileName}\n${text}`;
    const known = texts.get(key);
    // References to files may answer differently the next time.
    if (known && !known.workloads.some(({ document }) => document.workload && pointsElsewhere(document.workload)))
      return known;
    const file = parseWorkloadFile(text, { fileName, force, rates });
    const workloads: EvaluatedWorkload[] = [];
    const problems: Problem[] = [];
    for (const document of file.documents) {
      const own = document.problems.map((problem) => fromWorkload(problem, words));
      if (!document.isWorkload) {
        problems.push(...own);
        continue;
      }
      const { start, end } = document.span;
      const slice = `${force ? 1 : 0} ${fileName} ${document.index} ${document.range.start.line}\n${text.slice(start, end)}`;
      const evaluated = evaluateDocument(document, own, fileName, slice);
      workloads.push(evaluated);
      problems.push(...evaluated.estimate.problems);
    }
    const evaluation: Evaluation = { file, workloads, problems };
    if (texts.size >= KEPT_TEXTS) texts.delete(texts.keys().next().value ?? '');
    texts.set(key, evaluation);
    return evaluation;
  }

  function fileOf({ model }: Workload): string {
    return files.get(model) ?? '';
  }

  /** The answer to a document whose text and place are as they were: typing in one document leaves the others alone. */
  function answerOnce(workload: Workload, document: WorkloadDocument, fileName: string, slice: string): Answer {
    files.set(workload.model, fileName);
    const known = answers.get(slice);
    if (known) return known;
    const found = answer(workload, around(fileName, document.index, document));
    if (pointsElsewhere(workload)) return found;
    if (answers.size >= KEPT_DOCUMENTS) answers.clear();
    answers.set(slice, found);
    return found;
  }

  /** @param slice identifies text and place */
  function evaluateDocument(
    document: WorkloadDocument,
    own: readonly Problem[],
    fileName: string,
    slice: string,
  ): EvaluatedWorkload {
    const { workload } = document;
    if (!workload) {
      const evaluated = unreadDeployments(document, catalog, words);
      const estimate = {
        source: { file: fileName, documentIndex: document.index },
        name: document.name,
        model: '',
        currency: 'USD',
        problems: sorted([...own, ...missedNames(document, catalog, own, words)]),
        deployments: evaluated.map((one) => one.estimate),
      };
      const figures = new Map(evaluated.map((one) => [one.estimate.name, one]));
      return { document, estimate, proposals: [], explain: explainer({ evaluated: figures }) };
    }
    const found = answerOnce(workload, document, fileName, slice);
    const told = [...own, ...found.estimate.problems];
    const whole = found.request && !found.estimate.deployments.some(({ status }) => status === 'invalid');
    const problems = sorted(whole ? told : [...told, ...missedNames(document, catalog, told, words)]);
    return {
      document,
      workload: found.workload,
      estimate: { ...found.estimate, problems },
      proposals: found.proposals,
      explain: explainer(found),
    };
  }

  /** @param useCache false for variants that nobody asks for again */
  function evaluate(
    workload: Workload,
    { fileName = fileOf(workload) }: EvaluateOptions = {},
    useCache = true,
  ): WhatIf {
    const found = answer(workload, around(fileName, 0, undefined, useCache));
    return { workload: found.workload, estimate: found.estimate, explain: explainer(found) };
  }

  return {
    catalog,
    asOf,
    words,
    performance,
    around,
    fileOf,
    evaluateText,
    evaluate,
    evaluateDeployment: cached,
    evaluateFresh: evaluateDeployment,
  };
}

export type Core = ReturnType<typeof createCore>;

/** Quantities of the estimate, differences between its deployments, and what surfaces draw beside it. */
export function explainer({ evaluated, request, estimate }: Explained): WhatIf['explain'] {
  return (deployment, path) => {
    const of = evaluated.get(deployment);
    const figure = of?.figures.get(path);
    if (figure !== undefined) return figure.why();
    if (request === undefined) return undefined;
    if (path.startsWith('traffic.')) return explainTraffic(request, path);
    if (of === undefined) return undefined;
    const base = evaluated.get(estimate?.baseline ?? '');
    return path.startsWith('versus.') ? base && explainChange(of, base, path) : explainMark(of, request, path);
  };
}

type Explained = Pick<Answer, 'evaluated' | 'request'> & { readonly estimate?: Pick<Estimate, 'baseline'> };

function pointsElsewhere({ model, traffic }: Workload): boolean {
  return model.kind === 'file' || traffic.inputTokens.trace !== undefined || traffic.outputTokens.trace !== undefined;
}

/** Everything that decides the answer of one deployment, its places in the text included (they stand in derivations). */
function keyOf(deployment: Deployment, { resolved, limits, currency }: EvaluationRequest): string {
  const { traffic, modelRow, documentSite } = resolved;
  return JSON.stringify([deployment, traffic, limits, currency, documentSite, modelRow.id, modelRow.origin]);
}

/** In the order of the text. */
export function sorted(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.column - b.range.start.column,
  );
}
