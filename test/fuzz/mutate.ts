/** Texts that somebody broke: a valid one, with a few of the accidents and attacks that files suffer. */
import type { Random } from './random.ts';

const HOSTILE = [
  '\u0000',
  '\uFEFF',
  '\u202E',
  '\uFFFF',
  '\u2028',
  '\r',
  '\t',
  '"',
  "'",
  ': ',
  '- ',
  '&a ',
  '*a',
  '<<: *a',
  '!!omap ',
  '{',
  '}',
  '[',
  ']',
  '#',
  '|\n',
  '---\n',
  '%YAML 1.1\n',
  '__proto__',
  'constructor',
  '=1+1',
  '::error::x',
  '1e999',
  '-1e999',
  '.inf',
  '.nan',
  'null',
  '0',
  '-0',
  '1e-320',
  '9007199254740993',
  '1'.repeat(400),
  '('.repeat(60),
  ',',
  ',,,',
  '💶',
];

/** @param others texts whose lines may be mixed in */
export function mutate(random: Random, text: string, others: readonly string[] = [text]): string {
  let mutated = text;
  for (let i = random.int(1, 4); i > 0; i -= 1) mutated = once(random, mutated, others);
  return mutated;
}

function once(random: Random, text: string, others: readonly string[]): string {
  const lines = text.split('\n');
  const at = random.int(0, lines.length - 1);
  const place = random.int(0, text.length);
  switch (random.int(0, 9)) {
    case 0:
      lines.splice(at, random.int(1, 3));
      break;
    case 1:
      lines.splice(at, 0, lines[random.int(0, lines.length - 1)] ?? '');
      break;
    case 2:
      lines.splice(at, 0, random.pick(random.pick(others).split('\n')));
      break;
    case 3:
      lines[at] = (random.chance(0.5) ? '  ' : '') + (lines[at] ?? '').replace(/^ {1,2}/, '');
      break;
    case 4:
      return text.slice(0, place);
    case 5:
      return text.slice(0, place) + random.pick(HOSTILE) + text.slice(place);
    case 6:
      return text.slice(0, place) + text.slice(place + random.int(1, 8));
    case 7:
    case 8:
      return swapped(random, text, /\d+(?:\.\d+)?/g, () => random.pick([random.pick(HOSTILE), number(random)]));
    default:
      return swapped(random, text, /[\p{L}_][\p{L}\p{N}_-]+/gu, () => random.pick(words(random.pick(others))));
  }
  return lines.join('\n');
}

const number = (random: Random): string => String(Number(random.log(1e-12, 1e15).toPrecision(random.int(1, 4))));
const words = (text: string): readonly string[] => text.match(/[\p{L}_][\p{L}\p{N}_-]+/gu) ?? ['x'];

/** One of the places that match holds something else. */
function swapped(random: Random, text: string, pattern: RegExp, other: () => string): string {
  const places = [...text.matchAll(pattern)];
  if (places.length === 0) return text;
  const { index, 0: found } = random.pick(places);
  return text.slice(0, index) + other() + text.slice(index + found.length);
}
