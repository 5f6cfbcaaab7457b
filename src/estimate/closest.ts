/** "Did you mean" for names of the tables: by edits, else the shortest known name that begins or continues the same way. */
import { closest as byEdits } from '../workload/index.ts';

export function closest(name: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  const near = byEdits(name, names);
  if (near !== undefined) return near;
  const wanted = plain(name);
  if (wanted.length < 3) return undefined;
  return names
    .filter((other) => plain(other).startsWith(wanted) || (plain(other).length >= 3 && wanted.startsWith(plain(other))))
    .sort((a, b) => a.length - b.length)[0];
}

const plain = (name: string): string => name.toLowerCase().replace(/[-_ .]/g, '');
