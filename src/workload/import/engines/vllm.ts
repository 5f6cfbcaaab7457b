import { engineTable } from './table.ts';

/** Engine arguments and server arguments of vLLM, versions 0.4 to 0.15; what was renamed on the way stands as an alias. */
export const VLLM = engineTable(
  {
    engine: 'vllm',
    title: 'vLLM',
    positionalModel: true,
    variables: { VLLM_MODEL: 'model', VLLM_TENSOR_PARALLEL_SIZE: 'tensor-parallel-size' },
  },
  {
    fields: {
      'model|model-path|model-id|model-tag': 'model',
      'tensor-parallel-size|tp': 'tensorParallel',
      'pipeline-parallel-size|pp': 'pipelineParallel',
      'data-parallel-size|dp': 'dataParallel',
      'enable-expert-parallel|ep': 'expertsSpread',
      'max-num-seqs': 'maxBatch',
      'max-num-batched-tokens': 'maxBatchedTokens',
      'quantization|q': 'quantization',
      dtype: 'dtype',
      'kv-cache-dtype': 'kvCache',
      'speculative-config|sc': 'speculation',
      'speculative-config.num-speculative-tokens|sc.num-speculative-tokens|num-speculative-tokens': 'draftTokens',
      'kv-transfer-config.kv-role': 'phase',
      'disaggregation-mode': 'phase',
      'is-prefill-worker': 'prefillOnly',
      'is-decode-worker': 'decodeOnly',
      'nnodes|n': 'nodes',
      config: 'configFile',
      'served-model-name|served-model-names|model-name': 'servedName',
    },
    effect: `max-model-len gpu-memory-utilization swap-space cpu-offload-gb kv-cache-memory-bytes
      max-seq-len-to-capture compilation-config|cc attention-backend attention-config|ac
      num-gpu-blocks-override max-num-partial-prefills max-long-partial-prefills long-prefill-token-threshold
      num-scheduler-steps speculative-model num-lookahead-slots kv-offloading-size kv-offloading-backend
      all2all-backend data-parallel-size-local|dpl prefix-caching-hash-algo eplb-config max-loras max-lora-rank
      lora-modules rope-scaling rope-theta hf-overrides limit-mm-per-prompt max-parallel-loading-workers
      calculate-kv-scales mm-encoder-tp-mode decode-context-parallel-size|dcp prefill-context-parallel-size|pcp
      dbo-decode-token-threshold dbo-prefill-token-threshold optimization-level|O override-generation-config
      max-cpu-loras max-logprobs guided-decoding-backend quantization-param-path override-quantization-config
      num-redundant-experts mamba-ssm-cache-dtype mamba-cache-dtype kv-events-config cudagraph-capture-sizes
      cuda-graph-sizes performance-mode moe-backend speculative-draft-tensor-parallel-size|spec-tp max-waiting-queue-length
      task runner convert pooler-config override-pooler-config logits-processors model-impl disagg-config
      device scheduling-policy stream-interval ec-transfer-config weight-transfer-config linear-backend`,
    switches: `enforce-eager enable-prefix-caching no-enable-prefix-caching enable-chunked-prefill no-enable-chunked-prefill
      enable-lora use-v2-block-manager disable-sliding-window disable-cascade-attn disable-custom-all-reduce
      enable-eplb enable-dbo async-scheduling no-async-scheduling disable-chunked-mm-input language-model-only
      enable-sleep-mode disable-hybrid-kv-cache-manager no-disable-hybrid-kv-cache-manager enable-prompt-embeds
      data-parallel-hybrid-lb|dph data-parallel-external-lb|dpe enable-multimodal disable-mm-preprocessor-cache
      fully-sharded-loras enable-kv-cache-events calculate-kv-scales kv-cache-scales enable-microbatching
      enable-fp8-kv-cache multi-step-stream-outputs cpu-offload disable-nccl-for-dp-synchronization
      enable-elastic-ep ignore-patterns-moe skip-mm-profiling enable-mm-embeds sequence-parallel`,
    harmless: `block-size kv-transfer-config host port api-key download-dir tokenizer tokenizer-mode seed
      chat-template chat-template-content-format tool-call-parser reasoning-parser root-path uvicorn-log-level
      middleware load-format revision code-revision tokenizer-revision data-parallel-rank|dpn
      data-parallel-start-rank|dpr data-parallel-address|dpa data-parallel-rpc-port|dpp data-parallel-backend|dpb
      distributed-executor-backend api-server-count|asc ssl-keyfile ssl-certfile ssl-ca-certs ssl-cert-reqs
      allowed-origins allowed-methods allowed-headers max-log-len response-role worker-use-ray
      tool-parser-plugin chat-template-kwargs default-chat-template-kwargs generation-config config-format
      hf-config-path hf-token collect-detailed-traces otlp-traces-endpoint disable-log-stats-interval
      model-loader-extra-config reasoning-parser-plugin logits-processor-pattern media-io-kwargs mm-processor-kwargs
      node-rank master-addr master-port headless-port endpoint connector worker-cls worker-extension-cls
      additional-config ray-workers-use-nsight allowed-local-media-path allowed-media-domains log-level log-config-file
      uds structured-outputs-config lora-dtype mm-processor-cache-gb mm-processor-cache-type shm-rank io-processor-plugin
      dyn-tool-call-parser dyn-reasoning-parser custom-jinja-template namespace request-plane event-plane store-kv
      disable-log-level numa-bind-nodes numa-bind-cpus show-hidden-metrics-for-version return-tokens-as-token-ids
      model_id_alias h11-max-incomplete-event-size h11-max-header-count kv-port enable-log-outputs-mode`,
    harmlessSwitches: `trust-remote-code disable-log-requests disable-log-stats enable-log-requests no-enable-log-requests
      enable-auto-tool-choice allow-credentials disable-uvicorn-access-log disable-frontend-multiprocessing
      enable-request-id-headers enable-server-load-tracking enable-prompt-tokens-details enable-ssl-refresh
      disable-fastapi-docs headless enable-reasoning return-tokens-as-token-ids skip-tokenizer-init
      disable-async-output-proc disable-log-prefix engine-use-ray enable-log-outputs enable-force-include-usage
      enable-tokenizer-info-endpoint exclude-tools-when-tool-choice-none grpc aggregate-engine-logging numa-bind
      allow-deprecated-quantization disable-logprobs-during-spec-decoding use-tqdm-on-load log-error-stack
      enable-layerwise-nvtx-tracing trust-request-chat-template enable-offline-docs generate-cudagraph-report`,
  },
);
