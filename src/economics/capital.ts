/** Capital: what a machine costs per accelerator, and what it costs to have paid for it. */
import { compute, scale, multiply, type Figure } from '../quantity/index.ts';

export const HOURS_PER_YEAR = 8760;

/**
 * Capital recovery per year and USD: the level payment that repays 1 at the cost of capital and leaves the residual.
 *
 * @param rate per year; at 0 it is straight-line depreciation
 * @param years life after which the machine is replaced
 * @param residual share of the price recovered then
 */
export function annuity(rate: number, years: number, residual: number): number {
  if (Math.abs(rate) < 1e-9) return (1 - residual) / years;
  const discount = (1 + rate) ** -years;
  return ((1 - residual * discount) * rate) / (1 - discount);
}

/** Capital recovery per hour as a figure. */
export function recoveryPerHour(label: string, rate: Figure, life: Figure, residual?: Figure): Figure {
  const formula = `annuity(cost of capital, life${residual ? ', residual value' : ''}) ÷ 8,760 h`;
  return compute(
    label,
    '1/h',
    residual ? [rate, life, residual] : [rate, life],
    formula,
    ([r = 0, years = 1, rest = 0]) => annuity(r, years, rest) / HOURS_PER_YEAR,
  );
}

/** Server price ÷ its accelerators where known, else the accelerator's price with the rest of the server on top. */
export function hardwarePerAccelerator(price: {
  readonly system?: { readonly price: Figure; readonly accelerators: number };
  readonly accelerator?: { readonly price: Figure; readonly serverShare: Figure };
}): Figure | undefined {
  const { system, accelerator } = price;
  const label = 'hardware per accelerator';
  if (system)
    return scale(
      label,
      'USD',
      system.price,
      1 / system.accelerators,
      `system price ÷ ${system.accelerators} accelerators`,
    );
  if (!accelerator) return undefined;
  const { serverShare } = accelerator;
  const whole = compute('server', '1', [serverShare], '1 + rest of the server', ([share = 0]) => 1 + share);
  return multiply(label, 'USD', [accelerator.price, whole], 'accelerator price × (1 + rest of the server)');
}
