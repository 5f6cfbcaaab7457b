/** NVIDIA NIM: NIMService, NIMPipeline, and values of its Helm chart. */
import { NIM } from '../engines/nim.ts';
import { at, flag, items, text, type Cursor } from '../source/cursor.ts';
import { readUnits, type UnitPaths } from '../units/read.ts';
import type { Surroundings, Unit } from '../units/unit.ts';
import type { Format } from './format.ts';

const SERVICE: UnitPaths = {
  image: 'image',
  command: 'command',
  args: 'args',
  env: 'env',
  resources: 'resources',
  pod: '.',
  replicas: ['replicas', 'replicaCount'],
  min: ['scale.hpa.minReplicas', 'autoscaling.minReplicas'],
  max: ['scale.hpa.maxReplicas', 'autoscaling.maxReplicas'],
  nodes: ['multiNode.size', 'multiNode.parallelism.pipeline', 'multiNode.parallelism.pp', 'multiNode.workers'],
  flags: {
    'tensor-parallel-size': [
      'multiNode.parallelism.tensor',
      'multiNode.parallelism.tp',
      'multiNode.tensorParallelSize',
    ],
    'pipeline-parallel-size': [
      'multiNode.parallelism.pipeline',
      'multiNode.parallelism.pp',
      'multiNode.pipelineParallelSize',
    ],
  },
};

const kind = (document: Cursor): string => text(at(document, 'kind')) ?? '';

const isChart = (document: Cursor): boolean =>
  /(?:^|\/)nim\/[\w.-]+\/[\w.-]+/.test(text(at(document, 'image', 'repository')) ?? '') ||
  text(at(document, 'model', 'ngcAPISecret')) !== undefined;

export const nim: Format = {
  id: 'nim',
  title: 'an NVIDIA NIM service',
  is: (document) => /^NIM(?:Service|Pipeline)$/.test(kind(document)) || isChart(document),
  units: (document, around) => {
    if (kind(document) === 'NIMPipeline')
      return items(at(document, 'spec', 'services'))
        .filter((service) => flag(at(service, 'enabled')) !== false)
        .flatMap((service) => serviceUnits(at(service, 'spec'), text(at(service, 'name')) ?? 'nim', around));
    const root = kind(document) === 'NIMService' ? at(document, 'spec') : document;
    const own = text(at(document, 'metadata', 'name')) ?? text(at(document, 'nameOverride')) ?? 'nim';
    return serviceUnits(root, own, around);
  },
};

const serviceUnits = (root: Cursor, name: string, around: Surroundings): readonly Unit[] =>
  readUnits(root, { format: 'nim', engine: NIM, kind: 'NIMService', group: name, paths: SERVICE }, around).map(
    (unit) => ({ ...unit, name }),
  );
