/** The shape of a day: 24 hourly factors with mean 1, from a profile or from the ratio of peak to mean. */

export type Profile = 'flat' | 'office-hours' | readonly number[];

export interface Day {
  /** Demand of each hour ÷ mean demand; 24 values, mean 1. */
  readonly hourly: readonly number[];
  /** Demand that the fleet is sized for ÷ mean demand; at least the largest of `hourly`. */
  readonly peak: number;
}

const HOURS = 24;
/** Hour of the peak of the cosine shape (design §3). */
const PEAK_HOUR = 14;

/**
 * Relative demand of an internal tool of one time zone: full between 9 and 17 h with a dip at noon, a tenth at night.
 * Our assumption (no published profile stands behind it); give 24 weights for your own.
 */
const OFFICE_HOURS: readonly number[] = [
  0.1, 0.1, 0.1, 0.1, 0.1, 0.15, 0.25, 0.5, 0.8, 1, 1, 1, 0.85, 0.95, 1, 1, 0.95, 0.75, 0.5, 0.35, 0.25, 0.2, 0.15, 0.1,
];

/** @param profile wins over the cosine; `peakToAverage` above the profile's own peak is a burst inside the hour */
export function day(traffic: { readonly profile?: Profile; readonly peakToAverage: number }): Day {
  const hourly = traffic.profile === undefined ? cosineDay(traffic.peakToAverage) : shape(traffic.profile);
  return { hourly, peak: Math.max(traffic.peakToAverage, ...hourly) };
}

function shape(profile: Profile): readonly number[] {
  if (profile === 'flat') return normalize(Array.from({ length: HOURS }, () => 1));
  return normalize(profile === 'office-hours' ? OFFICE_HOURS : profile);
}

function normalize(weights: readonly number[]): readonly number[] {
  const mean = weights.reduce((total, weight) => total + weight, 0) / weights.length;
  return mean > 0 ? weights.map((weight) => weight / mean) : weights.map(() => 1);
}

/** ((1 + cos 2π(h − 14)/24) / 2): 1 at 14 h, 0 at 2 h. */
const COSINE: readonly number[] = Array.from(
  { length: HOURS },
  (_, hour) => (1 + Math.cos((2 * Math.PI * (hour - PEAK_HOUR)) / HOURS)) / 2,
);

/**
 * Hourly factors ∝ ((1 + cos 2π(h − 14)/24)/2)^k with k solved so that the largest ÷ the mean is `ratio` (design §3).
 *
 * The hour opposite the peak has weight 0 for every k > 0, so ratios below 24/23 have no k: there that hour alone sinks.
 * @param ratio ≥ 1; at 24 and above all demand falls into one hour, and the rest of the ratio is a burst inside it
 */
export function cosineDay(ratio: number): readonly number[] {
  if (!(ratio > 1)) return shape('flat');
  if (ratio >= HOURS) return normalize(COSINE.map((weight) => (weight === 1 ? 1 : 0)));
  if (ratio <= LEAST_RATIO) return normalize(COSINE.map((weight) => (weight === 0 ? 1 - HOURS * (1 - 1 / ratio) : 1)));
  const power = solvePower(ratio);
  return normalize(COSINE.map((weight) => weight ** power));
}

/** Largest ÷ mean of 24 equal hours of which one is empty. */
const LEAST_RATIO = HOURS / (HOURS - 1);

/**
 * The k of `cosineDay`, by Newton on ln(mean weight) + ln(ratio): its concave graph is approached from one side, and
 * the start is the mean of the continuous cosine, Γ(k + ½)/(√π Γ(k + 1)) ≈ 1/√(π(k + ¼)).
 *
 * @param ratio between 24/23 and 24, both excluded
 */
export function solvePower(ratio: number): number {
  let power = Math.max(1e-6, (ratio * ratio) / Math.PI - 0.3);
  for (let step = 0; step < 100; step++) {
    let [total, slope] = [0, 0];
    for (const weight of COSINE) {
      if (weight === 0) continue;
      const term = weight ** power;
      total += term;
      slope += term * Math.log(weight);
    }
    const change = (Math.log(total / HOURS) + Math.log(ratio)) / (slope / total);
    if (!(Math.abs(change) > 1e-12 * power)) break;
    power = Math.max(power / 10, power - change);
  }
  return power;
}
