/** Text: the lines and the YAML tree of a document, where a path stands in it, and what stands at a place. */
export { createLines, type Lines, type Span } from './lines.ts';
export { createLocator, type Located, nodeAt, type Place } from './location.ts';
export { parseTree, tooDeepAt } from './parseTree.ts';
export {
  emptyMap,
  emptyTree,
  type Entry,
  MapNode,
  type MapTree,
  type ScalarTree,
  spanOf,
  type Tree,
  type TreeDocument,
} from './tree.ts';
