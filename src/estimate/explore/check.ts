/**
 * Budgets and latency targets as verdicts: what the command line gates on and the Test Explorer shows.
 *
 * The value is compared with the limit; an interval that straddles the limit is reported, never decisive. A lower bound above
 * the limit fails; any other unknown is `undecided` (design §6, `check`).
 */
import { ENGLISH, type Quantity, type Translate } from '../../quantity/index.ts';
import { type DeploymentEstimate, type Estimate, tpotOf, ttftOf } from '../contract/index.ts';

/** `served`: failed where a fleet of limited size leaves requests out; its other checks are about what it does serve. */
export type Subject =
  'feasible' | 'served' | 'ttft' | 'tpot' | 'cost-per-million-tokens' | 'cost-per-month' | 'energy-per-million-tokens';
export type Verdict = 'passed' | 'failed' | 'undecided';

export interface Check {
  readonly workload: string;
  readonly deployment: string;
  readonly subject: Subject;
  readonly verdict: Verdict;
  /** Limit and value in one unit; both absent for `feasible`. */
  readonly limit?: number;
  readonly value?: Quantity;
  readonly straddles: boolean;
  /** For `feasible`: why not. */
  readonly message?: string;
}

export interface CheckOptions {
  /** Every deployment, even where the document names a baseline. */
  readonly all?: boolean;
  /** Language of the messages; English without it. */
  readonly t?: Translate;
}

/** Verdicts of one workload, in the order of its deployments; one without a deployment where limits are held by none. */
export function checkEstimate(estimate: Estimate, options: CheckOptions = {}): readonly Check[] {
  if (estimate.proposed && hasLimits(estimate)) return [unheld(estimate, options)];
  return checkedDeployments(estimate, options).flatMap((deployment) => checkDeployment(estimate, deployment));
}

/** The baseline where the document names one, else all. A tool's own proposals are not checked. */
export function checkedDeployments(estimate: Estimate, { all }: CheckOptions): readonly DeploymentEstimate[] {
  if (estimate.proposed) return [];
  return estimate.deployments.filter(
    ({ name }) => all || estimate.baseline === undefined || name === estimate.baseline,
  );
}

function unheld({ name }: Estimate, { t = ENGLISH.t }: CheckOptions): Check {
  const message = t(
    'The document sets limits and names no deployment that could be held to them. Add one: what is shown are proposals.',
  );
  return { workload: name, deployment: '', subject: 'feasible', verdict: 'undecided', straddles: false, message };
}

/** Limits of its own, not those that proposals are judged by. */
function hasLimits({ limits = {}, assumedTargets }: Estimate): boolean {
  const { ttft, tpot, ...budget } = limits;
  return Object.keys(budget).length > 0 || (!assumedTargets && (ttft ?? tpot) !== undefined);
}

function checkDeployment(estimate: Estimate, deployment: DeploymentEstimate): readonly Check[] {
  const about = { workload: estimate.name, deployment: deployment.name };
  if (deployment.status === 'infeasible' || deployment.status === 'invalid') {
    const message = deployment.reasons.map((reason) => reason.message).join(' ');
    return [{ ...about, subject: 'feasible', verdict: 'failed', straddles: false, message }];
  }
  const limits = estimate.limits ?? {};
  const { cost, energy, slo } = deployment;
  const checks: Check[] = [];
  const add = (
    subject: Subject,
    limit: number | undefined,
    value: Quantity,
    met?: 'met' | 'missed' | 'unset',
  ): void => {
    if (limit === undefined) return;
    checks.push({
      ...about,
      subject,
      limit,
      value,
      straddles: straddles(value, limit),
      verdict: verdictOf(value, limit, met),
    });
  };
  const overloaded = deployment.reasons.find(({ code }) => code === 'overloaded');
  if (overloaded)
    checks.push({ ...about, subject: 'served', verdict: 'failed', straddles: false, message: overloaded.message });
  add('ttft', limits.ttft?.limit, ttftOf(deployment, limits), slo.ttft);
  add('tpot', limits.tpot?.limit, tpotOf(deployment, limits), slo.tpot);
  add('cost-per-million-tokens', limits.perMillionTokens, cost.perMillionTokens);
  add('cost-per-month', limits.perMonth, cost.perMonth);
  add('energy-per-million-tokens', limits.kwhPerMillionTokens, energy.kwhPerMillionTokens);
  return checks.length > 0 ? checks : [{ ...about, subject: 'feasible', verdict: 'passed', straddles: false }];
}

/** The engine's own word on a target wins: it knows percentiles that the estimate does not carry. */
export function verdictOf(value: Quantity, limit: number, met?: 'met' | 'missed' | 'unset'): Verdict {
  if (value.value === null) return (value.low ?? 0) > limit ? 'failed' : 'undecided';
  if (met === 'met') return 'passed';
  if (met === 'missed') return 'failed';
  return value.value <= limit ? 'passed' : 'failed';
}

function straddles(value: Quantity, limit: number): boolean {
  return value.value !== null && (value.low ?? value.value) <= limit && limit < (value.high ?? value.value);
}
