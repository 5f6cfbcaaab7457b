/** From sized pools to the estimate: cost and energy figures, units, targets, status. */
import { convertCost, costFigures, energyFigures, type PoolCost } from '../../economics/index.ts';
import { excessOf, type Limits, type OperatingPoint } from '../../performance/index.ts';
import { sum, type Localization } from '../../quantity/index.ts';
import { operationsBill } from './operations.ts';
import { blankCost, blankEnergy, blankPerformance, UNSET } from './blank.ts';
import { type ProblemCollector, type Reason, severityOf, toReason } from '../problems/index.ts';
import { costOf, energyOf, FigureIndex } from './figureIndex.ts';
import type { EvaluationRequest, ResolvedWorkload } from '../names/index.ts';
import { stageOf } from './stage.ts';
import type { Evaluated } from './evaluated.ts';
import { addFleetProblems } from './fleetProblems.ts';
import { offerMarks } from './offerMarks.ts';
import { addAvailabilityProblem, availabilityReasons } from './availability.ts';
import { noOutputReasons } from './noOutput.ts';
import { addPriceProblems } from './priceProblems.ts';
import type { PoolResult } from './poolResult.ts';
import { type Parts, performanceOf, tokensFigures } from './throughput.ts';
import type { DeploymentEstimate, SloState, Status } from '../contract/index.ts';

/** From sized pools to the estimate: cost and energy figures, units, targets, status. */
export function assemble(
  name: string,
  kind: DeploymentEstimate['kind'],
  request: EvaluationRequest,
  pending: ProblemCollector,
  parts: Parts,
): Evaluated {
  const { resolved } = request;
  const { pools } = parts;
  const all = [...pools, ...(parts.beside ?? [])];
  const ledger = new FigureIndex();
  const tokens = tokensFigures(resolved);
  const slowest = pools.reduce((a, b) => ((a.fleet.served.value ?? 0) <= (b.fleet.served.value ?? 0) ? a : b));
  const served = slowest.fleet.served;
  const operations = operationsBill(resolved, all, served, tokens);
  const cost = convertCost(
    costFigures({
      pools: [
        ...all.map(costOfPool),
        ...(operations.length === 0 ? [] : [{ stage: 'serve' as const, lines: operations }]),
      ],
      phases: parts.phases,
      tokens,
      served,
      fullLoad: sum(
        'cost per request at full load',
        'USD',
        all.map((pool) => pool.fullLoad),
      ),
    }),
    request.currency,
    request.usdRate,
  );
  const energy = energyFigures({ pools: all.map((pool) => pool.power), tokens, served });
  const stages = stagesOf(resolved, parts, ledger);
  const performance = performanceOf(
    ledger.add,
    { ...parts, targets: request.limits },
    tokens,
    stages.reduce((n, stage) => n + stage.acceleratorsUsed, 0),
  );
  const slo = sloOf(parts.point, request.limits);
  addPriceProblems(all, resolved, pending);
  const estimate: DeploymentEstimate = {
    name,
    status: 'ok',
    reasons: [],
    kind,
    stages,
    performance,
    cost: costOf(ledger.add, cost),
    energy: energyOf(ledger.add, energy),
    slo,
  };
  addFleetProblems(estimate, pools, request, parts, pending);
  addAvailabilityProblem(name, pools, resolved, pending);
  const { status, reasons } = statusOf(estimate, pending, resolved);
  return {
    estimate: {
      ...estimate,
      status,
      reasons: [...reasons, ...availabilityReasons(pools, request), ...offerMarks(all, stages, resolved)],
    },
    figures: ledger.figures,
    pending: pending.list,
    pools,
    bill: { pools: all, tokenLines: [], operations, served, tokens },
  };
}

/** Pools in their order, then those of draft models. */
function stagesOf(
  resolved: ResolvedWorkload,
  { pools, beside = [] }: Parts,
  ledger: FigureIndex,
): DeploymentEstimate['stages'] {
  return [...pools, ...beside].map((pool, index) =>
    stageOf(resolved, pool, index, ledger.add, index < pools.length ? pool.setup.stage : 'draft'),
  );
}

/** A feed-forward pool is decode. */
function costOfPool({ setup, lines }: PoolResult): PoolCost {
  return { stage: setup.stage === 'feed_forward' ? 'decode' : setup.stage, lines };
}

/** `incomplete`: monthly cost, TPOT or J/token is unknown or a lower bound. A missed target never changes the status. */
function statusOf(
  estimate: DeploymentEstimate,
  pending: ProblemCollector,
  resolved: ResolvedWorkload,
): Pick<DeploymentEstimate, 'status' | 'reasons'> {
  const { words } = resolved;
  const reasons = pending.list
    .filter(({ code }) => code === 'unknown-price' || code === 'not-sold-there' || code === 'overloaded')
    .map((pendingProblem) => toReason(pendingProblem, words));
  const none = noOutputReasons(resolved);
  const { cost, performance, energy } = estimate;
  const perToken = none.length > 0 ? [] : [performance.tpot, energy.joulesPerOutputToken];
  const missing = [cost.perMonth, ...perToken].some((q) => q.value === null);
  if (missing && reasons.length === 0)
    reasons.push({
      code: 'unknown-price',
      message: words.t(
        'A part of the bill has no known price. Show the calculation to see which, and set it in the document.',
      ),
    });
  return { status: missing ? 'incomplete' : 'ok', reasons: [...reasons, ...none] };
}

function sloOf(point: OperatingPoint, limits: Limits): DeploymentEstimate['slo'] {
  const state = (target: 'ttft' | 'tpot'): SloState => {
    if (!limits[target]) return 'unset';
    return excessOf(point, limits, target) <= 1 + 1e-9 ? 'met' : 'missed';
  };
  return { ttft: state('ttft'), tpot: state('tpot') };
}

/** Why a deployment of a document with an error has no numbers. */
export function textHasError({ t }: Localization): Reason {
  return { code: 'invalid', message: t('The text of this deployment has an error; see the problems.') };
}

const MISFITS: ReadonlySet<string> = new Set([
  'does-not-fit',
  'does-not-run',
  'context-too-small',
  'parallelism-impossible',
]);

/** A deployment that could not be computed, or fits nowhere: every quantity unknown, with the reason. */
export function withoutNumbers(
  name: string,
  kind: DeploymentEstimate['kind'],
  status: Extract<Status, 'infeasible' | 'invalid'>,
  pending: ProblemCollector,
  { resolved, currency }: { readonly resolved: Pick<ResolvedWorkload, 'words'>; readonly currency: string },
): Evaluated {
  const ledger = new FigureIndex();
  const causes = pending.list.filter((pendingProblem) =>
    status === 'invalid' ? severityOf(pendingProblem) === 'error' : MISFITS.has(pendingProblem.code),
  );
  const reasons = causes.map((pendingProblem) => toReason(pendingProblem, resolved.words));
  const reason =
    status === 'invalid' ? 'the text of this deployment has an error' : (reasons[0]?.message ?? 'it does not fit');
  const estimate: DeploymentEstimate = {
    name,
    status,
    reasons,
    kind,
    stages: [],
    performance: blankPerformance(ledger.add, reason),
    cost: blankCost(ledger.add, currency, reason),
    energy: blankEnergy(ledger.add, reason),
    slo: UNSET,
  };
  return { estimate, figures: ledger.figures, pending: pending.list, pools: [] };
}
