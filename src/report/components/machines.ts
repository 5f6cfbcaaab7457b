/** What a deployment runs on, in a line: "3 × p5.48xlarge · AWS us-east-1 · 1-year". */
import type { DeploymentEstimate, StageEstimate } from '../../estimate/index.ts';
import { cloudName } from './words.ts';

const STAGES: Readonly<Record<StageEstimate['stage'], string>> = {
  serve: 'serve',
  prefill: 'prefill',
  decode: 'decode',
  feed_forward: 'feed-forward',
};

export function stageName(stage: StageEstimate): string {
  return STAGES[stage.stage];
}

export function machineCount(stage: StageEstimate): string {
  return stage.instance !== undefined && stage.instances !== undefined
    ? `${stage.instances} × ${stage.instance}`
    : `${stage.accelerators} × ${stage.accelerator}`;
}

/** Where and how it is paid, for one stage. */
export function payment(stage: StageEstimate): string {
  if (stage.cloud === undefined) return 'owned';
  return [
    [cloudName(stage.cloud), stage.region === 'unstated' ? undefined : stage.region].filter(Boolean).join(' '),
    stage.purchase,
  ]
    .filter(Boolean)
    .join(', ');
}

export function machineLine(deployment: DeploymentEstimate): string {
  if (deployment.kind === 'api') return 'hosted API';
  if (deployment.stages.length === 0) return '';
  const places = [...new Set(deployment.stages.map(payment))];
  return [deployment.stages.map(machineCount).join(' + '), ...places].join(' · ');
}

/** "3 × p5.48xlarge", or why there is none. */
export function machineShort(deployment: DeploymentEstimate): string {
  if (deployment.kind === 'api') return 'hosted API';
  return deployment.stages.map(machineCount).join(' + ');
}

/** "TP 4, batch 96, fp8": how one copy of the model lies on its machines. */
export function layoutLine(stage: StageEstimate): string {
  const ways: readonly (readonly [string, number])[] = [
    ['TP', stage.tensorParallel],
    ['PP', stage.pipelineParallel],
    ['EP', stage.expertParallel],
    ['DP', stage.dataParallel],
  ];
  const parallel = ways.filter(([, ways_]) => ways_ > 1).map(([name, ways_]) => `${name} ${ways_}`);
  const weights = stage.weights === stage.kvCacheType ? stage.weights : `${stage.weights}, ${stage.kvCacheType} cache`;
  return [
    ...(parallel.length === 0 ? ['one accelerator each'] : parallel),
    `batch ${Math.round(stage.batch)}`,
    weights,
  ].join(', ');
}
