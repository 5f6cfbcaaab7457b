/** What a document without deployments shows: five ways to serve it that one would act on. */
import type { Slices } from '../../economics/index.ts';
import type { Deployment, Workload } from '../../workload/index.ts';
import type { InfeasibleRow, OfferReason } from '../contract/index.ts';
import type { EvaluationRequest } from '../names/index.ts';
import type { Evaluated } from '../deployment/index.ts';
import { rankRows, type RankedRow } from './rank.ts';
import { rankAll } from './rankOrder.ts';

const PROPOSED = 5;
/** Two clouds, so that one can compare; the fifth is whatever is cheapest. */
const SEATS = ['rent', 'own', 'api', 'rent'] as const;

/**
 * The cheapest, one for each machine: two rented in different clouds, one owned, one API where they exist, and one more.
 * Slices of less than a millisecond: one row of the ranking, or one proposal, each.
 *
 * @param request with the targets that proposals are judged by
 */
export function* propose(
  workload: Workload,
  request: EvaluationRequest,
): Slices<{ readonly evaluated: readonly Evaluated[]; readonly deployments: readonly Deployment[] }> {
  const found: (RankedRow | InfeasibleRow)[] = [];
  for (const row of rankRows(workload, request, { availableNow: true })) {
    found.push(row);
    yield;
  }
  const { rows } = rankAll(found, { by: 'cost' }, request.limits);
  const priced = rows.filter(({ estimate }) => estimate.cost.perMonth.value !== null);
  const top = chosen(priced);
  const evaluated: Evaluated[] = [];
  for (const { evaluate, estimate } of top) {
    yield;
    evaluated.push({ ...evaluate(), estimate });
  }
  return { evaluated, deployments: top.map(({ deployment }) => deployment) };
}

/** In the order of the ranking: the best of each kind, then the best of the rest. */
function chosen(rows: readonly RankedRow[]): readonly RankedRow[] {
  const taken = new Set<RankedRow>();
  const machines = new Set<string>();
  const take = (row: RankedRow | undefined): void => {
    if (!row || taken.size >= PROPOSED || machines.has(machineOf(row))) return;
    taken.add(row);
    machines.add(machineOf(row));
  };
  for (const kind of SEATS) {
    const clouds = new Set([...taken].map(cloudOf));
    const ofKind = rows.filter((row) => row.estimate.kind === kind && !machines.has(machineOf(row)));
    const elsewhere = kind === 'rent' ? ofKind.filter((row) => !clouds.has(cloudOf(row))) : ofKind;
    take(sure(elsewhere.length > 0 ? elsewhere : ofKind));
  }
  while (taken.size < PROPOSED) {
    const next = sure(rows.filter((row) => !machines.has(machineOf(row))));
    if (!next) break;
    take(next);
  }
  return rows.filter((row) => taken.has(row));
}

const machineOf = ({ deployment }: RankedRow): string =>
  deployment.kind === 'serve' ? deployment.pool.accelerator.value : deployment.kind;

const cloudOf = ({ estimate }: RankedRow): string | undefined => estimate.stages[0]?.cloud;

/** Among those as good as the first, one whose price is young and quoted goes before one that is marked. */
function sure(rows: readonly RankedRow[]): RankedRow | undefined {
  const [first] = rows;
  return rows.find((row) => row.meetsSlo === first?.meetsSlo && !marked(row)) ?? first;
}

const MARKS: ReadonlySet<string> = new Set<OfferReason>(['old', 'uncorroborated']);
const marked = ({ estimate }: RankedRow): boolean => estimate.reasons.some(({ code }) => MARKS.has(code));
