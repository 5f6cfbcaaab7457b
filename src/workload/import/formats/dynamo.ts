/** NVIDIA Dynamo: DynamoGraphDeployment, `services` of v1alpha1 and `components` of v1beta1; recipes are these. */
import { SGLANG } from '../engines/sglang.ts';
import type { EngineTable } from '../engines/table.ts';
import { TENSORRT_LLM } from '../engines/tensorrtLlm.ts';
import { VLLM } from '../engines/vllm.ts';
import { at, entries, exists, items, placeOf, text, type Cursor } from '../source/cursor.ts';
import { readUnits, type UnitPaths } from '../units/read.ts';
import type { Surroundings, Unit } from '../units/unit.ts';
import type { Format } from './format.ts';

const SERVICE: UnitPaths = {
  image: ['extraPodSpec.mainContainer.image', 'podTemplate.spec.containers.0.image'],
  command: ['extraPodSpec.mainContainer.command', 'podTemplate.spec.containers.0.command'],
  args: ['extraPodSpec.mainContainer.args', 'podTemplate.spec.containers.0.args'],
  env: [
    '/spec.envs',
    '/spec.env',
    'envs',
    'env',
    'extraPodSpec.mainContainer.env',
    'podTemplate.spec.containers.0.env',
  ],
  envFrom: ['extraPodSpec.mainContainer.envFrom', 'podTemplate.spec.containers.0.envFrom'],
  resources: ['resources', 'extraPodSpec.mainContainer.resources', 'podTemplate.spec.containers.0.resources'],
  pod: ['extraPodSpec', 'podTemplate.spec'],
  nodes: 'multinode.nodeCount',
  replicas: 'replicas',
  min: 'autoscaling.minReplicas',
  max: 'autoscaling.maxReplicas',
};

export const dynamo: Format = {
  id: 'dynamo',
  title: 'a Dynamo graph',
  is: (document) => /^DynamoGraphDeployment(?:Request)?$/.test(text(at(document, 'kind')) ?? ''),
  units: (document, around) => {
    if (text(at(document, 'kind')) === 'DynamoGraphDeploymentRequest') return requested(document, around);
    const services = entries(at(document, 'spec', 'services'));
    const components = items(at(document, 'spec', 'components')).map(
      (one) => [text(at(one, 'name')) ?? '', one] as const,
    );
    return [...services, ...components].flatMap(([name, service]) => worker(document, name, service, around));
  },
};

const BACKENDS: Readonly<Record<string, EngineTable>> = { vllm: VLLM, sglang: SGLANG, trtllm: TENSORRT_LLM };

/** A request names model, engine and machine, and leaves the rest to a search. */
function requested(document: Cursor, around: Surroundings): readonly Unit[] {
  const spec = at(document, 'spec');
  for (const key of ['sla', 'workload', 'profilingConfig'])
    if (exists(at(spec, key))) around.notes.ignore(placeOf(at(spec, key)), key, 'no-key');
  const paths: UnitPaths = {
    name: '/metadata.name',
    model: 'model',
    accelerator: ['hardware.gpuSku', 'hardware.gpuType'],
    perNode: ['hardware.numGpusPerNode', 'hardware.numGpus'],
  };
  const engine = BACKENDS[text(at(spec, 'backend')) ?? ''] ?? VLLM;
  return readUnits(spec, { format: 'dynamo', kind: 'DynamoGraphDeploymentRequest', engine, paths }, around);
}

function worker(document: Cursor, name: string, service: Cursor, around: Surroundings): readonly Unit[] {
  const about = [
    name,
    ...['subComponentType', 'type', 'componentType', 'dynamoNamespace'].map((key) => text(at(service, key)) ?? ''),
  ];
  const kind = about.join(' ');
  if (/frontend|planner|router|processor|epp/i.test(`${name} ${about[3] ?? ''}`) && !/worker/i.test(name)) return [];
  const role = /prefill/i.test(kind.replace(/dynamoNamespace/, ''))
    ? 'prefill'
    : /decode/i.test(kind)
      ? 'decode'
      : undefined;
  const graph = text(at(document, 'metadata', 'name')) ?? 'imported';
  const units = readUnits(
    service,
    {
      format: 'dynamo',
      kind: 'DynamoGraphDeployment',
      group: graph,
      paths: { ...SERVICE, name: '/metadata.name' },
      ...(role ? { role } : {}),
    },
    around,
  );
  return units.map((unit) => ({ ...unit, path: `${unit.path}/${name}` }));
}
