import { engineTable } from './table.ts';

/** Text Generation Inference: `text-generation-launcher`, versions 1 to 3. Every flag is also a variable of the environment. */
export const TGI = engineTable(
  {
    engine: 'other',
    title: 'Text Generation Inference',
    takesAll: true,
    variables: {
      MODEL_ID: 'model-id',
      HF_MODEL_ID: 'model-id',
      NUM_SHARD: 'num-shard',
      SM_NUM_GPUS: 'num-shard',
      SHARDED: 'sharded',
      QUANTIZE: 'quantize',
      HF_MODEL_QUANTIZE: 'quantize',
      DTYPE: 'dtype',
      KV_CACHE_DTYPE: 'kv-cache-dtype',
      SPECULATE: 'speculate',
      MAX_BATCH_SIZE: 'max-batch-size',
      MAX_BATCH_PREFILL_TOKENS: 'max-batch-prefill-tokens',
      MAX_BATCH_TOTAL_TOKENS: 'max-batch-total-tokens',
      MAX_INPUT_LENGTH: 'max-input-length',
      MAX_INPUT_TOKENS: 'max-input-tokens',
      MAX_TOTAL_TOKENS: 'max-total-tokens',
      MAX_CONCURRENT_REQUESTS: 'max-concurrent-requests',
      CUDA_GRAPHS: 'cuda-graphs',
      CUDA_MEMORY_FRACTION: 'cuda-memory-fraction',
    },
  },
  {
    fields: {
      'model-id': 'model',
      'num-shard': 'tensorParallel',
      quantize: 'quantization',
      dtype: 'dtype',
      'kv-cache-dtype': 'kvCache',
      speculate: 'draftTokens',
      'max-batch-size': 'maxBatch',
      'max-batch-prefill-tokens': 'maxBatchedTokens',
    },
    effect: `sharded max-total-tokens max-input-tokens max-input-length max-concurrent-requests max-batch-total-tokens
      max-waiting-tokens waiting-served-ratio cuda-graphs cuda-memory-fraction rope-scaling rope-factor max-best-of
      max-stop-sequences max-client-batch-size lora-adapters attention prefix-caching preloaded-draft-model`,
    switches: `disable-custom-kernels enable-prefill-logprobs`,
    harmless: `hostname|h port|p shard-uds-path master-addr master-port huggingface-hub-cache|d weights-cache-override revision
      tokenizer-config-path validation-workers ngrok-authtoken ngrok-edge watermark-gamma watermark-delta otlp-endpoint
      otlp-service-name cors-allow-origin max-top-n-tokens usage-stats payload-limit api-key max-image-fetch-size
      prometheus-port`,
    harmlessSwitches: `trust-remote-code json-output|j env|e disable-grammar-support ngrok graceful-termination-timeout`,
  },
);
