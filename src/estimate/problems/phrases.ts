/** Parts of sentences that several problems share: nouns with their article, words quoted short. */
import type { Translate } from '../../quantity/index.ts';

const MASS = /^(money|time|power|energy|carbon|water|bandwidth|text|true|nothing|data|mass|volume)\b/i;

/** "a rate", "an integer", "money": in English the article a noun takes; another language has the whole phrase. */
export function indefinite(what: string, t: Translate): string {
  return what
    .split(/(?<!true) or /)
    .map((one) => t(withArticle(one)))
    .join(t(' or '));
}

/** The same without an article: "time", "money per energy". */
export function noun(what: string, t: Translate): string {
  return t(what.replace(/^(a|an) /, ''));
}

function withArticle(what: string): string {
  const bare = what.replace(/^(a|an) /, '');
  if (MASS.test(bare) || /^(the|one|no)\b/.test(bare)) return bare;
  return `${/^[aeiou]/i.test(bare) ? 'an' : 'a'} ${bare}`;
}

export const list = (names: readonly string[], most = 6): string =>
  names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} …`;

export function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}

export function trim(text: string): string {
  return text.split('\n')[0]?.replace(/[.:\s]+$/, '') ?? text;
}

/** A share of time with all its nines: "99.995 %" says what "100 %" does not. */
export function nines(share: number, locale: string): string {
  return `${new Intl.NumberFormat(locale, { maximumSignificantDigits: 7 }).format(Number((100 * share).toPrecision(7)))} %`;
}
