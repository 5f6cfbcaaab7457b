/**
 * The commonest slips of people who write YAML, each as a guess at one line and the edit that would mend it. Whether a
 * guess is right is decided by reading the mended text: see mend.ts.
 */
import type { Span } from './lines.ts';

export const SLIPS = [
  'tab',
  'blank',
  'space',
  'equals',
  'quote',
  'bracket',
  'colon',
  'indent',
  'colon-in-value',
] as const;
export type SlipKind = (typeof SLIPS)[number];

/** Replaces `[start, end)` of the text. */
export interface Mending extends Span {
  readonly newText: string;
}

/** One mistake: where it is shown, the word it is about, and what mends it. */
export interface Slip extends Span {
  readonly kind: SlipKind;
  readonly word: string;
  readonly edits: readonly Mending[];
}

/** A line without its break, and where it starts in the text. */
export interface Line {
  readonly start: number;
  readonly text: string;
}

type Guess = (line: Line, index: number, lines: readonly Line[]) => readonly Slip[];

/** Every guess of a kind in a stretch of lines. A key, where one is meant, is a word of letters, digits, `_` and `-`. */
export function guesses(kind: SlipKind, lines: readonly Line[]): readonly Slip[] {
  if (kind === 'tab') return tabs(lines);
  return lines.flatMap((line, index) => (isComment(line) ? [] : GUESSES[kind](line, index, lines)));
}

function isComment({ text }: Line): boolean {
  return /^\s*(#|$)/.test(text);
}

/** All indentation by tabs of a stretch is one slip, for its lines are indented alike. */
function tabs(lines: readonly Line[]): readonly Slip[] {
  const indented = lines.map(({ text }) => /^ +(?=\S)/.exec(text)?.[0].length ?? 0).filter((width) => width > 0);
  const step = Math.min(2, ...indented) || 2;
  const edits = lines.flatMap(({ start, text }): Mending[] => {
    const lead = /^[ \t]*/.exec(text)?.[0] ?? '';
    if (!lead.includes('\t')) return [];
    return [{ start, end: start + lead.length, newText: lead.replaceAll('\t', ' '.repeat(step)) }];
  });
  const [first] = edits;
  return first === undefined ? [] : [{ kind: 'tab', word: '', start: first.start, end: first.end, edits }];
}

function slip(kind: SlipKind, word: string, at: Span, newText: string): Slip {
  return { kind, word, ...at, edits: [{ ...at, newText }] };
}

const GUESSES: Readonly<Record<Exclude<SlipKind, 'tab'>, Guess>> = {
  /** A no-break space from a web page, or curly quotes from a word processor. */
  blank: ({ start, text }) => {
    const found = /[\u00a0\u2000-\u200b\u202f\u3000\u201c-\u201e]/.exec(text);
    if (found === null) return [];
    const mended = text.replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ').replace(/\u200b/g, '');
    const at = { start, end: start + text.length };
    return [slip('blank', found[0], at, mended.replace(/[\u201c-\u201e]/g, '"'))];
  },

  /** `output_tokens:300`, in a block or within braces. */
  space: ({ start, text }) =>
    [...text.matchAll(/(^\s*(?:- +)?|[{,]\s*)([A-Za-z_][\w-]*):(?=[^\s:/,}\]])/g)].flatMap((found) => {
      const [, before = '', word = ''] = found;
      const from = start + found.index + before.length;
      const rest = /^[^,}\]#]*/.exec(text.slice(from - start))?.[0].trimEnd() ?? '';
      const edits = [{ start: from + word.length + 1, end: from + word.length + 1, newText: ' ' }];
      return [{ kind: 'space' as const, word, start: from, end: from + rest.length, edits }];
    }),

  /** `input_tokens = 1500`. */
  equals: ({ start, text }) => {
    const [, lead = '', word = '', sign] = /^(\s*(?:- +)?)([A-Za-z_][\w-]*)(\s*=\s*)\S/.exec(text) ?? [];
    if (sign === undefined) return [];
    const at = start + lead.length + word.length;
    return [slip('equals', word, { start: at, end: at + sign.length }, ': ')];
  },

  /** A quote that is opened and not closed, or closed by the other one. */
  quote: ({ start, text }) => {
    const found = /^(\s*(?:- +)?(?:[\w-]+:\s+)?)(["'])([^"']*?)(["']?)(\s*(?:\s#.*)?)$/.exec(text);
    const [, lead = '', open = '', inner = '', close = ''] = found ?? [];
    if (found === null || open === close) return [];
    const from = start + lead.length;
    const end = from + 1 + inner.trimEnd().length;
    const at = { start: from, end: from + 1 + inner.length + close.length };
    return [{ kind: 'quote', word: open, ...at, edits: [{ start: end, end: at.end, newText: open }] }];
  },

  /** A brace or bracket more or less than the line needs. */
  bracket: ({ start, text }) => {
    const code = /^(?:[^#"']|"[^"]*"|'[^']*'|\S#)*/.exec(text)?.[0].trimEnd() ?? '';
    const stack: string[] = [];
    for (const [at, sign] of [...code].entries()) {
      if (sign === '{' || sign === '[') stack.push(sign === '{' ? '}' : ']');
      else if ((sign === '}' || sign === ']') && stack.pop() !== sign)
        return at === code.length - 1 ? [slip('bracket', sign, { start: start + at, end: start + at + 1 }, '')] : [];
    }
    const missing = stack.reverse().join('');
    const end = start + code.length;
    const opened = start + Math.max(0, code.search(/[{[]/));
    if (missing === '') return [];
    return [{ kind: 'bracket', word: missing, start: opened, end, edits: [{ start: end, end, newText: missing }] }];
  },

  /** A line a blank or two too far to the left or right, with what stands below it. */
  indent: (line, index, lines) => {
    const width = indentOf(line);
    const used = new Set(
      lines
        .slice(0, index)
        .filter((one) => !isComment(one))
        .map(indentOf),
    );
    // A line with any indentation is meant to stand within something, unless what it stands below has its value already.
    const top = /^[A-Za-z_][\w-]*: +[^\s#|>&*!{["']/.test(lines[0]?.text ?? '') ? 0 : 1;
    const near = [...used].filter((other) => other >= top && other !== width && Math.abs(other - width) <= 3);
    const below = lines.slice(index + 1).findIndex((one) => !isComment(one) && indentOf(one) <= width);
    const block = lines.slice(index, below < 0 ? undefined : index + 1 + below).filter((one) => !isComment(one));
    const moved = (some: readonly Line[], wanted: number): Slip => ({
      kind: 'indent',
      word: /^\s*(?:- +)?([^:]*)/.exec(line.text)?.[1] ?? '',
      start: line.start,
      end: line.start + line.text.trimEnd().length,
      edits: some.map((one) => {
        const lead = Math.max(0, indentOf(one) + wanted - width);
        return { start: one.start, end: one.start + indentOf(one), newText: ' '.repeat(lead) };
      }),
    });
    return near
      .toSorted((a, b) => Math.abs(a - width) - Math.abs(b - width))
      .flatMap((wanted) => [moved([line], wanted), ...(block.length > 1 ? [moved(block, wanted)] : [])]);
  },

  /** `input_tokens 1500`, and a key alone above its children. */
  colon: ({ start, text }, index, lines) => {
    const [, lead = '', word = '', rest = ''] =
      /^(\s*(?:- +)?)([A-Za-z_][\w-]*)(\s*(?:\s[^\s:=#].*)?)$/.exec(text) ?? [];
    const next = lines.slice(index + 1).find((one) => !isComment(one));
    if (word === '' || (rest.trim() === '' && (next === undefined || indentOf(next) <= lead.length))) return [];
    const at = start + lead.length + word.length;
    const edits = [{ start: at, end: at, newText: ':' }];
    return [{ kind: 'colon', word, start: start + lead.length, end: start + text.trimEnd().length, edits }];
  },

  /** `description: Support: EU` is a mapping in a mapping to YAML. */
  'colon-in-value': ({ start, text }) => {
    const found = /^(\s*(?:- +)?([\w-]+):\s+)([^\s"'{[|>&*!#].*?:(?:\s.*?)?)(\s+#.*|\s*)$/.exec(text);
    const [, lead = '', word = '', value = ''] = found ?? [];
    if (found === null) return [];
    const at = { start: start + lead.length, end: start + lead.length + value.length };
    return [slip('colon-in-value', word, at, JSON.stringify(value))];
  },
};

function indentOf({ text }: Line): number {
  return /^ */.exec(text)?.[0].length ?? 0;
}
