/** What lines of a bill and inputs of the sensitivity are called in the reader's language, by their codes. */
import { COST_ELEMENTS, type Translate } from '../../quantity/index.ts';
import { type CostLine, INPUTS, type SensitivityRow } from '../../estimate/index.ts';

/** "rent, 1-year", "prefill: servers". Stages and purchase plans are words of the document and stay as they are. */
export function costLineName(
  { element, stage, plan }: Pick<CostLine, 'element' | 'stage' | 'plan'>,
  t: Translate,
): string {
  return staged(stage, paidName(element, plan, t));
}

export function inputName({ code, stage }: Pick<SensitivityRow, 'code' | 'stage'>, t: Translate): string {
  return staged(stage, t(INPUTS[code].label));
}

function paidName(element: CostLine['element'], plan: CostLine['plan'], t: Translate): string {
  if (plan === undefined || element !== 'rent') return t(COST_ELEMENTS[element].label);
  return plan === 'quote' ? t('rent at your price') : t('rent, {0}', plan);
}

const staged = (stage: string | undefined, name: string): string => (stage === undefined ? name : `${stage}: ${name}`);
