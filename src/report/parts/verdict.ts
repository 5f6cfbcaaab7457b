/** The answer in one line: whether targets and budgets hold, and who among the others costs least. */
import { type DeploymentEstimate, type Estimate, meetsTargets } from '../../estimate/index.ts';
import type { Quantity } from '../../quantity/index.ts';
import { change, type NumberStyle } from '../kit/index.ts';

export interface Verdict {
  readonly holds: 'yes' | 'no' | 'undecided' | 'not-asked';
  /** "✓ Meets all that is asked."; empty where nothing is asked. */
  readonly judgement: string;
  /** "own-b200 costs 29 % less."; empty where nothing can be said. */
  readonly cheaper: string;
}

export function verdict(estimate: Estimate, deployment: DeploymentEstimate, words: NumberStyle): Verdict {
  const { t } = words;
  const missed = missedWhat(estimate, deployment, words);
  const cheaper = cheapest(estimate, deployment, words) ?? '';
  if (missed.length > 0) return { holds: 'no', judgement: t('✕ Misses {0}.', list(missed, words)), cheaper };
  const asked = askedFor(estimate, deployment);
  if (asked.length === 0) return { holds: 'not-asked', judgement: '', cheaper };
  return asked.every(Boolean)
    ? { holds: 'yes', judgement: t('✓ Meets all that is asked.'), cheaper }
    : { holds: 'undecided', judgement: t('? Part of what is asked cannot be decided.'), cheaper };
}

/** One entry per target and budget of the document: whether its number is known. */
function askedFor(estimate: Estimate, deployment: DeploymentEstimate): readonly boolean[] {
  const { limits } = estimate;
  const { slo } = deployment;
  return [
    ...(limits?.ttft === undefined ? [] : [slo.ttft !== 'unset']),
    ...(limits?.tpot === undefined ? [] : [slo.tpot !== 'unset']),
    ...budgets(estimate, deployment).flatMap(({ quantity, limit }) =>
      limit === undefined ? [] : [quantity.value !== null],
    ),
  ];
}

function budgets(
  { limits }: Estimate,
  { cost, energy }: DeploymentEstimate,
): readonly { readonly quantity: Quantity; readonly limit: number | undefined }[] {
  return [
    { quantity: cost.perMillionTokens, limit: limits?.perMillionTokens },
    { quantity: cost.perMonth, limit: limits?.perMonth },
    { quantity: energy.kwhPerMillionTokens, limit: limits?.kwhPerMillionTokens },
  ];
}

function missedWhat(estimate: Estimate, deployment: DeploymentEstimate, { t }: NumberStyle): readonly string[] {
  const names = [t('the cost budget'), t('the monthly budget'), t('the energy budget')];
  const over = budgets(estimate, deployment).map(({ quantity, limit }) => {
    const value = quantity.value ?? quantity.low;
    return limit !== undefined && value !== undefined && value > limit;
  });
  return [
    ...(deployment.slo.ttft === 'missed' ? [t('the TTFT target')] : []),
    ...(deployment.slo.tpot === 'missed' ? [t('the TPOT target')] : []),
    ...names.filter((_, i) => over[i]),
  ];
}

/** Another deployment that meets its targets and costs clearly less, or that none does. */
function cheapest(estimate: Estimate, deployment: DeploymentEstimate, words: NumberStyle): string | undefined {
  const mine = deployment.cost.perMillionTokens.value;
  if (mine === null) return undefined;
  const others = estimate.deployments.flatMap((one) => {
    const { value } = one.cost.perMillionTokens;
    return one.name === deployment.name || value === null || !meetsTargets(one) ? [] : [{ name: one.name, value }];
  });
  const best = others.sort((a, b) => a.value - b.value)[0];
  if (best === undefined) return undefined;
  if (best.value >= mine * 0.995)
    return estimate.proposed === true
      ? words.t('No other proposal costs less.')
      : words.t('Nothing else in the file costs less.');
  return words.t(
    '{0} costs {1} less.',
    best.name,
    change(best.value / mine - 1, words)
      .replace(/^[−+]/, '')
      .replace(' ', '\u00a0'),
  );
}

function list(parts: readonly string[], { locale }: NumberStyle): string {
  return new Intl.ListFormat(locale).format(parts);
}
