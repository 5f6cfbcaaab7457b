/** The closed vocabularies of measurement tables: the schema checks them, readers switch on them. */

/** How requests came, or how a batch was made. */
export const LOADS = [
  'closed',
  'open',
  'burst',
  'offline',
  'static',
  'steady',
  'server',
  'interactive',
  'hosted',
] as const;

/** `inferred`: nothing says so, but the run decodes as speculating ones of its campaign do; it is not counted among those that say it. */
export const SPECULATIVE = ['no', 'yes', 'unknown', 'inferred'] as const;
export type Speculative = (typeof SPECULATIVE)[number];

export const STATISTICS = ['mean', 'median'] as const;
export type Statistic = (typeof STATISTICS)[number];

export const TRUST = ['A', 'B', 'C'] as const;
export type Trust = (typeof TRUST)[number];

export const TUNINGS = ['vendor-tuned', 'independent', 'stock'] as const;

export const METRICS = [
  'output_tokens_per_s_total',
  'tokens_per_s_per_gpu',
  'total_tokens_per_s',
  'total_tokens_per_s_per_gpu',
  'prefill_tokens_per_s',
  'prefill_tokens_per_s_per_gpu',
  'output_tokens_per_s_per_user',
  'ttft_ms',
  'tpot_ms',
  'e2e_latency_s',
  'joules_per_output_token',
  'accelerator_watts_total',
  'system_watts',
] as const;
export type MeasuredMetric = (typeof METRICS)[number];

/** Weights as sources name them; block-scaled formats by their own names. */
export const WEIGHTS = ['bf16', 'fp16', 'fp8', 'fp4', 'mxfp4', 'nvfp4', 'int8', 'int4', 'q4_k_m'] as const;
export const KV_CACHES = ['bf16', 'fp16', 'fp8', 'int8'] as const;

export const SOFTWARE = [
  'atom',
  'cerebras',
  'deepseek',
  'groq',
  'jetstream',
  'llama.cpp',
  'maxtext',
  'nim',
  'nxd-inference',
  'optimum-habana',
  'pytorch',
  'sglang',
  'tensorrt',
  'tensorrt-llm',
  'transformers-neuronx',
  'unnamed',
  'vllm',
] as const;
