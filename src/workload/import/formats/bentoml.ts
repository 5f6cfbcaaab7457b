/** BentoML: settings of a vLLM bento, and a BentoCloud deployment of services. */
import { VLLM } from '../engines/vllm.ts';
import { at, entries, exists, text } from '../source/cursor.ts';
import { readUnits, type UnitPaths } from '../units/read.ts';
import type { Format } from './format.ts';

const ARGS: UnitPaths = {
  name: 'name',
  model: ['model_id', 'model', 'engine_config.model', 'engine.model'],
  options: ['engine_config', 'engine', 'server_config'],
  args: 'cli_args',
  accelerator: ['gpu_type', 'service_config.resources.gpu_type'],
  perNode: ['gpu', 'service_config.resources.gpu', 'tp'],
  flags: {
    'tensor-parallel-size': ['tp', 'tensor_parallel_size'],
    'max-model-len': 'max_model_len',
    'kv-cache-dtype': 'kv_cache_dtype',
  },
  min: 'scaling.min_replicas',
  max: 'scaling.max_replicas',
};

export const bentoml: Format = {
  id: 'bentoml',
  title: 'a BentoML service',
  is: (document) =>
    (exists(at(document, 'args', 'gpu_type')) &&
      (exists(at(document, 'args', 'model_id')) || exists(at(document, 'args', 'model')))) ||
    (exists(at(document, 'service_config')) && exists(at(document, 'engine_config'))) ||
    entries(at(document, 'services')).some(([, one]) => /^gpu\./.test(text(at(one, 'instance_type')) ?? '')),
  units: (document, around) => {
    const services = entries(at(document, 'services'));
    if (services.length > 0)
      return services.flatMap(([name, service]) =>
        readUnits(
          service,
          {
            format: 'bentoml',
            engine: VLLM,
            group: name,
            paths: {
              accelerator: 'instance_type',
              env: ['envs', '/envs'],
              min: 'scaling.min_replicas',
              max: 'scaling.max_replicas',
            },
          },
          around,
        ).map((unit) => ({ ...unit, name })),
      );
    const root = exists(at(document, 'args')) ? at(document, 'args') : document;
    return readUnits(root, { format: 'bentoml', engine: VLLM, paths: ARGS }, around);
  },
};
