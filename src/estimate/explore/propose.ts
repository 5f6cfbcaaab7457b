/** What a document without deployments shows: the cheapest of the catalog, each in its own way. */
import type { Deployment, Workload } from '../../workload/index.ts';
import { PURCHASES } from '../offers/index.ts';
import type { EvaluationRequest } from '../names/index.ts';
import type { Evaluated } from '../deployment/index.ts';
import { rankRows } from './rank.ts';
import { rankAll } from './rankOrder.ts';

/** The five cheapest, one for each accelerator and one API: what a document without deployments shows. */
export function propose(
  workload: Workload,
  request: EvaluationRequest,
): { readonly evaluated: readonly Evaluated[]; readonly deployments: readonly Deployment[] } {
  const bound = request.limits.ttft !== undefined || request.limits.tpot !== undefined;
  const purchases = bound ? PURCHASES.filter((plan) => plan !== 'spot') : PURCHASES;
  const ranking = rankAll(
    rankRows(workload, request, { availableNow: true, purchases }),
    { by: 'cost' },
    request.limits,
  );
  const seen = new Set<string>();
  const best = ranking.rows.filter(({ estimate, evaluated }) => {
    const key = estimate.kind === 'api' ? 'api' : (evaluated.pools[0]?.setup.row.id ?? '');
    if (estimate.cost.perMonth.value === null || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  const top = best.slice(0, 5);
  return {
    evaluated: top.map(({ evaluated, estimate }) => ({ ...evaluated, estimate })),
    deployments: top.map(({ deployment }) => deployment),
  };
}
