/**
 * YAML text → tree: aliases followed, merge keys expanded, everything bounded. The only file that knows the `yaml`
 * library's nodes.
 */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  parseDocument,
  type Document,
  type ParsedNode,
} from 'yaml';
import { MOST_NESTED, tooDeepAt, YAML_OPTIONS } from '../../yaml/index.ts';
import type { Span } from './lines.ts';
import { backFrom, mend, slipsIn } from './mend.ts';
import type { Slip } from './slips.ts';
import {
  emptyTree,
  MapNode,
  seenThrough,
  spanOf,
  type Entry,
  type Tree,
  type TreeDocument,
  type TreeProblem,
} from './tree.ts';

export const TREE_LIMITS = { nodes: 50_000, mergedKeys: 5_000, depth: MOST_NESTED } as const;

const YAML_TAGS = 'tag:yaml.org,2002:';
/** Tags of the core schema of YAML 1.2: they say what the value is anyway. */
const CORE_TAGS: ReadonlySet<string> = new Set(['map', 'seq', 'str', 'null', 'bool', 'int', 'float']);

class Builder {
  readonly problems: TreeProblem[] = [];
  readonly text: string;
  /** From an offset of the text that is read to one of the text as written. */
  readonly at: (offset: number) => number;
  private readonly anchors = new Map<string, Tree>();
  private nodes = 0;
  private mergedKeys = 0;
  private readonly reported = new Set<string>();

  constructor(text: string, at: (offset: number) => number) {
    this.text = text;
    this.at = at;
  }

  private tooLarge(what: 'nodes' | 'aliases' | 'depth', limit: number, at: Span): void {
    if (this.reported.has(what)) return;
    this.reported.add(what);
    this.problems.push({ code: 'too-large', what, limit, start: at.start, end: at.end });
  }

  private syntax(code: string, detail: string, at: Span): void {
    this.problems.push({ code: 'yaml-syntax', data: { code, detail }, ...at });
  }

  build(node: ParsedNode | null | undefined, fallback: number, depth: number): Tree {
    if (!node) return emptyTree(fallback);
    const [start, end] = [this.at(node.range[0]), this.at(node.range[1])];
    this.nodes += 1;
    const place = { start, end };
    if (this.nodes > TREE_LIMITS.nodes) {
      this.tooLarge('nodes', TREE_LIMITS.nodes, place);
      return emptyTree(start, end);
    }
    if (depth > MOST_NESTED) {
      this.tooLarge('depth', MOST_NESTED, place);
      return emptyTree(start, end);
    }
    if (isAlias(node)) {
      const target = this.anchors.get(node.source);
      if (target) return seenThrough(target, place);
      this.syntax('BAD_ALIAS', `no anchor &${node.source} before this alias`, place);
      return emptyTree(start, end);
    }
    if (node.tag !== undefined) this.checkTag(node.tag, place);
    const tree = this.own(node, place, depth);
    if (node.anchor !== undefined) this.anchors.set(node.anchor, tree);
    return tree;
  }

  /** A tag of YAML 1.1 asks for a kind of value that this language has no use for; its value would mean something else. */
  private checkTag(tag: string, place: Span): void {
    const name = tag.startsWith(YAML_TAGS) ? tag.slice(YAML_TAGS.length) : '';
    if (name === '' || CORE_TAGS.has(name)) return;
    const detail = `!!${name} is a tag of YAML 1.1, which is not read; write the value without it`;
    this.syntax('TAG_RESOLVE_FAILED', detail, place);
  }

  private own(node: ParsedNode, place: Span, depth: number): Tree {
    const { start, end } = place;
    if (isScalar(node)) {
      const value: unknown = node.value;
      if (value === null || value === undefined) return emptyTree(start, end);
      const text = node.source ?? this.text.slice(node.range[0], node.range[1]);
      const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : text;
      const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
      return { kind: 'scalar', start, end, flow: false, via: undefined, value: plain, text, quoted };
    }
    const flow = 'flow' in node && node.flow === true;
    if (isMap(node)) {
      const merges: Span[] = [];
      const entries = this.entries(node.items, start, depth, merges);
      return new MapNode(place, flow, entries, merges);
    }
    if (isSeq(node)) {
      const items = (node.items as readonly unknown[]).map((item) => this.build(asNode(item), start, depth + 1));
      return { kind: 'seq', start, end, flow, via: undefined, items };
    }
    return emptyTree(start, end);
  }

  private entries(
    pairs: readonly { key: unknown; value?: unknown }[],
    start: number,
    depth: number,
    merges: Span[],
  ): Entry[] {
    const own: Entry[] = [];
    const merged: Entry[] = [];
    for (const pair of pairs) {
      const key = asNode(pair.key);
      const written = key === undefined ? '' : this.text.slice(key.range[0], key.range[1]);
      const [from, to] = key === undefined ? [start, start] : [this.at(key.range[0]), this.at(key.range[1])];
      const keySpan = { start: from, end: to };
      const name = isScalar(key) ? (key.source ?? written) : this.keyName(key, from, depth + 1, written);
      const value = this.build(asNode(pair.value), to, depth + 1);
      if (isScalar(key) && key.anchor !== undefined) this.anchors.set(key.anchor, this.build(key, from, depth + 1));
      if (name === '<<' && isScalar(key) && key.type === 'PLAIN') {
        merged.push(...this.merge(value, keySpan));
        merges.push({ start: from, end: spanOf(value).end });
      } else own.push({ key: name, keySpan, value, merged: false });
    }
    if (merged.length === 0) return own;
    const present = new Set(own.map((entry) => entry.key));
    // Own keys win over merged ones, earlier merges over later.
    return [...own, ...merged.filter(({ key }) => !present.has(key) && present.add(key))];
  }

  /** A key that is an alias is what it stands for; one that is a mapping or a list is read for the anchors in it. */
  private keyName(key: ParsedNode | undefined, from: number, depth: number, written: string): string {
    const tree = this.build(key, from, depth);
    return tree.kind === 'scalar' ? tree.text : written;
  }

  private merge(value: Tree, at: Span): Entry[] {
    const sources = value.kind === 'seq' ? value.items : [value];
    const merged: Entry[] = [];
    for (const source of sources) {
      if (source.kind !== 'map') {
        if (source.kind !== 'empty') this.syntax('BAD_MERGE', '<< takes an alias of a mapping', at);
        continue;
      }
      this.mergedKeys += source.entries.length;
      if (this.mergedKeys > TREE_LIMITS.mergedKeys) {
        this.tooLarge('aliases', TREE_LIMITS.mergedKeys, at);
        break;
      }
      for (const entry of source.entries) merged.push({ ...entry, merged: true });
    }
    return merged;
  }
}

function asNode(value: unknown): ParsedNode | undefined {
  return typeof value === 'object' && value !== null ? (value as ParsedNode) : undefined;
}

/** Trees of the texts read last: edits of a text come right after its reading, and trees never change. */
const recent = new Map<string, readonly TreeDocument[]>();
const RECENT = 3;

/** Every YAML document of the text. Never throws; what cannot be read is a problem and an empty node. */
export function parseTree(text: string): readonly TreeDocument[] {
  const known = recent.get(text);
  if (known) return known;
  const documents = guarded(text);
  if (recent.size >= RECENT) recent.delete(recent.keys().next().value ?? '');
  recent.set(text, documents);
  return documents;
}

/** Where the library throws, the text cannot be read; the error does not reach the caller. */
function guarded(text: string): readonly TreeDocument[] {
  try {
    return parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const problem: TreeProblem = { code: 'yaml-syntax', data: { code: 'UNREADABLE', detail }, start: 0, end: 0 };
    return [{ start: 0, end: text.length, root: emptyTree(0), problems: [problem] }];
  }
}

function parse(text: string): readonly TreeDocument[] {
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const at = { start: deep, end: Math.min(text.length, deep + 1) };
    const problem: TreeProblem = { code: 'too-large', what: 'depth', limit: MOST_NESTED, ...at };
    return [{ start: 0, end: text.length, root: emptyTree(0), problems: [problem] }];
  }
  const parsed = parseAllDocuments(text, YAML_OPTIONS) as readonly Document.Parsed[];
  if (parsed.length === 0) {
    return [{ start: 0, end: text.length, root: emptyTree(text.length), problems: [] }];
  }
  return parsed.map((document, index) => {
    const [start, , end] = document.range;
    // What stands behind the end of a document without being another one is part of what is wrong with it.
    const own = { start, end: parsed[index + 1]?.range[0] ?? text.length };
    const slips = slipsIn(
      text,
      own,
      document.errors.map(({ pos }) => pos[0]),
    );
    if (slips.length === 0) return treeOf(document, new Builder(text, same), { start, end });
    const meant = mend(
      text.slice(own.start, own.end),
      slips.flatMap(({ edits }) => edits),
      own.start,
    );
    const builder = new Builder(meant, backFrom(slips, own.start));
    const tree = treeOf(parseDocument(meant, YAML_OPTIONS), builder, { start, end });
    return { ...tree, problems: [...slips.map(asProblem), ...tree.problems] };
  });
}

const same = (offset: number): number => offset;

function treeOf(document: Document.Parsed, builder: Builder, place: Span): TreeDocument {
  const root = builder.build(document.contents, document.range[2], 0);
  return { ...place, root, problems: [...syntaxProblems(document, builder.at), ...builder.problems] };
}

function asProblem({ kind, word, edits, start, end }: Slip): TreeProblem {
  return { code: 'yaml-syntax', data: { code: 'SLIP', detail: word, slip: kind, edits }, start, end };
}

/** The first place that does not read; those after it are its consequences. */
function syntaxProblems({ errors: [error] }: Document.Parsed, at: (offset: number) => number): readonly TreeProblem[] {
  if (error === undefined) return [];
  const [start, end] = [at(error.pos[0]), at(error.pos[1])];
  return [{ code: 'yaml-syntax', data: { code: error.code, detail: error.message }, start, end }];
}
