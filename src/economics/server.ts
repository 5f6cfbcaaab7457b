/** Power of a server beside its accelerators: what it draws, and what has to be provisioned for it. */

/**
 * The rest of a server beside an accelerator, as a share of the accelerator's limit: processors, memory, fans, network cards,
 * losses of the supplies. From the ten MLPerf Power submissions with eight accelerators (docs/definitions.md#energy-carbon-water).
 */
const SERVER_SHARE = { value: 0.3, low: 0.2, high: 0.45 } as const;
/** Server at its rated limit ÷ accelerator limit where nobody publishes it: rows that do lie between 1.31 and 1.82. */
const RATED_SHARE = { value: 1.6, low: 1.3, high: 1.8 } as const;

export interface Estimated {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Watts of the rest of the server per accelerator while it works. A rated server is an upper limit, far above what is drawn.
 *
 * @param limit W of the accelerator; of a whole appliance where `rated` is not above it, and then nothing is left beside
 * @param rated W of the server at its rated limit per accelerator, accelerator included
 */
export function serverWatts(limit: number, rated?: number): Estimated {
  const most = rated === undefined ? Infinity : Math.max(0, rated - limit);
  const of = (share: number): number => Math.min(most, share * limit);
  return { value: of(SERVER_SHARE.value), low: of(SERVER_SHARE.low), high: of(SERVER_SHARE.high) };
}

/** Critical power to provision per accelerator, W: the server at its rated limit. */
export function ratedWatts(limit: number, rated?: number): Estimated {
  if (rated !== undefined) return { value: rated, low: rated, high: rated };
  return { value: RATED_SHARE.value * limit, low: RATED_SHARE.low * limit, high: RATED_SHARE.high * limit };
}
