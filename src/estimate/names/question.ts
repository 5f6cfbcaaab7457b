/** What all deployments of a document are asked, and what each answers. */
import type { Limits } from '../../performance/index.ts';
import type { Figure } from '../../quantity/index.ts';
import type { Subject } from './subject.ts';

/** What all deployments of a document are judged by. */
export interface Question {
  readonly subject: Subject;
  readonly limits: Limits;
  readonly currency: string;
  /** USD for one unit of the currency. */
  readonly rate: Figure;
}
