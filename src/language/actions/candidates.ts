/**
 * Changes worth offering for one deployment, each already estimated: a title can promise what it saves because the engine has
 * answered for the text with the change in it.
 */
import {
  tpotOf,
  ttftOf,
  type DeploymentEstimate,
  type EvaluatedWorkload,
  type LimitSummary,
} from '../../estimate/index.ts';
import { formatMoney, formatQuantity } from '../../quantity/index.ts';
import type { TextEdit } from '../../workload/index.ts';
import { deploymentIn } from '../effects.ts';
import { applyEdits } from '../edits.ts';
import type { LanguageContext } from '../types.ts';

export interface Candidate {
  readonly edits: readonly TextEdit[];
  readonly before: DeploymentEstimate;
  readonly after: DeploymentEstimate;
  readonly limits: LimitSummary | undefined;
}

/** The deployment after setting keys below it; undefined where nothing changes or the text becomes worse. */
export function candidate(
  context: LanguageContext,
  workload: EvaluatedWorkload,
  before: DeploymentEstimate,
  edits: readonly TextEdit[],
): Candidate | undefined {
  if (edits.length === 0) return undefined;
  const { text } = context.evaluation.file;
  const after = deploymentIn(context, workload, applyEdits(text, edits), before.name);
  return after === undefined || after.status === 'infeasible'
    ? undefined
    : { edits, before, after, limits: workload.estimate.limits };
}

/** Monthly saving in the estimate's currency; undefined where either bill is unknown. */
export function saving({ before, after }: Candidate): number | undefined {
  const [was, is] = [before.cost.perMonth.value, after.cost.perMonth.value];
  return was === null || is === null ? undefined : was - is;
}

/** "saves $9.1k/month", "costs $1.2k/month more", then a target that changes: "TTFT 310 ms ✓". Empty where nothing is known. */
export function consequence(change: Candidate, { locale, t }: LanguageContext): string {
  const parts: string[] = [];
  const saved = saving(change);
  const unit = change.after.cost.perMonth.unit;
  if (saved !== undefined && Math.abs(saved) >= 1) {
    const amount = formatMoney(Math.abs(saved), unit, locale);
    parts.push(saved > 0 ? t('saves {0}/month', amount) : t('costs {0}/month more', amount));
  }
  for (const target of ['ttft', 'tpot'] as const) {
    const [was, is] = [change.before.slo[target], change.after.slo[target]];
    const value = (target === 'ttft' ? ttftOf : tpotOf)(change.after, change.limits);
    if (was === is || is === 'unset' || value.value === null) continue;
    const shown = formatQuantity({ value: value.value, unit: value.unit, state: value.state }, { locale });
    parts.push(`${target.toUpperCase()} ${shown} ${is === 'met' ? '✓' : '✗'}`);
  }
  return parts.join(', ');
}

/** `title` with its consequence in front of nothing else: "Use fp8 weights (saves $9.1k/month)". */
export function titled(title: string, change: Candidate, context: LanguageContext): string {
  const told = consequence(change, context);
  return told === '' ? title : `${title} (${told})`;
}
