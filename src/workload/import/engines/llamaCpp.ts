import { engineTable } from './table.ts';

/** `llama-server` of llama.cpp, as of 2026. Layers are split over the cards by default, so cards are no tensor-parallel group. */
export const LLAMA_CPP = engineTable(
  {
    engine: 'other',
    title: 'llama.cpp',
    variables: { LLAMA_ARG_HF_REPO: 'hf-repo', LLAMA_ARG_MODEL: 'model', LLAMA_ARG_N_PARALLEL: 'parallel' },
  },
  {
    fields: {
      'hf-repo|hf|hfr|model|m': 'model',
      'parallel|np': 'maxBatch',
      'batch-size|b': 'maxBatchedTokens',
      'cache-type-k|ctk': 'kvCache',
      'draft-max|draft|draft-n': 'draftTokens',
    },
    effect: `ctx-size|c ubatch-size|ub n-gpu-layers|ngl|gpu-layers cache-type-v|ctv split-mode|sm tensor-split|ts
      main-gpu|mg model-draft|md draft-min draft-p-min n-gpu-layers-draft|ngld threads|t threads-batch|tb n-cpu-moe|ncmoe
      flash-attn|fa cache-reuse rope-scaling rope-scale override-tensor|ot fit hf-file|hff mmproj numa defrag-thold|dt
      cache-ram|cram pooling keep n-predict|n swa-full ctx-checkpoints device|dev`,
    switches: `cont-batching|cb no-cont-batching|nocb no-kv-offload|nkvo mlock no-mmap cpu-moe|cmoe embeddings|embedding
      rerank|reranking no-warmup kv-unified|kvu context-shift no-context-shift`,
    harmless: `host port alias|a api-key api-key-file timeout|to chat-template chat-template-file reasoning-format
      reasoning-budget temp|temperature top-k top-p min-p repeat-penalty presence-penalty seed|s log-file slot-save-path
      hf-token|hft threads-http path ssl-key-file ssl-cert-file verbosity|lv prio jinja-file model-url|mu chat-template-kwargs
      samplers grammar lora control-vector slot-prompt-similarity|sps frequency-penalty models-dir models-max sleep-idle-seconds`,
    harmlessSwitches: `metrics slots no-slots props no-webui jinja verbose|v log-disable no-perf log-prefix log-timestamps
      no-mmproj no-mmproj-offload special offline log-colors`,
  },
);
