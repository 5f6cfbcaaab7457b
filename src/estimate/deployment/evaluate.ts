/** One deployment becomes an estimate. Start here to read how an answer arises: names, choice, pools, figures. */
import type { Deployment } from '../../workload/index.ts';
import { evaluateApi } from './api.ts';
import { assemble, withoutNumbers } from './assemble.ts';
import {
  type Candidate,
  choose,
  latencyFigures,
  neighboursOf,
  type PoolSetup,
  setUpPool,
  stateOf,
} from '../choice/index.ts';
import { evaluateDisaggregated } from './disaggregated.ts';
import { draftPool } from './draft.ts';
import { ProblemCollector } from '../problems/index.ts';
import { meanLengths, noOutput, type EvaluationRequest, phaseOf, type ResolvedWorkload } from '../names/index.ts';
import { poolResult, type PoolResult } from './poolResult.ts';
import type { Evaluated } from './evaluated.ts';
import { noTpot } from './noOutput.ts';
import { addMisfitProblem, runs } from './misfit.ts';
import type { Latency } from './throughput.ts';

export function evaluateDeployment(deployment: Deployment, given: EvaluationRequest): Evaluated {
  const request = withOwnTerms(deployment, given);
  switch (deployment.kind) {
    case 'api':
      return evaluateApi(deployment, request);
    case 'disaggregated':
      return evaluateDisaggregated(deployment, request);
    case 'serve':
      return evaluateServe(deployment, request);
  }
}

/** What a deployment says of its operations goes before what the document says; its zones are its own. */
function withOwnTerms({ operations, zones }: Deployment, request: EvaluationRequest): EvaluationRequest {
  const { resolved } = request;
  const spread = resolved.availability === undefined || !zones ? {} : { zones: Math.round(zones.mid) };
  if (!operations && spread.zones === undefined) return request;
  const own = operations ? { operations: { ...resolved.operations, ...operations } } : {};
  return { ...request, resolved: { ...resolved, ...own, ...spread } };
}

function evaluateServe(deployment: Extract<Deployment, { kind: 'serve' }>, request: EvaluationRequest): Evaluated {
  const { resolved } = request;
  const pending = new ProblemCollector();
  const kind = deployment.pool.payment.kind;
  const setup = setUpPool('serve', deployment.pool, resolved, deployment.site, pending);
  if (!setup) return withoutNumbers(deployment.name, kind, 'invalid', pending, request);
  if (!runs(resolved, [setup], pending)) return withoutNumbers(deployment.name, kind, 'infeasible', pending, request);
  const candidate = chooseServe(setup, request);
  if (!candidate) {
    addMisfitProblem(resolved, setup, pending, meanLengths(resolved));
    return withoutNumbers(deployment.name, kind, 'infeasible', pending, request);
  }
  const draft = draftPool(deployment.pool, deployment.site, request, pending);
  if (draft === 'invalid' || draft === 'infeasible')
    return withoutNumbers(deployment.name, kind, draft, pending, request);
  return finishServe(deployment.name, { setup, candidate, draft }, request, pending);
}

/** One configuration, nothing open any more. */
interface Chosen {
  readonly setup: PoolSetup;
  readonly candidate: Candidate;
  readonly draft: PoolResult | undefined;
}

/** Figures of one chosen configuration. */
function finishServe(
  name: string,
  { setup, candidate, draft }: Chosen,
  request: EvaluationRequest,
  pending: ProblemCollector,
): Evaluated {
  const { resolved, limits } = request;
  const result = poolResult(resolved, { setup, candidate, limits });
  const { peak } = result;
  return assemble(name, setup.pool.payment.kind, request, pending, {
    pools: [result],
    ...(draft ? { beside: [draft] } : {}),
    phases: peak.perRequest,
    point: peak,
    latency: latencyOf(resolved, setup, candidate, result),
  });
}

export function chooseServe(setup: PoolSetup, { resolved, limits }: EvaluationRequest): Candidate | undefined {
  return choose(setup, {
    performance: resolved.performance,
    lengths: meanLengths(resolved),
    limits,
    phase: phaseOf(resolved),
    rate: resolved.traffic.requests.mid,
    capacities: resolved.capacities,
  });
}

function latencyOf(resolved: ResolvedWorkload, setup: PoolSetup, candidate: Candidate, result: PoolResult): Latency {
  const { performance } = resolved;
  const { peak, ranged, inputs } = result;
  const state = stateOf(setup);
  const alone = noOutput(resolved);
  const { prepared } = candidate;
  const at = { prepared, sequences: peak.batch };
  const near = neighboursOf(resolved, prepared, peak.batch);
  const latency = latencyFigures(peak, inputs, {
    ttft: { residual: performance.residual('ttft', candidate.replica, alone, at), state, ranged: ranged.ttft, near },
    tpot: { residual: performance.residual('tpot', candidate.replica, false, at), state, ranged: ranged.tpot, near },
  });
  return alone ? { ...latency, tpot: noTpot() } : latency;
}
