/**
 * "Did you mean": the closest known word, or none when nothing is close. One measure for keys, words, units, `let` names, table
 * ids and cells.
 */

/** Edits (insert, delete, replace, swap of neighbours) between two words, or `limit + 1` once it is exceeded. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row[j] = best;
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

/** Same word for people: letter case and the usual separators do not count. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[-_ .]/g, '');
}

/**
 * @param candidates known words; the first of equally close ones wins
 * @returns undefined when more than a third of the word would have to change
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(word).slice(0, 64);
  if (wanted === '') return undefined;
  let best: string | undefined;
  // One letter is near every other letter.
  let bestDistance = wanted.length === 1 ? 1 : Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, plain(candidate), bestDistance);
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}
