/**
 * Arguments of `vllm serve` and SGLang's launcher, as a command line, an argument list or vLLM's `--config` mapping.
 * Flag names: vLLM engine arguments and SGLang server arguments as documented in 2026.
 */
import type { Precision } from '../../quantity/index.ts';
import type { Engine } from '../types.ts';
import { count, defined, text, type ImportedServing, type Node } from './types.ts';

export interface EngineArguments extends ImportedServing {
  readonly tensorParallel?: number;
  readonly pipelineParallel?: number;
  readonly dataParallel?: number;
  readonly expertParallel?: boolean;
  readonly unread: readonly string[];
}

const FLAGS: Readonly<Record<string, string>> = {
  'tensor-parallel-size': 'tensorParallel',
  tp: 'tensorParallel',
  'tp-size': 'tensorParallel',
  'pipeline-parallel-size': 'pipelineParallel',
  pp: 'pipelineParallel',
  'pp-size': 'pipelineParallel',
  'data-parallel-size': 'dataParallel',
  dp: 'dataParallel',
  'dp-size': 'dataParallel',
  'enable-expert-parallel': 'expertParallel',
  'ep-size': 'expertParallel',
  ep: 'expertParallel',
  'max-num-seqs': 'maxBatch',
  'max-running-requests': 'maxBatch',
  'max-num-batched-tokens': 'maxBatchedTokens',
  'chunked-prefill-size': 'maxBatchedTokens',
  'num-speculative-tokens': 'draftTokens',
  'speculative-num-draft-tokens': 'draftTokens',
  model: 'model',
  'model-path': 'model',
  // KServe's Hugging Face runtime.
  'model-id': 'model',
  quantization: 'quantization',
  dtype: 'dtype',
  'kv-cache-dtype': 'kvCache',
  'speculative-config': 'speculative',
};

/** Flags without a place in a workload that say nothing about cost or speed: not worth a comment. */
const SILENT =
  /^(host|port|api-key|served-model-name|model-name|download-dir|trust-remote-code|tokenizer|seed|log-.*|disable-log-.*|chat-template|tool-call-parser|reasoning-parser|enable-auto-tool-choice|root-path|uvicorn-log-level|middleware|load-format|revision|disaggregation-mode|is-prefill-worker|is-decode-worker|kv-transfer-config|block-size)$/;

const QUANTIZATION: Readonly<Record<string, Precision>> = {
  fp8: 'fp8',
  modelopt: 'fp8',
  fbgemm_fp8: 'fp8',
  w8a8_fp8: 'fp8',
  w8a8_int8: 'int8',
  awq: 'int4',
  awq_marlin: 'int4',
  gptq: 'int4',
  gptq_marlin: 'int4',
  modelopt_fp4: 'fp4',
  nvfp4: 'fp4',
  mxfp4: 'fp4',
  petit_nvfp4: 'fp4',
  experts_int8: 'int8',
};
const DTYPE: Readonly<Record<string, Precision>> = { bfloat16: 'bf16', float16: 'fp16', half: 'fp16' };
const KV_CACHE: Readonly<Record<string, Precision>> = {
  fp8: 'fp8',
  fp8_e4m3: 'fp8',
  fp8_e5m2: 'fp8',
  bfloat16: 'bf16',
  bf16: 'bf16',
  float16: 'fp16',
  fp4_e2m1: 'fp4',
  nvfp4: 'fp4',
};

/** Words of a shell command, quotes and line continuations understood; variables stay as they are. */
export function shellWords(command: string): readonly string[] {
  const words = command.replace(/\\\r?\n/g, ' ').match(/"(?:\\.|[^"])*"|'[^']*'|[^\s"']+(?:"[^"]*"|'[^']*')?/g) ?? [];
  return words.map((word) => word.replace(/^(["'])(.*)\1$/s, '$2'));
}

/** The engine's command inside a script of several: the words from `vllm serve` or SGLang's module on. */
export function findEngineCommand(
  script: string,
): { readonly engine: Engine; readonly words: readonly string[] } | undefined {
  const oneLine = script.replace(/\\\r?\n/g, ' ');
  const patterns: readonly (readonly [Engine, RegExp])[] = [
    ['vllm', /vllm\s+serve\s+([^\n;&|]*)/],
    // The image's entry point is the engine: what follows its name are the arguments.
    ['vllm', /vllm\/vllm-openai\S*\s+([^\n;&|]*)/],
    ['vllm', /-m\s+(?:vllm\.entrypoints\.openai\.api_server|dynamo\.vllm)\s*([^\n;&|]*)/],
    ['sglang', /-m\s+(?:sglang\.launch_server|dynamo\.sglang\S*)\s*([^\n;&|]*)/],
    ['tensorrt-llm', /(?:trtllm-serve(?:\s+serve)?|-m\s+dynamo\.trtllm)\s*([^\n;&|]*)/],
  ];
  for (const [engine, pattern] of patterns) {
    const found = pattern.exec(oneLine);
    if (found) return { engine, words: shellWords(found[1] ?? '') };
  }
  return undefined;
}

/** Reads words such as `Qwen/Qwen3-32B --tensor-parallel-size 4 --kv-cache-dtype=fp8`. */
export function readWords(words: readonly string[], engine: Engine): EngineArguments {
  const entries: [string, Node][] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const flag = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(word);
    if (!flag) {
      entries.push(['model', word]);
      continue;
    }
    const next = words[i + 1];
    const valueFollows = flag[2] === undefined && next !== undefined && !/^--?[A-Za-z]/.test(next);
    entries.push([flag[1] ?? '', flag[2] ?? (valueFollows ? next : true)]);
    if (valueFollows) i += 1;
  }
  return readOptions(entries, engine);
}

/** Reads options by name; names may use `-` or `_`. */
export function readOptions(entries: readonly (readonly [string, Node])[], engine: Engine): EngineArguments {
  const known = new Map<string, Node>();
  const unread: string[] = [];
  for (const [name, value] of entries) {
    const dashed = name.replaceAll('_', '-');
    const field = FLAGS[dashed];
    if (field !== undefined) known.set(field, value);
    else if (!SILENT.test(dashed))
      unread.push(`${dashed}${value === true ? '' : `: ${text(value) ?? JSON.stringify(value)}`}`);
  }
  const precision = (field: string, table: Readonly<Record<string, Precision>>): Precision | undefined => {
    const value = text(known.get(field));
    if (value === undefined || value === 'auto') return undefined;
    if (table[value] === undefined) unread.push(`${field}: ${value}`);
    return table[value];
  };
  return {
    ...defined<Omit<EngineArguments, 'unread'>>({
      model: text(known.get('model'))?.replace(/^(?:hf|oci):\/\//, ''),
      engine,
      weights: precision('quantization', QUANTIZATION) ?? precision('dtype', DTYPE),
      kvCache: precision('kvCache', KV_CACHE),
      maxBatch: count(known.get('maxBatch')),
      maxBatchedTokens: count(known.get('maxBatchedTokens')),
      draftTokens: count(known.get('draftTokens')) ?? draftTokens(known.get('speculative')),
      tensorParallel: count(known.get('tensorParallel')),
      pipelineParallel: count(known.get('pipelineParallel')),
      dataParallel: count(known.get('dataParallel')),
      expertParallel: known.has('expertParallel') ? text(known.get('expertParallel')) !== '1' : undefined,
    }),
    unread,
  };
}

/** vLLM gives speculation as JSON: `{"method": "mtp", "num_speculative_tokens": 2}`. */
function draftTokens(config: Node): number | undefined {
  const found = /"?num_speculative_tokens"?\s*[:=]\s*(\d+)/.exec(
    typeof config === 'string' ? config : JSON.stringify(config ?? ''),
  );
  return found ? Number(found[1]) : undefined;
}
