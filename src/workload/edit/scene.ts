/** What an edit looks at: the text, its tree, and the style it is written in. */
import { createLines, type Lines, parseTree, type Tree, type TreeDocument } from '../text/index.ts';
import { lineBreakOf, stepOf } from './layout.ts';

export type Path = readonly string[];

export interface Scene {
  readonly text: string;
  readonly lines: Lines;
  readonly document: TreeDocument;
  readonly root: Tree;
  readonly eol: string;
  readonly step: number;
}

export function sceneOf(text: string, documentIndex: number): Scene | undefined {
  const document = parseTree(text)[documentIndex];
  if (!document) return undefined;
  const lines = createLines(text);
  const { root } = document;
  return { text, lines, document, root, eol: lineBreakOf(text), step: stepOf(root, lines) };
}
