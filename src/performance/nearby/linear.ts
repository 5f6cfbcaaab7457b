/** The little linear algebra that kriging of a few dozen unknowns takes. */
export type Matrix = readonly Float64Array[];

export function multiply(a: Matrix, b: Matrix): Matrix {
  const width = b[0]?.length ?? 0;
  return a.map((line) => {
    const out = new Float64Array(width);
    line.forEach((x, k) => {
      if (x === 0) return;
      const other = b[k] as Float64Array;
      for (let j = 0; j < width; j++) out[j] = (out[j] as number) + x * (other[j] as number);
    });
    return out;
  });
}

/** Solutions of A·x = b for each b, by elimination with the largest pivot of a column. A is left as it is. */
export function solve(a: Matrix, sides: Matrix): Matrix {
  const n = a.length;
  const m: Float64Array[] = a.map((line) => Float64Array.from(line));
  const xs: Float64Array[] = sides.map((side) => Float64Array.from(side));
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let k = i + 1; k < n; k++) if (Math.abs(m[k]?.[i] as number) > Math.abs(m[pivot]?.[i] as number)) pivot = k;
    [m[i], m[pivot]] = [m[pivot] as Float64Array, m[i] as Float64Array];
    for (const x of xs) [x[i], x[pivot]] = [x[pivot] as number, x[i] as number];
    const line = m[i] as Float64Array;
    for (let k = i + 1; k < n; k++) {
      const below = m[k] as Float64Array;
      const times = (below[i] as number) / (line[i] as number);
      if (times === 0) continue;
      for (let j = i; j < n; j++) below[j] = (below[j] as number) - times * (line[j] as number);
      for (const x of xs) x[k] = (x[k] as number) - times * (x[i] as number);
    }
  }
  for (const x of xs)
    for (let i = n - 1; i >= 0; i--) {
      const line = m[i] as Float64Array;
      let sum = x[i] as number;
      for (let j = i + 1; j < n; j++) sum -= (line[j] as number) * (x[j] as number);
      x[i] = sum / (line[i] as number);
    }
  return xs;
}
