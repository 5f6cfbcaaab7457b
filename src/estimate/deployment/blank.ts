/** Estimates without numbers: each quantity unknown, in its unit, with the reason. */
import { type Figure, type Quantity, unknown } from '../../quantity/index.ts';
import type { CostEstimate, DeploymentEstimate, EnergyEstimate, PerformanceEstimate } from '../contract/index.ts';

export type AddFigure = (path: string, figure: Figure) => Quantity;

export function blankPerformance(register: AddFigure, reason: string): PerformanceEstimate {
  const of = (key: string, label: string, unit: string): Quantity =>
    register(`performance.${key}`, unknown(label, unit, reason));
  return {
    ttft: of('ttft', 'TTFT', 's'),
    ttftP95: of('ttftP95', 'TTFT, 95th percentile', 's'),
    tpot: of('tpot', 'TPOT', 's'),
    outputTokensPerSecond: of('outputTokensPerSecond', 'output tokens per second', 'token/s'),
    outputTokensPerSecondPerAccelerator: of(
      'outputTokensPerSecondPerAccelerator',
      'output tokens per second and accelerator',
      'token/s',
    ),
    concurrency: of('concurrency', 'sequences in flight per replica', '1'),
    utilization: of('utilization', 'utilization', '1'),
    bottleneck: 'unknown',
  };
}

export function blankCost(register: AddFigure, currency: string, reason: string): CostEstimate {
  const of = (key: string, label: string): Quantity => register(`cost.${key}`, unknown(label, currency, reason));
  return {
    perMillionTokens: of('perMillionTokens', 'cost per million tokens'),
    perMillionOutputTokens: of('perMillionOutputTokens', 'cost per million output tokens'),
    perMillionInputTokens: of('perMillionInputTokens', 'cost per million uncached input tokens'),
    perMillionCachedInputTokens: of('perMillionCachedInputTokens', 'cost per million cached input tokens'),
    perRequest: of('perRequest', 'cost per request'),
    perHour: of('perHour', 'cost per hour'),
    perMonth: of('perMonth', 'cost per month'),
    atFullLoad: { perMillionTokens: of('atFullLoad.perMillionTokens', 'cost per million tokens at full load') },
    breakdown: [],
  };
}

export function blankEnergy(register: AddFigure, reason: string): EnergyEstimate {
  const of = (key: string, label: string, unit: string): Quantity =>
    register(`energy.${key}`, unknown(label, unit, reason));
  return {
    joulesPerOutputToken: of('joulesPerOutputToken', 'energy per output token', 'J'),
    kwhPerMillionTokens: of('kwhPerMillionTokens', 'energy per million tokens', 'kWh'),
    wattHoursPerRequest: of('wattHoursPerRequest', 'energy per request', 'Wh'),
    averagePower: of('averagePower', 'average power from the grid', 'W'),
    kwhPerMonth: of('kwhPerMonth', 'energy per month', 'kWh'),
    carbonPerMillionTokens: of('carbonPerMillionTokens', 'carbon per million tokens', 'g'),
    carbonPerMonth: of('carbonPerMonth', 'carbon per month', 'g'),
    embodiedCarbonPerMonth: of('embodiedCarbonPerMonth', 'embodied carbon per month', 'g'),
    waterPerMonth: of('waterPerMonth', 'water per month', 'l'),
  };
}

export const UNSET: DeploymentEstimate['slo'] = { ttft: 'unset', tpot: 'unset' };
