/** Chance that can be repeated: the same seed gives the same draws on every machine. */

export interface Random {
  /** In [0, 1). */
  next(): number;
  chance(probability: number): boolean;
  /** From `least` to `most`, both included. */
  int(least: number, most: number): number;
  pick<T>(of: readonly T[]): T;
  /** Between two positive numbers, every order of magnitude as likely as the next. */
  log(least: number, most: number): number;
}

/** @param seed any whole number; streams of neighbouring seeds are independent (mulberry32) */
export function random(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (of) => of[int(0, of.length - 1)] as (typeof of)[number],
    log: (least, most) => least * (most / least) ** next(),
  };
}
