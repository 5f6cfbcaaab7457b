/** How one quantity stands in a cell of a table: text, Markdown and HTML reports write it the same way. */
import {
  formatDuration,
  formatMoney,
  formatNumber,
  formatPercent,
  formatSpread,
  type Quantity,
} from '../../quantity/index.ts';
import {
  type DeploymentEstimate,
  hasNoOutput,
  type LimitSummary,
  type SloState,
  type StageEstimate,
  tpotMetric,
} from '../../estimate/index.ts';

export interface CellOptions {
  readonly locale: string;
  readonly currency: string;
  /** Of the document: they say which TTFT is shown. */
  readonly limits: LimitSummary | undefined;
}

type Locale = Pick<CellOptions, 'locale'>;
type Money = Pick<CellOptions, 'locale' | 'currency'>;

const UNKNOWN = 'unknown';

/** The value, "≥ bound" for a lower bound, "unknown" otherwise: never zero, never blank. */
export function cell(quantity: Quantity, write: (value: number) => string): string {
  if (quantity.value !== null) return write(quantity.value);
  return quantity.low === undefined ? UNKNOWN : `≥ ${write(quantity.low)}`;
}

export function moneyCell(quantity: Quantity, { locale, currency }: Money): string {
  return cell(quantity, (value) => formatMoney(value, currency, locale));
}

export function numberCell(quantity: Quantity, { locale }: Locale): string {
  return cell(quantity, (value) => formatNumber(value, locale));
}

export function durationCell(quantity: Quantity, { locale }: Locale, state: SloState = 'unset'): string {
  const text = cell(quantity, (value) => formatDuration(value, locale));
  return state === 'unset' ? text : `${text} ${state === 'met' ? '✓' : '✗'}`;
}

/** TPOT as it is judged; empty where no token is written. */
export function tpotCell(deployment: DeploymentEstimate, cells: CellOptions): string {
  if (hasNoOutput(deployment)) return '';
  return durationCell(tpotMetric(cells.limits).pick(deployment), cells, deployment.slo.tpot);
}

/** The 80 % interval as "low–high" of money; empty where there is none. */
export function moneyInterval(quantity: Quantity, { locale, currency }: Money): string {
  if (quantity.value === null || quantity.low === undefined || quantity.high === undefined) return '';
  return `${formatMoney(quantity.low, currency, locale)}–${formatMoney(quantity.high, currency, locale)}`;
}

/** Half the 80 % interval: "±28 %". Empty where there is none. */
export function spreadCell(quantity: Quantity, { locale }: Locale): string {
  return formatSpread(quantity, locale) ?? '';
}

/** "6 × p5.48xlarge" or "16 × b200"; stages joined with " + ". Empty for an API. */
export function machinesCell(deployment: DeploymentEstimate): string {
  return deployment.stages.map(stageMachines).join(' + ');
}

export function stageMachines(stage: StageEstimate): string {
  if (stage.instance !== undefined && stage.instances !== undefined) return `${stage.instances} × ${stage.instance}`;
  if (stage.system) {
    const { form, accelerators, count } = stage.system;
    return `${count} × ${form} of ${accelerators} ${stage.accelerator}`;
  }
  return `${stage.accelerators} × ${stage.accelerator}`;
}

export function changeCell(share: number | undefined, { locale }: Locale): string {
  if (share === undefined) return '';
  const sign = share > 0 ? '+' : share < 0 ? '−' : '';
  return `${sign}${formatPercent(Math.abs(share), locale)}`;
}
