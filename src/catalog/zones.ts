/** Which country or state a region of a cloud is in. */
import { groupBy } from '../quantity/index.ts';
import { lazy, type Table } from './layers.ts';
import { countriesOf } from './places.ts';
import type { Catalog, RegionRow } from './schema/index.ts';

export function zoneFinder(regions: Table<RegionRow>): Catalog['zone'] {
  const byName = lazy(() => groupBy(regions.all(), (row) => row.region.toLowerCase()));
  return (cloud, region) => {
    if (region === undefined) return undefined;
    const name = region.toLowerCase();
    const exact = cloud === undefined ? undefined : regions.get(`${cloud}|${name}`);
    const row = exact ?? byName().get(name)?.[0];
    if (row !== undefined) return row.zone;
    const countries = countriesOf(name);
    if (countries !== undefined) return countries.length === 1 ? countries[0] : undefined;
    return /^[a-z]{2}(-[a-z]{2})?$/.test(name) ? name.toUpperCase() : undefined;
  };
}
