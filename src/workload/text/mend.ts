/**
 * A text with slips in it, read as it was most likely meant: a guess is taken where the mended section reads better than
 * it did. So one slip is one problem, and everything around it keeps its place, its names and its help.
 */
import { isMap, isPair, isScalar, parseDocument, visit } from 'yaml';
import type { Span } from './lines.ts';
import { guesses, type Line, type Mending, type Slip, SLIPS } from './slips.ts';

/** Sections are a few lines; slips beyond this number show after the first are mended. */
const MOST_TRIALS = 40;

/** A quick look at a whole text: `key:value`, `key = value` or a curly quote somewhere, which YAML takes for words. */
const GLUED = /(^|[{,\n] *)[A-Za-z_][\w-]*:[^\s:/,}\]]|: *[\u201c-\u201e]|\n +[\w-]+ *(?:= *\S|\{)/;

/** Longer sections are looked at child by child. */
const LONG_LINES = 40;

/**
 * @param document its place in the text
 * @param errors offsets of what the library cannot read
 * @returns slips in the order of the text; empty where none is found that mends anything
 */
export function slipsIn(text: string, document: Span, errors: readonly number[]): readonly Slip[] {
  const own = text.slice(document.start, document.end);
  if (errors.length === 0 && !GLUED.test(own)) return [];
  const sections = sectionsOf(linesOf(own, document.start));
  // A mistake shows at its place or behind it.
  const near = sections.map((lines, index) => holds(lines, errors) || holds(sections[index + 1] ?? [], errors));
  return sections.flatMap((lines, index) =>
    near[index] || isSuspicious(textOf(text, lines)) ? slipsOfSection(text, lines) : [],
  );
}

function holds(lines: readonly Line[], offsets: readonly number[]): boolean {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return false;
  return offsets.some((offset) => offset >= first.start && offset <= last.start + last.text.length + 1);
}

/** Glued words, or quotes and braces that do not come in pairs. */
function isSuspicious(text: string): boolean {
  const count = (sign: RegExp): number => text.match(sign)?.length ?? 0;
  return GLUED.test(text) || count(/"/g) % 2 === 1 || count(/'/g) % 2 === 1 || count(/[{[]/g) !== count(/[}\]]/g);
}

function textOf(whole: string, lines: readonly Line[]): string {
  const [first, last] = [lines[0], lines.at(-1)];
  return first === undefined || last === undefined ? '' : whole.slice(first.start, last.start + last.text.length);
}

function linesOf(text: string, offset: number): readonly Line[] {
  let start = offset;
  return text.split('\n').map((line) => {
    const found = { start, text: line.endsWith('\r') ? line.slice(0, -1) : line };
    start += line.length + 1;
    return found;
  });
}

/** From one key of the top level to the next: what is wrong in one leaves the others alone. Homes of anchors are not read. */
function sectionsOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  const sections: Line[][] = [];
  for (const line of lines) {
    if (/^(---|\.\.\.|%)/.test(line.text)) continue;
    if (/^[^\s#]/.test(line.text) || sections.length === 0) sections.push([]);
    sections.at(-1)?.push(line);
  }
  return sections.filter(([first]) => first !== undefined && !first.text.startsWith('x-')).flatMap(parts);
}

function parts(lines: readonly Line[]): readonly (readonly Line[])[] {
  const child = lines.find(({ text }, index) => index > 0 && /^ +[^\s#]/.test(text));
  if (lines.length <= LONG_LINES || child === undefined) return [lines];
  const width = child.text.length - child.text.trimStart().length;
  const found: Line[][] = [[]];
  for (const line of lines) {
    if (line.text.trim() !== '' && line.text.length - line.text.trimStart().length <= width) found.push([]);
    found.at(-1)?.push(line);
  }
  return found.filter((part) => part.length > 0);
}

function slipsOfSection(whole: string, lines: readonly Line[]): readonly Slip[] {
  const text = textOf(whole, lines);
  const found: Slip[] = [];
  const budget = { trials: MOST_TRIALS };
  for (let faults = faultsOf(text); faults > 0;) {
    const best = bestGuess(text, lines, found, faults, budget);
    if (best === undefined) break;
    found.push(best.guess);
    faults = best.faults;
  }
  return found.toSorted((a, b) => a.start - b.start);
}

/** The first guess after which the section reads, else the one after which it reads best. */
function bestGuess(
  text: string,
  lines: readonly Line[],
  found: readonly Slip[],
  faults: number,
  budget: { trials: number },
): { readonly guess: Slip; readonly faults: number } | undefined {
  let best: { readonly guess: Slip; readonly faults: number } | undefined;
  for (const guess of SLIPS.flatMap((kind) => guesses(kind, lines))) {
    if (found.some((other) => touches(other, guess))) continue;
    if (budget.trials-- <= 0) break;
    const edits = [...found, guess].flatMap((slip) => slip.edits);
    const after = faultsOf(mend(text, edits, lines[0]?.start ?? 0));
    if (after < (best?.faults ?? faults)) best = { guess, faults: after };
    if (after === 0) break;
  }
  return best;
}

function touches(a: Slip, b: Slip): boolean {
  return a.edits.some((one) => b.edits.some((other) => one.start <= other.end && other.start <= one.end));
}

/** @param offset where `text` begins in the text that the edits are of */
export function mend(text: string, edits: readonly Mending[], offset: number): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (result, { start, end, newText }) => result.slice(0, start - offset) + newText + result.slice(end - offset),
      text,
    );
}

/** What the library cannot read, and what it reads as something nobody means: a section without a key, `key:value` as a word. */
function faultsOf(text: string): number {
  const document = parseDocument(text, {
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'silent',
    resolveKnownTags: false,
  });
  let glued = 0;
  visit(document, {
    Pair: (_, pair) => {
      const { key, value } = pair;
      if (isScalar(key) && key.type === 'PLAIN' && isGlued(key.source)) glued += 1;
      if (!isScalar(value) || value.type !== 'PLAIN') return;
      if (isGlued(value.source) && startsLine(text, value.range?.[0])) glued += 1;
      if (/^[\u201c-\u201e].*[\u201c-\u201e]$/.test(value.source ?? '')) glued += 1;
    },
  });
  const { contents } = document;
  const pathless = contents !== null && !isMap(contents) && !isPair(contents);
  return document.errors.length + glued + (pathless ? 1 : 0);
}

function isGlued(source: string | undefined): boolean {
  return source !== undefined && /^[A-Za-z_][\w-]*(?::[^\s:/]|\s*=\s*\S|\s*\{)/.test(source);
}

function startsLine(text: string, at: number | undefined): boolean {
  return at !== undefined && text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === '';
}

/** From an offset of the mended text, which begins at `from`, to the place in the text as written. */
export function backFrom(slips: readonly Slip[], from: number): (offset: number) => number {
  const edits = slips.flatMap((slip) => slip.edits).toSorted((a, b) => a.start - b.start);
  return (inMended) => {
    const offset = inMended + from;
    let shift = 0;
    for (const { start, end, newText } of edits) {
      const at = start + shift;
      if (offset <= at) break;
      if (offset < at + newText.length) return Math.min(end, start + (offset - at));
      shift += newText.length - (end - start);
    }
    return offset - shift;
  };
}
