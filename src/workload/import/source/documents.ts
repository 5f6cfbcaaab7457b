/** A file as documents: YAML and JSON with places, or a script. A file that is neither says why, at its line. */
import { isNode, LineCounter, parseAllDocuments, type Document } from 'yaml';
import { tooDeepAt, YAML_OPTIONS } from '../../../yaml/index.ts';
import type { Key, SourceDocument } from './cursor.ts';

/** A file to import: the host read it. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** A text with the file it stands in and its first line there. */
export interface NamedText {
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

export interface SyntaxProblem {
  readonly line: number;
  readonly message: string;
}

export type ReadFile =
  | { readonly kind: 'documents'; readonly documents: readonly SourceDocument[] }
  | { readonly kind: 'script' }
  /** A Helm or Jinja template that nobody has rendered. */
  | { readonly kind: 'template'; readonly line: number }
  | { readonly kind: 'broken'; readonly problem: SyntaxProblem };

/** Aliases that a document may use before it is taken for an attack. */
const MOST_ALIASES = 1000;

export function readFile({ name, text }: SourceFile): ReadFile {
  if (/\.(?:sh|bash|zsh|slurm|sbatch|md|mdx|rst|txt|py)$/i.test(name) || /^#!/.test(text)) return { kind: 'script' };
  if (tooDeepAt(text) !== undefined) return { kind: 'broken', problem: { line: 1, message: 'it is nested too deep' } };
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { ...YAML_OPTIONS, lineCounter: lines });
  const documents = Array.isArray(parsed) ? parsed : [];
  const structured = documents.some(({ contents }) => isNode(contents) && 'items' in contents);
  const broken = documents.find(({ errors }) => errors.length > 0);
  const template = /\{\{-?\s*(?:if|with|range|include|template|end|toYaml|\.Values|\.Release|\.Chart|\$)/.exec(text);
  const looksLikeYaml = /^\s*(?:apiVersion|kind)\s*:/m.test(text) || /\.(?:ya?ml|json|tpl)$/i.test(name);
  // `replicas: {{ .Values.replicas }}` is a mapping within a mapping to YAML; a text in quotes may hold a template of its own.
  const unquoted = /^\s*kind\s*:/m.test(text) && /(?::[ \t]+|^[ \t]*(?:-[ \t]+)?)\{\{/m.test(text);
  if (template && (broken || !structured || unquoted) && looksLikeYaml)
    return { kind: 'template', line: text.slice(0, template.index).split('\n').length };
  if (!structured && !/\.(?:ya?ml|json)$/i.test(name)) return { kind: 'script' };
  if (broken && (looksLikeYaml || structured)) {
    const [error] = broken.errors;
    const line = lines.linePos(error?.pos[0] ?? 0).line;
    if (!looksLikeYaml) return { kind: 'script' };
    return { kind: 'broken', problem: { line, message: (error?.message ?? '').split('\n')[0] ?? '' } };
  }
  return { kind: 'documents', documents: documents.flatMap((document) => sourceDocument(name, document, lines)) };
}

function sourceDocument(file: string, document: Document, lines: LineCounter): readonly SourceDocument[] {
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch {
    return [];
  }
  if (value === null || value === undefined) return [];
  const line = (path: readonly Key[]): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  return [{ file, value, line, touched: new Set() }];
}

/** A document that another one carries as text: `serveConfigV2: |`, a ConfigMap's file. Lines count from where the text begins. */
export function innerDocuments(file: string, text: string, firstLine: number): readonly SourceDocument[] {
  const read = readFile({ name: `${file}.yaml`, text });
  if (read.kind !== 'documents') return [];
  return read.documents.map((document) => ({
    ...document,
    file,
    line: (path) => firstLine + document.line(path) - 1,
  }));
}
