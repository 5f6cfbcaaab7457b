/** Which offers of clouds answer a request for an accelerator in a place. */
import { lazy, type RowStore } from './layers.ts';
import { countriesOf, countryOf } from './places.ts';
import type { Catalog, InstanceRow } from './schema/index.ts';

export interface OfferIndex {
  readonly offers: Catalog['offers'];
  readonly instanceNames: Catalog['instanceNames'];
  readonly clouds: Catalog['clouds'];
  readonly regionNames: Catalog['regionNames'];
}

/** Answers kept; a ranking asks the same question for every deployment. */
const REMEMBERED = 4096;

/** @param zone ISO country or state of a region, `undefined` where unknown */
export function offerIndex(rows: RowStore<InstanceRow>, zone: Catalog['zone']): OfferIndex {
  const ofAccelerator = (id: string): readonly InstanceRow[] => rows.by('accelerator', id).filter(isOffer);
  const clouds = lazy(() => rows.texts('cloud').filter(isPlace).sort());
  const remembered = new Map<string, readonly InstanceRow[]>();
  /** Texts of a column in the offers of a cloud, or of all clouds; names are asked for with every document, and need no prices. */
  const names = (column: 'region' | 'instance', cloud = ''): readonly string[] => {
    if (cloud === '') return [...new Set(clouds().flatMap((each) => names(column, each)))];
    const key = `${column}|${cloud.toLowerCase()}`;
    let found = named.get(key);
    if (!found) {
      found = isPlace(cloud) ? rows.texts(column, ['cloud', cloud]) : [];
      if (found.length > 0) named.set(key, found);
    }
    return found;
  };
  const named = new Map<string, readonly string[]>();

  const offers: Catalog['offers'] = (accelerator, filter = {}) => {
    const cloud = filter.cloud?.toLowerCase();
    const region = filter.region?.toLowerCase();
    const instance = filter.instance?.toLowerCase();
    const key = `${accelerator.toLowerCase()}|${cloud ?? ''}|${region ?? ''}|${instance ?? ''}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const place =
      region === undefined ? undefined : wanted(region, zone, cloud !== undefined || instance !== undefined);
    const found = ofAccelerator(accelerator).filter(
      (row) =>
        (cloud === undefined || row.cloud.toLowerCase() === cloud) &&
        (instance === undefined || row.instance.toLowerCase() === instance) &&
        (place === undefined || place(row)),
    );
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(key, found);
    return found;
  };

  return {
    offers,
    clouds,
    regionNames: (cloud) => names('region', cloud),
    instanceNames: (cloud) => names('instance', cloud),
  };
}

/** Clouds named `market-*` are indices of prices; nobody rents there. */
const isPlace = (cloud: string): boolean => !cloud.startsWith('market-');
const isOffer = ({ cloud }: InstanceRow): boolean => isPlace(cloud);

/**
 * Whether a row answers the region asked for: the same one, one inside the group asked for, or a wider place that holds it.
 * `unstated` (the source does not say where) answers only who names the cloud or instance.
 */
function wanted(region: string, zone: Catalog['zone'], named: boolean): (row: InstanceRow) => boolean {
  if (region === 'any' || region === 'global') return () => true;
  const group = countriesOf(region);
  return (row) => {
    const have = row.region.toLowerCase();
    if (have === region || have === 'global') return true;
    if (have === 'unstated') return named;
    const haveGroup = countriesOf(have);
    const place = zone(row.cloud, have);
    const haveCountries = haveGroup ?? (place === undefined ? [] : [countryOf(place)]);
    if (group !== undefined) return haveCountries.some((country) => group.includes(country));
    if (haveGroup === undefined) return false;
    const asked = zone(row.cloud, region);
    return asked !== undefined && haveGroup.includes(countryOf(asked));
  };
}
