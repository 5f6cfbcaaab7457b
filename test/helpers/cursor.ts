/** Fixtures with the cursor in the text, so that a test reads as the reader's eye moves. */

export interface Cursor {
  /** The text without its marker, dedented. */
  readonly text: string;
  /** Offset of the marker in `text`, in UTF-16 code units. */
  readonly offset: number;
}

/**
 * Splits a fixture at its one cursor marker.
 *
 * @param marker another marker where the text itself needs `|`, as a block scalar does
 */
export function at(fixture: string, marker = '|'): Cursor {
  const text = dedent(fixture);
  const offset = text.indexOf(marker);
  if (offset < 0) throw new Error(`The fixture has no cursor. Put one ${marker} where it stands:\n${text}`);
  if (text.includes(marker, offset + marker.length))
    throw new Error(`The fixture has more than one ${marker}. Pass another marker as the second argument:\n${text}`);
  return { text: text.slice(0, offset) + text.slice(offset + marker.length), offset };
}

/** Drops a first and a last blank line, and the indentation that all other lines share. CRLF and tabs stay. */
export function dedent(fixture: string): string {
  const lines = fixture.split('\n');
  if (lines.length > 1 && lines[0]?.trim() === '') lines.shift();
  const last = lines.at(-1);
  if (lines.length > 1 && last !== undefined && last.trim() === '') lines[lines.length - 1] = '';
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const shared = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((line) => line.slice(shared)).join('\n');
}
