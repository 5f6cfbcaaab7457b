/** What bills are made of: by codes, for all layers. */
import { message } from './message.ts';

/** `capital` is paid on the day of purchase, `running` by the hour, `energy` by what is drawn. */
export type CostKind = 'capital' | 'running' | 'energy';

interface Element {
  readonly kind: CostKind;
  readonly label: string;
}

/** Everything that a bill can hold, once; surfaces translate the names. */
export const COST_ELEMENTS = {
  rent: { kind: 'running', label: message('rent') },
  'rent-burst': { kind: 'running', label: message('rent beyond the commitment') },
  'interruption-reserve': { kind: 'running', label: message('interruption reserve at on-demand price') },
  servers: { kind: 'capital', label: message('servers') },
  network: { kind: 'capital', label: message('network') },
  storage: { kind: 'capital', label: message('storage') },
  spares: { kind: 'capital', label: message('spares') },
  building: { kind: 'capital', label: message('building') },
  colocation: { kind: 'running', label: message('colocation') },
  maintenance: { kind: 'running', label: message('maintenance') },
  staff: { kind: 'running', label: message('staff') },
  electricity: { kind: 'energy', label: message('electricity') },
  license: { kind: 'running', label: message('software licence') },
  support: { kind: 'running', label: message('software support') },
  engineers: { kind: 'running', label: message('engineers') },
  egress: { kind: 'running', label: message('egress') },
  'weights-storage': { kind: 'running', label: message('storage of weights') },
  'load-balancer': { kind: 'running', label: message('load balancer') },
  'control-plane': { kind: 'running', label: message('control plane') },
  monitoring: { kind: 'running', label: message('monitoring') },
  'api-input': { kind: 'running', label: message('uncached input tokens') },
  'api-cached-input': { kind: 'running', label: message('cached input tokens') },
  'api-output': { kind: 'running', label: message('output tokens') },
} as const satisfies Readonly<Record<string, Element>>;

export type CostElement = keyof typeof COST_ELEMENTS;
