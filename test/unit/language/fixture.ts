/** The chat fixture with a hand-made answer in place of the engine's, so that golden texts do not move with the tables. */
import type { EvaluatedWorkload } from '../../../src/estimate/index.ts';
import type { LanguageContext } from '../../../src/language/index.ts';
import { estimate } from '../../helpers/estimate.ts';
import { contextOf } from '../../helpers/language.ts';

export const SIX_WAYS = `
  apiVersion: inference-tco/v1
  name: support-chat
  model: llama-3.3-70b
  traffic: {requests: 17.4 / s, input_tokens: 1800, output_tokens: 350}
  slo:
    ttft: 800 ms
  budget:
    per_month: 60000 USD
  baseline: aws-h100
  deployments:
    aws-h100: {accelerator: h100-sxm, rent: {}}
    own-b200: {accelerator: b200, own: {}}
    trainium-cerebras: {prefill: {accelerator: trn3, rent: {}}, decode: {accelerator: cerebras-wse3, own: {}}}
    rubin-lpx: {accelerator: vr200-nvl72, own: {}}
    hosted: {api: {}}
    one-l4: {accelerator: l4, tensor_parallel: 1, rent: {}}
`;

export function withFixture(text = SIX_WAYS, over: Parameters<typeof estimate>[0] = {}): LanguageContext {
  const context = contextOf(text);
  const workloads: EvaluatedWorkload[] = context.evaluation.workloads.map((workload) => ({
    ...workload,
    estimate: estimate({ ...over }),
  }));
  const problems = workloads.flatMap(({ estimate: { problems: own } }) => own);
  return { ...context, evaluation: { ...context.evaluation, workloads, problems } };
}

/**
 * Numbers of the tables and the model become `#` with one unit of each kind, effects `…`: what is tested is what is said, not
 * how much.
 */
export function masked(text: string): string {
  return text
    .replace(/(10 % more, for [^:]+): .*/g, '$1: ….')
    .replace(/\d{4}-\d{2}(-\d{2})?/g, 'DATE')
    .replace(/\d+(,\d{3})*(\.\d+)?/g, '#')
    .replace(/# [kM]?Wh/g, '# Wh')
    .replace(/# (?:ms|µs|s)\b/g, '# s')
    .replace(/\$#[kM]\b/g, '$#')
    .replace(/[▲▼]/g, '△');
}
