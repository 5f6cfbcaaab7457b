/** Which numbers of an estimate can be explained, and what they are called. */
import { metric, type Metric, type MetricPath } from '../estimate/index.ts';
import { message } from '../quantity/index.ts';

export interface Explainable extends Pick<Metric, 'path' | 'pick'> {
  /** Spelled out, at the beginning of a line. */
  readonly label: string;
}

const TITLES: readonly (readonly [MetricPath, string])[] = [
  ['cost.perMillionTokens', message('Cost per million tokens')],
  ['cost.perMonth', message('Cost per month')],
  ['cost.perMillionOutputTokens', message('Cost per million output tokens')],
  ['cost.perMillionInputTokens', message('Cost per million input tokens')],
  ['performance.ttft', message('Time to first token, mean')],
  ['performance.ttftP95', message('Time to first token, 95th percentile')],
  ['performance.tpot', message('Time per output token')],
  ['energy.kwhPerMillionTokens', message('Energy per million tokens')],
  ['energy.joulesPerOutputToken', message('Energy per output token, accelerators')],
  ['energy.carbonPerMillionTokens', message('Carbon per million tokens')],
];

export function explainable(): readonly Explainable[] {
  return TITLES.map(([path, label]) => ({ path, label, pick: metric(path).pick }));
}
