/** The rules of recommendable.ts asked of the tables, each question once. */
import {
  type AcceleratorRow,
  type ApiPriceRow,
  type Catalog,
  type InstanceRow,
  type ModelRow,
  placeholders,
} from '../../catalog/index.ts';
import type { Purchase } from '../../workload/index.ts';
import type { OfferReason } from '../contract/index.ts';
import { memo } from '../names/index.ts';
import { listPrice } from './options.ts';
import { admitted, apiStanding, rentStandings, type Standing } from './recommendable.ts';

type RentStanding = (row: InstanceRow, purchase: Purchase) => Standing;

const rents = memo<RentStanding>();
const suspects = memo<ReadonlySet<ApiPriceRow>>();

/** Standing of the offers of a machine. */
export function rentStandingsOf(catalog: Catalog, machine: AcceleratorRow): RentStanding {
  return rents(catalog, machine.id, () => {
    const standing = rentStandings(catalog.offers(machine.id), machine, catalog.pricesAsOf());
    const known = new WeakMap<InstanceRow, Map<Purchase, Standing>>();
    return (row, purchase) => {
      let of = known.get(row);
      if (!of) known.set(row, (of = new Map<Purchase, Standing>()));
      let found = of.get(purchase);
      if (!found) of.set(purchase, (found = standing(row, purchase)));
      return found;
    };
  });
}

/** Offers of a machine under a plan that one would act on: the same for every workload. */
export function offersAdmitted(
  catalog: Catalog,
  row: AcceleratorRow,
  plan: Purchase,
  include: ReadonlySet<OfferReason>,
): readonly InstanceRow[] {
  return acted(catalog, `${row.id} ${plan} ${[...include].join()}`, () => {
    const standing = rentStandingsOf(catalog, row);
    const priced = catalog.offers(row.id).filter((offer) => listPrice(offer, plan) !== undefined);
    return priced.filter((offer) => admitted(standing(offer, plan), include));
  });
}

const acted = memo<readonly InstanceRow[]>();

/** Standing of the prices of a model's providers. */
export function apiStandingsOf(
  catalog: Catalog,
  model: ModelRow,
  rows: readonly ApiPriceRow[],
): (row: ApiPriceRow) => Standing {
  const suspect = suspects(catalog, 'placeholders', () =>
    placeholders(catalog.apiPrices, ({ model: id }) =>
      id === undefined ? undefined : catalog.model(id)?.publishedParametersB,
    ),
  );
  return (row) => apiStanding(row, rows, model, (one) => suspect.has(one), catalog.pricesAsOf());
}
