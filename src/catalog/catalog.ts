/**
 * The catalog: rows of all layers under one roof, indexed.
 *
 * A row of a better layer replaces the row with the same identity; the winner's `origin.layer` says where it came from.
 * Tables are decoded on first use, so that opening one small file does not pay for every price list.
 */
import { groupBy } from '../quantity/index.ts';
import { openTable, type CatalogData } from './tables/index.ts';
import { modelFinder } from './findModel.ts';
import { byRank, type LayerTables, lazy, mergedTable, type RowStore, store, type Table } from './layers.ts';
import { machineIndex } from './machineNames.ts';
import { offerIndex } from './offers.ts';
import { REGION_GROUPS } from './places.ts';
import { siteIndex } from './sites.ts';
import { withSlices } from './slices.ts';
import type { ApiPriceRow, Catalog, CommitmentRow, OwnershipRow, PriorRow } from './schema/index.ts';
import { zoneFinder } from './zones.ts';

/** Tables of one layer above the bundled ones. */
export type OverlayTables = LayerTables;

/**
 * @param bundled  the compiled tables of this release
 * @param overlays refreshed tables, `--pricing` folder, workspace tables; order does not matter, the layer decides
 */
export function createCatalog(bundled: CatalogData, overlays: readonly OverlayTables[] = []): Catalog {
  const layers = byRank([{ layer: 'bundled', data: bundled }, ...overlays]);
  const accelerators = mergedTable(layers, 'accelerators');
  const models = mergedTable(layers, 'models');
  const aliases = mergedTable(layers, 'aliases');
  const instances = store(layers, 'instances', {
    accelerator: (row) => row.accelerator,
    cloud: (row) => row.cloud,
    region: (row) => row.region,
    instance: (row) => row.instance,
  });
  const apiPrices = store(layers, 'apis', {
    model: (row) => row.model,
    model_id: (row) => row.modelId,
    provider: (row) => row.provider,
  });
  const siteFacts = mergedTable(layers, 'energy');
  const ownership = mergedTable(layers, 'ownership');
  const priors = mergedTable(layers, 'priors');
  const currencies = mergedTable(layers, 'currencies');
  const regions = mergedTable(layers, 'regions');
  const zone = zoneFinder(regions);
  const model = modelFinder(models, aliases);
  const support = mergedTable(layers, 'support');
  const offers = offerIndex(instances, zone);

  const lists = {
    accelerators,
    models,
    instances,
    apiPrices,
    siteFacts,
    ownership,
    priors,
    currencies,
    regions,
    aliases,
    exceptions: mergedTable(layers, 'exceptions'),
    references: mergedTable(layers, 'references'),
    limits: mergedTable(layers, 'limits'),
    speculation: mergedTable(layers, 'speculation'),
    images: mergedTable(layers, 'images'),
    systems: mergedTable(layers, 'systems'),
    history: mergedTable(layers, 'history'),
  };
  return withLists(lists, {
    ...offers,
    ...withSlices({ accelerator: (id) => accelerators.get(id), offers: offers.offers }),
    ...machineIndex({
      rows: mergedTable(layers, 'names').all,
      accelerator: (id) => accelerators.get(id),
      instances: instances.all,
    }),
    model,
    regionGroups: () => REGION_GROUPS,
    providers: lazy(() => [...apiPrices.texts('provider')].sort()),
    zone,
    apiOffers: apiOfferFinder(apiPrices, model),
    siteFact: siteIndex(siteFacts.all, zone),
    ownershipFact: ownershipFinder(ownership),
    prior: priorFinder(priors),
    currency: (code) => currencies.get(code),
    commitment: commitmentFinder(mergedTable(layers, 'commitments')),
    support: (key) => support.get(key),
    pricesAsOf: lazy(() => newestDate(layers)),
    released: lazy(() => createCatalog(bundled)),
    calibration: Object.assign({}, ...layers.map(({ data }) => data.calibration)) as unknown,
  });
}

/**
 * Newest date of the offers and API prices that were released or refreshed; tables of the user do not make the others older.
 * A source that gives only its year says too little.
 */
function newestDate(layers: readonly LayerTables[]): string {
  const dates = layers
    .filter(({ layer }) => layer === 'bundled' || layer === 'refreshed')
    .flatMap(({ data: { tables } }) => [tables.instances, tables.apis])
    .flatMap((table) => [...openTable(table).places('as_of').keys()]);
  return dates.reduce((newest, date) => (date.length > 4 && date > newest ? date : newest), '');
}

type List = {
  [Name in keyof Catalog]: Catalog[Name] extends readonly unknown[] ? Name : never;
}[keyof Catalog];

/** The lists are getters, so that a table is decoded at its first use. */
function withLists(
  lists: { readonly [Name in List]: { all(): Catalog[Name] } },
  lookUps: Omit<Catalog, List>,
): Catalog {
  const getters = Object.entries(lists).map(([name, { all }]) => [name, { get: all, enumerable: true }] as const);
  return Object.defineProperties({ ...lookUps }, Object.fromEntries(getters)) as Catalog;
}

function ownershipFinder(ownership: Table<OwnershipRow>): Catalog['ownershipFact'] {
  const byParameter = lazy(() => groupBy(ownership.all(), (row) => row.parameter));
  return (parameter, accelerator, segment) => {
    const rows = byParameter().get(parameter) ?? [];
    const fits = segment === undefined ? rows : rows.filter((row) => row.segment === segment);
    const own = accelerator === undefined ? undefined : fits.find((row) => row.accelerator === accelerator);
    return own ?? fits.find((row) => row.accelerator === undefined);
  };
}

/** By our model, else by a provider's own name of it. */
function apiOfferFinder(apiPrices: RowStore<ApiPriceRow>, model: Catalog['model']): Catalog['apiOffers'] {
  return (reference, provider) => {
    const known = model(reference);
    const ofModel = known === undefined ? [] : apiPrices.by('model', known.id);
    const rows = ofModel.length > 0 ? ofModel : apiPrices.by('model_id', reference);
    const wanted = provider?.toLowerCase();
    return wanted === undefined ? rows : rows.filter((row) => row.provider.toLowerCase() === wanted);
  };
}

/** The row of the cloud, else the one of any. */
function commitmentFinder(commitments: Table<CommitmentRow>): Catalog['commitment'] {
  return (cloud, term) => commitments.get(`${cloud}|${term}`) ?? commitments.get(`any|${term}`);
}

function priorFinder(priors: Table<PriorRow>): Catalog['prior'] {
  return (quantity, accelerator) =>
    [accelerator.id, accelerator.class, 'any']
      .map((scope) => priors.get(`${scope}|${quantity}`))
      .find((row) => row !== undefined);
}
