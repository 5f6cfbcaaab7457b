/** "Did you mean" for names of the tables: the shortest known name that begins the same way, else the nearest by edits. */
import { closest as byEdits } from '../../quantity/index.ts';

export function closest(name: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  const wanted = plain(name);
  const longer = wanted.length >= 3 ? names.filter((other) => plain(other).startsWith(wanted)) : [];
  const near = shortest(longer) ?? byEdits(name, names);
  if (near !== undefined || wanted.length < 3) return near;
  return shortest(names.filter((other) => plain(other).length >= 3 && wanted.startsWith(plain(other))));
}

const shortest = (names: readonly string[]): string | undefined => [...names].sort((a, b) => a.length - b.length)[0];
const plain = (name: string): string => name.toLowerCase().replace(/[-_ .]/g, '');

/** The id whose full name contains every word that was typed: "trainium3", "H100 SXM", "ironwood". */
export function closestByName(
  typed: string,
  rows: Iterable<{ readonly id: string; readonly name: string }>,
): string | undefined {
  const words = typed
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  if (words.join('').length < 3) return undefined;
  const fitting = [...rows].filter(({ name }) => {
    const whole = plain(name).replace(/[^a-z0-9]/g, '');
    return words.every((word) => whole.includes(word));
  });
  return shortest(fitting.map(({ id }) => id));
}
