/**
 * Prefill and decode on pools of their own: each pool's parallelism is chosen for the least bill, the pools are matched by rate,
 * and the KV cache crosses the link between them. A feed-forward pool takes the MLP layers of decode.
 */
import { excess, sequenceBytes, type Limits, type OperatingPoint } from '../performance/index.ts';
import { BYTES_PER_VALUE } from '../quantity/index.ts';
import type { Deployment } from '../workload/index.ts';
import { candidates, better, type Candidate } from './choice.ts';
import { assemble, withoutNumbers, type Evaluated, type Question } from './evaluate.ts';
import { Findings } from './findings.ts';
import { modelFigure, stateOf } from './performanceFigures.ts';
import { setUpPool, type PoolSetup } from './pool.ts';
import { meanLengths, poolResult } from './poolResult.ts';
import { tellMisfit } from './tell.ts';
import type { DeploymentEstimate } from './types.ts';

type Disaggregated = Extract<Deployment, { kind: 'disaggregated' }>;

export function kindOf(deployment: Disaggregated): DeploymentEstimate['kind'] {
  const kinds = [
    deployment.prefill,
    deployment.decode,
    ...(deployment.feedForward ? [deployment.feedForward] : []),
  ].map((pool) => pool.payment.kind);
  return kinds.every((kind) => kind === kinds[0]) ? (kinds[0] ?? 'mixed') : 'mixed';
}

export function evaluateDisaggregated(deployment: Disaggregated, question: Question): Evaluated {
  const { subject, limits } = question;
  const { performance, traffic } = subject;
  const findings = new Findings();
  const kind = kindOf(deployment);
  const prefill = setUpPool('prefill', deployment.prefill, subject, deployment.site, findings);
  const decode = setUpPool('decode', deployment.decode, subject, deployment.site, findings);
  if (!prefill || !decode) return withoutNumbers(deployment.name, kind, 'invalid', findings, question);
  const lengths = meanLengths(subject);
  const rate = traffic.requests.mid;
  const link = linkOf(deployment, prefill);
  const transfer = transferSeconds(decode, lengths.input, link);
  // The prefill pool answers for TTFT less the transfer, the decode pool for TPOT alone.
  const prefillLimits: Limits = limits.ttft
    ? { ttft: { ...limits.ttft, limit: Math.max(1e-3, limits.ttft.limit - transfer) } }
    : {};
  const decodeLimits: Limits = limits.tpot ? { tpot: limits.tpot } : {};
  const prefillChoice = pick(
    prefill,
    { performance, lengths: { ...lengths, output: 1 }, limits: prefillLimits, rate },
    link / kvBytes(decode, lengths.input),
  );
  const decodeChoice = pick(
    decode,
    { performance, lengths: { ...lengths, cached: 1 }, limits: decodeLimits, rate },
    Infinity,
  );
  if (!prefillChoice) tellMisfit(subject, prefill, findings, { ...lengths, output: 1 });
  if (!decodeChoice) tellMisfit(subject, decode, findings, lengths);
  if (!prefillChoice || !decodeChoice) return withoutNumbers(deployment.name, kind, 'infeasible', findings, question);
  const first = poolResult(subject, prefill, prefillChoice, prefillLimits, 'prefill', (end) =>
    performance.prepare(prefillChoice.replica, { ...meanLengths(subject, end), output: 1 }),
  );
  const second = poolResult(subject, decode, decodeChoice, decodeLimits, 'decode', (end) =>
    performance.prepare(decodeChoice.replica, { ...meanLengths(subject, end), cached: 1 }),
  );
  const prepared = performance.prepareDisaggregated(prefillChoice.replica, decodeChoice.replica, lengths, link);
  const served = Math.min(first.servedPeak, second.servedPeak);
  const exact = performance.disaggregatedAt(prepared, { prefill: first.active, decode: second.active }, served);
  const ttft = exact?.ttft ?? first.peak.ttft + transfer;
  const ttftP95 = exact?.ttftP95 ?? first.peak.ttftP95 + transfer;
  const decodePoint = exact?.decode ?? second.peak;
  const point: OperatingPoint = {
    ...decodePoint,
    ttft,
    ttftP50: exact?.ttftP50 ?? first.peak.ttftP50 + transfer,
    ttftP95,
    ttftP99: ttft + 1.55 * (ttftP95 - ttft),
    bottleneck:
      exact?.bottleneck === 'transfer' ? 'link' : exact?.bottleneck === 'prefill' ? 'compute' : decodePoint.bottleneck,
  };
  const state = stateOf(prefill) === 'derived' || stateOf(decode) === 'derived' ? 'derived' : 'known';
  const inputs = (): ReturnType<typeof first.inputs> => [...first.inputs(), ...second.inputs()];
  const ttftResidual = performance.residual('ttft', prefillChoice.replica);
  return assemble(deployment.name, kind, question, findings, {
    pools: [first, second],
    phases: { ...first.peak.perRequest, prefill: first.peak.perRequest.prefill },
    point,
    meets: excess(point, limits) <= 1,
    latency: {
      ttft: modelFigure('TTFT', ttft, 's', ttftResidual, state, first.ranged.ttft, inputs),
      ttftP95: modelFigure('TTFT, 95th percentile', ttftP95, 's', ttftResidual, state, first.ranged.ttft, inputs),
      tpot: modelFigure(
        'TPOT',
        point.tpot,
        's',
        performance.residual('tpot', decodeChoice.replica),
        state,
        second.ranged.tpot,
        inputs,
      ),
    },
    candidate: decodeChoice,
  });
}

/** Bytes/s of the KV link per prefill replica: as written, else the network of its machines. */
function linkOf(deployment: Disaggregated, prefill: PoolSetup): number {
  return deployment.transfer?.mid ?? prefill.accelerator.scaleOut;
}

function kvBytes(decode: PoolSetup, positions: number): number {
  const probe = decode.replica({ tensor: 1, pipeline: 1, expert: 1, data: 1 });
  return sequenceBytes(probe.architecture, BYTES_PER_VALUE[decode.kvCache.value], 1, positions);
}

function transferSeconds(decode: PoolSetup, positions: number, link: number): number {
  return kvBytes(decode, positions) / link;
}

/** Best candidate of one pool; `cap` is the highest rate its link carries. */
function pick(setup: PoolSetup, search: Parameters<typeof candidates>[1], cap: number): Candidate | undefined {
  let best: Candidate | undefined;
  for (const found of candidates(setup, search)) {
    const candidate =
      found.best.requestsPerSecond <= cap ? found : { ...found, best: { ...found.best, requestsPerSecond: cap } };
    if (!best || better(candidate, best)) best = candidate;
  }
  return best;
}
