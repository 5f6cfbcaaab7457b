/** In which order names can be computed that are defined by each other; which of them run in circles. */

export interface Order {
  /** Every name, each behind those it needs. Names of a cycle are among them, in any order. */
  readonly names: readonly string[];
  /** Each cycle once, its names in the order in which they lead to each other. */
  readonly cycles: readonly (readonly string[])[];
}

/**
 * Depth first, without recursion: a chain of names may be as long as it likes.
 *
 * @param needs names that a name is computed from; others than the given ones are ignored
 */
export function orderOf(all: readonly string[], needs: (name: string) => readonly string[]): Order {
  const known = new Set(all);
  const names: string[] = [];
  const done = new Set<string>();
  const cycles: (readonly string[])[] = [];
  for (const start of all) {
    if (done.has(start)) continue;
    const open: { readonly name: string; readonly left: string[] }[] = [{ name: start, left: [...needs(start)] }];
    while (open.length > 0) {
      const top = open.at(-1);
      const next = top?.left.shift();
      if (top && next === undefined) {
        open.pop();
        done.add(top.name);
        names.push(top.name);
      } else if (next !== undefined && known.has(next) && !done.has(next)) {
        const at = open.findIndex(({ name }) => name === next);
        if (at < 0) open.push({ name: next, left: [...needs(next)] });
        else cycles.push(open.slice(at).map(({ name }) => name));
      }
    }
  }
  return { names, cycles };
}
