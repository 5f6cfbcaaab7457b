import { engineTable } from './table.ts';

/** NVIDIA NIM for language models: the image names the model, the environment the rest (NIM 1.x and 2.x). */
export const NIM = engineTable(
  {
    engine: 'tensorrt-llm',
    title: 'NVIDIA NIM',
    takesAll: true,
    variables: {
      NIM_MODEL_NAME: 'model',
      NIM_TENSOR_PARALLEL_SIZE: 'tensor-parallel-size',
      NIM_PIPELINE_PARALLEL_SIZE: 'pipeline-parallel-size',
      NIM_MODEL_PROFILE: 'model-profile',
      NIM_MAX_MODEL_LEN: 'max-model-len',
      NIM_MAX_BATCH_SIZE: 'max-batch-size',
      NIM_ENABLE_KV_CACHE_REUSE: 'kv-cache-reuse',
      NIM_KVCACHE_PERCENT: 'kv-cache-percent',
      NIM_LOW_MEMORY_MODE: 'low-memory-mode',
      NIM_KV_CACHE_PERCENT: 'kv-cache-percent',
    },
  },
  {
    fields: {
      model: 'model',
      'tensor-parallel-size': 'tensorParallel',
      'pipeline-parallel-size': 'pipelineParallel',
      'max-batch-size': 'maxBatch',
    },
    effect: 'model-profile max-model-len kv-cache-reuse kv-cache-percent low-memory-mode',
  },
);
