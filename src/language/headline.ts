/** One deployment in one line: the words that the lens, the status bar, the tree and the symbols share. */
import {
  tpotOf,
  ttftOf,
  type DeploymentEstimate,
  type Estimate,
  type LimitSummary,
  type StageEstimate,
} from '../estimate/index.ts';
import {
  formatMoney,
  formatNumber,
  formatQuantity,
  formatInterval,
  isSkewed,
  type Quantity,
} from '../quantity/index.ts';
import type { LanguageContext } from './types.ts';

type Words = Pick<LanguageContext, 'locale' | 't'>;

const SEPARATOR = ' · ';

/** "$0.42 / 1M tokens ±12 % · 0.31 kWh · 6 × p5.48xlarge · TTFT 420 ms ✓"; in place of numbers, why there are none. */
export function headline(deployment: DeploymentEstimate, limits: LimitSummary | undefined, words: Words): string {
  const { t } = words;
  if (deployment.status === 'invalid') return t('not estimated');
  if (deployment.status === 'infeasible') {
    const reason = deployment.reasons[0]?.message;
    return reason === undefined ? t('does not fit') : t('not possible: {0}', firstSentence(reason));
  }
  return [
    costPart(deployment.cost.perMillionTokens, words),
    energyPart(deployment, words),
    machines(deployment, words),
    ...latencyParts(deployment, limits, words),
  ]
    .filter((part) => part !== '')
    .join(SEPARATOR);
}

/** "$0.42 / 1M tokens ±12 %", "≥ $2.10 / 1M tokens", "cost unknown". */
export function costPart(cost: Quantity, words: Words): string {
  if (cost.value === null && cost.low === undefined) return words.t('cost unknown');
  return withSpread(perMillion(cost, words), cost, words);
}

/** "$0.42 / 1M tokens", "≥ $2.10 / 1M tokens". */
export function perMillion(cost: Quantity, words: Words): string {
  return words.t('{0} / 1M tokens', money(cost, words));
}

/** The same for a narrow column: "$0.42 ±12 %". */
export function shortCost(cost: Quantity, words: Words): string {
  if (cost.value === null && cost.low === undefined) return words.t('cost unknown');
  return withSpread(money(cost, words), cost, words);
}

/** Money of a quantity alone, "≥ $2.10" for a lower bound. */
function money(quantity: Quantity, { locale, t }: Words): string {
  if (quantity.value !== null) return formatMoney(quantity.value, quantity.unit, locale);
  return quantity.low === undefined ? t('unknown') : `≥ ${formatMoney(quantity.low, quantity.unit, locale)}`;
}

function withSpread(text: string, quantity: Quantity, { locale }: Words): string {
  const spread = formatInterval(quantity, locale);
  if (spread === undefined) return text;
  return `${text} ${isSkewed(quantity) ? `(${spread})` : spread}`;
}

function energyPart(deployment: DeploymentEstimate, { locale, t }: Words): string {
  const energy = deployment.energy.kwhPerMillionTokens;
  if (energy.value !== null) return energyText(energy.value, locale);
  return deployment.kind === 'api' ? t('energy not published') : t('energy unknown');
}

/** Always in kWh per million tokens, so that deployments can be compared at a glance. */
export function energyText(kwh: number | null, locale: string): string {
  return kwh === null ? '–' : `${formatNumber(kwh, locale)} kWh`;
}

/** "6 × p5.48xlarge + 4 × cerebras-wse3"; empty for an API. */
export function machines(deployment: DeploymentEstimate, { locale }: Words): string {
  return deployment.stages.map((stage) => stageMachines(stage, locale)).join(' + ');
}

function stageMachines(stage: StageEstimate, locale: string): string {
  if (stage.instance !== undefined && stage.instances !== undefined)
    return `${formatNumber(stage.instances, locale)} × ${stage.instance}`;
  return `${formatNumber(stage.accelerators, locale)} × ${stage.accelerator}`;
}

/** TTFT always (when known), TPOT only where its target is missed; ✓ and ✗ only against a target. */
function latencyParts(
  deployment: DeploymentEstimate,
  limits: LimitSummary | undefined,
  { locale }: Words,
): readonly string[] {
  const tpot = tpotOf(deployment, limits);
  const parts: string[] = [];
  const shown = ttftOf(deployment, limits);
  if (shown.value !== null)
    parts.push(
      `TTFT ${formatQuantity({ value: shown.value, unit: shown.unit, state: shown.state }, { locale })}${mark(deployment.slo.ttft)}`,
    );
  if (deployment.slo.tpot === 'missed' && tpot.value !== null)
    parts.push(`TPOT ${formatQuantity({ value: tpot.value, unit: tpot.unit, state: tpot.state }, { locale })} ✗`);
  return parts;
}

function mark(state: 'met' | 'missed' | 'unset'): string {
  return state === 'met' ? ' ✓' : state === 'missed' ? ' ✗' : '';
}

function firstSentence(text: string): string {
  const end = text.search(/[.:]\s/);
  return (end < 0 ? text : text.slice(0, end)).replace(/\.$/, '');
}

/** The deployment a workload is judged by: its baseline, else the cheapest with a known cost, else the first. */
export function leading(estimate: Estimate): DeploymentEstimate | undefined {
  return estimate.deployments.find((one) => one.name === estimate.baseline) ?? byCost(estimate.deployments)[0];
}

/** Cheapest first; lower bounds after known costs, unknown and impossible last. Stable. */
export function byCost(deployments: readonly DeploymentEstimate[]): readonly DeploymentEstimate[] {
  const key = (one: DeploymentEstimate): readonly [number, number] => {
    const cost = one.cost.perMillionTokens;
    if (one.status === 'infeasible' || one.status === 'invalid') return [3, 0];
    if (cost.value !== null) return [0, cost.value];
    return cost.low === undefined ? [2, 0] : [1, cost.low];
  };
  return [...deployments].sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    return left[0] - right[0] || left[1] - right[1];
  });
}
