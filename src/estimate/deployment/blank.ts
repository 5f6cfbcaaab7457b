/** Estimates without numbers: each quantity unknown, in its unit, with the reason. */
import { type Figure, type Quantity, unknown } from '../../quantity/index.ts';
import {
  type CostEstimate,
  type DeploymentEstimate,
  type EnergyEstimate,
  metric,
  type MetricPath,
  type PerformanceEstimate,
} from '../contract/index.ts';

export type AddFigure = (path: string, figure: Figure) => Quantity;

type Blank = (path: MetricPath) => Quantity;

function blank(register: AddFigure, currency: string, reason: string): Blank {
  return (path) => {
    const { label, unit } = metric(path);
    return register(path, unknown(label, unit === 'money' ? currency : unit, reason));
  };
}

export function blankPerformance(register: AddFigure, reason: string): PerformanceEstimate {
  const of = blank(register, '', reason);
  return {
    ttft: of('performance.ttft'),
    ttftP95: of('performance.ttftP95'),
    tpot: of('performance.tpot'),
    outputTokensPerSecond: of('performance.outputTokensPerSecond'),
    outputTokensPerSecondPerAccelerator: of('performance.outputTokensPerSecondPerAccelerator'),
    concurrency: of('performance.concurrency'),
    utilization: of('performance.utilization'),
    bottleneck: 'unknown',
  };
}

export function blankCost(register: AddFigure, currency: string, reason: string): CostEstimate {
  const of = blank(register, currency, reason);
  return {
    perMillionTokens: of('cost.perMillionTokens'),
    perMillionOutputTokens: of('cost.perMillionOutputTokens'),
    perMillionInputTokens: of('cost.perMillionInputTokens'),
    perMillionCachedInputTokens: of('cost.perMillionCachedInputTokens'),
    perRequest: of('cost.perRequest'),
    perHour: of('cost.perHour'),
    perMonth: of('cost.perMonth'),
    atFullLoad: { perMillionTokens: of('cost.atFullLoad.perMillionTokens') },
    breakdown: [],
  };
}

export function blankEnergy(register: AddFigure, reason: string): EnergyEstimate {
  const of = blank(register, '', reason);
  return {
    joulesPerOutputToken: of('energy.joulesPerOutputToken'),
    kwhPerMillionTokens: of('energy.kwhPerMillionTokens'),
    wattHoursPerRequest: of('energy.wattHoursPerRequest'),
    averagePower: of('energy.averagePower'),
    kwhPerMonth: of('energy.kwhPerMonth'),
    carbonPerMillionTokens: of('energy.carbonPerMillionTokens'),
    carbonPerMonth: of('energy.carbonPerMonth'),
    embodiedCarbonPerMonth: of('energy.embodiedCarbonPerMonth'),
    waterPerMonth: of('energy.waterPerMonth'),
  };
}

export const UNSET: DeploymentEstimate['slo'] = { ttft: 'unset', tpot: 'unset' };
