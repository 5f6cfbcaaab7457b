/** Why a parallelism is impossible, one sentence per reason. */
import type { Translate } from '../../quantity/index.ts';
import type { NumberProblemData } from './problem.ts';

type Data = NumberProblemData['parallelism-impossible'];

export const PARALLELISM_SENTENCES: Readonly<Record<Data['reason'], (d: Data, t: Translate) => string>> = {
  heads: (d, t) =>
    t(
      'tensor_parallel {0} does not divide the {1} attention heads of {2}.',
      d.tensorParallel ?? '',
      d.limit ?? '',
      d.model,
    ),
  layers: (d, t) =>
    t('pipeline_parallel {0} is more than the {1} layers of {2}.', d.pipelineParallel ?? '', d.limit ?? '', d.model),
  experts: (d, t) =>
    t('expert_parallel {0} does not divide the {1} experts of {2}.', d.expertParallel ?? '', d.limit ?? 0, d.model),
  domain: (d, t) =>
    t(
      'A group of {0} does not fit in one scale-up domain of {1}, which has {2}.',
      d.tensorParallel ?? d.expertParallel ?? '',
      d.instance === undefined ? d.accelerator : `${d.accelerator} (${d.instance})`,
      d.limit ?? '',
    ),
  none: (d, t) => t('No allowed parallelism of {0} on {1} agrees with what is written.', d.model, d.accelerator),
};
