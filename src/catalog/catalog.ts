/**
 * The catalog: rows of all layers under one roof, indexed.
 *
 * A row of a better layer replaces the row with the same identity; the winner's `origin.layer` says where it came from.
 */
import type { Layer } from '../quantity/index.ts';
import { forEachRow, type CatalogData, type Cells } from './compiled.ts';
import type { TableKind } from './columns.ts';
import * as decode from './decode.ts';
import { plainName } from './modelNames.ts';
import { countriesOf, countryOf, REGION_GROUPS } from './places.ts';
import type { AcceleratorRow, Catalog, InstanceRow, ModelRow, Row, SiteFactRow } from './types.ts';

/** Tables of one layer above the bundled ones. */
export interface OverlayTables {
  readonly layer: Layer;
  readonly data: CatalogData;
}

const ORDER: readonly Layer[] = ['bundled', 'refreshed', 'setting', 'workspace'];

/**
 * @param bundled  the compiled tables of this release
 * @param overlays refreshed tables, `--pricing` folder, workspace tables; order does not matter, the layer decides
 */
export function createCatalog(bundled: CatalogData, overlays: readonly OverlayTables[] = []): Catalog {
  const layers = [{ layer: 'bundled' as Layer, data: bundled }, ...overlays].sort(
    (a, b) => ORDER.indexOf(a.layer) - ORDER.indexOf(b.layer),
  );

  /** Rows of a kind by identity; later layers win. */
  function merge<T extends Row>(
    kind: TableKind,
    read: (cells: Cells, layer: Layer) => T,
    identity: (row: T) => string,
  ): Map<string, T> {
    const rows = new Map<string, T>();
    for (const { layer, data } of layers)
      forEachRow(data.tables[kind], (cells) => {
        const row = read(cells, layer);
        rows.set(identity(row), row);
      });
    return rows;
  }

  const lower = (text: string): string => text.toLowerCase();
  const accelerators = merge('accelerators', decode.accelerator, (row) => lower(row.id));
  const models = merge('models', decode.model, (row) => lower(row.id));
  const aliases = merge('aliases', decode.alias, (row) => lower(row.alias));
  const instances = [
    ...merge('instances', decode.instance, (row) =>
      [row.cloud, row.instance, row.region, row.accelerator].join('|').toLowerCase(),
    ).values(),
  ];
  const apiPrices = [...merge('apis', decode.api, (row) => lower(`${row.provider}|${row.modelId}`)).values()];
  const facts = merge('energy', decode.siteFact, (row) => lower(`${row.kind}|${row.provider}|${row.region}`));
  const ownership = [
    ...merge('ownership', decode.ownership, (row) =>
      lower(`${row.parameter}|${row.segment ?? ''}|${row.accelerator ?? ''}`),
    ).values(),
  ];
  const priors = merge('priors', decode.prior, (row) => lower(`${row.scope}|${row.quantity}`));
  const currencies = merge('currencies', decode.currency, (row) => row.currency);
  const regions = merge('regions', decode.region, (row) => lower(`${row.cloud}|${row.region}`));

  const offered = instances.filter((row) => !row.cloud.startsWith('market-'));
  const byAccelerator = groupBy(offered, (row) => row.accelerator);
  const byCloud = groupBy(offered, (row) => row.cloud);
  const byModel = groupBy(
    apiPrices.filter((row) => row.model !== undefined),
    (row) => lower(row.model ?? ''),
  );
  const byModelId = groupBy(apiPrices, (row) => lower(row.modelId));
  const regionZones = groupBy([...regions.values()], (row) => lower(row.region));
  const factsByPlace = groupBy([...facts.values()], (row) => `${row.kind}|${lower(row.region)}`);
  const byHuggingFace = new Map<string, ModelRow>();
  for (const row of models.values())
    if (row.huggingFaceId !== undefined) byHuggingFace.set(lower(row.huggingFaceId), row);

  /** Exact id, Hugging Face id or alias; else the same name without tuning, date and number format. */
  function model(reference: string): ModelRow | undefined {
    const key = lower(reference.trim());
    const direct = models.get(key) ?? byHuggingFace.get(key) ?? aliased(key) ?? aliased(key.split('/').at(-1) ?? key);
    if (direct !== undefined) return direct;
    const plain = plainName(key);
    const base = models.get(plain.name) ?? aliased(plain.name);
    if (base === undefined || plain.checkpoint === undefined || plain.checkpoint === base.checkpoint) return base;
    return (
      models.get(`${base.id}-${plain.checkpoint === 'fp4' ? 'nvfp4' : plain.checkpoint}`) ?? {
        ...base,
        checkpoint: plain.checkpoint,
      }
    );
  }

  function aliased(key: string): ModelRow | undefined {
    const row = aliases.get(key);
    return row === undefined ? undefined : models.get(lower(row.model));
  }

  function zone(cloud: string | undefined, region: string | undefined): string | undefined {
    if (region === undefined) return undefined;
    const key = lower(region);
    const exact = cloud === undefined ? undefined : regions.get(`${lower(cloud)}|${key}`);
    const anywhere = regionZones.get(key)?.[0];
    if (exact !== undefined || anywhere !== undefined) return (exact ?? anywhere)?.zone;
    const countries = countriesOf(key);
    if (countries?.length === 1) return countries[0];
    return /^[a-z]{2}(-[a-z]{2})?$/.test(key) ? key.toUpperCase() : undefined;
  }

  /** A row's region answers the region asked for: the same, one inside the group, or a wider place that holds it. */
  function answers(row: InstanceRow, wanted: string, cloudNamed: boolean): boolean {
    const have = lower(row.region);
    const want = lower(wanted);
    if (have === want || have === 'global' || want === 'any' || want === 'global') return true;
    if (have === 'unstated') return cloudNamed;
    const haveCountries = countriesOf(have) ?? single(zone(row.cloud, have));
    const wantCountries = countriesOf(want);
    if (wantCountries !== undefined) return haveCountries?.some((country) => wantCountries.includes(country)) ?? false;
    if (countriesOf(have) === undefined) return false;
    const wantCountry = single(zone(row.cloud, want))?.[0];
    return wantCountry !== undefined && (haveCountries?.includes(wantCountry) ?? false);
  }

  const offers: Catalog['offers'] = (accelerator, filter = {}) => {
    const all = byAccelerator.get(lower(accelerator)) ?? [];
    const { cloud, region, instance } = filter;
    if (cloud === undefined && region === undefined && instance === undefined) return all;
    return all.filter(
      (row) =>
        (cloud === undefined || lower(row.cloud) === lower(cloud)) &&
        (instance === undefined || lower(row.instance) === lower(instance)) &&
        (region === undefined || answers(row, region, cloud !== undefined || instance !== undefined)),
    );
  };

  const apiOffers: Catalog['apiOffers'] = (reference, provider) => {
    const known = model(reference);
    const rows =
      (known === undefined ? undefined : byModel.get(lower(known.id))) ?? byModelId.get(lower(reference)) ?? [];
    return provider === undefined ? rows : rows.filter((row) => lower(row.provider) === lower(provider));
  };

  /** The row of a place, and where several published one, the newest. */
  function factAt(kind: string, place: string, provider?: string): SiteFactRow | undefined {
    const rows = (factsByPlace.get(`${kind}|${lower(place)}`) ?? []).filter(
      (row) => provider === undefined || lower(row.provider) === lower(provider),
    );
    return rows.reduce<SiteFactRow | undefined>(
      (best, row) => (best === undefined || better(row, best) ? row : best),
      undefined,
    );
  }

  function better(row: SiteFactRow, than: SiteFactRow): boolean {
    const byLayer = ORDER.indexOf(row.origin.layer) - ORDER.indexOf(than.origin.layer);
    return byLayer !== 0 ? byLayer > 0 : row.origin.asOf > than.origin.asOf;
  }

  const siteFact: Catalog['siteFact'] = (kind, cloud, region) => {
    const place = zone(cloud, region);
    const ownOfCloud =
      cloud === undefined
        ? undefined
        : ((region === undefined ? undefined : factAt(kind, region, cloud)) ?? factAt(kind, 'global', cloud));
    if (kind === 'pue' || kind === 'water')
      return (
        ownOfCloud ??
        (cloud === undefined ? factAt(kind, 'global', 'colo-average') : undefined) ??
        factAt(kind, 'global', 'industry-average')
      );
    const ofPlace = place === undefined ? undefined : (factAt(kind, place) ?? factAt(kind, countryOf(place)));
    if (kind === 'carbon-free-share') return ownOfCloud;
    const group = region === undefined ? undefined : factAt(kind, region);
    return ownOfCloud ?? ofPlace ?? group ?? factAt(kind, 'US');
  };

  const ownershipFact: Catalog['ownershipFact'] = (parameter, accelerator, segment) => {
    const rows = ownership.filter((row) => row.parameter === parameter);
    const ofSegment = segment === undefined ? rows : rows.filter((row) => row.segment === segment);
    return (
      (accelerator === undefined ? undefined : ofSegment.find((row) => row.accelerator === accelerator)) ??
      ofSegment.find((row) => row.accelerator === undefined)
    );
  };

  const prior: Catalog['prior'] = (quantity, accelerator) =>
    priors.get(lower(`${accelerator.id}|${quantity}`)) ??
    priors.get(lower(`${accelerator.class}|${quantity}`)) ??
    priors.get(lower(`any|${quantity}`));

  return {
    accelerators: [...accelerators.values()],
    models: [...models.values()],
    instances,
    apiPrices,
    siteFacts: [...facts.values()],
    ownership,
    priors: [...priors.values()],
    currencies: [...currencies.values()],
    regions: [...regions.values()],
    aliases: [...aliases.values()],
    accelerator: (id): AcceleratorRow | undefined => accelerators.get(lower(id)),
    model,
    offers,
    cloudOffers: (cloud) => byCloud.get(lower(cloud)) ?? [],
    clouds: () => [...byCloud.keys()].sort(),
    regionNames: (cloud) => [
      ...new Set((cloud === undefined ? offered : (byCloud.get(lower(cloud)) ?? [])).map((row) => row.region)),
    ],
    regionGroups: () => REGION_GROUPS,
    providers: () => [...new Set(apiPrices.map((row) => row.provider))].sort(),
    zone,
    apiOffers,
    siteFact,
    ownershipFact,
    prior,
    currency: (code) => currencies.get(code.toUpperCase()),
    calibration: Object.assign({}, ...layers.map(({ data }) => data.calibration)) as unknown,
  };
}

function single(zone: string | undefined): readonly string[] | undefined {
  return zone === undefined ? undefined : [countryOf(zone)];
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const name = key(row);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return groups;
}
