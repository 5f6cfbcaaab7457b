/**
 * Import: somebody else's deployment file as a new workload. Text in, text out; nothing is guessed silently.
 *
 * Start at formats.ts (which file is it), then write.ts (how it becomes a workload).
 */
import { parseAllDocuments } from 'yaml';
import { tooDeepAt } from '../parseTree.ts';
import { API_VERSION } from '../schema/definition.ts';
import { formatOf, readCommandLine, readFormat } from './formats.ts';
import type { ImportFormat } from './types.ts';
import { writeWorkload } from './write.ts';

export { IMPORT_FORMATS, type ImportFormat } from './types.ts';

export type ImportResult =
  | { readonly ok: true; readonly format: ImportFormat; readonly text: string }
  | { readonly ok: false; readonly message: string };

const LARGEST_CHARACTERS = 2_000_000;

/**
 * @param text a YAML or JSON file, or a script with an engine's command line in it
 * @param source its name, for the comment; a `config.json` is referred to by `reference`
 * @param format read it as this format instead of looking
 */
export function importWorkload(text: string, source: string, format?: ImportFormat): ImportResult {
  if (text.length > LARGEST_CHARACTERS)
    return {
      ok: false,
      message: `${source} is larger than 2 million characters. Name the file that starts the engine.`,
    };
  for (const node of documents(text)) {
    if (isOurs(node)) return { ok: false, message: `${source} is a workload already.` };
    const found = format ?? formatOf(node);
    if (found === undefined || typeof node !== 'object' || node === null) continue;
    if (found === 'huggingface-config') return { ok: true, format: found, text: fromConfig(node, source) };
    return { ok: true, format: found, text: writeWorkload(readFormat(found, node), source) };
  }
  const command = readCommandLine(text);
  if (command) return { ok: true, format: command.format, text: writeWorkload(command, source) };
  return {
    ok: false,
    message: `${source} is none of the files that can be read: a vLLM or SGLang command or config, a Kubernetes Deployment, a KServe InferenceService, a Dynamo graph, llm-d values, a SkyPilot task, a config.json.`,
  };
}

function isOurs(node: unknown): boolean {
  return typeof node === 'object' && node !== null && 'apiVersion' in node && node.apiVersion === API_VERSION;
}

function documents(text: string): readonly unknown[] {
  if (tooDeepAt(text) !== undefined) return [];
  const parsed = parseAllDocuments(text, { logLevel: 'silent' });
  return Array.isArray(parsed)
    ? parsed.flatMap((document) =>
        document.errors.length > 0 ? [] : [document.toJS({ maxAliasCount: 100 }) as unknown],
      )
    : [];
}

/** A config.json is a model: the workload points at it. */
function fromConfig(config: object, source: string): string {
  // Standard input has no name to come back to.
  const file = source.startsWith('<') ? 'config.json' : source;
  const reference = file.startsWith('.') || file.startsWith('/') ? file : `./${file}`;
  const name = '_name_or_path' in config && typeof config._name_or_path === 'string' ? config._name_or_path : undefined;
  return writeWorkload(
    {
      format: 'huggingface-config',
      model: reference,
      ...(name ? { name: name.split('/').at(-1) ?? name } : {}),
      pools: [],
      unread: [],
    },
    source,
  );
}
