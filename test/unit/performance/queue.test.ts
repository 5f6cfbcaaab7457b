/** Queues against sums by hand and against what is known exactly. */
import { describe, expect, it } from 'vitest';
import {
  busyShare,
  firstTokenTimes,
  latencyAt,
  placeWait,
  poolWait,
  promptWait,
  tokenTimes,
  WAIT_FACTOR,
} from '../../../src/performance/queue.ts';

/** Erlang's C formula: the exact mean wait of M/M/c. */
function exactWait(servers: number, load: number, service: number): number {
  const offered = servers * load;
  let term = 1;
  let sum = 1;
  for (let k = 1; k < servers; k++) sum += term *= offered / k;
  const all = (term * offered) / servers / (1 - load);
  return ((all / (sum + all)) * service) / (servers * (1 - load));
}

describe('waiting', () => {
  it.each([
    [1, 0.5],
    [1, 0.9],
    [4, 0.8],
    [16, 0.9],
    [64, 0.95],
    [256, 0.95],
  ])('for one of %d places at load %d is that of M/M/c', (places, load) => {
    expect(placeWait(places, places * load, 10) / exactWait(places, load, 10)).toBeCloseTo(1, 0.5);
  });

  it('is exact for a single place, and half as long where service is equal', () => {
    expect(placeWait(1, 0.8, 10)).toBeCloseTo((10 * 0.8) / 0.2, 9);
    expect(poolWait(1, 0.8, 10)).toBeCloseTo((10 * 0.8) / 0.2 / 2, 9);
    expect(promptWait(0.8, 10)).toBeCloseTo((10 * 0.8) / 0.2 / 2, 9);
  });

  it('ends where a queue would have no steady state', () => {
    expect(placeWait(8, 9, 1)).toBe(placeWait(8, 8, 1));
    // The prompts of a batch take 95 % of its time at most: half of 0.95 ÷ 0.05 prompts are ahead.
    expect(promptWait(1.2, 1)).toBeCloseTo(9.5, 9);
    expect(promptWait(0.9, 1)).toBeCloseTo(4.5, 9);
  });

  it('falls with more workers at the same load', () => {
    for (const workers of [1, 2, 4, 8])
      expect(poolWait(2 * workers, 0.8, 1)).toBeLessThan(poolWait(workers, 0.8, 1) / 2);
  });
});

describe('percentiles', () => {
  it('are those of an exponential wait', () => {
    for (const [statistic, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
      ['p99', 0.99],
    ] as const)
      expect(WAIT_FACTOR[statistic]).toBeCloseTo(-Math.log(1 - share), 1.5);
    expect(firstTokenTimes({ own: 1, wait: 2 })).toEqual({ ttft: 3, ttftP50: 2.4, ttftP95: 7, ttftP99: 10.2 });
    expect(latencyAt({ own: 1, wait: 2 }, 'mean')).toBe(3);
  });

  it('of TPOT are those of a spell of 64 tokens that prompts interrupt', () => {
    // 16 sequences, 256 tokens each: four interruptions in a spell, deviation one half.
    const { tpot, tpotP95, tpotP99 } = tokenTimes(0.01, 0.02, 16, 256);
    expect(tpot).toBe(0.02);
    expect(tpotP95).toBeCloseTo(0.01 + (1 + 1.65 * 0.5) * 0.01, 12);
    expect(tpotP99).toBeCloseTo(0.02 + 2.33 * 0.5 * 0.01, 12);
  });

  it('of TPOT are bounded where interruptions are rare', () => {
    expect(tokenTimes(0.01, 0.02, 0.001, 4000).tpotP95).toBeCloseTo(0.01 + 3 * 0.01, 12);
  });

  it('of TPOT are equal where nothing interrupts', () => {
    expect(tokenTimes(0.01, 0.01, 4, 100)).toEqual({ tpot: 0.01, tpotP95: 0.01, tpotP99: 0.01 });
  });
});

describe('a replica with sequences in flight', () => {
  it('is busy unless none of them is there', () => {
    expect(busyShare(0)).toBe(0);
    expect(busyShare(1)).toBeCloseTo(1 - 1 / Math.E, 12);
  });
});
