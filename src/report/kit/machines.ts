/** What a deployment runs on, in a line: "3 × p5.48xlarge · AWS us-east-1 · 1-year". */
import type { DeploymentEstimate, StageEstimate } from '../../estimate/index.ts';
import type { Translate } from '../../quantity/index.ts';
import { cloudName } from './words.ts';

export function stageName({ stage }: StageEstimate, t: Translate): string {
  switch (stage) {
    case 'serve':
      return t('serving');
    case 'prefill':
      return t('prefill');
    case 'decode':
      return t('decode');
    case 'feed_forward':
      return t('feed-forward');
    case 'draft':
      return t('draft model');
  }
}

export function machineCount(stage: StageEstimate): string {
  return stage.instance !== undefined && stage.instances !== undefined
    ? `${stage.instances} × ${stage.instance}`
    : `${stage.accelerators} × ${stage.accelerator}`;
}

/** Where and how it is paid, for one stage. */
export function payment(stage: Pick<StageEstimate, 'cloud' | 'region' | 'purchase'>, t: Translate): string {
  if (stage.cloud === undefined) return t('owned');
  return [
    [cloudName(stage.cloud), stage.region === 'unstated' ? undefined : stage.region].filter(Boolean).join(' '),
    stage.purchase,
  ]
    .filter(Boolean)
    .join(', ');
}

export function machineLine(deployment: DeploymentEstimate, t: Translate): string {
  if (deployment.kind === 'api') return t('hosted API');
  if (deployment.stages.length === 0) return '';
  const places = [...new Set(deployment.stages.map((stage) => payment(stage, t)))];
  return [deployment.stages.map(machineCount).join(' + '), ...places].join(' · ');
}

/** "3 × p5.48xlarge", or why there is none. */
export function machineShort(deployment: DeploymentEstimate, t: Translate): string {
  if (deployment.kind === 'api') return t('hosted API');
  return deployment.stages.map(machineCount).join(' + ');
}

/** "TP 4, batch 96, fp8": how one copy of the model lies on its machines. */
export function layoutLine(stage: StageEstimate, t: Translate): string {
  const ways: readonly (readonly [string, number])[] = [
    ['TP', stage.tensorParallel],
    ['PP', stage.pipelineParallel],
    ['EP', stage.expertParallel],
    ['DP', stage.dataParallel],
  ];
  const parallel = ways.filter(([, ways_]) => ways_ > 1).map(([name, ways_]) => `${name} ${ways_}`);
  const weights =
    stage.weights === stage.kvCacheType ? stage.weights : t('{0}, {1} cache', stage.weights, stage.kvCacheType);
  return [
    ...(parallel.length === 0 ? [t('one accelerator each')] : parallel),
    t('batch {0}', Math.round(stage.batch)),
    weights,
  ].join(', ');
}
