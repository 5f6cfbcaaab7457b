import { engineTable } from './table.ts';

/** Server arguments of SGLang, versions 0.3 to 0.5, for `sglang serve` and `python -m sglang.launch_server`. */
export const SGLANG = engineTable(
  { engine: 'sglang', title: 'SGLang', positionalModel: true },
  {
    fields: {
      'model-path|model': 'model',
      'tensor-parallel-size|tp-size|tp': 'tensorParallel',
      'pipeline-parallel-size|pp-size|pp': 'pipelineParallel',
      'data-parallel-size|dp-size|dp': 'dataParallel',
      'expert-parallel-size|ep-size|ep': 'expertParallel',
      'enable-ep-moe|enable-deepep-moe': 'expertsSpread',
      'enable-dp-attention': 'attentionData',
      'max-running-requests': 'maxBatch',
      'chunked-prefill-size': 'maxBatchedTokens',
      quantization: 'quantization',
      dtype: 'dtype',
      'kv-cache-dtype': 'kvCache',
      'speculative-num-draft-tokens': 'draftTokens',
      'speculative-algorithm|speculative-algo': 'speculation',
      'disaggregation-mode': 'phase',
      'is-prefill-worker': 'prefillOnly',
      'is-decode-worker': 'decodeOnly',
      'nnodes|dist-nnodes': 'nodes',
      config: 'configFile',
      'served-model-name': 'servedName',
    },
    effect: `mem-fraction-static|mem-frac context-length max-total-tokens max-prefill-tokens schedule-policy
      schedule-conservativeness cpu-offload-gb page-size attention-backend sampling-backend cuda-graph-max-bs cuda-graph-bs
      speculative-draft-model-path|speculative-draft-model speculative-num-steps speculative-eagle-topk
      speculative-draft-model-quantization speculative-attention-mode speculative-token-map speculative-draft-attention-backend
      torchao-config moe-a2a-backend moe-runner-backend moe-dense-tp-size deepep-mode ep-num-redundant-experts
      num-continuous-decode-steps max-loras-per-batch lora-paths lora-backend max-lora-rank device
      prefill-attention-backend decode-attention-backend json-model-override-args nsa-prefill-backend nsa-decode-backend
      mamba-ssm-dtype max-mamba-cache-size mamba-full-memory-ratio hicache-ratio hicache-size hicache-write-policy
      hicache-storage-backend hicache-io-backend hicache-mem-layout kt-num-gpu-experts kt-cpuinfer kt-method
      quantization-param-path triton-attention-num-kv-splits prefill-round-robin-balance load-balance-method
      attention-context-parallel-size attn-cp-size moe-dp-size deepep-config fp8-gemm-backend fp4-gemm-backend
      linear-attn-backend multi-item-scoring-delimiter swa-full-tokens-ratio bf16-gemm-backend max-queued-requests
      init-expert-location eplb-algorithm eplb-rebalance-num-iterations expert-distribution-recorder-mode
      mm-attention-backend max-micro-batch-size pp-max-micro-batch-size stream-interval tbo-token-distribution-threshold
      num-reserved-decode-tokens disaggregation-transfer-backend mamba-scheduler-strategy mamba-track-interval
      speculative-accept-threshold-single speculative-accept-threshold-acc speculative-moe-runner-backend`,
    switches: `enable-torch-compile disable-cuda-graph disable-radix-cache disable-overlap-schedule enable-mixed-chunk
      enable-hierarchical-cache enable-two-batch-overlap enable-single-batch-overlap disable-custom-all-reduce enable-lora
      enable-dp-lm-head enable-eplb enable-flashinfer-allreduce-fusion enable-flashinfer-mla enable-flashinfer-trtllm-moe
      enable-flashinfer-cutlass-moe enable-flashinfer-cutedsl-moe enable-multimodal enable-piecewise-cuda-graph
      disable-piecewise-cuda-graph disable-shared-experts-fusion enable-symm-mem enable-mscclpp enable-lmcache
      disable-cuda-graph-padding disable-hybrid-swa-memory disable-chunked-prefix-cache is-embedding enable-p2p-check
      enable-nccl-nvls allow-auto-truncate keep-mm-feature-on-device enable-tokenizer-batch-encode disable-mla
      enable-cache-report-only enable-dynamic-chunking enable-broadcast-mm-inputs-process enable-nsa-prefill-context-parallel
      enable-prefill-context-parallel enable-fused-moe-sum-all-reduce disable-flashinfer-autotune enable-mla
      language-only encoder-only enable-fp32-lm-head enable-spec-v2 enable-multi-layer-eagle`,
    harmless: `host port api-key admin-api-key tokenizer-path tokenizer-mode tokenizer-worker-num load-format
      download-dir revision chat-template completion-template tool-call-parser reasoning-parser log-level log-level-http
      random-seed watchdog-timeout node-rank dist-init-addr|nccl-init-addr dist-timeout nccl-port base-gpu-id gpu-id-step
      decode-log-interval file-storage-path storage-path disaggregation-bootstrap-port disaggregation-ib-device
      preferred-sampling-params constrained-json-whitespace-pattern grammar-backend log-requests-level
      crash-dump-folder model-loader-extra-config ssl-keyfile ssl-certfile weight-version collect-tokens-histogram
      warmups metrics-labels bucket-time-to-first-token soft-watchdog-timeout mooncake-ib-device fastapi-root-path
      dyn-tool-call-parser dyn-reasoning-parser custom-jinja-template endpoint model-impl migration-limit
      export-metrics-to-file-dir tool-server sampling-defaults scheduler-recv-interval`,
    harmlessSwitches: `trust-remote-code skip-tokenizer-init enable-metrics enable-cache-report log-requests
      show-time-cost skip-server-warmup enable-memory-saver enable-custom-logit-processor enable-trace enable-request-time-stats-logging
      use-sglang-tokenizer enable-metrics-for-all-schedulers delete-ckpt-after-loading enable-return-hidden-states
      enable-return-routed-experts sleep-on-idle disable-outlines-disk-cache`,
  },
);
