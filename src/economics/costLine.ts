/**
 * Lines of a bill by codes: what is paid for, in which pool, under which plan. Words are made at the surfaces; the labels
 * here are the English names of figures.
 */
import type { Figure } from '../quantity/index.ts';
import type { Purchase } from './purchase.ts';

/** `capital` is paid on the day of purchase, `running` by the hour, `energy` by what is drawn. */
export type CostKind = 'capital' | 'running' | 'energy';

interface Element {
  readonly kind: CostKind;
  readonly label: string;
}

/** Everything that a bill can hold, once. */
const ELEMENTS = {
  rent: { kind: 'running', label: 'rent' },
  'interruption-reserve': { kind: 'running', label: 'interruption reserve at on-demand price' },
  servers: { kind: 'capital', label: 'servers' },
  network: { kind: 'capital', label: 'network' },
  storage: { kind: 'capital', label: 'storage' },
  spares: { kind: 'capital', label: 'spares' },
  building: { kind: 'capital', label: 'building' },
  colocation: { kind: 'running', label: 'colocation' },
  maintenance: { kind: 'running', label: 'maintenance' },
  staff: { kind: 'running', label: 'staff' },
  electricity: { kind: 'energy', label: 'electricity' },
  license: { kind: 'running', label: 'software licence' },
  support: { kind: 'running', label: 'software support' },
  engineers: { kind: 'running', label: 'engineers' },
  egress: { kind: 'running', label: 'egress' },
  'weights-storage': { kind: 'running', label: 'storage of weights' },
  'load-balancer': { kind: 'running', label: 'load balancer' },
  'control-plane': { kind: 'running', label: 'control plane' },
  monitoring: { kind: 'running', label: 'monitoring' },
  'api-input': { kind: 'running', label: 'uncached input tokens' },
  'api-cached-input': { kind: 'running', label: 'cached input tokens' },
  'api-output': { kind: 'running', label: 'output tokens' },
} as const satisfies Readonly<Record<string, Element>>;

export type CostElement = keyof typeof ELEMENTS;

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
  const line = { element, kind: ELEMENTS[element].kind, perHour };
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
  const { label } = ELEMENTS[element];
  if (plan === undefined) return label;
  return plan === 'quote' ? `${label} at your price` : `${label}, ${plan}`;
}
