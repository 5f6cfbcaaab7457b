/**
 * Every way the catalog offers to serve a workload: accelerators × purchases at the cheapest place, owned machines, APIs.
 * A generator, so that first rows appear at once and a caller that stops pulling cancels.
 */
import type { AcceleratorRow, InstanceRow } from '../../catalog/index.ts';
import type { Origin, Precision } from '../../quantity/index.ts';
import {
  type Amount,
  type Api,
  defaultInterruptionReserve,
  type Deployment,
  type Given,
  type Own,
  type Payment,
  type Purchase,
  type Rent,
  type Serving,
  type Workload,
} from '../../workload/index.ts';
import { apiRowsOf, type Evaluated, evaluateDeployment } from '../deployment/index.ts';
import { CapacityCache, type EvaluationRequest, machineOfRow, type Support } from '../names/index.ts';
import { supportFor, unlistedRow } from './rankSupport.ts';
import {
  type DeploymentEstimate,
  type InfeasibleRow,
  meetsTargets,
  type OfferReason,
  type RankOptions,
  type RankRow,
} from '../contract/index.ts';
import { admitted, apiStandingsOf, offersAdmitted, ownStanding, PURCHASES } from '../offers/index.ts';

const ORIGIN: Origin = { kind: 'choice', reason: 'proposed from the catalog' };
const given = <T>(value: T): Given<T> => ({ value, origin: ORIGIN });
const CONFIDENCE = ['estimate', 'third-party', 'published'];

export interface RankedRow extends RankRow {
  /** All figures behind the row, made again: thousands of rows keep their answers, and none the calculations. */
  readonly evaluate: () => Evaluated;
}

/** Precisions a chip computes natively, widest first; int4 is weight-only and runs everywhere. */
function precisionsFor(
  row: AcceleratorRow,
  request: EvaluationRequest,
  options: RankOptions,
  serving: Serving,
): readonly (Precision | undefined)[] {
  if (options.precision !== 'any') return [serving.weights?.value];
  const { emulated } = machineOfRow(row, request.resolved.catalog);
  const all: readonly Precision[] = ['bf16', 'fp8', 'int8', 'fp4', 'int4'];
  return all.filter((precision) => !emulated.includes(precision));
}

export function* rankRows(
  workload: Workload,
  request: EvaluationRequest,
  options: RankOptions,
): Generator<RankedRow | InfeasibleRow, void, undefined> {
  const kinds = options.kinds ?? ['rent', 'own', 'api'];
  const { catalog } = request.resolved;
  const accept = acceptor(options);
  const include = included(options);
  const whole: EvaluationRequest = { ...request, resolved: { ...request.resolved, accept, include } };
  for (const row of catalog.accelerators) {
    if (options.vendors && !options.vendors.some((v) => v.toLowerCase() === row.vendor.toLowerCase())) continue;
    if (options.availableNow && row.availability !== 'available') continue;
    if (row.availability === 'cancelled') continue;
    yield* rowsOf(row, workload, whole, options, kinds);
  }
  if (kinds.includes('api')) yield* apiRows(request, options);
}

/** A plan that is asked for by name needs no other permission. */
function included({ include = [], purchases }: RankOptions): ReadonlySet<OfferReason> {
  return new Set<OfferReason>([...include, ...(purchases?.includes('spot') ? (['spot'] as const) : [])]);
}

function acceptor(options: RankOptions): ((row: InstanceRow) => boolean) | undefined {
  const { clouds, regions, minimumConfidence } = options;
  if (!clouds && !regions && !minimumConfidence) return undefined;
  const least = minimumConfidence ? CONFIDENCE.indexOf(minimumConfidence) : 0;
  return (row) =>
    (!clouds || clouds.includes(row.cloud)) &&
    (!regions || regions.includes(row.region)) &&
    CONFIDENCE.indexOf(row.origin.confidence) >= least;
}

function* rowsOf(
  row: AcceleratorRow,
  workload: Workload,
  whole: EvaluationRequest,
  options: RankOptions,
  kinds: readonly string[],
): Generator<RankedRow | InfeasibleRow, void, undefined> {
  // Dropped with the machine: nobody asks for its rates again.
  const request = { ...whole, resolved: { ...whole.resolved, capacities: new CapacityCache(Infinity) } };
  const { catalog, accept, include = NOTHING } = request.resolved;
  const offered = (plan: Purchase): readonly InstanceRow[] => {
    const rows = offersAdmitted(catalog, row, plan, include);
    return accept ? rows.filter(accept) : rows;
  };
  const purchases = kinds.includes('rent')
    ? PURCHASES.filter((plan) => (!options.purchases || options.purchases.includes(plan)) && offered(plan).length > 0)
    : [];
  const everywhere = options.places === 'all';
  const payments: Payment[] = purchases.flatMap((plan): readonly Rent[] =>
    everywhere ? placesOf(offered(plan)).map((place) => ({ ...rentOf(plan), ...place })) : [rentOf(plan)],
  );
  if (kinds.includes('own') && sureEnough(row, options) && admitted(ownStanding(row, catalog.pricesAsOf()), include))
    payments.push(OWN);
  let feasible = false;
  let misfit: Evaluated | undefined;
  let unlisted: Support | undefined;
  for (const weights of precisionsFor(row, request, options, workload.serving)) {
    const support = supportFor(row, weights, workload, request);
    // What nobody says to run may be asked for, and never leads.
    if (support.runs === 'unknown' && !include.has('does-not-run')) {
      unlisted ??= support;
      continue;
    }
    for (const payment of payments) {
      const deployment = deploymentOf(row, payment, workload.serving, weights);
      const evaluated = evaluateDeployment(deployment, request);
      if (evaluated.estimate.status === 'infeasible') {
        misfit = evaluated;
        break;
      }
      feasible = true;
      const found = renamed(evaluated, everywhere);
      const written = asChosen(deployment, found.estimate, workload.serving);
      const again = (): Evaluated => evaluateDeployment(deployment, whole);
      yield rowOf(found, written, again, weights ?? request.resolved.modelRow.checkpoint);
    }
  }
  if (!feasible && misfit)
    yield { kind: 'infeasible', accelerator: row.id, name: row.name, reasons: misfit.estimate.reasons };
  else if (!feasible && unlisted && payments.length > 0) yield unlistedRow(row, unlisted, workload, request);
}

const NOTHING: ReadonlySet<OfferReason> = new Set();

function sureEnough({ priceOrigin, origin }: AcceleratorRow, { minimumConfidence }: RankOptions): boolean {
  const least = minimumConfidence ? CONFIDENCE.indexOf(minimumConfidence) : 0;
  return CONFIDENCE.indexOf((priceOrigin ?? origin).confidence) >= least;
}

/** Clouds and regions of offers; a region that the source does not state is left open. */
function placesOf(offers: readonly InstanceRow[]): readonly Pick<Rent, 'cloud' | 'region'>[] {
  const places = new Map<string, Pick<Rent, 'cloud' | 'region'>>();
  for (const offer of offers) {
    const region = regionOf(offer.region);
    const place = { cloud: given(offer.cloud), ...(region === undefined ? {} : { region: given(region) }) };
    places.set(`${offer.cloud}|${region ?? ''}`, place);
  }
  return [...places.values()];
}

function regionOf(region: string | undefined): string | undefined {
  return region === 'unstated' || region === 'global' ? undefined : region;
}

/** The cloud that was chosen becomes part of the name and of the deployment, so that it can be written into the document. */
function renamed(evaluated: Evaluated, everywhere: boolean): Evaluated {
  const [stage] = evaluated.estimate.stages;
  if (stage?.cloud === undefined) return evaluated;
  const region = everywhere ? regionOf(stage.region) : undefined;
  const name = slug(
    `${stage.accelerator}-${stage.cloud}${region === undefined ? '' : `-${region}`}${stage.purchase === 'on-demand' ? '' : `-${stage.purchase ?? ''}`}`,
  );
  return { ...evaluated, estimate: { ...evaluated.estimate, name } };
}

function rowOf(
  evaluated: Evaluated,
  deployment: Deployment,
  evaluate: () => Evaluated,
  weights?: Precision,
): RankedRow {
  const { estimate } = evaluated;
  return {
    kind: 'row',
    estimate,
    evaluate,
    deployment: placed(deployment, estimate),
    ...(weights === undefined ? {} : { weights }),
    meetsSlo: meetsTargets(estimate),
    servesAll: evaluated.pools.every(({ candidate }) => candidate.served >= 1),
    pareto: false,
  };
}

function placed(deployment: Deployment, { name, stages: [stage] }: DeploymentEstimate): Deployment {
  if (deployment.kind !== 'serve' || deployment.pool.payment.kind !== 'rent' || stage?.cloud === undefined)
    return { ...deployment, name };
  const { payment } = deployment.pool;
  const region = regionOf(stage.region);
  return {
    ...deployment,
    name,
    pool: {
      ...deployment.pool,
      payment: { ...payment, cloud: given(stage.cloud), ...(region === undefined ? {} : { region: given(region) }) },
    },
  };
}

function* apiRows(
  request: EvaluationRequest,
  options: RankOptions,
): Generator<RankedRow | InfeasibleRow, void, undefined> {
  const { catalog, modelRow } = request.resolved;
  const least = options.minimumConfidence ? CONFIDENCE.indexOf(options.minimumConfidence) : 0;
  const all = apiRowsOf(catalog, modelRow);
  const standing = apiStandingsOf(catalog, modelRow, all);
  const include = included(options);
  const offers = all.filter(
    (row) => CONFIDENCE.indexOf(row.origin.confidence) >= least && admitted(standing(row), include),
  );
  for (const provider of new Set(offers.map((row) => row.provider))) {
    const api: Api = { kind: 'api', origin: ORIGIN, provider: given(provider), batch: given(false) };
    const deployment: Deployment = { kind: 'api', name: slug(`api-${provider}`), origin: ORIGIN, api };
    const evaluated = evaluateDeployment(deployment, request);
    if (evaluated.estimate.status === 'infeasible')
      yield { kind: 'infeasible', accelerator: provider, name: provider, reasons: evaluated.estimate.reasons };
    else yield rowOf(evaluated, deployment, () => evaluateDeployment(deployment, request));
  }
}

function rentOf(purchase: Purchase): Rent {
  const interruptionReserve = defaultInterruptionReserve();
  return { kind: 'rent', origin: ORIGIN, purchase: given(purchase), interruptionReserve };
}

const OWN: Own = { kind: 'own', origin: ORIGIN, share: given(false) };

function deploymentOf(
  row: AcceleratorRow,
  payment: Payment,
  serving: Serving,
  weights: Precision | undefined,
): Extract<Deployment, { kind: 'serve' }> {
  const name = payment.kind === 'own' ? `own-${row.id}` : `${row.id}-${payment.purchase.value}`;
  // Parallelism written for one machine means nothing on another.
  const { tensorParallel: _t, pipelineParallel: _p, expertParallel: _e, dataParallel: _d, ...open } = serving;
  const own: Serving =
    weights === undefined || weights === serving.weights?.value ? open : { ...open, weights: given(weights) };
  return {
    kind: 'serve',
    name,
    origin: ORIGIN,
    pool: { origin: ORIGIN, accelerator: given(row.id), payment, serving: own },
  };
}

/** Where the document sets a parallelism for all, a row says its own, so that it means the same once it stands in there. */
function asChosen(
  deployment: Extract<Deployment, { kind: 'serve' }>,
  { stages: [stage] }: DeploymentEstimate,
  { tensorParallel, pipelineParallel, expertParallel, dataParallel }: Serving,
): Deployment {
  if (stage === undefined) return deployment;
  const own = (value: number): Amount => ({ low: value, mid: value, high: value, origin: ORIGIN });
  const { pool } = deployment;
  const serving: Serving = {
    ...pool.serving,
    ...(tensorParallel && { tensorParallel: own(stage.tensorParallel) }),
    ...(pipelineParallel && { pipelineParallel: own(stage.pipelineParallel) }),
    ...(expertParallel && { expertParallel: own(stage.expertParallel) }),
    ...(dataParallel && { dataParallel: own(stage.dataParallel) }),
  };
  return { ...deployment, pool: { ...pool, serving } };
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
