/** The lines of a bill beside its machines, of what the document says of operations. */
import { type CostLine, operationsLines, type OperationsUse, type Tokens } from '../../economics/index.ts';
import { type Figure, leaf, scale, sum } from '../../quantity/index.ts';
import type { ResolvedWorkload } from '../names/index.ts';
import { operationsOf } from '../offers/index.ts';
import type { PoolResult } from './poolResult.ts';

/** @param pools whose machines are paid; none of a hosted API */
export function operationsBill(
  resolved: ResolvedWorkload,
  pools: readonly PoolResult[],
  served: Figure,
  tokens: Tokens,
): readonly CostLine[] {
  const { operations, catalog, today } = resolved;
  if (!operations) return [];
  return operationsLines(operationsOf(operations, catalog, today), {
    ...(pools.length === 0 ? {} : { machines: machinesUsed(pools, resolved) }),
    served,
    output: tokens.output,
  });
}

/** Accelerators paid for, mean over the day; and the weights, kept once whatever the number of replicas. */
function machinesUsed(
  pools: readonly PoolResult[],
  { performance, architecture }: ResolvedWorkload,
): NonNullable<OperationsUse['machines']> {
  const held = pools.map(({ fleet, candidate: { option } }) =>
    scale('accelerators', '1', fleet.billed, option.size, 'machines × accelerators'),
  );
  const [first] = pools;
  const bytes = first ? performance.weightBytes(architecture, first.setup.weights.value, ONE) : 0;
  const origin = { kind: 'model', documentation: 'docs/performance-model.md#memory' } as const;
  return {
    accelerators: sum('accelerators paid for', '1', held),
    weightsGB: leaf('weights', { value: bytes / 1e9 }, 'GB', origin),
  };
}

const ONE = { tensor: 1, pipeline: 1, expert: 1, data: 1 } as const;
