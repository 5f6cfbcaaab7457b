import { engineTable } from './table.ts';

/**
 * `trtllm-serve` of TensorRT-LLM 0.17 to 1.2, the keys of its extra-options file (`--extra_llm_api_options`, `--config`), and
 * Dynamo's worker around it.
 */
export const TENSORRT_LLM = engineTable(
  { engine: 'tensorrt-llm', title: 'TensorRT-LLM', positionalModel: true },
  {
    fields: {
      'model|model-path|model-dir': 'model',
      'tp-size|tensor-parallel-size|tp': 'tensorParallel',
      'pp-size|pipeline-parallel-size|pp': 'pipelineParallel',
      'ep-size|moe-expert-parallel-size|expert-parallel-size|moe-ep-size|ep': 'expertParallel',
      'enable-attention-dp': 'attentionData',
      'max-batch-size': 'maxBatch',
      'max-num-tokens': 'maxBatchedTokens',
      'kv-cache-dtype|kv-cache-config.dtype': 'kvCache',
      'quant-config.quant-algo|quantization': 'quantization',
      'quant-config.kv-cache-quant-algo': 'kvCache',
      dtype: 'dtype',
      'speculative-config.decoding-type|spec-decode-algo': 'speculation',
      'speculative-config.num-nextn-predict-layers|speculative-config.max-draft-len|spec-decode-max-draft-len|speculative-config.max-total-draft-tokens|spec-decode-nextn':
        'draftTokens',
      'disaggregation-mode|disaggregation-strategy|server-role': 'phase',
      'extra-llm-api-options|extra-engine-args|config|trtllm-extra-options': 'configFile',
      nnodes: 'nodes',
      'served-model-name': 'servedName',
    },
    effect: `max-seq-len max-input-len max-beam-width kv-cache-free-gpu-memory-fraction|free-gpu-memory-fraction
      kv-cache-config.free-gpu-memory-fraction kv-cache-config.enable-block-reuse kv-cache-config.host-cache-size
      kv-cache-config.tokens-per-block kv-cache-config moe-tensor-parallel-size|moe-tp-size cluster-size|moe-cluster-parallel-size
      backend cuda-graph-config moe-config attn-backend gpus-per-node context-parallel-size|cp-size speculative-config
      cache-transceiver-config scheduler-config torch-compile-config stream-interval attention-dp-config batch-wait-timeout-ms
      max-draft-len speculative-model sparse-attention-config allreduce-strategy moe-backend quant-config peft-cache-config`,
    switches: `enable-chunked-prefill|enable-chunked-context enable-lm-head-tp-in-adp disable-overlap-scheduler
      use-cuda-graph enable-layerwise-nvtx-marker enable-autotuner enable-min-latency fast-build enable-iter-perf-stats
      use-low-precision-moe-combine enable-block-reuse publish-events-and-metrics`,
    harmless: `host port tokenizer log-level reasoning-parser tool-parser metadata-server-config-file
      num-postprocess-workers revision download-dir hf-revision endpoint connector
      media-io-kwargs chat-template custom-tokenizer tokenizer-mode modality encode-endpoint next-endpoint disaggregation-request-timeout
      orchestrator-type print-iter-log request-plane event-plane dyn-tool-call-parser dyn-reasoning-parser custom-jinja-template`,
    harmlessSwitches: `trust-remote-code fail-fast-on-attention-window-too-large enable-iter-req-stats skip-tokenizer-init print-iter-log
      return-perf-metrics use-nixl-connect gather-generation-logits disable-log-requests`,
  },
);
