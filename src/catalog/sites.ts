/** Facts of places: the row of the cloud's region, else of its state, its country, else the average that fits. */
import { groupBy } from '../quantity/index.ts';
import { lazy, ORDER } from './layers.ts';
import { countryOf } from './places.ts';
import type { Catalog, SiteFactRow } from './schema/index.ts';

export function siteIndex(rows: () => Iterable<SiteFactRow>, zone: Catalog['zone']): Catalog['siteFact'] {
  const byPlace = lazy(() => groupBy(rows(), (row) => `${row.kind}|${row.region.toLowerCase()}`));

  /** The best layer's row of a place; where several published one, the newest. */
  const at = (kind: string, place: string, provider?: string): SiteFactRow | undefined =>
    (byPlace().get(`${kind}|${place.toLowerCase()}`) ?? [])
      .filter((row) => provider === undefined || row.provider.toLowerCase() === provider.toLowerCase())
      .reduce<SiteFactRow | undefined>(
        (best, row) => (best === undefined || better(row, best) ? row : best),
        undefined,
      );

  return (kind, cloud, region) => {
    const own =
      cloud === undefined
        ? undefined
        : ((region === undefined ? undefined : at(kind, region, cloud)) ?? at(kind, 'global', cloud));
    if (kind === 'carbon-free-share') return own;
    // A neocloud rents halls: it has the overhead and water of colocation, as an owner does.
    if (kind === 'pue' || kind === 'water')
      return own ?? at(kind, 'global', 'colo-average') ?? at(kind, 'global', 'industry-average');
    const place = zone(cloud, region);
    const ofPlace = place === undefined ? undefined : (at(kind, place) ?? at(kind, countryOf(place)));
    const asWritten = region === undefined ? undefined : at(kind, region);
    const elsewhere = place !== undefined && countryOf(place) !== 'US' ? at(kind, 'WORLD') : undefined;
    return own ?? ofPlace ?? asWritten ?? elsewhere ?? at(kind, 'US');
  };
}

function better(row: SiteFactRow, than: SiteFactRow): boolean {
  const rank = ORDER.indexOf(row.origin.layer) - ORDER.indexOf(than.origin.layer);
  return rank !== 0 ? rank > 0 : row.origin.asOf > than.origin.asOf;
}
