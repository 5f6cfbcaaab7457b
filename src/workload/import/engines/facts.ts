/** Options of an engine → what they say about a workload. */
import { defined, type Precision } from '../../../quantity/index.ts';
import type { Engine } from '../../schema/index.ts';
import type { Notebook } from '../notes.ts';
import { countOf, entries, isMapping, type Place, placeOf, scalarText, top } from '../source/cursor.ts';
import { innerDocuments, type NamedText } from '../source/documents.ts';
import { ggufFormat, kvCacheNamed, type NumberFormat, weightsNamed } from './precision.ts';
import type { EngineTable, Field, Flag } from './table.ts';

export type Role = 'serve' | 'prefill' | 'decode';

export interface EngineFacts {
  readonly engine?: Engine;
  readonly model?: string;
  /** What clients call it: a hint where the model is a folder. */
  readonly servedName?: string;
  readonly weights?: Precision;
  readonly kvCache?: Precision;
  readonly maxBatch?: number;
  readonly maxBatchedTokens?: number;
  readonly draftTokens?: number;
  readonly tensorParallel?: number;
  readonly pipelineParallel?: number;
  readonly dataParallel?: number;
  readonly expertParallel?: number;
  /** Experts over all accelerators of the replica. */
  readonly expertsSpread?: true;
  /** `tensorParallel` counts all accelerators of the replica; attention is data parallel inside it. */
  readonly attentionData?: true;
  readonly role?: Role;
  /** Nodes of one replica. */
  readonly nodes?: number;
  readonly configFile?: string;
  /** The engine uses every accelerator it sees unless told otherwise. */
  readonly takesAll?: true;
}

/** One option: its name without dashes in front, its value (`true` for a bare switch), and where it stands. */
export interface Option {
  readonly name: string;
  readonly value: unknown;
  readonly place: Place;
}

const dashed = (name: string): string => name.replaceAll('_', '-');

/** Options with values that are mappings or JSON texts, spread into dotted names: `speculative-config.method`. */
export function spread(options: readonly Option[]): readonly Option[] {
  return options.flatMap((option) => {
    const value = fromJson(option.value);
    if (!isMapping(value)) return [{ ...option, name: dashed(option.name) }];
    const inner = Object.entries(value).map(([key, one]) => ({
      name: `${dashed(option.name)}.${dashed(key)}`,
      value: one,
      place: option.place,
    }));
    return inner.length === 0 ? [{ ...option, name: dashed(option.name) }] : spread(inner);
  });
}

function fromJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*\{/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** The flag a name stands for: itself, an abbreviation that only one flag has, `no-` before a switch, or the part before a dot. */
export function flagNamed(table: EngineTable, name: string): Flag | undefined {
  const exact = table.flags.get(name);
  if (exact) return exact;
  const negated = name.startsWith('no-') ? table.flags.get(name.slice(3)) : undefined;
  if (negated) return { ...negated, takesValue: false };
  const dot = name.lastIndexOf('.');
  if (dot > 0) return flagNamed(table, name.slice(0, dot));
  if (name.length < 4) return undefined;
  const longer = [...table.flags].filter(([full]) => full.startsWith(name)).map(([, flag]) => flag);
  return new Set(longer.map((flag) => flag.name)).size === 1 ? longer[0] : undefined;
}

/** Keys of the workload that fields become, for the notes. */
const KEYS: Partial<Readonly<Record<Field, string>>> = {
  model: 'model',
  tensorParallel: 'tensor_parallel',
  pipelineParallel: 'pipeline_parallel',
  dataParallel: 'data_parallel',
  expertParallel: 'expert_parallel',
  expertsSpread: 'expert_parallel',
  attentionData: 'data_parallel',
  maxBatch: 'max_batch',
  maxBatchedTokens: 'max_batched_tokens',
  quantization: 'weights',
  kvCache: 'kv_cache',
  draftTokens: 'speculative.draft_tokens',
};

type Known = Map<Field, Option>;

/** What else a reader of options may look at. */
export interface OptionSources {
  readonly notes: Notebook;
  /** A file that an option names, by its name: one of those given, of a ConfigMap, or written by the script itself. */
  readonly file: (name: string) => NamedText | undefined;
}

/** @param table flags of the engine that runs */
export function readFacts(table: EngineTable, given: readonly Option[], { notes, file }: OptionSources): EngineFacts {
  const known: Known = new Map();
  for (const option of spread(withFiles(table, given, { notes, file }))) {
    if (option.value === '') continue;
    const flag = flagNamed(table, option.name);
    const { field } = flag ?? {};
    const nested = option.name.includes('.') && flag !== undefined && !table.flags.has(option.name);
    if (field === undefined || (nested && field === 'speculation'))
      notes.ignore(
        option.place,
        option.name,
        flag === undefined ? 'unknown' : flag.effect === 'some' ? 'no-key' : 'no-effect',
      );
    else if (option.value === false || option.value === 'false' || option.name.startsWith('no-'))
      notes.ignore(option.place, option.name, 'no-effect');
    else if (isVariable(option.value) && field !== 'model') notes.ignore(option.place, option.name, 'unresolved');
    else known.set(field, option);
  }
  return facts(table, known, notes);
}

/** Options with those of the file that `--config` and its like name; a flag beside it wins, as the engines have it. */
function withFiles(table: EngineTable, given: readonly Option[], { notes, file }: OptionSources): readonly Option[] {
  const read = given.flatMap((option): readonly Option[] => {
    const name = flagNamed(table, dashed(option.name))?.field === 'configFile' ? scalarText(option.value) : undefined;
    if (name === undefined) return [];
    const found = file(name);
    if (found === undefined) {
      notes.ignore(option.place, option.name, 'file-not-given');
      return [];
    }
    return innerDocuments(found.file, found.text, found.line).flatMap((document) =>
      entries(top(document)).map(([key, inner]) => ({ name: key, value: inner.value, place: placeOf(inner) })),
    );
  });
  return [...read, ...given];
}

const isVariable = (value: unknown): boolean => typeof value === 'string' && /\$[({A-Za-z_]|\{\{/.test(value);

function facts(table: EngineTable, known: Known, notes: Notebook): EngineFacts {
  const number = (field: Field): number | undefined => {
    const option = known.get(field);
    const value = countOf(option?.value);
    if (option !== undefined && (value === undefined || !Number.isInteger(value)))
      notes.ignore(option.place, option.name, 'not-understood');
    return value !== undefined && Number.isInteger(value) && value > 0 ? value : undefined;
  };
  const model = known.get('model');
  const written = typeof model?.value === 'string' ? modelNamed(model.value) : undefined;
  // It stays as it is written: a model of our choice would be priced as if the file had named it.
  if (model !== undefined && written !== undefined && isPlaceholder(written))
    notes.ignore(model.place, model.name, 'unresolved');
  const name = table.title === 'Ollama' ? written?.replace(':', '-') : written;
  const read = defined<EngineFacts>({
    engine: table.engine,
    model: name,
    servedName: servedName(known.get('servedName')),
    weights: weightsOf(known, name, notes),
    kvCache: format(known.get('kvCache'), kvCacheNamed, notes),
    maxBatch: number('maxBatch'),
    maxBatchedTokens: number('maxBatchedTokens'),
    draftTokens: number('draftTokens'),
    tensorParallel: number('tensorParallel'),
    pipelineParallel: number('pipelineParallel'),
    dataParallel: number('dataParallel'),
    expertParallel: number('expertParallel'),
    expertsSpread: known.has('expertsSpread') ? true : undefined,
    attentionData: known.has('attentionData') ? true : undefined,
    role: roleOf(known),
    nodes: number('nodes'),
    configFile: scalarText(known.get('configFile')?.value),
    takesAll: table.takesAll ? true : undefined,
  });
  for (const [field, option] of known) {
    const key = KEYS[field];
    if (key !== undefined && valueText(read, field) !== undefined)
      notes.found(option.place, key, valueText(read, field) ?? '');
  }
  return read;
}

/** `$MODEL`, `<model>`, `{model_name}`, `YOUR_MODEL`: a place for a name. */
export const isPlaceholder = (name: string): boolean =>
  /\$[({A-Za-z_]|\{\{|^[<{].*[>}]$|^\.\.\.$|^(?:your|my)[-_ ]?model(?:[-_ ](?:name|id|path))?$/i.test(name);

function valueText(read: EngineFacts, field: Field): string | undefined {
  const value = field === 'quantization' ? read.weights : (read as Readonly<Record<string, unknown>>)[field];
  return scalarText(value);
}

/** The first name; templates and variables are none. */
function servedName(option: Option | undefined): string | undefined {
  const written = scalarText(Array.isArray(option?.value) ? option.value[0] : option?.value)?.split(/[\s,]/)[0];
  return written === undefined || written === '' || isPlaceholder(written) ? undefined : written;
}

/** `hf://`, `oci://` and GGUF's `:Q4_K_M` say where and in which format; the name is what stands between. */
export function modelNamed(written: string): string {
  const bare = written
    .trim()
    .replace(/\/+$/, '')
    .replace(/^(?:(?:hf|huggingface|oci|ollama|modelscope|hf-pvc):\/\/|hf:(?=[\w.-]+\/))/, '');
  return /^[\w.-]+\/[\w.-]+:[\w.-]+$/.test(bare) ? bare.replace(/:[\w.-]+$/, '') : bare;
}

/**
 * The `dtype` of an engine is what it computes in. Weights that are quantised stay so, and 16-bit ones are 16-bit either way:
 * it never names the format of the weights.
 */
function weightsOf(known: Known, model: string | undefined, notes: Notebook): Precision | undefined {
  const dtype = known.get('dtype');
  if (dtype !== undefined && dtype.value !== 'auto') notes.ignore(dtype.place, dtype.name, 'checkpoint-decides');
  const named = format(known.get('quantization'), weightsNamed, notes);
  if (named !== undefined || model === undefined) return named;
  const written = scalarText(known.get('model')?.value) ?? '';
  return /gguf/i.test(written) || /:[A-Z0-9_]+$/.test(written) ? ggufFormat(written) : undefined;
}

function format(
  option: Option | undefined,
  named: (name: string) => NumberFormat,
  notes: Notebook,
): Precision | undefined {
  const written = scalarText(option?.value);
  if (option === undefined || written === undefined) return undefined;
  const found = named(written);
  if (found === undefined) notes.ignore(option.place, option.name, 'not-understood');
  if (found === 'own') notes.ignore(option.place, option.name, 'checkpoint-decides');
  return found === 'own' ? undefined : found;
}

function roleOf(known: Known): Role | undefined {
  const phase = scalarText(known.get('phase')?.value) ?? '';
  if (known.has('prefillOnly') || /^(?:prefill|kv_producer|context|prefill_first)/i.test(phase)) return 'prefill';
  if (known.has('decodeOnly') || /^(?:decode|kv_consumer|generation)/i.test(phase)) return 'decode';
  return undefined;
}
