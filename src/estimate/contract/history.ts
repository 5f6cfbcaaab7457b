/** What a machine cost to rent before, and which way its class went. */

/** One seller's price of the machine, by date. USD per accelerator-hour. */
export interface SellerHistory {
  readonly seller: string;
  /** Oldest first. */
  readonly prices: readonly { readonly asOf: string; readonly price: number }[];
}

export interface MachineHistory {
  readonly accelerator: string;
  readonly series: readonly SellerHistory[];
  /** Change within a year as a share, 0.1 is a tenth dearer, with its 80 % interval; absent: too few sellers were seen twice. */
  readonly drift?: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    /** Class of machines it is of, or `all`. */
    readonly scope: string;
    readonly sellers: number;
  };
}
