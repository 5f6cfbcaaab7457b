/** Which offers of clouds answer a request for an accelerator in a place. */
import { groupBy, lazy } from './layers.ts';
import { countriesOf, countryOf } from './places.ts';
import type { Catalog, InstanceRow } from './types.ts';

export interface OfferIndex {
  readonly offers: Catalog['offers'];
  readonly cloudOffers: Catalog['cloudOffers'];
  readonly clouds: Catalog['clouds'];
  readonly regionNames: Catalog['regionNames'];
}

/** Answers kept; a ranking asks the same question for every deployment. */
const REMEMBERED = 4096;

/** @param zone ISO country or state of a region, `undefined` where unknown */
export function offerIndex(rows: () => readonly InstanceRow[], zone: Catalog['zone']): OfferIndex {
  const offered = lazy(() => rows().filter((row) => !row.cloud.startsWith('market-')));
  const byAccelerator = lazy(() => groupBy(offered(), (row) => row.accelerator.toLowerCase()));
  const byCloud = lazy(() => groupBy(offered(), (row) => row.cloud.toLowerCase()));
  const remembered = new Map<string, readonly InstanceRow[]>();

  const offers: Catalog['offers'] = (accelerator, filter = {}) => {
    const all = byAccelerator().get(accelerator.toLowerCase()) ?? [];
    const cloud = filter.cloud?.toLowerCase();
    const region = filter.region?.toLowerCase();
    const instance = filter.instance?.toLowerCase();
    if (cloud === undefined && region === undefined && instance === undefined) return all;
    const key = `${accelerator}|${cloud ?? ''}|${region ?? ''}|${instance ?? ''}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const place =
      region === undefined ? undefined : wanted(region, zone, cloud !== undefined || instance !== undefined);
    const found = all.filter(
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
    cloudOffers: (cloud) => byCloud().get(cloud.toLowerCase()) ?? [],
    clouds: () => [...new Set(offered().map((row) => row.cloud))].sort(),
    regionNames: (cloud) => {
      const of = cloud === undefined ? offered() : (byCloud().get(cloud.toLowerCase()) ?? []);
      return [...new Set(of.map((row) => row.region))];
    },
  };
}

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
