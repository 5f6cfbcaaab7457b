/** A file of YAML documents: which of them are workloads, what they say, and what is wrong with them. */
import { baseUnitOf, type CurrencyRates, type Position, type Range } from '../quantity/index.ts';
import { interval, type Interval } from '../quantity/expression/index.ts';
import {
  createLines,
  createLocator,
  emptyTree,
  type Lines,
  type Located,
  parseTree,
  type CursorPath,
  type Span,
  type Tree,
  type TreeDocument,
} from './text/index.ts';
import { type ManifestReader, type ManifestUse, withManifests } from './from.ts';
import { type Context, currencyOf, readWorkload, report, withLet, type WorkloadProblem } from './read/index.ts';
import { API_VERSION, type Workload } from './schema/index.ts';

/** A file shows at most this many problems; the others appear as the first are mended. */
export const FILE_LIMITS = { characters: 250_000, documents: 100, problems: 500 } as const;

export interface ParseOptions {
  /** Decides about documents without `apiVersion`, and names nameless workloads. */
  readonly fileName?: string;
  /** Read every document as a workload: files named on the command line, standard input. */
  readonly force?: boolean;
  /** Currencies beside USD that may stand in the text, USD for one. */
  readonly rates?: CurrencyRates;
  /** Reads the files that deployments name with `from`; without it each is a problem. */
  readonly manifests?: ManifestReader;
}

export interface LetName {
  readonly name: string;
  /** Of the key. */
  readonly range: Range;
  readonly span: Span;
  /** In base units (s, B, USD, J, g, l); absent where the text has an error. */
  readonly amount?: Interval & { readonly unit: string };
}

export interface WorkloadDocument {
  readonly index: number;
  readonly range: Range;
  readonly span: Span;
  readonly isWorkload: boolean;
  /** As the document says, or from the file's name. */
  readonly name: string;
  /** Absent where model or traffic cannot be read; otherwise as complete as the text allows. */
  readonly workload?: Workload;
  readonly problems: readonly WorkloadProblem[];
  readonly deploymentNames: readonly string[];
  /** The `let` names with where they stand and what they come to. */
  readonly letNames: readonly LetName[];
  /** The text's own tree, without what `from` reads. */
  readonly tree: Tree;
  /** The tree with what `from` reads in it: what the workload was built of. */
  readonly readTree: Tree;
  /** Files that its deployments read with `from`. */
  readonly manifests: readonly ManifestUse[];
  rangeOf(path: readonly string[]): Located | undefined;
  pathAt(offset: number): CursorPath;
}

export interface WorkloadFile {
  readonly text: string;
  readonly lines: Lines;
  readonly documents: readonly WorkloadDocument[];
  readonly positionAt: (offset: number) => Position;
  readonly offsetAt: (position: Position) => number;
  /** The document that holds the offset; the last one after the end. */
  documentAt(offset: number): WorkloadDocument | undefined;
}

export function parseWorkloadFile(text: string, options: ParseOptions = {}): WorkloadFile {
  const lines = createLines(text);
  const documents = text.length > FILE_LIMITS.characters ? [oversized(lines, options)] : readAll(lines, options);
  return {
    text,
    lines,
    documents,
    positionAt: lines.positionAt,
    offsetAt: lines.offsetAt,
    documentAt: (offset) => documents.findLast(({ span }) => span.start <= offset) ?? documents[0],
  };
}

function readAll(lines: Lines, options: ParseOptions): WorkloadDocument[] {
  const trees = parseTree(lines.text);
  return trees.slice(0, FILE_LIMITS.documents).map((tree, index) => {
    const only = trees.length === 1;
    const isWorkload = isWorkloadDocument(tree.root, options, only);
    const document = readDocument(tree, index, isWorkload, lines, options);
    if (index < FILE_LIMITS.documents - 1 || trees.length <= FILE_LIMITS.documents) return document;
    const problems: WorkloadProblem[] = [];
    report({ lines, problems }, 'too-large', [], tree, { what: 'documents', limit: FILE_LIMITS.documents });
    return { ...document, problems: [...document.problems, ...problems] };
  });
}

/**
 * Ours if it says so, or if the file's name says so and the document does not say otherwise.
 * An empty document is ours only when it is all there is.
 */
export function isWorkloadDocument(root: Tree, options: ParseOptions, only: boolean): boolean {
  if (root.kind === 'empty' && !only) return false;
  if (options.force) return true;
  const version = root.kind === 'map' ? root.get('apiVersion')?.value : undefined;
  // A line below that slipped into the value does not make the document somebody else's.
  const value = version?.kind === 'map' ? version.entries[0]?.key : version?.kind === 'scalar' ? version.text : '';
  if (value?.split(/\s/, 1)[0] === API_VERSION) return true;
  if (!isWorkloadFileName(options.fileName ?? '')) return false;
  if (root.kind !== 'map') return root.kind === 'empty' || root.kind === 'scalar';
  return (version === undefined || version.kind === 'empty') && root.get('kind') === undefined;
}

export function isWorkloadFileName(fileName: string): boolean {
  return /\.workload\.ya?ml$/i.test(fileName);
}

function readDocument(
  tree: TreeDocument,
  index: number,
  isWorkload: boolean,
  lines: Lines,
  options: ParseOptions,
): WorkloadDocument {
  const { root } = tree;
  const problems: WorkloadProblem[] = [];
  const rates = options.rates ?? {};
  let workload: Workload | undefined;
  let manifests: readonly ManifestUse[] = [];
  let readTree = root;
  let letNames: readonly LetName[] = [];
  if (isWorkload) {
    for (const problem of tree.problems) {
      const { start, end } = problem;
      if (problem.code === 'yaml-syntax') report({ lines, problems }, 'yaml-syntax', [], { start, end }, problem.data);
      else report({ lines, problems }, 'too-large', [], { start, end }, { what: problem.what, limit: problem.limit });
    }
    // A text that was not read at all lacks no keys.
    const unread = root.kind === 'empty' && tree.problems.some(({ code }) => code === 'too-large');
    const base = { lines, rates, currency: currencyOf(root), problems };
    const context: Context = withLet(child(root, 'let'), base);
    letNames = readLetNames(child(root, 'let'), context);
    const read = withManifests(root, { lines, problems, manifests: options.manifests });
    manifests = read.uses;
    readTree = read.root;
    if (!unread) workload = readWorkload(read.root, nameFromFile(options.fileName, index), context);
  }
  const deployments = child(root, 'deployments');
  const locator = createLocator(lines, root, tree);
  return {
    index,
    span: { start: tree.start, end: tree.end },
    range: lines.rangeOf(tree),
    isWorkload,
    name: nameOf(root) ?? nameFromFile(options.fileName, index),
    ...(workload ? { workload } : {}),
    problems: inOrder(withoutConsequences(problems)).slice(0, FILE_LIMITS.problems),
    deploymentNames: isWorkload ? keysOf(deployments) : [],
    letNames,
    tree: root,
    readTree,
    manifests,
    ...locator,
  };
}

function inOrder(problems: readonly WorkloadProblem[]): readonly WorkloadProblem[] {
  return problems.toSorted(
    ({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.column - b.column,
  );
}

/** What does not read by itself and leaves the rest as it is: a slip that was mended, an alias, a tag. */
const LOCAL: ReadonlySet<string> = new Set(['SLIP', 'BAD_ALIAS', 'BAD_MERGE', 'TAG_RESOLVE_FAILED']);

/**
 * One mistake, one problem. Behind a place that does not read anything may follow from it; a key that stands elsewhere is not
 * missing.
 */
function withoutConsequences(problems: readonly WorkloadProblem[]): readonly WorkloadProblem[] {
  const unread = problems.find(({ code, data }) => code === 'yaml-syntax' && !LOCAL.has(data.code));
  const first = unread?.range.start.line ?? Infinity;
  const elsewhere = new Set(
    problems.flatMap(({ code, data }) =>
      code === 'unknown-key' ? [`${data.belongsTo?.join('.') ?? '-'} ${data.key}`] : [],
    ),
  );
  return problems.filter(({ code, path, data, range: { start } }) => {
    if (code === 'missing-key') return unread === undefined && !elsewhere.has(`${path.join('.')} ${data.key}`);
    return code === 'yaml-syntax' || code === 'too-large' || start.line < first;
  });
}

function readLetNames(tree: Tree | undefined, context: Context): readonly LetName[] {
  if (tree?.kind !== 'map') return [];
  return tree.entries.map(({ key, keySpan }) => {
    const value = context.lookup(key);
    const amount = value && value !== 'failed' ? { ...interval(value), unit: baseUnitOf(value.dimension) } : undefined;
    return { name: key, range: context.lines.rangeOf(keySpan), span: keySpan, ...(amount ? { amount } : {}) };
  });
}

function child(root: Tree, key: string): Tree | undefined {
  return root.kind === 'map' ? root.get(key)?.value : undefined;
}

function nameOf(root: Tree): string | undefined {
  const tree = child(root, 'name');
  return tree?.kind === 'scalar' && tree.text.trim() !== '' ? tree.text : undefined;
}

function keysOf(tree: Tree | undefined): readonly string[] {
  return tree?.kind === 'map' ? [...new Set(tree.entries.map(({ key }) => key))] : [];
}

/** `support-chat.workload.yaml` → `support-chat`; the second document of a file is `support-chat-2`. */
function nameFromFile(fileName: string | undefined, index: number): string {
  const stem = (fileName ?? '')
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/(\.workload)?\.ya?ml$/i, '');
  const name = stem === undefined || stem === '' ? 'workload' : stem;
  return index === 0 ? name : `${name}-${index + 1}`;
}

/** A text beyond the limit is not parsed at all; whether it is a workload can only be guessed from its beginning. */
function oversized(lines: Lines, options: ParseOptions): WorkloadDocument {
  const { text } = lines;
  const problems: WorkloadProblem[] = [];
  const says = new RegExp(`^apiVersion:\\s*["']?${API_VERSION}`, 'm').test(text.slice(0, 10_000));
  const isWorkload = (options.force ?? false) || says || isWorkloadFileName(options.fileName ?? '');
  const at = { start: 0, end: lines.lineEnd(0) };
  if (isWorkload) report({ lines, problems }, 'too-large', [], at, { what: 'text', limit: FILE_LIMITS.characters });
  const span = { start: 0, end: text.length };
  return {
    index: 0,
    span,
    range: lines.rangeOf(span),
    isWorkload,
    name: nameFromFile(options.fileName, 0),
    problems,
    deploymentNames: [],
    letNames: [],
    tree: emptyTree(0),
    readTree: emptyTree(0),
    manifests: [],
    rangeOf: () => undefined,
    pathAt: () => ({ path: [], where: 'none' }),
  };
}
