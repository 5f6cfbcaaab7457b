/**
 * Lines of a bill by codes: what is paid for, in which pool, under which plan. The labels are the English names of figures,
 * and what surfaces translate.
 */
import { COST_ELEMENTS, type CostElement, type CostKind, type Figure } from '../quantity/index.ts';
import type { Purchase } from './purchase.ts';

/** Pools whose lines are told apart; the lines of a fleet that does everything have no stage. */
export type CostStage = 'prefill' | 'decode' | 'feed_forward' | 'draft';

/** What a line is paid for. */
export interface CostLineKey {
  readonly element: CostElement;
  readonly kind: CostKind;
  readonly stage?: CostStage;
  /** Of rent: the purchase plan, or `quote` for a price of the user's own. */
  readonly plan?: Purchase | 'quote';
}

/** USD per hour, mean over the day. */
export interface CostLine extends CostLineKey {
  readonly perHour: Figure;
}

export function costLine(
  element: CostElement,
  perHour: Figure,
  stage: CostStage | undefined,
  plan?: CostLineKey['plan'],
): CostLine {
  const line = { element, kind: COST_ELEMENTS[element].kind, perHour };
  if (stage === undefined) return plan === undefined ? line : { ...line, plan };
  return plan === undefined ? { ...line, stage } : { ...line, stage, plan };
}

/** The line's own key in a bill: `rent`, `prefill.rent`. */
export const lineCode = ({ element, stage }: CostLineKey): string =>
  stage === undefined ? element : `${stage}.${element}`;

/** English name of the line: "prefill: rent, 1-year". */
export function lineLabel({ element, stage, plan }: CostLineKey): string {
  const label = elementLabel(element, plan);
  return stage === undefined ? label : `${stage}: ${label}`;
}

/** English name of an element: "rent, 1-year", "rent at your price", "servers". */
export function elementLabel(element: CostElement, plan?: CostLineKey['plan']): string {
  const { label } = COST_ELEMENTS[element];
  if (plan === undefined) return label;
  return plan === 'quote' ? `${label} at your price` : `${label}, ${plan}`;
}
