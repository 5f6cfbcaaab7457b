/** One deployment becomes an estimate: pools sized, figures made, findings collected. Start here to read how an answer arises. */
import {
  convertCost,
  costFigures,
  energyFigures,
  tokensOf,
  type CostFigures,
  type EnergyFigures,
  type Phases,
  type Tokens,
} from '../economics/index.ts';
import { excess, type Limits, type OperatingPoint } from '../performance/index.ts';
import { compute, leaf, product, sum, type Figure, type Quantity } from '../quantity/index.ts';
import type { Deployment } from '../workload/index.ts';
import { evaluateApi } from './api.ts';
import { blankCost, blankEnergy, blankPerformance, UNSET, type Register } from './blank.ts';
import { choose, type Candidate } from './choice.ts';
import { evaluateDisaggregated } from './disaggregated.ts';
import { draftPool } from './draft.ts';
import { Findings, severityOf, toReason, type Finding } from './findings.ts';
import { amountFigure } from './inputs.ts';
import { modelFigure, NO_RANGE, stateOf } from './performanceFigures.ts';
import { setUpPool, type PoolSetup, type Subject } from './pool.ts';
import { meanLengths, poolResult, stageOf, type PoolResult } from './poolResult.ts';
import { tellFleet, tellMisfit, tellPrices } from './tell.ts';
import type {
  CostEstimate,
  DeploymentEstimate,
  EnergyEstimate,
  PerformanceEstimate,
  SloState,
  Status,
} from './types.ts';

/** What all deployments of a document are judged by. */
export interface Question {
  readonly subject: Subject;
  readonly limits: Limits;
  readonly currency: string;
  /** USD for one unit of the currency. */
  readonly rate: Figure;
}

export interface Evaluated {
  readonly estimate: DeploymentEstimate;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly findings: readonly Finding[];
  readonly pools: readonly PoolResult[];
}

/** Figures by the path that `explain` unfolds. */
export class Ledger {
  readonly figures = new Map<string, Figure>();

  /** The quantity of a figure under its path; plain counts and ratios have no unit in JSON. Written out because it runs often. */
  readonly register: Register = (derivation, figure) => {
    this.figures.set(derivation, figure);
    const { value, low, high, state } = figure;
    const unit = figure.unit === '1' ? '' : figure.unit;
    if (low === undefined) return { value, unit, state, derivation };
    return high === undefined ? { value, low, unit, state, derivation } : { value, low, high, unit, state, derivation };
  };
}

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

export interface Latency {
  readonly ttft: Figure;
  readonly ttftP95: Figure;
  readonly tpot: Figure;
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

export interface Parts {
  readonly pools: readonly PoolResult[];
  /** Draft machines: on the bill and the meter, not a stage of their own. */
  readonly beside?: readonly PoolResult[];
  /** Of the pool that does the prefill. */
  readonly phases: Phases;
  /** Latencies of the peak hour as a user sees them, all pools together. */
  readonly point: OperatingPoint;
  readonly latency: Latency;
}

/** From sized pools to the estimate: cost and energy figures, units, targets, status. */
export function assemble(
  name: string,
  kind: DeploymentEstimate['kind'],
  question: Question,
  findings: Findings,
  parts: Parts,
): Evaluated {
  const { subject } = question;
  const { pools } = parts;
  const all = [...pools, ...(parts.beside ?? [])];
  const ledger = new Ledger();
  const tokens = tokensFigures(subject);
  const slowest = pools.reduce((a, b) => ((a.fleet.served.value ?? 0) <= (b.fleet.served.value ?? 0) ? a : b));
  const served = slowest.fleet.served;
  const cost = convertCost(
    costFigures({
      pools: all.map(({ setup, lines }) => ({
        stage: setup.stage === 'feed_forward' ? 'decode' : setup.stage,
        lines,
      })),
      phases: parts.phases,
      tokens,
      served,
      fullLoad: sum(
        'cost per request at full load',
        'USD',
        all.map((pool) => pool.fullLoad),
      ),
    }),
    question.currency,
    question.rate,
  );
  const energy = energyFigures({ pools: all.map((pool) => pool.power), tokens, served });
  const stages = pools.map((pool, index) => stageOf(pool, index, ledger.register));
  const performance = performanceOf(
    ledger.register,
    parts,
    tokens,
    stages.reduce((n, stage) => n + stage.acceleratorsUsed, 0),
  );
  const slo = sloOf(parts.point, question.limits);
  tellPrices(all, subject, findings);
  const estimate: DeploymentEstimate = {
    name,
    status: 'ok',
    reasons: [],
    kind,
    stages,
    performance,
    cost: costOf(ledger.register, cost),
    energy: energyOf(ledger.register, energy),
    slo,
  };
  tellFleet(estimate, pools, question, parts, findings);
  return {
    estimate: { ...estimate, ...statusOf(estimate, findings, subject.locale) },
    figures: ledger.figures,
    findings: findings.list,
    pools,
  };
}

/** `incomplete`: monthly cost, TPOT or J/token is unknown or a lower bound. A missed target never changes the status. */
function statusOf(
  estimate: DeploymentEstimate,
  findings: Findings,
  locale: string,
): Pick<DeploymentEstimate, 'status' | 'reasons'> {
  const reasons = findings.list
    .filter(({ code }) => code === 'unknown-price' || code === 'not-sold-there' || code === 'overloaded')
    .map((finding) => toReason(finding, locale));
  const { cost, performance, energy } = estimate;
  const missing = [cost.perMonth, performance.tpot, energy.joulesPerOutputToken].some((q) => q.value === null);
  if (missing && reasons.length === 0)
    reasons.push({
      code: 'unknown-price',
      message: 'A part of the bill has no known price. Show the calculation to see which, and set it in the document.',
    });
  return { status: missing ? 'incomplete' : 'ok', reasons };
}

export function tokensFigures({ traffic }: Subject): Tokens {
  const input = ranging(amountFigure('input tokens', traffic.inputTokens.mean, 'token'));
  const output = ranging(amountFigure('output tokens', traffic.outputTokens.mean, 'token'));
  return tokensOf(input, amountFigure('cached share of input', traffic.cachedInput, '1'), output);
}

/** A range of lengths moves capacity and tokens together, as a range of requests does. */
function ranging(figure: Figure): Figure {
  const { value, low, high } = figure;
  if (value === null || low === undefined || high === undefined || !(low > 0)) return figure;
  return { ...figure, shared: { atLow: Math.log(low / value), atHigh: Math.log(high / value) } };
}

function performanceOf(register: Register, parts: Parts, tokens: Tokens, accelerators: number): PerformanceEstimate {
  const { latency, pools, point } = parts;
  const last = pools.find((pool) => pool.setup.stage === 'serve' || pool.setup.stage === 'decode') ?? pools[0];
  const peakFactor = last?.setup.rule.peak ?? 1;
  const share =
    last && (last.requests.value ?? 0) > 0 ? last.servedPeak / ((last.requests.value ?? 1) * peakFactor) : 1;
  const requests = last?.requests ?? leaf('requests', { value: 0 }, '1/s', { kind: 'default', reason: 'no traffic' });
  const peakServed = product(
    'requests served in the peak hour',
    '1/s',
    [[requests, 1]],
    `mean requests × peak ${round(peakFactor)}${share < 1 ? ` × share served ${round(share)}` : ''}`,
    peakFactor * share,
  );
  const output = product(
    'output tokens per second',
    'token/s',
    [
      [peakServed, 1],
      [tokens.output, 1],
    ],
    'requests served in the peak hour × output tokens',
  );
  const residual = { low: 0, high: 0, measurements: 0, slice: '' };
  const inputs = (): ReturnType<PoolResult['inputs']> => last?.inputs() ?? [];
  const concurrency = last
    ? modelFigure(
        'sequences in flight per replica',
        last.peak.batch,
        '1',
        residual,
        latency.tpot.state,
        NO_RANGE,
        inputs,
      )
    : latency.tpot;
  const flight = spreadLike(concurrency, latency.tpot);
  const worst = pools.reduce((a, b) => ((a.fleet.utilization.value ?? 0) >= (b.fleet.utilization.value ?? 0) ? a : b));
  const each = compute(
    'output tokens per second and accelerator',
    'token/s',
    [output],
    `output tokens per second ÷ ${accelerators} accelerators`,
    ([all = 0]) => all / accelerators,
  );
  return {
    ttft: register('performance.ttft', latency.ttft),
    ttftP95: register('performance.ttftP95', latency.ttftP95),
    tpot: register('performance.tpot', latency.tpot),
    outputTokensPerSecond: register('performance.outputTokensPerSecond', output),
    outputTokensPerSecondPerAccelerator: register('performance.outputTokensPerSecondPerAccelerator', each),
    concurrency: register('performance.concurrency', flight),
    utilization: register('performance.utilization', worst.fleet.utilization),
    bottleneck: point.bottleneck,
  };
}

/** Sequences in flight are rate × latency: they share the relative interval of TPOT. */
function spreadLike(figure: Figure, like: Figure): Figure {
  if (figure.value === null || like.value === null || like.low === undefined || like.high === undefined) return figure;
  const low = (figure.value * like.low) / like.value;
  const high = (figure.value * like.high) / like.value;
  const why = (): ReturnType<Figure['why']> => {
    const inner = figure.why();
    return { ...inner, quantity: { ...inner.quantity, low, high } };
  };
  return { ...figure, low, high, why };
}

const round = (value: number): number => Number(value.toPrecision(4));

export function costOf(register: Register, cost: CostFigures): CostEstimate {
  return {
    perMillionTokens: register('cost.perMillionTokens', cost.perMillionTokens),
    perMillionOutputTokens: register('cost.perMillionOutputTokens', cost.perMillionOutputTokens),
    perMillionInputTokens: register('cost.perMillionInputTokens', cost.perMillionInputTokens),
    perMillionCachedInputTokens: register('cost.perMillionCachedInputTokens', cost.perMillionCachedInputTokens),
    perRequest: register('cost.perRequest', cost.perRequest),
    perHour: register('cost.perHour', cost.perHour),
    perMonth: register('cost.perMonth', cost.perMonth),
    atFullLoad: { perMillionTokens: register('cost.atFullLoad.perMillionTokens', cost.atFullLoad.perMillionTokens) },
    breakdown: cost.breakdown.map(({ code, label, perMonth }, index) => ({
      code,
      label,
      perMonth: register(`cost.breakdown.${index}.perMonth`, perMonth),
    })),
  };
}

function energyOf(register: Register, energy: EnergyFigures): EnergyEstimate {
  const of = (key: keyof EnergyEstimate): Quantity => register(`energy.${key}`, energy[key]);
  return {
    joulesPerOutputToken: of('joulesPerOutputToken'),
    kwhPerMillionTokens: of('kwhPerMillionTokens'),
    averagePower: of('averagePower'),
    kwhPerMonth: of('kwhPerMonth'),
    carbonPerMillionTokens: of('carbonPerMillionTokens'),
    carbonPerMonth: of('carbonPerMonth'),
    embodiedCarbonPerMonth: of('embodiedCarbonPerMonth'),
    waterPerMonth: of('waterPerMonth'),
  };
}

function sloOf(point: OperatingPoint, limits: Limits): DeploymentEstimate['slo'] {
  const state = (target: 'ttft' | 'tpot'): SloState => {
    const limit = limits[target];
    if (!limit) return 'unset';
    return excess(point, { [target]: limit }) <= 1 + 1e-9 ? 'met' : 'missed';
  };
  return { ttft: state('ttft'), tpot: state('tpot') };
}

const MISFITS: ReadonlySet<string> = new Set(['does-not-fit', 'context-too-small', 'parallelism-impossible']);

/** A deployment that could not be computed, or fits nowhere: every quantity unknown, with the reason. */
export function withoutNumbers(
  name: string,
  kind: DeploymentEstimate['kind'],
  status: Extract<Status, 'infeasible' | 'invalid'>,
  findings: Findings,
  { subject, currency }: { readonly subject: Pick<Subject, 'locale'>; readonly currency: string },
): Evaluated {
  const ledger = new Ledger();
  const causes = findings.list.filter((finding) =>
    status === 'invalid' ? severityOf(finding) === 'error' : MISFITS.has(finding.code),
  );
  const reasons = causes.map((finding) => toReason(finding, subject.locale));
  const reason =
    status === 'invalid' ? 'the text of this deployment has an error' : (reasons[0]?.message ?? 'it does not fit');
  const estimate: DeploymentEstimate = {
    name,
    status,
    reasons,
    kind,
    stages: [],
    performance: blankPerformance(ledger.register, reason),
    cost: blankCost(ledger.register, currency, reason),
    energy: blankEnergy(ledger.register, reason),
    slo: UNSET,
  };
  return { estimate, figures: ledger.figures, findings: findings.list, pools: [] };
}
