/** Figures become the quantities of an estimate, each under the path that `explain` unfolds. */
import { type CostFigures, type EnergyFigures, lineLabel } from '../../economics/index.ts';
import type { Figure, Quantity } from '../../quantity/index.ts';
import type { AddFigure } from './blank.ts';
import type { CostEstimate, EnergyEstimate } from '../contract/index.ts';

/** Figures by the path that `explain` unfolds. */
export class FigureIndex {
  readonly figures = new Map<string, Figure>();

  /** The quantity of a figure under its path; plain counts and ratios have no unit in JSON. Written out because it runs often. */
  readonly add: AddFigure = (derivation, figure) => {
    this.figures.set(derivation, figure);
    const { value, low, high, state } = figure;
    const unit = figure.unit === '1' ? '' : figure.unit;
    if (low === undefined) return { value, unit, state, derivation };
    return high === undefined ? { value, low, unit, state, derivation } : { value, low, high, unit, state, derivation };
  };
}

export function costOf(register: AddFigure, cost: CostFigures): CostEstimate {
  return {
    perMillionTokens: register('cost.perMillionTokens', cost.perMillionTokens),
    perMillionOutputTokens: register('cost.perMillionOutputTokens', cost.perMillionOutputTokens),
    perMillionInputTokens: register('cost.perMillionInputTokens', cost.perMillionInputTokens),
    perMillionCachedInputTokens: register('cost.perMillionCachedInputTokens', cost.perMillionCachedInputTokens),
    perRequest: register('cost.perRequest', cost.perRequest),
    perHour: register('cost.perHour', cost.perHour),
    perMonth: register('cost.perMonth', cost.perMonth),
    atFullLoad: { perMillionTokens: register('cost.atFullLoad.perMillionTokens', cost.atFullLoad.perMillionTokens) },
    breakdown: cost.breakdown.map(({ code, perMonth, ...key }, index) => ({
      code,
      label: lineLabel(key),
      ...key,
      perMonth: register(`cost.breakdown.${index}.perMonth`, perMonth),
    })),
  };
}

export function energyOf(register: AddFigure, energy: EnergyFigures): EnergyEstimate {
  const of = (key: keyof EnergyEstimate): Quantity => register(`energy.${key}`, energy[key]);
  return {
    joulesPerOutputToken: of('joulesPerOutputToken'),
    kwhPerMillionTokens: of('kwhPerMillionTokens'),
    wattHoursPerRequest: of('wattHoursPerRequest'),
    averagePower: of('averagePower'),
    kwhPerMonth: of('kwhPerMonth'),
    carbonPerMillionTokens: of('carbonPerMillionTokens'),
    carbonPerMonth: of('carbonPerMonth'),
    embodiedCarbonPerMonth: of('embodiedCarbonPerMonth'),
    waterPerMonth: of('waterPerMonth'),
  };
}
