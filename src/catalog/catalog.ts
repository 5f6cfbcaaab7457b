/**
 * The catalog: rows of all layers under one roof, indexed.
 *
 * A row of a better layer replaces the row with the same identity; the winner's `origin.layer` says where it came from.
 * Tables are decoded on first use, so that opening one small file does not pay for every price list.
 */
import type { CatalogData } from './compiled.ts';
import * as decode from './decode.ts';
import { byRank, groupBy, lazy, merge, store, type LayerTables } from './layers.ts';
import { plainName } from './modelNames.ts';
import { offerIndex } from './offers.ts';
import { countriesOf, REGION_GROUPS } from './places.ts';
import { siteIndex } from './sites.ts';
import type { Catalog, ModelRow } from './types.ts';

/** Names of checkpoints are short; longer texts are not looked at. */
const LONGEST_NAME = 200;

/** Tables of one layer above the bundled ones. */
export type OverlayTables = LayerTables;

/**
 * @param bundled  the compiled tables of this release
 * @param overlays refreshed tables, `--pricing` folder, workspace tables; order does not matter, the layer decides
 */
export function createCatalog(bundled: CatalogData, overlays: readonly OverlayTables[] = []): Catalog {
  const layers = byRank([{ layer: 'bundled', data: bundled }, ...overlays]);
  const lower = (text: string): string => text.toLowerCase();

  const accelerators = lazy(() => merge(layers, 'accelerators', decode.accelerator));
  const models = lazy(() => merge(layers, 'models', decode.model));
  const aliases = lazy(() => merge(layers, 'aliases', decode.alias));
  const instances = store(layers, 'instances', decode.instance, {
    accelerator: (row) => row.accelerator,
    cloud: (row) => row.cloud,
  });
  const apiPrices = store(layers, 'apis', decode.api, { model: (row) => row.model, model_id: (row) => row.modelId });
  const facts = lazy(() => merge(layers, 'energy', decode.siteFact));
  const ownership = lazy(() => [...merge(layers, 'ownership', decode.ownership).values()]);
  const priors = lazy(() => merge(layers, 'priors', decode.prior));
  const currencies = lazy(() => merge(layers, 'currencies', decode.currency));
  const regions = lazy(() => merge(layers, 'regions', decode.region));

  const byHuggingFace = lazy(
    () => new Map([...models().values()].map((row) => [lower(row.huggingFaceId ?? row.id), row])),
  );
  const regionsByName = lazy(() => groupBy(regions().values(), (row) => lower(row.region)));
  const ownershipByParameter = lazy(() => groupBy(ownership(), (row) => row.parameter));

  const aliased = (key: string): ModelRow | undefined => {
    const row = aliases().get(key);
    return row === undefined ? undefined : models().get(lower(row.model));
  };

  /** Exact id, Hugging Face id or alias; else the same name without tuning, date and number format. */
  const model: Catalog['model'] = (reference) => {
    if (reference.length > LONGEST_NAME) return undefined;
    const key = lower(reference.trim());
    const named = models().get(key);
    if (named !== undefined) return named;
    const last = key.split('/').at(-1) ?? key;
    const direct = byHuggingFace().get(key) ?? models().get(last) ?? aliased(key) ?? aliased(last);
    if (direct !== undefined) return direct;
    const plain = plainName(key);
    const base = models().get(plain.name) ?? aliased(plain.name);
    if (base === undefined || plain.checkpoint === undefined || plain.checkpoint === base.checkpoint) return base;
    const suffix = plain.checkpoint === 'fp4' ? 'nvfp4' : plain.checkpoint;
    return models().get(`${lower(base.id)}-${suffix}`) ?? { ...base, checkpoint: plain.checkpoint };
  };

  const zone: Catalog['zone'] = (cloud, region) => {
    if (region === undefined) return undefined;
    const key = lower(region);
    const exact = cloud === undefined ? undefined : regions().get(`${lower(cloud)}|${key}`);
    const row = exact ?? regionsByName().get(key)?.[0];
    if (row !== undefined) return row.zone;
    const countries = countriesOf(key);
    if (countries !== undefined) return countries.length === 1 ? countries[0] : undefined;
    return /^[a-z]{2}(-[a-z]{2})?$/.test(key) ? key.toUpperCase() : undefined;
  };

  const offers = offerIndex(instances, zone);
  const list = <T>(rows: () => ReadonlyMap<string, T>): (() => readonly T[]) => lazy(() => [...rows().values()]);
  const lists = {
    accelerators: list(accelerators),
    models: list(models),
    facts: list(facts),
    priors: list(priors),
    currencies: list(currencies),
    regions: list(regions),
    aliases: list(aliases),
  };

  return {
    get accelerators() {
      return lists.accelerators();
    },
    get models() {
      return lists.models();
    },
    get instances() {
      return instances.all();
    },
    get apiPrices() {
      return apiPrices.all();
    },
    get siteFacts() {
      return lists.facts();
    },
    get ownership() {
      return ownership();
    },
    get priors() {
      return lists.priors();
    },
    get currencies() {
      return lists.currencies();
    },
    get regions() {
      return lists.regions();
    },
    get aliases() {
      return lists.aliases();
    },
    ...offers,
    accelerator: (id) => accelerators().get(lower(id)),
    model,
    regionGroups: () => REGION_GROUPS,
    providers: lazy(() => [...new Set(apiPrices.all().map((row) => row.provider))].sort()),
    zone,
    apiOffers: (reference, provider) => {
      const known = model(reference);
      const ofModel = known === undefined ? [] : apiPrices.by('model', known.id);
      const rows = ofModel.length > 0 ? ofModel : apiPrices.by('model_id', reference);
      return provider === undefined ? rows : rows.filter((row) => lower(row.provider) === lower(provider));
    },
    siteFact: siteIndex(() => facts().values(), zone),
    ownershipFact: (parameter, accelerator, segment) => {
      const rows = ownershipByParameter().get(parameter) ?? [];
      const fits = segment === undefined ? rows : rows.filter((row) => row.segment === segment);
      const own = accelerator === undefined ? undefined : fits.find((row) => row.accelerator === accelerator);
      return own ?? fits.find((row) => row.accelerator === undefined);
    },
    prior: (quantity, accelerator) =>
      [accelerator.id, accelerator.class, 'any']
        .map((scope) => priors().get(lower(`${scope}|${quantity}`)))
        .find((row) => row !== undefined),
    currency: (code) => currencies().get(lower(code)),
    calibration: Object.assign({}, ...layers.map(({ data }) => data.calibration)) as unknown,
  };
}
