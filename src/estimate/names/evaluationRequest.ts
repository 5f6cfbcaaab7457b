/** What all deployments of a document are asked, and what each answers. */
import type { Limits } from '../../performance/index.ts';
import type { Figure } from '../../quantity/index.ts';
import type { ResolvedWorkload } from './resolvedWorkload.ts';

/** What all deployments of a document are judged by. */
export interface EvaluationRequest {
  readonly resolved: ResolvedWorkload;
  readonly limits: Limits;
  readonly currency: string;
  /** USD for one unit of the currency. */
  readonly usdRate: Figure;
}
