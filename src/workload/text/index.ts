/** Text: the lines and the YAML tree of a document, where a path stands in it, and what stands at a place. */
export { createLines, type Lines, type Span } from './lines.ts';
export { createLocator, type Located, nodeAt, type CursorPath } from './location.ts';
export { parseTree } from './parseTree.ts';
export { type Mending, type SlipKind } from './slips.ts';
export {
  emptyMap,
  emptyTree,
  type Entry,
  MapNode,
  type MapTree,
  type ScalarTree,
  type SeqTree,
  spanOf,
  type SyntaxData,
  type Tree,
  type TreeDocument,
} from './tree.ts';
