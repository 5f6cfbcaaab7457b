import type { Figure } from '../../quantity/index.ts';
import type { Finding } from '../problems/index.ts';
import type { PoolResult } from './poolResult.ts';
import type { DeploymentEstimate } from '../contract/index.ts';

export interface Evaluated {
  readonly estimate: DeploymentEstimate;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly findings: readonly Finding[];
  readonly pools: readonly PoolResult[];
}
