/** The words of a command → the engine that it starts, and its options. */
import type { Place } from '../source/cursor.ts';
import { LLAMA_CPP } from './llamaCpp.ts';
import { NIM } from './nim.ts';
import { OLLAMA } from './ollama.ts';
import { SGLANG } from './sglang.ts';
import type { EngineTable, Flag } from './table.ts';
import { TENSORRT_LLM } from './tensorrtLlm.ts';
import { TGI } from './tgi.ts';
import { VLLM } from './vllm.ts';
import { flagNamed, type Option } from './facts.ts';

/** Programs and modules that are an engine, by the words that name them. */
const PROGRAMS: readonly (readonly [EngineTable, readonly RegExp[]])[] = [
  [VLLM, [/(?:^|\/)vllm$/, /^serve$/]],
  [
    VLLM,
    [
      /^(?:vllm\.entrypoints\.(?:openai\.)?api_server|vllm\.entrypoints\.cli\.main|dynamo\.vllm|vllm_worker|huggingfaceserver|vllm_omni\.entrypoints\S*)$/,
    ],
  ],
  [VLLM, [/(?:^|\/)vllm\/entrypoints\/(?:openai\/)?api_server\.py$/]],
  [SGLANG, [/(?:^|\/)sglang$/, /^serve$/]],
  [SGLANG, [/^(?:sglang\.launch_server|dynamo\.sglang(?:\.\S+)?)$/]],
  [TENSORRT_LLM, [/(?:^|\/)trtllm-serve$/, /^serve$/]],
  [TENSORRT_LLM, [/(?:^|\/)trtllm-serve$/]],
  [TENSORRT_LLM, [/^(?:dynamo\.trtllm|tensorrt_llm\.commands\.serve)$/]],
  [TGI, [/(?:^|\/)text-generation-launcher$/]],
  [LLAMA_CPP, [/(?:^|\/)llama-server$/]],
  [LLAMA_CPP, [/^llama_cpp\.server$/]],
  [OLLAMA, [/(?:^|\/)ollama$/, /^(?:run|pull)$/]],
  [OLLAMA, [/(?:^|\/)ollama$/, /^serve$/]],
];

/** Images whose entry point is the engine. */
const IMAGES: readonly (readonly [EngineTable, RegExp])[] = [
  [
    TGI,
    /text-generation-inference|huggingface-pytorch-tgi|tgi-inference|pytorch-inference-deps-tgi|optimum-tpu.*tgi|\btgi:/,
  ],
  [LLAMA_CPP, /llama\.cpp(?::|@)|llama-cpp|llama\.cpp-?server|llamacpp/],
  [OLLAMA, /(?:^|\/)ollama(?::|@|$)/],
  [SGLANG, /sglang/],
  [TENSORRT_LLM, /tensorrt-?llm|trtllm/],
  [VLLM, /vllm|huggingfaceserver|\/llm-d(?:-cuda|-gaudi|-xpu|-rocm)?(?::|@)/],
  [NIM, /(?:^|\/)nim\/[\w.-]+\/[\w.-]+/],
];

/** Parts of a serving stack that carry an engine's name and are none: routers, proxies, benchmarks, sidecars. */
const NOT_ENGINES =
  /router|proxy|sidecar|gateway|benchmark|lmcache-server|cache-server|exporter|scheduler|epp\b|inference-sim|simulator|frontend|operator|controller|downloader|lora-syncer|adapter|planner|model-cache|curl/i;

export function engineOfImage(image: string): EngineTable | undefined {
  const name = image.toLowerCase();
  if (NOT_ENGINES.test(name.split('/').at(-1) ?? name)) return undefined;
  return IMAGES.find(([, pattern]) => pattern.test(name))?.[0];
}

export interface FoundEngine {
  readonly table: EngineTable;
  /** Words after the program. */
  readonly words: readonly string[];
  /** The program was `ollama serve` and the like: its model comes from elsewhere. */
  readonly program: boolean;
}

/** Programs that only talk about an engine: `pip install vllm`, `echo vllm serve`, `vllm bench serve`. */
const TALKS =
  /^(?:echo|printf|pip3?|uv|apt(?:-get)?|grep|pkill|pgrep|which|curl|git|cd|sed|hf|huggingface-cli|conda|brew|ls|rm|cat)$/;

/** `echo`, `pip` and the like name an engine without starting it. */
export const onlyTalks = ([first = '', second]: readonly string[]): boolean =>
  TALKS.test(first) && !(first === 'uv' && second === 'run');

export function engineInWords(words: readonly string[]): FoundEngine | undefined {
  if (onlyTalks(words)) return undefined;
  for (let i = 0; i < words.length; i += 1)
    for (const [table, patterns] of PROGRAMS)
      if (patterns.every((pattern, offset) => pattern.test(words[i + offset] ?? ''))) {
        const rest = words.slice(i + patterns.length);
        const after = rest[0] === '--' ? rest.slice(1) : rest;
        return { table, words: after, program: true };
      }
  return imageInWords(words);
}

/** `docker run … image arguments`. */
function imageInWords(words: readonly string[]): FoundEngine | undefined {
  const starts = words.some(
    (word, i) =>
      (/^(?:docker|podman|nerdctl|enroot|apptainer|singularity)$/.test(word) &&
        words.slice(i + 1).some((verb) => /^(?:run|create|start|exec)$/.test(verb))) ||
      word === 'srun',
  );
  if (!starts) return undefined;
  const start = words.findIndex((word, i) => i > 1 && /[/:]/.test(word) && isImageWord(word, words[i - 1] ?? ''));
  const table = start < 0 ? undefined : engineOfImage(words[start] ?? '');
  return table && { table, words: words.slice(start + 1), program: false };
}

const isImageWord = (word: string, before: string): boolean =>
  /^(?:docker:\/\/)?[\w.-]+(?:\/[\w.-]+)*(?:[:@][\w.:-]+)?$/.test(word) &&
  engineOfImage(word) !== undefined &&
  !/^(?:-v|--volume|--name|-e|--env|--mount|-w|--workdir|--network|--hostname|--env-file)$/.test(before);

/** Options of a command: flags with their values, and the model where the engine takes it as a word of its own. */
export function optionsOf(table: EngineTable, words: readonly string[], place: Place): readonly Option[] {
  const options: Option[] = [];
  let model = !table.positionalModel || words.some((word) => flagOfWord(table, word)?.field === 'model');
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const found = /^--?([A-Za-z][\w.-]*)(?:=(.*))?$/s.exec(word);
    if (!found) {
      if (!model && isModelWord(word)) {
        options.push({ name: 'model', value: word, place });
        model = true;
      }
      continue;
    }
    const name = (found[1] ?? '').replaceAll('_', '-');
    const next = words[i + 1];
    const flag = flagNamed(table, name);
    const follows = found[2] === undefined && next !== undefined && !/^--?[A-Za-z]/.test(next);
    const takes = follows && (flag?.takesValue ?? model) ? true : follows && /^(?:true|false)$/i.test(next);
    options.push({ name, value: found[2] ?? (takes ? next : true), place });
    if (takes) i += 1;
  }
  return options;
}

function flagOfWord(table: EngineTable, word: string): Flag | undefined {
  const name = /^--?([A-Za-z][\w.-]*)(?:=.*)?$/s.exec(word)?.[1];
  return name === undefined ? undefined : flagNamed(table, name.replaceAll('_', '-'));
}

/** A word that can name a model: no operator, no number, no bare punctuation. */
const isModelWord = (word: string): boolean => /^[\w./$<{~-][^\s|;&]*$/.test(word) && /[A-Za-z]/.test(word);
