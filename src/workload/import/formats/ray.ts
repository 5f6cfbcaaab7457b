/** Ray: RayService, and Ray Serve's own files with `llm_configs` or a deployment of vLLM's. */
import { VLLM } from '../engines/vllm.ts';
import { at, exists, items, placeOf, scalarText, text, top, touch, type Cursor } from '../source/cursor.ts';
import { innerDocuments } from '../source/documents.ts';
import { readUnits, type UnitPaths } from '../units/read.ts';
import type { Surroundings, Unit } from '../units/unit.ts';
import type { Format } from './format.ts';

const LLM_CONFIG: UnitPaths = {
  name: 'model_loading_config.model_id',
  model: ['model_loading_config.model_source', 'model_loading_config.model_id'],
  options: 'engine_kwargs',
  accelerator: 'accelerator_type',
  replicas: 'deployment_config.num_replicas',
  min: 'deployment_config.autoscaling_config.min_replicas',
  max: 'deployment_config.autoscaling_config.max_replicas',
};

/** Deployments written before `llm_configs`: their settings are variables or arguments of the application. */
const APPLICATION: UnitPaths = {
  name: 'name',
  env: ['runtime_env.env_vars', 'deployments.0.ray_actor_options.runtime_env.env_vars'],
  options: 'args',
  flags: {
    model: [
      'runtime_env.env_vars.MODEL_ID',
      'deployments.0.ray_actor_options.runtime_env.env_vars.MODEL_ID',
      'args.model',
    ],
    'tensor-parallel-size': [
      'runtime_env.env_vars.TENSOR_PARALLELISM',
      'deployments.0.ray_actor_options.runtime_env.env_vars.TENSOR_PARALLELISM',
    ],
    'pipeline-parallel-size': [
      'runtime_env.env_vars.PIPELINE_PARALLELISM',
      'deployments.0.ray_actor_options.runtime_env.env_vars.PIPELINE_PARALLELISM',
    ],
  },
  replicas: 'deployments.0.num_replicas',
  min: 'deployments.0.autoscaling_config.min_replicas',
  max: 'deployments.0.autoscaling_config.max_replicas',
};

const isApplication = (document: Cursor): boolean =>
  items(at(document, 'applications')).some((one) => exists(at(one, 'import_path')));

export const ray: Format = {
  id: 'ray',
  title: 'a Ray Serve application',
  is: (document) =>
    text(at(document, 'kind')) === 'RayService' || isApplication(document) || exists(at(document, 'llm_configs')),
  units: (document, around) => {
    if (text(at(document, 'kind')) !== 'RayService') return applications(document, around);
    const config = at(document, 'spec', 'serveConfigV2');
    touch(config);
    const inner = scalarText(config.value);
    const pods = items(at(document, 'spec', 'rayClusterConfig', 'workerGroupSpecs')).map((group) =>
      at(group, 'template', 'spec'),
    );
    const units =
      inner === undefined
        ? applications(config, around)
        : innerDocuments(document.document.file, inner, placeOf(config).line + 1).flatMap((one) =>
            applications(top(one), around),
          );
    return units.map((unit) => onWorkers(unit, pods, around));
  },
};

function applications(root: Cursor, around: Surroundings): readonly Unit[] {
  const configs = [root, ...items(at(root, 'applications')).map((one) => at(one, 'args'))].flatMap((one) =>
    items(at(one, 'llm_configs')),
  );
  if (configs.length > 0)
    return configs.flatMap((config) => readUnits(config, { format: 'ray', engine: VLLM, paths: LLM_CONFIG }, around));
  return items(at(root, 'applications')).flatMap((application) =>
    readUnits(application, { format: 'ray', engine: VLLM, paths: APPLICATION }, around).filter(
      (unit) => unit.facts.model !== undefined,
    ),
  );
}

/** The machine of the worker group, where the application names none. */
function onWorkers(unit: Unit, pods: readonly Cursor[], around: Surroundings): Unit {
  if (unit.machine.accelerators !== undefined) return unit;
  const [pod] = pods;
  if (pod === undefined) return unit;
  const container = items(at(pod, 'containers'))[0] ?? pod;
  const worker = readUnits(
    container,
    { format: 'ray', engine: VLLM, paths: { pod: [`/${pathOf(pod)}`], resources: 'resources' } },
    around,
  )[0];
  const perNode = worker?.machine.perNode;
  return { ...unit, machine: { ...worker?.machine, ...unit.machine, ...(perNode === undefined ? {} : { perNode }) } };
}

const pathOf = (cursor: Cursor): string => cursor.path.join('.');
