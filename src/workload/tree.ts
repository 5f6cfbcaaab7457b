/**
 * YAML text → a plain tree with source spans: aliases followed, merge keys expanded, everything bounded. This file and
 * edit.ts's renderer are the only ones that know the `yaml` library. Keys live in arrays and Maps, never in objects.
 */
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document, type ParsedNode } from 'yaml';
import type { Span } from './lines.ts';

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Tree;
  /** Written as `<<: *anchor`: the text of the key stands elsewhere. */
  readonly merged: boolean;
}

interface Common extends Span {
  /** The alias that stands in this place, when the text of the node is elsewhere. */
  readonly via?: Span;
  readonly flow: boolean;
}

export interface ScalarTree extends Common {
  readonly kind: 'scalar';
  readonly value: string | number | boolean;
  /** As written, quotes removed. */
  readonly text: string;
  readonly quoted: boolean;
}

export interface MapTree extends Common {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
  /** Where the `<<: *anchor` pairs of this mapping stand. */
  readonly merges: readonly Span[];
  get(key: string): Entry | undefined;
}

export interface SeqTree extends Common {
  readonly kind: 'seq';
  readonly items: readonly Tree[];
}

/** Nothing stands here: `model:` and a line break, an explicit null, an empty document. */
export interface EmptyTree extends Common {
  readonly kind: 'empty';
}

export type Tree = ScalarTree | MapTree | SeqTree | EmptyTree;

export type TreeProblem = Span &
  (
    | { readonly code: 'yaml-syntax'; readonly data: { readonly code: string; readonly detail: string } }
    | { readonly code: 'too-large'; readonly what: 'nodes' | 'aliases' | 'depth'; readonly limit: number }
  );

export interface TreeDocument extends Span {
  readonly root: Tree;
  readonly problems: readonly TreeProblem[];
}

export const TREE_LIMITS = { nodes: 50_000, mergedKeys: 5_000, depth: 100 } as const;

/** Where a node stands in the text: its own place, or that of the alias naming it. */
export function spanOf(tree: Tree): Span {
  return tree.via ?? { start: tree.start, end: tree.end };
}

function mapTree(common: Common, entries: readonly Entry[], merges: readonly Span[] = []): MapTree {
  const byKey = new Map<string, Entry>();
  for (const entry of entries) if (!byKey.has(entry.key)) byKey.set(entry.key, entry);
  return { ...common, kind: 'map', entries, merges, get: (key) => byKey.get(key) };
}

class Builder {
  readonly problems: TreeProblem[] = [];
  readonly text: string;
  private readonly anchors = new Map<string, Tree>();
  private nodes = 0;
  private mergedKeys = 0;
  private readonly reported = new Set<string>();

  constructor(text: string) {
    this.text = text;
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
    const [start, end] = node?.range ?? [fallback, fallback];
    const empty: EmptyTree = { kind: 'empty', start, end, flow: false };
    if (!node) return empty;
    this.nodes += 1;
    if (this.nodes > TREE_LIMITS.nodes) return (this.tooLarge('nodes', TREE_LIMITS.nodes, { start, end }), empty);
    if (depth > TREE_LIMITS.depth) return (this.tooLarge('depth', TREE_LIMITS.depth, { start, end }), empty);
    if (isAlias(node)) {
      const target = this.anchors.get(node.source);
      if (target) return { ...target, via: { start, end } };
      this.syntax('BAD_ALIAS', `no anchor &${node.source} before this alias`, { start, end });
      return empty;
    }
    const tree = this.own(node, { start, end, flow: 'flow' in node && node.flow === true }, depth);
    if (node.anchor !== undefined) this.anchors.set(node.anchor, tree);
    return tree;
  }

  private own(node: ParsedNode, common: Common, depth: number): Tree {
    const { start } = common;
    if (isMap(node)) {
      const merges: Span[] = [];
      return mapTree(common, this.entries(node.items as never, start, depth, merges), merges);
    }
    if (isSeq(node)) {
      const items = (node.items as readonly unknown[]).map((item) => this.build(asNode(item), start, depth + 1));
      return { ...common, kind: 'seq', items };
    }
    if (isScalar(node)) {
      const value: unknown = node.value;
      const text = node.source ?? String(value);
      if (value === null || value === undefined) return { ...common, kind: 'empty' };
      const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
      if (typeof value === 'number' || typeof value === 'boolean') {
        return { ...common, kind: 'scalar', value, text, quoted };
      }
      return { ...common, kind: 'scalar', value: typeof value === 'string' ? value : text, text, quoted };
    }
    return { ...common, kind: 'empty' };
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
      const [from, to] = key?.range ?? [start, start];
      const keySpan = { start: from, end: to };
      const name = isScalar(key) ? (key.source ?? String(key.value ?? '')) : this.text.slice(from, to);
      const value = this.build(asNode(pair.value), to, depth + 1);
      if (isScalar(key) && key.anchor !== undefined) this.anchors.set(key.anchor, this.build(key, from, depth + 1));
      if (name === '<<' && isScalar(key) && key.type === 'PLAIN') {
        merged.push(...this.merge(value, keySpan));
        merges.push({ start: from, end: spanOf(value).end });
      } else own.push({ key: name, keySpan, value, merged: false });
    }
    const present = new Set(own.map((entry) => entry.key));
    // Own keys win over merged ones, earlier merges over later.
    return [...own, ...merged.filter(({ key }) => !present.has(key) && present.add(key))];
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

/** Every YAML document of the text. Never throws; what cannot be read is a problem and an empty node. */
export function parseTree(text: string): readonly TreeDocument[] {
  let parsed: readonly Document.Parsed[];
  try {
    const all = parseAllDocuments(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent', version: '1.2' });
    parsed = all as readonly Document.Parsed[];
  } catch (error) {
    // The library composes recursively: only nesting of thousands of levels gets here.
    if (!(error instanceof RangeError)) throw error;
    const problem: TreeProblem = { code: 'too-large', what: 'depth', limit: TREE_LIMITS.depth, start: 0, end: 0 };
    return [
      { start: 0, end: text.length, root: { kind: 'empty', start: 0, end: 0, flow: false }, problems: [problem] },
    ];
  }
  if (parsed.length === 0) {
    const root: EmptyTree = { kind: 'empty', start: text.length, end: text.length, flow: false };
    return [{ start: 0, end: text.length, root, problems: [] }];
  }
  return parsed.map((document) => {
    const builder = new Builder(text);
    const [start, , end] = document.range;
    const root = builder.build(document.contents as ParsedNode | null, end, 0);
    const problems: TreeProblem[] = document.errors.map((error) => ({
      code: 'yaml-syntax',
      data: { code: error.code, detail: error.message },
      start: Math.min(error.pos[0], text.length),
      end: Math.min(error.pos[1], text.length),
    }));
    return { start, end, root, problems: [...problems, ...builder.problems] };
  });
}
