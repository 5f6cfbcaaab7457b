import type { Figure } from '../../quantity/index.ts';
import type { PendingProblem } from '../problems/index.ts';
import type { PoolResult } from './poolResult.ts';
import type { DeploymentEstimate } from '../contract/index.ts';

export interface Evaluated {
  readonly estimate: DeploymentEstimate;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly pending: readonly PendingProblem[];
  readonly pools: readonly PoolResult[];
}
