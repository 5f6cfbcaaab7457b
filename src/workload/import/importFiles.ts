/** Files → documents → serving units → workloads. */
import { API_VERSION } from '../schema/index.ts';
import { deploymentsOfUnits, type ImportedDeployment, workloadsOf } from './deployments.ts';
import { readFacts } from './engines/facts.ts';
import { formatOf, FORMATS } from './formats/index.ts';
import { Notebook } from './notes.ts';
import {
  at,
  type Cursor,
  type SourceDocument,
  entries,
  exists,
  isMapping,
  placeOf,
  text,
  top,
} from './source/cursor.ts';
import { folderOf } from './source/kustomize.ts';
import { innerDocuments, type NamedText, readFile, type ReadFile, type SourceFile } from './source/documents.ts';
import { embedded } from './source/embedded.ts';
import type { ImportFormat, ImportOptions, ImportResult } from './types.ts';
import { enginesInScript, filesOf, optionsInEnvironment, sameFile } from './units/command.ts';
import { slurmMachine } from './units/slurm.ts';
import type { Surroundings, Unit } from './units/unit.ts';
import { writeWorkloads } from './write.ts';

/** Of one file, and of a folder. */
const LARGEST_CHARACTERS = 2_000_000;
const LARGEST_FOLDER = 64_000_000;

/**
 * @param content a YAML or JSON file, or a script with an engine's command line in it
 * @param source its name, for comments and places
 */
export function importWorkload(content: string, source: string, options: ImportOptions): ImportResult {
  return importFiles([{ name: source, text: content }], source, options);
}

/** Files that belong together: a folder of manifests, a rendered chart. @param source what to call them */
export function importFiles(files: readonly SourceFile[], source: string, options: ImportOptions): ImportResult {
  const read = readDeployments(files, source, options);
  if (!read.ok) return read;
  const { format, title, deployments, notes } = read;
  const workloads =
    format === 'huggingface-config' ? [{ ...modelOf(deployments), deployments }] : workloadsOf(deployments);
  return { ok: true, format, text: writeWorkloads(workloads, title, source, notes), notes };
}

const modelOf = ([first]: readonly ImportedDeployment[]): { readonly model?: string } => {
  const model = first?.pools[0]?.unit.facts.model;
  return model === undefined ? {} : { model };
};

export type DeploymentsRead =
  | {
      readonly ok: true;
      readonly format: ImportFormat;
      /** Of the format, with its article. */
      readonly title: string;
      readonly deployments: readonly ImportedDeployment[];
      readonly notes: Notebook;
    }
  | Extract<ImportResult, { readonly ok: false }>;

/** The serving units of files as deployments, nothing written yet: what `from` of a workload reads. */
export function readDeployments(given: readonly SourceFile[], source: string, options: ImportOptions): DeploymentsRead {
  const large = given.find(({ text: { length } }) => length > LARGEST_CHARACTERS);
  if (large !== undefined || given.reduce((sum, file) => sum + file.text.length, 0) > LARGEST_FOLDER)
    return {
      ok: false,
      message: `${large?.name ?? source} is larger than ${large ? 2 : 64} million characters. Name the file that starts the engine.`,
    };
  const several = given.length > 1;
  const { files, notApplied, chart } = several ? folderOf(given) : { files: given, notApplied: [], chart: undefined };
  const read = files.map((file) => ({ file, read: readFile(file) }));
  const parsed = read.flatMap(({ file, read: one }) =>
    (one.kind === 'documents' ? one.documents : one.kind === 'script' ? documentsIn(file) : []).map(top),
  );
  const documents = several ? parsed.filter((document) => !isOurs(document)) : parsed;
  if (documents.some(isOurs)) return { ok: false, message: `${source} is a workload already.` };
  const notes = new Notebook();
  for (const { file, what } of notApplied) notes.ignore({ file, line: 1, path: what }, what, 'not-applied');
  for (const { file, read: one } of several ? read : [])
    if (one.kind === 'broken' || one.kind === 'template')
      notes.ignore(
        { file: file.name, line: one.kind === 'broken' ? one.problem.line : one.line, path: '' },
        file.name,
        one.kind,
      );
  const used = new Set<string>();
  const around: Surroundings = {
    notes,
    documents,
    file: (name) => {
      const found = fileGiven(files, name) ?? fileOfConfigMap(documents, name);
      if (found) used.add(found.file);
      return found;
    },
  };
  const config = several
    ? undefined
    : documents.find(({ value }) => isMapping(value) && ('model_type' in value || 'architectures' in value));
  if (config !== undefined && (options.format ?? 'huggingface-config') === 'huggingface-config')
    return fromConfig(config, source, notes);
  const all = [
    ...documents.flatMap((document) => unitsOf(document, options.format, around)),
    ...read.flatMap(({ file, read: one }) => (one.kind === 'script' ? unitsInScript(file, around) : [])),
  ];
  // A configuration that another file starts an engine with is no engine of its own.
  const units = all.filter(({ format, place }) => format !== 'engine-config' || !used.has(place.file));
  const [first] = units;
  if (first === undefined) return chart === undefined ? refusal(read, source) : unrendered(chart, source);
  const title =
    first.format === 'command' ? 'a command line' : (FORMATS.find(({ id }) => id === first.format)?.title ?? 'a file');
  const served = units.filter(({ path }) => path !== '');
  return {
    ok: true,
    format: first.format,
    title,
    deployments: deploymentsOfUnits(served, options.names, notes),
    notes,
  };
}

function fileGiven(files: readonly SourceFile[], name: string): NamedText | undefined {
  const found = files.find((file) => sameFile(file.name, name));
  return found && { text: found.text, file: found.name, line: 1 };
}

/** A file that pods mount from a ConfigMap of the same files. */
function fileOfConfigMap(documents: readonly Cursor[], name: string): NamedText | undefined {
  for (const document of documents) {
    if (at(document, 'kind').value !== 'ConfigMap') continue;
    const found = entries(at(document, 'data')).find(([key]) => sameFile(key, name))?.[1];
    const content = found && text(found);
    if (found && content !== undefined)
      return { text: content, file: document.document.file, line: placeOf(found).line + 1 };
  }
  return undefined;
}

const isOurs = (document: Cursor): boolean => at(document, 'apiVersion').value === API_VERSION;

function unitsOf(document: Cursor, format: ImportFormat | undefined, around: Surroundings): readonly Unit[] {
  const found = format === undefined ? formatOf(document) : FORMATS.find(({ id }) => id === format);
  const units = found?.units(document, around) ?? [];
  if (units.length === 0) {
    const what = [text(at(document, 'kind')), text(at(document, 'metadata', 'name'))]
      .filter((part) => part !== undefined)
      .join(' ');
    around.notes.ignore(placeOf(document), what === '' ? 'document' : what, 'not-an-engine');
  }
  return units;
}

const documentsIn = (file: SourceFile): readonly SourceDocument[] =>
  embedded(file).documents.flatMap(({ text: inner, line }) => innerDocuments(file.name, inner, line));

function unitsInScript(file: SourceFile, around: Surroundings): readonly Unit[] {
  const { script } = embedded(file);
  const place = { file: file.name, line: 1, path: '' };
  const batch = slurmMachine(script, place);
  return enginesInScript(script, new Map(), place).map((started, i): Unit => {
    const values = new Map([...(started.command?.variables ?? [])].map(([name, value]) => [name, value.join(' ')]));
    const set = new Map([...values, ...dockerVariables(started.command?.words ?? [])]);
    const options = [...started.options, ...optionsInEnvironment(started.table, set, () => started.place)];
    const facts = readFacts(started.table, options, { notes: around.notes, file: filesOf(started, around.file) });
    const name = facts.model ?? 'imported';
    const role = facts.role ?? 'serve';
    const perNode = visibleDevices(set, started.command?.words ?? []);
    return {
      format: 'command',
      name,
      path: `command-${i + 1}`,
      place: started.place,
      facts,
      machine: { ...batch, ...(perNode === undefined ? {} : { perNode }) },
      role,
      group: role === 'serve' ? `command-${i + 1}` : name,
    };
  });
}

/** `docker run -e NAME=value`. */
function dockerVariables(words: readonly string[]): readonly (readonly [string, string])[] {
  return words.flatMap((word, i) => {
    const before = words[i - 1] ?? '';
    const assigned = /^(?:--env=|-e=?)?(\w+)=(.*)$/s.exec(word);
    return assigned && (/^(?:-e|--env)$/.test(before) || /^(?:--env=|-e)/.test(word))
      ? [[assigned[1] ?? '', assigned[2] ?? ''] as const]
      : [];
  });
}

/** Accelerators that a command may see: `CUDA_VISIBLE_DEVICES=0,1`, `docker run --gpus 2`. */
function visibleDevices(values: ReadonlyMap<string, string>, words: readonly string[]): number | undefined {
  const devices =
    values.get('CUDA_VISIBLE_DEVICES') ??
    values.get('HIP_VISIBLE_DEVICES') ??
    words.map((word) => /(?:CUDA|HIP)_VISIBLE_DEVICES=(.+)$/.exec(word)?.[1]).find((one) => one !== undefined);
  if (devices !== undefined && /^\d+(?:,\d+)*$/.test(devices)) return devices.split(',').length;
  const asked = words
    .map((word, i) => (words[i - 1] === '--gpus' ? word : /^--gpus=(.+)$/.exec(word)?.[1]))
    .find((one) => one !== undefined);
  const list = /device=([\d,]+)/.exec(asked ?? '')?.[1];
  if (list !== undefined) return list.split(',').filter((one) => one !== '').length;
  return asked !== undefined && /^\d+$/.test(asked) ? Number(asked) : undefined;
}

/** A chart is its templates; its values alone start nothing. */
function unrendered(chart: string, source: string): Refusal {
  const message = `${source} is a Helm chart that is not rendered. Render it, then import what comes out: helm template NAME ${source} > rendered.yaml`;
  return { ok: false, file: chart, line: 1, message };
}

type Refusal = Extract<ImportResult, { readonly ok: false }>;

interface Read {
  readonly file: SourceFile;
  readonly read: ReadFile;
}

function refusal(read: readonly Read[], source: string): Extract<ImportResult, { readonly ok: false }> {
  for (const { file, read: one } of read) {
    if (one.kind === 'broken')
      return {
        ok: false,
        file: file.name,
        line: one.problem.line,
        message: `${file.name} cannot be read as YAML at line ${one.problem.line}: ${one.problem.message}`,
      };
    if (one.kind === 'template')
      return {
        ok: false,
        file: file.name,
        line: one.line,
        message: `${file.name} is a Helm template that is not rendered. Render the chart, then import what comes out: helm template NAME CHART -f values.yaml > rendered.yaml`,
      };
  }
  return {
    ok: false,
    message: `${source} is none of the files that can be read: an engine's command or configuration (vLLM, SGLang, TensorRT-LLM, TGI, llama.cpp, Ollama), a Kubernetes, KServe, Dynamo, llm-d, NIM, Ray, KubeAI, KAITO, OME or production-stack manifest, a compose file, a SkyPilot or dstack task, a config.json.`,
  };
}

/** A config.json is a model: the workload points at it. */
function fromConfig(config: Cursor, source: string, notes: Notebook): DeploymentsRead {
  // Standard input has no name to come back to.
  const file = source.startsWith('<') ? 'config.json' : source;
  const model = file.startsWith('.') || file.startsWith('/') ? file : `./${file}`;
  const named = at(config, '_name_or_path');
  const place = placeOf(config);
  notes.found(place, 'model', model);
  const unit: Unit = {
    format: 'huggingface-config',
    name: exists(named) && text(named) !== '' ? (text(named) ?? model) : model,
    path: 'model',
    place,
    facts: { model },
    machine: {},
    role: 'serve',
    group: 'model',
  };
  return {
    ok: true,
    format: 'huggingface-config',
    title: 'a Hugging Face config.json',
    deployments: [{ name: unit.name, pools: [{ role: 'serve', unit, parallelism: {} }] }],
    notes,
  };
}
