/** The tree of a YAML document: plain nodes with their places in the text. Keys live in arrays and Maps, never in objects. */
import type { Span } from './lines.ts';
import type { Mending, SlipKind } from './slips.ts';

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Tree;
  /** Written as `<<: *anchor`: the text of the key stands elsewhere. */
  readonly merged: boolean;
}

interface Common extends Span {
  /** The alias that stands in this place, when the text of the node is elsewhere. */
  readonly via: Span | undefined;
  readonly flow: boolean;
}

export interface ScalarTree extends Common {
  readonly kind: 'scalar';
  readonly value: string | number | boolean;
  /** As written, quotes removed. */
  readonly text: string;
  readonly quoted: boolean;
  /** The file and line that the value was read from, where another file says it (`from`). */
  readonly elsewhere?: { readonly file: string; readonly line: number };
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

/**
 * `code`: the YAML library's own, such as BAD_INDENT, with its sentence as `detail`. Of a slip that could be mended, `SLIP`: which
 * one, the word it is about as `detail`, and the edits that mend it, in offsets of the file.
 */
export type SyntaxData = {
  readonly code: string;
  readonly detail: string;
  readonly slip?: SlipKind;
  readonly edits?: readonly Mending[];
};

export type TreeProblem = Span &
  (
    | { readonly code: 'yaml-syntax'; readonly data: SyntaxData }
    | { readonly code: 'too-large'; readonly what: 'nodes' | 'aliases' | 'depth'; readonly limit: number }
  );

export interface TreeDocument extends Span {
  readonly root: Tree;
  readonly problems: readonly TreeProblem[];
}

/** Where a node stands in the text: its own place, or that of the alias naming it. */
export function spanOf(tree: Tree): Span {
  return tree.via ?? { start: tree.start, end: tree.end };
}

/** Mappings of this size and less are searched in line: a Map would cost more than it saves. */
const SMALL = 12;

export class MapNode implements MapTree {
  readonly kind = 'map';
  readonly start: number;
  readonly end: number;
  readonly flow: boolean;
  readonly via: Span | undefined;
  readonly entries: readonly Entry[];
  readonly merges: readonly Span[];
  private byKey: Map<string, Entry> | undefined;

  constructor(place: Span, flow: boolean, entries: readonly Entry[], merges: readonly Span[], via?: Span) {
    this.start = place.start;
    this.end = place.end;
    this.flow = flow;
    this.entries = entries;
    this.merges = merges;
    this.via = via;
  }

  /** The first of the entries with this key. */
  get(key: string): Entry | undefined {
    if (this.entries.length <= SMALL) return this.entries.find((entry) => entry.key === key);
    if (!this.byKey) {
      this.byKey = new Map();
      for (const entry of this.entries) if (!this.byKey.has(entry.key)) this.byKey.set(entry.key, entry);
    }
    return this.byKey.get(key);
  }
}

/** The node as an alias shows it. */
export function seenThrough(tree: Tree, via: Span): Tree {
  return tree.kind === 'map' ? new MapNode(tree, tree.flow, tree.entries, tree.merges, via) : { ...tree, via };
}

export function emptyTree(start: number, end = start): EmptyTree {
  return { kind: 'empty', start, end, flow: false, via: undefined };
}

export function emptyMap(start: number): MapTree {
  return new MapNode({ start, end: start }, true, [], []);
}
