/** Where a number comes from: cards of the table rows behind it, or what an expression comes to. */
import { architectureOfRow, currencyRates, type EvaluatedWorkload } from '../estimate/index.ts';
import { parameterCounts } from '../performance/index.ts';
import type { KeyInfo } from '../workload/index.ts';
import { capitalised, neighboursText } from '../quantity/index.ts';
import { poolsOf } from './actions/offers.ts';
import { amountAt, isExpression } from './amounts.ts';
import { acceleratorCard, apiCard, modelCard, offerCard, offerOf } from './cards.ts';
import { escape, originLine } from './markdown.ts';
import { amountText } from './measures.ts';
import type { LanguageContext, ShownWorkload } from './types.ts';

export function origin(
  workload: ShownWorkload,
  path: readonly string[],
  info: KeyInfo,
  context: LanguageContext,
): string {
  const { catalog } = context.engine;
  const key = path.at(-1);
  if (key === 'accelerator') {
    const row = catalog.accelerator(textAt(workload, path, context));
    const stage = stageAt(workload, path.slice(0, -1));
    const offer = stage && offerOf(stage, context);
    const near = stage?.near && escape(capitalised(neighboursText(stage.near, context.t)));
    return [offer && stage && offerCard(offer, stage, context), near, row && acceleratorCard(row, context)]
      .filter(Boolean)
      .join('\n\n');
  }
  if (path.length === 1 && key === 'model') {
    const row = catalog.model(textAt(workload, path, context));
    return row === undefined ? '' : modelCard(row, parameterCounts(architectureOfRow(row)), context);
  }
  // A deployment may be called rent, or api: its name is no key.
  const rent = path.indexOf('rent', 2);
  if (rent > 0) {
    const stage = stageAt(workload, path.slice(0, rent));
    const offer = stage && offerOf(stage, context);
    if (offer !== undefined && stage !== undefined) return offerCard(offer, stage, context);
  }
  if (path[2] === 'api') {
    const name = path[1];
    const provider = textAt(workload, ['deployments', name ?? '', 'api', 'provider'], context);
    const row = catalog.apiOffers(workload.estimate.model, provider === '' ? undefined : provider)[0];
    return row === undefined ? '' : apiCard(row, context);
  }
  const written = workload.present.workload;
  const amount = written && amountAt(written, path);
  if (amount === undefined || info.measure === undefined) return '';
  if (!isExpression(amount.text, currencyRates(context.engine.catalog))) return '';
  const value = amountText(path, amount.amount.mid, context);
  return value === undefined ? '' : `${escape(value.shown)} · ${originLine(amount.amount.origin, context)}`;
}

function stageAt(workload: EvaluatedWorkload, pool: readonly string[]) {
  const deployment = workload.estimate.deployments.find((one) => one.name === pool[1]);
  const index = poolsOf(workload, pool[1] ?? '').findIndex((path) => path.join('/') === pool.join('/'));
  return deployment?.stages[Math.max(0, index)];
}

function textAt(
  { document }: EvaluatedWorkload,
  path: readonly string[],
  { evaluation: { file } }: LanguageContext,
): string {
  const span = document.rangeOf(path)?.valueSpan;
  return span === undefined ? '' : file.text.slice(span.start, span.end).replace(/^["']|["']$/g, '');
}
