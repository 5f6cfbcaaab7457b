/** A machine a pool may stand on, as the search and the bill see it. rentOptions.ts and ownOption.ts make them. */
import type { AcceleratorRow, Catalog, InstanceRow, SystemRow } from '../../catalog/index.ts';
import type { Commitment, CostLine, CostStage, FleetFigures, Ownership } from '../../economics/index.ts';
import type { Accelerator } from '../../performance/index.ts';
import type { Figure } from '../../quantity/index.ts';
import type { Given, Purchase, Site } from '../../workload/index.ts';
import type { OfferReason } from '../contract/index.ts';
import type { SiteFigures } from './site.ts';

/** One way to hold a pool. Money in USD. */
export interface MachineOption {
  readonly kind: 'rent' | 'own';
  /** Instance type, absent for owned machines. */
  readonly instance?: string;
  readonly cloud?: string;
  readonly region?: string;
  readonly purchase?: Purchase;
  readonly row?: InstanceRow;
  /** Accelerators of one machine that is rented or bought whole, and of the largest group that stays together. */
  readonly size: number;
  readonly domain: number;
  /** Whether a group may span several machines: each holds a whole scale-up domain and has a network for accelerators. */
  readonly networked: boolean;
  readonly share: boolean;
  /** Priced units in one machine: more than 1 where accelerators are priced singly but sold from a number on. */
  readonly units: number;
  /** What is bought, where it is not the usual system of the accelerator. */
  readonly system?: SystemRow;
  /** Paid whether it runs or not. */
  readonly committed: boolean;
  /** Part of the fleet is committed, at `pricePerHour`; the rest is rented by the hour at this price. */
  readonly split?: { readonly commit: Commitment; readonly burstPerHour: number | undefined };
  /** USD per machine-hour without electricity of owned machines; undefined: unknown. */
  readonly pricePerHour: number | undefined;
  readonly pricePerHourFigure: Figure;
  /** What choices compare in place of `hour`: the list price, where a quote names no machine and would be least for the largest. */
  readonly rankingPrice?: number;
  readonly serverWatts: Figure;
  readonly site: SiteFigures;
  readonly ownership?: Ownership;
  /**
   * Lines of the bill, USD per hour.
   * @param machines paid for, and of which kind; `grid` in kW, both means over the day
   */
  lines(machines: Pick<FleetFigures, 'billed' | 'split'>, grid: Figure, stage?: CostStage): readonly CostLine[];
  /** USD per machine-hour at full load, electricity included; `grid` in kW per accelerator. */
  fullHour(grid: Figure): Figure;
}

export interface OptionContext {
  readonly catalog: Catalog;
  readonly today: string;
  readonly row: AcceleratorRow;
  /** As the document names it. */
  readonly written: Given<string>;
  readonly accelerator: Accelerator;
  /** Of the deployment; owned machines fall back to the document's. */
  readonly deploymentSite?: Site | undefined;
  readonly documentSite?: Site | undefined;
  /** `operations.engineers` takes the place of the staff of owned machines. */
  readonly engineersBilled?: boolean;
  /** Offers a ranking is limited to. */
  readonly accept?: ((row: InstanceRow) => boolean) | undefined;
  /** Reasons for which an offer is not left out. */
  readonly include?: ReadonlySet<OfferReason> | undefined;
}

export const PURCHASES: readonly Purchase[] = ['on-demand', 'spot', '1-year', '3-year'];

/** Published price of a plan, USD per instance-hour. */
export function listPrice(row: InstanceRow, purchase: Purchase): number | undefined {
  switch (purchase) {
    case 'on-demand':
      return row.onDemandUsdH;
    case 'spot':
      return row.spotUsdH;
    case '1-year':
      return row.reserved1yUsdH;
    case '3-year':
      return row.reserved3yUsdH;
  }
}

/** List price of a machine for a choice: of the plan, else on demand; without either by its size. */
export function weighed(offer: InstanceRow, purchase: Purchase, units: number, size: number): number {
  return units * (listPrice(offer, purchase) ?? listPrice(offer, 'on-demand') ?? size * UNPRICED);
}

/** USD per accelerator-hour of an offer without a price, among others in a choice: dearer than those with one. */
const UNPRICED = 1e3;
