export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: 'µs' | 'ms' | 'KB' | 'MB';
  /** The budget; absent where the figure is for information. */
  readonly goal?: number;
}

/** Median time of one call, ms, after warming up. `count` numbers the calls, so that inputs can differ and no cache answers. */
export function median(work: (count: number) => void, runs: number, warm = Math.ceil(runs / 4)): number {
  let count = 0;
  for (let run = 0; run < warm; run += 1) work((count += 1));
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work((count += 1));
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!;
}

/** A busy machine only adds, so the quartile of the fast runs says what is needed. */
export function fastQuartile(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 4)] ?? NaN;
}
