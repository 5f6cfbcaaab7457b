/** Changes of a text as data, and what becomes of the text. */

/** Replaces `[start, end)` of the text. The edits of one list never overlap. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** The text after the edits. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

/**
 * Several edits, each made on the result of the one before, as one edit of the original text.
 *
 * @returns empty when nothing changes
 */
export function sequence(text: string, steps: readonly ((text: string) => readonly TextEdit[])[]): readonly TextEdit[] {
  const after = steps.reduce((current, step) => applyEdits(current, step(current)), text);
  if (after === text) return [];
  let start = 0;
  while (start < text.length && text[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < text.length - start && tail < after.length - start && text.at(-1 - tail) === after.at(-1 - tail))
    tail += 1;
  return [{ start, end: text.length - tail, newText: after.slice(start, after.length - tail) }];
}
