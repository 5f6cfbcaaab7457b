/** llm-d: values of the model-service chart, and its ModelService resource. */
import { SGLANG } from '../engines/sglang.ts';
import { VLLM } from '../engines/vllm.ts';
import { at, count, exists, flag, items, text, type Cursor } from '../source/cursor.ts';
import { readUnits, type UnitPaths } from '../units/read.ts';
import type { Surroundings, Unit } from '../units/unit.ts';
import type { Format } from './format.ts';

export const llmD: Format = {
  id: 'llm-d',
  title: 'llm-d values',
  is: (document) =>
    (exists(at(document, 'modelArtifacts')) && (exists(at(document, 'decode')) || exists(at(document, 'prefill')))) ||
    (text(at(document, 'kind')) === 'ModelService' && exists(at(document, 'spec', 'modelArtifacts'))),
  units: (document, around) =>
    text(at(document, 'kind')) === 'ModelService'
      ? stages(at(document, 'spec'), 'spec.', around)
      : stages(document, '', around),
};

function stages(root: Cursor, prefix: string, around: Surroundings): readonly Unit[] {
  return (['prefill', 'decode'] as const).flatMap((role) => {
    const stage = at(root, role);
    if (!exists(stage) || flag(at(stage, 'create')) === false || count(at(stage, 'replicas')) === 0) return [];
    const container = items(at(stage, 'containers'))[0] ?? stage;
    const of = (path: string): string => `/${prefix}${role}.${path}`;
    const units = readUnits(
      container,
      {
        format: 'llm-d',
        engine: /sglang/i.test(text(at(container, 'modelCommand')) ?? '') ? SGLANG : VLLM,
        role,
        group: 'llm-d',
        paths: { ...paths(prefix), ...stagePaths(of) },
      },
      around,
    );
    return units.map((unit) => ({ ...unit, path: role }));
  });
}

const paths = (prefix: string): UnitPaths => ({
  name: ['/fullnameOverride', '/metadata.name', '/nameOverride'],
  model: [`/${prefix}modelArtifacts.uri`, `/${prefix}modelArtifacts.name`, `/${prefix}routing.modelName`],
  image: 'image',
  command: 'command',
  args: 'args',
  env: 'env',
  envFrom: 'envFrom',
  resources: 'resources',
});

const stagePaths = (of: (path: string) => string): UnitPaths => ({
  pod: [of('extraConfig'), of('acceleratorTypes'), '/', of('podSpec'), of('')].map((path) => path.replace(/\.$/, '')),
  accelerator: [
    of('acceleratorTypes.labelValues.0'),
    of('acceleratorTypes.labelValue'),
    '/acceleratorTypes.labelValues.0',
    '/acceleratorTypes.labelValue',
    '/accelerator.type',
  ],
  replicas: of('replicas'),
  min: of('autoscaling.minReplicas'),
  max: of('autoscaling.maxReplicas'),
  nodes: of('parallelism.workers'),
  flags: {
    'tensor-parallel-size': of('parallelism.tensor'),
    'data-parallel-size': of('parallelism.data'),
  },
});
