/** The smallest text that still fails: first without lines, then without characters. */

/** @param fails must be true of `text`. @param tries calls of `fails` at most */
export function minimise(text: string, fails: (text: string) => boolean, tries = 400): string {
  let left = tries;
  const stillFails = (candidate: string): boolean => left-- > 0 && fails(candidate);
  const lines = reduce(text.split('\n'), (kept) => stillFails(kept.join('\n'))).join('\n');
  return reduce([...lines], (kept) => stillFails(kept.join(''))).join('');
}

/** Drops halves, then quarters, down to single parts, as long as what is left fails. */
function reduce(parts: readonly string[], fails: (parts: readonly string[]) => boolean): readonly string[] {
  let kept = parts;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let start = 0; start < kept.length;) {
      const without = [...kept.slice(0, start), ...kept.slice(start + size)];
      if (without.length < kept.length && fails(without)) kept = without;
      else start += size;
    }
  return kept;
}
