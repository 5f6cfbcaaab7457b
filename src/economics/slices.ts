/** Long computations as generators: each `next` is a slice, so that a host stays free in between and may stop at any time. */

export type Slices<T> = Generator<undefined, T, undefined>;

/** All slices at once, for those who may wait. */
export function finished<T>(slices: Slices<T>): T {
  for (;;) {
    const { done, value } = slices.next();
    if (done === true) return value;
  }
}
