/** What a table of an engine's flags is made of. One table per engine; adding a flag is adding a word. */
import type { Engine } from '../../schema/index.ts';

/** What a flag means to a workload. */
export type Field =
  | 'model'
  | 'tensorParallel'
  | 'pipelineParallel'
  | 'dataParallel'
  /** Size of the expert-parallel group. */
  | 'expertParallel'
  /** Experts are spread over all accelerators of the replica. */
  | 'expertsSpread'
  /** Attention is data parallel inside the tensor-parallel group. */
  | 'attentionData'
  | 'maxBatch'
  | 'maxBatchedTokens'
  | 'quantization'
  | 'dtype'
  | 'kvCache'
  | 'draftTokens'
  | 'speculation'
  | 'phase'
  | 'prefillOnly'
  | 'decodeOnly'
  | 'nodes'
  | 'servedName'
  | 'configFile';

/** `effect`: none: says nothing about cost or speed; some: it does, and a workload has no key for it. */
export interface Flag {
  readonly name: string;
  readonly field?: Field;
  readonly effect: 'some' | 'none';
  readonly takesValue: boolean;
}

export interface EngineTable {
  readonly engine: Engine;
  /** Name for people. */
  readonly title: string;
  /** By every spelling, without leading dashes, `_` written as `-`. */
  readonly flags: ReadonlyMap<string, Flag>;
  /** The first word that is no flag names the model: `vllm serve Qwen/Qwen3-32B`. */
  readonly positionalModel: boolean;
  /** Variables of the environment that stand for flags: `MODEL_ID` of TGI. */
  readonly variables: Readonly<Record<string, string>>;
  /** The engine takes every accelerator it sees unless a flag says otherwise. */
  readonly takesAll: boolean;
}

interface Lists {
  /** `name|alias|alias` → what it means. */
  readonly fields: Readonly<Record<string, Field>>;
  /** Flags that take a value and change cost or speed, separated by blanks. */
  readonly effect?: string;
  /** The same without a value. */
  readonly switches?: string;
  /** Flags with a value that change neither, and those without. */
  readonly harmless?: string;
  readonly harmlessSwitches?: string;
}

/** Fields whose flag takes no value. */
const SWITCHES: ReadonlySet<Field> = new Set(['expertsSpread', 'attentionData', 'prefillOnly', 'decodeOnly']);

/** The flags are made when a file of the engine is read: most runs read none. */
export function engineTable(
  about: Pick<EngineTable, 'engine' | 'title'> & Partial<Omit<EngineTable, 'flags'>>,
  lists: Lists,
): EngineTable {
  let flags: EngineTable['flags'] | undefined;
  return {
    positionalModel: false,
    variables: {},
    takesAll: false,
    ...about,
    get flags() {
      return (flags ??= flagsOf(lists));
    },
  };
}

function flagsOf({
  fields,
  effect = '',
  switches = '',
  harmless = '',
  harmlessSwitches = '',
}: Lists): EngineTable['flags'] {
  const flags = new Map<string, Flag>();
  const add = (spellings: string, flag: Omit<Flag, 'name'>): void => {
    const [name = '', ...aliases] = spellings.split('|');
    for (const spelling of [name, ...aliases]) flags.set(spelling, { name, ...flag });
  };
  const words = (list: string): readonly string[] => list.split(/\s+/).filter((word) => word !== '');
  for (const word of words(harmless)) add(word, { effect: 'none', takesValue: true });
  for (const word of words(harmlessSwitches)) add(word, { effect: 'none', takesValue: false });
  for (const word of words(effect)) add(word, { effect: 'some', takesValue: true });
  for (const word of words(switches)) add(word, { effect: 'some', takesValue: false });
  for (const [spellings, field] of Object.entries(fields))
    add(spellings, { field, effect: field === 'servedName' ? 'none' : 'some', takesValue: !SWITCHES.has(field) });
  return flags;
}
