/** vLLM production-stack: values of its Helm chart, and the VLLMRuntime resource of its operator. */
import { VLLM } from '../engines/vllm.ts';
import { at, exists, items, text } from '../source/cursor.ts';
import { readUnits, type UnitPaths } from '../units/read.ts';
import type { Format } from './format.ts';

const CONFIG = {
  'tensor-parallel-size': ['vllmConfig.tensorParallelSize'],
  'pipeline-parallel-size': ['vllmConfig.pipelineParallelSize'],
  'data-parallel-size': ['vllmConfig.dataParallelSize'],
  'max-model-len': ['vllmConfig.maxModelLen'],
  'max-num-seqs': ['vllmConfig.maxNumSeqs'],
  'max-num-batched-tokens': ['vllmConfig.maxNumBatchedTokens'],
  'kv-cache-dtype': ['vllmConfig.kvCacheDtype'],
  quantization: ['vllmConfig.quantization'],
  dtype: ['vllmConfig.dtype'],
  'gpu-memory-utilization': ['vllmConfig.gpuMemoryUtilization'],
  'enable-chunked-prefill': ['vllmConfig.enableChunkedPrefill'],
  'enable-prefix-caching': ['vllmConfig.enablePrefixCaching'],
  'enable-lora': ['vllmConfig.enableLoRA'],
} as const;

const MODEL_SPEC: UnitPaths = {
  name: 'name',
  model: 'modelURL',
  image: 'repository',
  args: 'vllmConfig.extraArgs',
  env: ['env', 'envs'],
  flags: { ...CONFIG, 'kv-transfer-config.kv-role': 'lmcacheConfig.kvRole' },
  pod: ['.', '/servingEngineSpec'],
  resources: 'resources',
  accelerator: 'gpuModel',
  perNode: 'requestGPU',
  nodes: 'raySpec.workerNode.num',
  replicas: 'replicaCount',
  min: 'keda.minReplicaCount',
  max: 'keda.maxReplicaCount',
};

const RUNTIME: UnitPaths = {
  name: '/metadata.name',
  model: 'model.modelURL',
  args: ['vllmConfig.extraArgs', 'extraArgs'],
  env: ['vllmConfig.env', 'env'],
  flags: CONFIG,
  pod: ['deploymentConfig', '.'],
  resources: 'deploymentConfig.resources',
  perNode: 'deploymentConfig.resources.gpu',
  replicas: ['deploymentConfig.replicas', 'replicas'],
};

export const productionStack: Format = {
  id: 'production-stack',
  title: 'vLLM production-stack values',
  is: (document) =>
    exists(at(document, 'servingEngineSpec', 'modelSpec')) || text(at(document, 'kind')) === 'VLLMRuntime',
  units: (document, around) => {
    const common = { format: 'production-stack', engine: VLLM } as const;
    if (text(at(document, 'kind')) === 'VLLMRuntime')
      return readUnits(at(document, 'spec'), { ...common, kind: 'VLLMRuntime', paths: RUNTIME }, around);
    return items(at(document, 'servingEngineSpec', 'modelSpec')).flatMap((spec) => {
      const mig = /mig-(\d+g\.\d+gb)/.exec(text(at(spec, 'requestGPUType')) ?? '')?.[1];
      return readUnits(spec, { ...common, paths: MODEL_SPEC }, around).map((unit) => ({
        ...unit,
        // Prefill and decode servers of one model stand side by side, each with its role.
        ...(unit.role === 'serve' ? {} : { group: unit.facts.model ?? 'pools' }),
        ...(mig === undefined ? {} : { machine: { ...unit.machine, slice: mig } }),
      }));
    });
  },
};
