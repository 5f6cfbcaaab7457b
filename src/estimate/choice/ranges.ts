/** Ranges of the document that are neither traffic nor price: how far they move what a replica carries. */
import type { Lengths, Limits, Replica, Residual } from '../../performance/index.ts';
import type { Amount } from '../../workload/index.ts';
import type { Candidate } from './candidate.ts';
import type { PoolSetup } from './pool.ts';
import type { ResolvedWorkload } from '../names/index.ts';

const isRange = (amount: Amount | undefined): amount is Amount => amount !== undefined && amount.low !== amount.high;

/** A residual with independent moves added in quadrature; each is a pair of logs of the value at the ends of a range. */
function widened(residual: Residual, moves: readonly (readonly [number, number])[]): Residual {
  if (moves.length === 0) return residual;
  let [down, up] = [Math.min(0, residual.low) ** 2, Math.max(0, residual.high) ** 2];
  for (const [a, b] of moves) {
    down += Math.min(a, b, 0) ** 2;
    up += Math.max(a, b, 0) ** 2;
  }
  return { ...residual, low: -Math.sqrt(down), high: Math.sqrt(up) };
}

/**
 * The throughput residual of a pool with what the document leaves open: the peak and the headroom it is sized for, and what
 * speculation gains. More demand per replica counts as less capacity.
 */
export function capacityResidual(
  resolved: ResolvedWorkload,
  setup: PoolSetup,
  { replica, option, atCapacity, prepared }: Candidate,
  lengths: Lengths,
  limits: Limits,
): Residual {
  const { performance, traffic } = resolved;
  const { headroom, speculative } = setup.pool.serving;
  const { phase } = prepared;
  const moves: (readonly [number, number])[] = [];
  const { kind } = setup.rule.scaling;
  const sized = kind === 'peak' || (kind === 'autoscale' && option.committed);
  const { peakToAverage } = traffic;
  if (sized && !traffic.profile && isRange(peakToAverage))
    moves.push([Math.log(peakToAverage.mid / peakToAverage.high), Math.log(peakToAverage.mid / peakToAverage.low)]);
  if (kind !== 'fixed' && isRange(headroom))
    moves.push([Math.log((1 + headroom.mid) / (1 + headroom.high)), Math.log((1 + headroom.mid) / (1 + headroom.low))]);
  const { speculation } = replica;
  if (speculation && speculative) {
    const rate = (changed: NonNullable<Replica['speculation']>): number => {
      const faster = performance.prepare({ ...replica, speculation: changed }, lengths, phase);
      const point = performance.maximumRate(faster, limits)?.point;
      return Math.log((point?.requestsPerSecond ?? atCapacity.requestsPerSecond) / atCapacity.requestsPerSecond);
    };
    const { tokensPerStep, overhead } = speculative;
    if (isRange(tokensPerStep))
      moves.push([
        rate({ ...speculation, tokensPerStep: tokensPerStep.low }),
        rate({ ...speculation, tokensPerStep: tokensPerStep.high }),
      ]);
    if (isRange(overhead))
      moves.push([rate({ ...speculation, overhead: overhead.high }), rate({ ...speculation, overhead: overhead.low })]);
  }
  const pools = setup.stage !== 'serve' || phase === 'prefill';
  return widened(performance.residual('throughput', replica, pools, { prepared, sequences: atCapacity.batch }), moves);
}
