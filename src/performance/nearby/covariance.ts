/** How much one configuration of a cell says about another. */
import type { Distances, NearbyConfiguration } from './types.ts';

const doublings = (a: number, b: number): number => Math.abs(Math.log2(a / b));

/** Correlation of the coefficients of two configurations, 0–1; who measured them is no part of it. */
export function correlation(a: NearbyConfiguration, b: NearbyConfiguration, d: Distances): number {
  return Math.exp(
    -d.accelerators * doublings(a.accelerators, b.accelerators) -
      d.expert * doublings(a.expert, b.expert) -
      d.data * doublings(a.data, b.data) -
      (a.pipeline === b.pipeline ? 0 : d.pipeline) -
      (a.weights === b.weights ? 0 : d.weights) -
      (a.engine === b.engine ? 0 : d.engine) -
      (a.tuning === b.tuning ? 0 : d.tuning),
  );
}
