/** One deployment becomes an estimate. Start here to read how an answer arises: names, choice, pools, figures. */
import type { Deployment } from '../../workload/index.ts';
import { evaluateApi } from './api.ts';
import { assemble, withoutNumbers } from './assemble.ts';
import { type Candidate, choose, modelFigure, type PoolSetup, setUpPool, stateOf } from '../choice/index.ts';
import { evaluateDisaggregated } from './disaggregated.ts';
import { draftPool } from './draft.ts';
import { Findings } from '../problems/index.ts';
import { meanLengths, type Question, type Subject } from '../names/index.ts';
import { poolResult, type PoolResult } from './poolResult.ts';
import type { Evaluated } from './evaluated.ts';
import { tellMisfit } from './tell.ts';
import type { Latency } from './throughput.ts';

export function evaluateDeployment(deployment: Deployment, question: Question): Evaluated {
  switch (deployment.kind) {
    case 'api':
      return evaluateApi(deployment, question);
    case 'disaggregated':
      return evaluateDisaggregated(deployment, question);
    case 'serve':
      return evaluateServe(deployment, question);
  }
}

function evaluateServe(deployment: Extract<Deployment, { kind: 'serve' }>, question: Question): Evaluated {
  const { subject } = question;
  const findings = new Findings();
  const kind = deployment.pool.payment.kind;
  const setup = setUpPool('serve', deployment.pool, subject, deployment.site, findings);
  if (!setup) return withoutNumbers(deployment.name, kind, 'invalid', findings, question);
  const candidate = chooseServe(setup, question);
  if (!candidate) {
    tellMisfit(subject, setup, findings, meanLengths(subject));
    return withoutNumbers(deployment.name, kind, 'infeasible', findings, question);
  }
  const draft = draftPool(deployment.pool, deployment.site, question, findings);
  if (draft === 'invalid' || draft === 'infeasible')
    return withoutNumbers(deployment.name, kind, draft, findings, question);
  return finishServe(deployment.name, setup, candidate, question, findings, draft);
}

/** Figures of one chosen configuration: the fixed-configuration path of design §8. */
export function finishServe(
  name: string,
  setup: PoolSetup,
  candidate: Candidate,
  question: Question,
  findings: Findings,
  draft?: PoolResult,
): Evaluated {
  const { subject, limits } = question;
  const result = poolResult(subject, setup, candidate, limits, '');
  const { peak } = result;
  return assemble(name, setup.pool.payment.kind, question, findings, {
    pools: [result],
    ...(draft ? { beside: [draft] } : {}),
    phases: peak.perRequest,
    point: peak,
    latency: latencyOf(subject, setup, candidate, result),
  });
}

export function chooseServe(setup: PoolSetup, { subject, limits }: Question): Candidate | undefined {
  return choose(setup, {
    performance: subject.performance,
    lengths: meanLengths(subject),
    limits,
    rate: subject.traffic.requests.mid,
    physics: subject.physics,
  });
}

function latencyOf(subject: Subject, setup: PoolSetup, candidate: Candidate, result: PoolResult): Latency {
  const { performance } = subject;
  const { peak, ranged, inputs } = result;
  const state = stateOf(setup);
  const ttft = performance.residual('ttft', candidate.replica);
  const tpot = performance.residual('tpot', candidate.replica);
  return {
    ttft: modelFigure('TTFT', peak.ttft, 's', ttft, state, ranged.ttft, inputs),
    ttftP95: modelFigure('TTFT, 95th percentile', peak.ttftP95, 's', ttft, state, ranged.ttft, inputs),
    tpot: modelFigure('TPOT', peak.tpot, 's', tpot, state, ranged.tpot, inputs),
  };
}
