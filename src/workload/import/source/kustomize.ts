/**
 * The files of a folder that make it up. A Kustomize folder names its resources; its patches are laid over them by kustomize,
 * which is not run here, so they are left out and said. A Helm chart is no folder of manifests before it is rendered.
 */
import { parse } from 'yaml';
import { isMapping } from './cursor.ts';
import type { SourceFile } from './documents.ts';

export interface Folder {
  readonly files: readonly SourceFile[];
  /** Patches, generators and the like that kustomize would apply, each with the file that names it. */
  readonly notApplied: readonly { readonly file: string; readonly what: string }[];
  /** The chart whose templates stand in the folder. */
  readonly chart?: string;
}

const KUSTOMIZATION = /(?:^|\/)kustomization\.ya?ml$|(?:^|\/)Kustomization$/;
const CHART = /(?:^|\/)Chart\.ya?ml$/;
const TEMPLATE = /(?:^|\/)templates\//;

/** What changes resources; labels and namespaces change nothing that costs. */
const CHANGES = [
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'components',
  'replicas',
  'helmCharts',
  'replacements',
];

export function folderOf(files: readonly SourceFile[]): Folder {
  const chart = files.find(({ name }) => CHART.test(name))?.name;
  const rendered = chart === undefined ? files : files.filter(({ name }) => !TEMPLATE.test(name) && !CHART.test(name));
  const patches = new Set<string>();
  const notApplied: { file: string; what: string }[] = [];
  for (const { name, text } of rendered) {
    if (!KUSTOMIZATION.test(name)) continue;
    const content = read(text);
    for (const key of CHANGES) {
      const list = content[key];
      if (list === undefined) continue;
      notApplied.push({ file: name, what: key });
      for (const path of pathsIn(list)) patches.add(join(name, path));
    }
  }
  const own = rendered.filter(({ name }) => !KUSTOMIZATION.test(name) && !patches.has(name));
  return { files: own, notApplied, ...(chart === undefined ? {} : { chart }) };
}

function read(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = parse(text, { logLevel: 'silent' });
    return isMapping(value) ? value : {};
  } catch {
    return {};
  }
}

/** `[a.yaml]`, `[{path: a.yaml}]`. */
const pathsIn = (list: unknown): readonly string[] =>
  (Array.isArray(list) ? list : []).flatMap((one: unknown) =>
    typeof one === 'string' ? [one] : isMapping(one) && typeof one['path'] === 'string' ? [one['path']] : [],
  );

/** A path as the file beside it writes it, `..` followed. */
function join(beside: string, path: string): string {
  const parts = [...beside.split('/').slice(0, -1), ...path.split('/')];
  const kept: string[] = [];
  for (const part of parts) {
    if (part === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (part !== '.' && part !== '') kept.push(part);
  }
  return kept.join('/');
}
