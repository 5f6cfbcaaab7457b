/** Which numbers of an estimate can be explained, and what they are called. */
import type { DeploymentEstimate } from '../estimate/index.ts';
import { message, type Quantity } from '../quantity/index.ts';

export interface Explainable {
  /** Path inside a deployment's estimate. */
  readonly path: string;
  readonly label: string;
  readonly of: (deployment: DeploymentEstimate) => Quantity;
}

const EXPLAINABLE: readonly Explainable[] = [
  { path: 'cost.perMillionTokens', label: message('Cost per million tokens'), of: (d) => d.cost.perMillionTokens },
  { path: 'cost.perMonth', label: message('Cost per month'), of: (d) => d.cost.perMonth },
  {
    path: 'cost.perMillionOutputTokens',
    label: message('Cost per million output tokens'),
    of: (d) => d.cost.perMillionOutputTokens,
  },
  {
    path: 'cost.perMillionInputTokens',
    label: message('Cost per million input tokens'),
    of: (d) => d.cost.perMillionInputTokens,
  },
  { path: 'performance.ttft', label: message('Time to first token, mean'), of: (d) => d.performance.ttft },
  {
    path: 'performance.ttftP95',
    label: message('Time to first token, 95th percentile'),
    of: (d) => d.performance.ttftP95,
  },
  { path: 'performance.tpot', label: message('Time per output token'), of: (d) => d.performance.tpot },
  {
    path: 'energy.kwhPerMillionTokens',
    label: message('Energy per million tokens'),
    of: (d) => d.energy.kwhPerMillionTokens,
  },
  {
    path: 'energy.joulesPerOutputToken',
    label: message('Energy per output token, accelerators'),
    of: (d) => d.energy.joulesPerOutputToken,
  },
  {
    path: 'energy.carbonPerMillionTokens',
    label: message('Carbon per million tokens'),
    of: (d) => d.energy.carbonPerMillionTokens,
  },
];

export function explainable(): readonly Explainable[] {
  return EXPLAINABLE;
}
