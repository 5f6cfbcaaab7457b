/**
 * Words of an expression, with their places: what rename and go-to-definition need, and the two readings that
 * differ from mathjs: `n%` is the number n/100, `min` is the minute unless a parenthesis follows.
 */
export interface Word {
  readonly name: string;
  readonly offset: number;
  /** Followed by `(`. */
  readonly call: boolean;
}

const TOKEN = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[\p{L}_µ][\p{L}\p{N}_µ]*|\s+|./gsu;
const NAME = /^[\p{L}_µ]/u;
const DIGIT = /^[\d.]/;
/** `1e` is a power of ten that is still being typed, and not 2.718. */
const HALF_EXPONENT = /^[\d.]+[eE]$/;

interface Token {
  readonly text: string;
  readonly offset: number;
}

function tokens(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((match) => ({ text: match[0], offset: match.index }));
}

function isSpace(token: Token | undefined): boolean {
  return token !== undefined && token.text.trim() === '';
}

/** Names in an expression, in order of appearance. */
export function words(text: string): readonly Word[] {
  const all = tokens(text);
  return all.flatMap((token, index) => {
    if (!NAME.test(token.text)) return [];
    const next = isSpace(all[index + 1]) ? all[index + 2] : all[index + 1];
    return [{ name: token.text, offset: token.offset, call: next?.text === '(' }];
  });
}

export type Rewritten =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly offset: number; readonly found: string };

/** The text for mathjs' parser. A `%` that does not follow a number is refused: there is no remainder operator. */
export function rewrite(text: string): Rewritten {
  const all = tokens(text);
  const out: string[] = [];
  for (const [index, token] of all.entries()) {
    if (token.text === '%') {
      const last = out.findLastIndex((part) => part.trim() !== '');
      const number = out[last];
      if (number === undefined || !DIGIT.test(number) || number === '.') {
        return { ok: false, offset: token.offset, found: '%' };
      }
      out[last] = `(${number}/100)`;
      continue;
    }
    if (HALF_EXPONENT.test(`${all[index - 1]?.text ?? ''}${token.text}`))
      return { ok: false, offset: token.offset, found: `${all[index - 1]?.text ?? ''}${token.text}` };
    if (token.text === 'min') {
      const next = isSpace(all[index + 1]) ? all[index + 2] : all[index + 1];
      out.push(next?.text === '(' ? 'min' : 'minute');
      continue;
    }
    out.push(token.text.replace('µ', 'u')); // mathjs' parser has no micro sign; the unit table knows both
  }
  return { ok: true, text: out.join('') };
}
