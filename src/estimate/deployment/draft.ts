/**
 * A draft model on machines of its own: it proposes `draft_tokens` for every step of the target, so its pool decodes
 * output × draft tokens ÷ tokens per step for each request. Its time per step is the document's `overhead`; its bill and power
 * stand beside those of the target.
 */
import type { Deployment, Pool } from '../../workload/index.ts';
import { choose, setUpPool } from '../choice/index.ts';
import {
  architectureOfRow,
  meanLengths,
  noOutput,
  type EvaluationRequest,
  resolveModel,
  type ResolvedWorkload,
} from '../names/index.ts';
import type { ProblemCollector } from '../problems/index.ts';
import { poolResult, type PoolResult } from './poolResult.ts';
import { addMisfitProblem, runs } from './misfit.ts';

/** @returns nothing where the draft runs on the target's machines, `'invalid'` or `'infeasible'` where it cannot run */
export function draftPool(
  pool: Pool,
  site: Deployment['site'],
  request: EvaluationRequest,
  pending: ProblemCollector,
): PoolResult | 'invalid' | 'infeasible' | undefined {
  const { speculative, ...rest } = pool.serving;
  const draft = speculative?.draft;
  const { resolved } = request;
  if (!speculative || !draft?.payment || noOutput(resolved)) return undefined;
  const row = resolveModel(resolved.catalog, draft.model, pending);
  if (!row) return 'invalid';
  const proposed = speculative.draftTokens.mid / speculative.tokensPerStep.mid;
  const { traffic } = resolved;
  const scale = <A extends { readonly low: number; readonly mid: number; readonly high: number }>(amount: A): A => ({
    ...amount,
    low: amount.low * proposed,
    mid: amount.mid * proposed,
    high: amount.high * proposed,
  });
  const own: ResolvedWorkload = {
    ...resolved,
    modelRow: row,
    architecture: architectureOfRow(row),
    traffic: { ...traffic, outputTokens: { mean: scale(traffic.outputTokens.mean) } },
  };
  const {
    weights: _w,
    kvCache: _k,
    tensorParallel: _t,
    pipelineParallel: _p,
    expertParallel: _e,
    dataParallel: _d,
    ...serving
  } = rest;
  const setup = setUpPool(
    'decode',
    {
      origin: draft.accelerator.origin,
      accelerator: draft.accelerator,
      payment: draft.payment,
      serving,
    },
    own,
    site,
    pending,
  );
  if (!setup) return 'invalid';
  if (!runs(own, [setup], pending)) return 'infeasible';
  const lengths = meanLengths(own);
  const search = { performance: resolved.performance, lengths, limits: {}, rate: traffic.requests.mid };
  const chosen = choose(setup, search);
  if (!chosen) {
    addMisfitProblem(own, setup, pending, lengths);
    return 'infeasible';
  }
  return poolResult(own, { setup, candidate: chosen, limits: {}, stage: 'draft' });
}
