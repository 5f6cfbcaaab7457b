/** What the evaluations of one engine see beside the document: tables, model, and what was evaluated before. */
import { calibrationOf, createPerformanceModel, type PerformanceModel } from '../performance/index.ts';
import { ENGLISH } from '../quantity/index.ts';
import type { Deployment, Workload } from '../workload/index.ts';
import { Cache } from './cache.ts';
import type { EngineOptions } from './contract/index.ts';
import { type Evaluated, evaluateDeployment } from './deployment/index.ts';
import type { EvaluationContext, Proposals } from './document/index.ts';
import { propose } from './explore/index.ts';
import { CapacityCache, type EvaluationRequest } from './names/index.ts';

const KEPT_DEPLOYMENTS = 400;
/** A few grids of parallelisms. */
const KEPT_CAPACITIES = 128;

export interface DocumentContext extends Pick<EvaluationContext, 'file' | 'documentIndex' | 'document'> {
  /** Do not cache what is evaluated: a variant is evaluated once. */
  readonly passing?: boolean;
  readonly readFile?: EvaluationContext['readFile'];
}

export interface Contexts {
  readonly performance: PerformanceModel;
  readonly at: (place: DocumentContext) => EvaluationContext;
  readonly evaluateOnce: EvaluationContext['evaluate'];
  /** Reads what a document points at; undefined where the host reads no files. */
  readonly readerOf: (file: string) => EvaluationContext['readFile'];
}

export function createContexts({ catalog, asOf, words = ENGLISH, readFile, ...given }: EngineOptions): Contexts {
  const performance = given.performance ?? createPerformanceModel(calibrationOf(catalog.calibration));
  const capacities = new CapacityCache(KEPT_CAPACITIES);
  const evaluateOnce = rememberingDeployments();
  const proposeOnce = rememberingProposals();
  const readerOf = (file: string): EvaluationContext['readFile'] =>
    readFile ? (path) => readFile(path, file) : undefined;
  const at = ({ file, documentIndex, document, passing = false, ...own }: DocumentContext): EvaluationContext => ({
    catalog,
    performance,
    capacities,
    today: asOf,
    words,
    file,
    documentIndex,
    document,
    readFile: own.readFile ?? readerOf(file),
    propose: proposeOnce,
    evaluate: passing ? evaluateDeployment : evaluateOnce,
  });
  return { performance, at, evaluateOnce, readerOf };
}

function rememberingDeployments(): EvaluationContext['evaluate'] {
  const kept = new Cache<Evaluated>(KEPT_DEPLOYMENTS);
  return (deployment, request) => {
    const key = deploymentKey(deployment, request);
    return kept.get(key) ?? kept.set(key, evaluateDeployment(deployment, request));
  };
}

/** Everything that decides the answer of one deployment, its places in the text included (they stand in derivations). */
function deploymentKey(deployment: Deployment, { resolved, limits, currency }: EvaluationRequest): string {
  const { traffic, modelRow, documentSite, operations, availability } = resolved;
  return JSON.stringify([
    deployment,
    traffic,
    limits,
    currency,
    documentSite,
    operations,
    availability,
    modelRow.id,
    modelRow.origin,
  ]);
}

/** A ranking takes a tenth of a second: the last one is kept while the text around it changes. */
function rememberingProposals(): EvaluationContext['propose'] {
  const kept = new Cache<Proposals>(1);
  return function* (request, workload) {
    const key = proposalsKey(request, workload);
    return kept.get(key) ?? kept.set(key, yield* propose(workload, request));
  };
}

function proposalsKey({ limits, currency, resolved }: EvaluationRequest, workload: Workload): string {
  const { serving, traffic, site } = workload;
  return JSON.stringify([serving, traffic, limits, currency, resolved.modelRow.id, site]);
}
