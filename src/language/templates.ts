/** Starting points for a new workload. Those without text are the examples shipped with the extension, read by the host. */
import type { Evaluation } from '../estimate/index.ts';
import type { Translate } from '../quantity/index.ts';
import type { TextEdit } from '../workload/index.ts';
import { isUnwritten } from './standing.ts';

export interface Template {
  /** Name of the example, `examples/<id>.workload.yaml`, where `text` is absent. */
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly text?: string;
}

const SMALLEST = `apiVersion: inference-tco/v1
name: my-service
model: llama-3.3-70b

traffic:
  requests: 10 / s                # mean arrival rate
  input_tokens: 1500
  output_tokens: 300

# Without deployments five offers of the catalog that one would act on are shown.
`;

const COMPARISON = `apiVersion: inference-tco/v1
name: my-service
model: llama-3.3-70b

traffic:
  requests: 10 / s
  peak_to_average: 2.5
  input_tokens: 1500
  output_tokens: 300

slo:
  ttft: 800 ms
  tpot: 50 ms

serving:
  weights: fp8

deployments:
  rent:
    accelerator: h100-sxm
    rent: {}                      # the cheapest cloud and region with a known price
  own:
    accelerator: b200
    own: {}
  api:
    api: {}                       # the cheapest provider of the model
`;

/** A template below what stands in a file of which nothing is written yet, such as a comment; undefined in any other. */
export function templateEdit({ file, workloads }: Evaluation, template: string): TextEdit | undefined {
  if (workloads.length === 0 || !workloads.every(isUnwritten)) return undefined;
  const kept = file.text.trimEnd();
  const newText = kept === '' ? template : `${kept.startsWith('---') ? '' : '\n'}\n${template}`;
  return { start: kept.length, end: file.text.length, newText };
}

export function templates(t: Translate): readonly Template[] {
  return [
    {
      id: 'smallest',
      label: t('Smallest workload'),
      detail: t('Model and traffic; the tool proposes machines'),
      text: SMALLEST,
    },
    { id: 'comparison', label: t('Rent, own or API'), detail: t('The same traffic paid three ways'), text: COMPARISON },
    {
      id: 'support-chat',
      label: t('Support chat'),
      detail: t('Llama 3.3 70B, five kinds of machines, budget and targets'),
    },
    { id: 'code-completion', label: t('Code completion'), detail: t('Short answers, tight latency') },
    { id: 'rag-long-context', label: t('Retrieval with long inputs'), detail: t('Long context, much of it cached') },
    {
      id: 'batch-summarisation',
      label: t('Batch summarisation'),
      detail: t('No latency target, spot and batch prices'),
    },
    { id: 'reasoning', label: t('Reasoning'), detail: t('Long outputs') },
    {
      id: 'agentic-moe',
      label: t('Agents on a large mixture of experts'),
      detail: t('Many turns, large shared prefix'),
    },
  ];
}
