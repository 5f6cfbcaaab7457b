/** What a container, a task or a script runs → the engines in it. */
import { engineInWords, engineOfImage, onlyTalks, optionsOf } from '../engines/words.ts';
import type { Option } from '../engines/facts.ts';
import type { EngineTable, Field } from '../engines/table.ts';
import { readShell, variablesOf, type ShellCommand } from '../source/shell.ts';
import type { Place } from '../source/cursor.ts';
import type { NamedText } from '../source/documents.ts';
import { resolve } from './environment.ts';

/** A text that a script writes into a file. */
interface WrittenText extends NamedText {
  readonly name: string;
}

export interface Started {
  readonly table: EngineTable;
  readonly options: readonly Option[];
  readonly place: Place;
  /** The command it stands in, where a shell runs it. */
  readonly command?: ShellCommand;
  /** Files that the same script writes before. */
  readonly texts?: readonly WrittenText[];
}

/** The files that an engine started here may name: those its script writes, then those around. */
export const filesOf =
  ({ texts = [] }: Started, around: (name: string) => NamedText | undefined) =>
  (name: string): NamedText | undefined =>
    texts.find(({ name: own }) => sameFile(own, name)) ?? around(name);

const lastPart = (name: string): string => name.split('/').at(-1) ?? name;

/** Paths start in different folders; their last parts have to agree. */
export const sameFile = (name: string, wanted: string): boolean => lastPart(name) === lastPart(wanted);

/** Texts nested in texts: `bash -c "ssh host 'vllm serve …'"`. */
const DEEPEST = 4;

/** Engines that a script starts, in its order. Lines count from `place`. */
export function enginesInScript(
  script: string,
  values: ReadonlyMap<string, string>,
  place: Place,
  depth = 0,
): readonly Started[] {
  const { commands, texts: written } = readShell(script, variablesOf(Object.fromEntries(values)));
  const texts = written.flatMap(({ file, text, line }) =>
    file === undefined ? [] : [{ name: file, text, file: place.file, line: place.line + line - 1 }],
  );
  return commands.flatMap((command): readonly Started[] => {
    if (onlyTalks(command.words)) return [];
    const here = { ...place, line: place.line + command.line - 1 };
    const inner = command.words.filter((word) => /\s/.test(word) && mentionsEngine(word) && !word.startsWith('-'));
    const known = new Map([...command.variables].map(([name, value]) => [name, value.join(' ')]));
    const nested = depth < DEEPEST ? inner.flatMap((word) => enginesInScript(word, known, here, depth + 1)) : [];
    if (nested.length > 0)
      return nested.map((started) => ({ ...started, command, texts: [...(started.texts ?? []), ...texts] }));
    const found = engineInWords(command.words);
    return found
      ? [{ table: found.table, options: optionsOf(found.table, found.words, here), place: here, command, texts }]
      : [];
  });
}

const mentionsEngine = (text: string): boolean =>
  /vllm|sglang|trtllm|text-generation-launcher|llama-server|ollama|launch_server|api_server/.test(text);

/**
 * A container's command and arguments: an engine's own, or a shell line with one inside.
 *
 * @param fallback the engine where neither words nor image name one
 */
export function engineInContainer(
  words: readonly string[],
  image: string | undefined,
  values: ReadonlyMap<string, string>,
  place: Place,
  fallback?: EngineTable,
): readonly Started[] {
  const filled = words.map((word) => resolve(word, values));
  const joined = entry(filled);
  const scripts = joined.filter((word) => /\s/.test(word.trim()) && !word.trimStart().startsWith('{'));
  const shells = scripts.filter((word) => !/^\s*-/.test(word)).flatMap((word) => enginesInScript(word, values, place));
  if (shells.length > 0) return shells;
  const plain = joined.flatMap((word) => (scripts.includes(word) ? wordsOf(word, values) : [word]));
  const found = engineInWords(plain);
  if (found) return [{ table: found.table, options: optionsOf(found.table, found.words, place), place }];
  const table = (image === undefined ? undefined : engineOfImage(image)) ?? fallback;
  if (table === undefined) return [];
  const own = /^(?:\/bin\/|\/usr\/bin\/)?(?:sh|bash|python3?|sleep|tail)$/.test(plain[0] ?? '') ? [] : plain;
  return [{ table, options: optionsOf(table, own, place), place }];
}

/** An entry point that is one line takes the arguments that follow as its own: `python3 -m sglang.launch_server`, then flags. */
function entry(words: readonly string[]): readonly string[] {
  const [first = '', ...rest] = words;
  const flags =
    rest.length > 0 && rest.every((word, i) => /^\s*-/.test(word) || i > 0) && !/\n\s*\S/.test(first.trim());
  if (!flags || !mentionsEngine(first) || !/\s/.test(first.trim())) return words;
  return [[first.trim(), ...rest.map((word) => (rest.length > 1 ? quoted(word) : word.replace(/\n/g, ' ')))].join(' ')];
}

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

const wordsOf = (line: string, values: ReadonlyMap<string, string>): readonly string[] =>
  readShell(line.replace(/\n/g, ' '), variablesOf(Object.fromEntries(values))).commands.flatMap(({ words }) => words);

/**
 * Images around an engine take its flags as variables in capitals (`TENSOR_PARALLEL_SIZE`, `VLLM_MAX_NUM_SEQS`) and the model as
 * `MODEL_NAME` or its like. A flag of the command beside it wins.
 *
 * @see https://docs.runpod.io/serverless/vllm/environment-variables (2025-06)
 */
function flagOfVariable(table: EngineTable, name: string, value: string): string | undefined {
  if (/^(?:[A-Z]+_)?(?:HF_)?MODEL(?:_NAME|_ID|_REPO|_PATH)?$/.test(name))
    return /^[\w-][\w.-]*\/[\w.-]+$/.test(value)
      ? [...table.flags].find(([, { field }]) => field === 'model')?.[0]
      : undefined;
  const spelled = name
    .replace(/^(?:VLLM|SGLANG|TRTLLM)_/, '')
    .toLowerCase()
    .replaceAll('_', '-');
  const field = table.flags.get(spelled)?.field;
  return name === name.toUpperCase() && spelled.includes('-') && field !== undefined && SIZES.has(field)
    ? spelled
    : undefined;
}

/** Fields whose variables mean the same everywhere; `PHASE` or `CONFIG` could be anybody's. */
const SIZES: ReadonlySet<Field> = new Set([
  'tensorParallel',
  'pipelineParallel',
  'dataParallel',
  'maxBatch',
  'maxBatchedTokens',
  'kvCache',
]);

/** Options that variables of the environment stand for: those of the engine's table, and lists of flags as one text. */
export function optionsInEnvironment(
  table: EngineTable,
  values: ReadonlyMap<string, string>,
  place: (name: string) => Place,
): readonly Option[] {
  return [...values].flatMap(([name, value]): readonly Option[] => {
    const flag = Object.hasOwn(table.variables, name) ? table.variables[name] : flagOfVariable(table, name, value);
    if (flag !== undefined) return [{ name: flag, value, place: place(name) }];
    if (/_?(?:ARGS|ARGUMENTS|FLAGS|OPTIONS)$/.test(name) && /(?:^|\s)--?[a-z]/.test(value))
      return optionsOf({ ...table, positionalModel: false }, wordsOf(value, values), place(name));
    return [];
  });
}
