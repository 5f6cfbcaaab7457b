/** "Did you mean": the nearest of some names by edits, if it is near enough to be meant. */
export function closest(name: string, names: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let distance = limit + 1;
  for (const candidate of names) {
    if (Math.abs(candidate.length - wanted.length) >= distance) continue;
    const edits = editDistance(wanted, candidate.toLowerCase(), distance);
    if (edits < distance) [best, distance] = [candidate, edits];
  }
  return best;
}

function editDistance(a: string, b: string, stop: number): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(substitution, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    if (Math.min(...row) >= stop) return stop;
    previous = row;
  }
  return previous[b.length] ?? stop;
}
