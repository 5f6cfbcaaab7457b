/** The sentences about prices: unknown, stale, not sold there. */
import { formatNumber, type Localization } from '../../quantity/index.ts';
import type { NumberProblemData } from './problem.ts';

export function priceUnknown(d: NumberProblemData['unknown-price'], { t }: Localization): string {
  const place = placeOf(d.cloud, d.region);
  const what = place === '' ? d.what : t('{0} at {1}', d.what, place);
  if (d.reason === 'outsider')
    return t(
      '{0} is not sold; no price exists for an outsider. Set own.accelerator_price to what it costs you.',
      d.what,
    );
  if (d.reason === 'list')
    return t('Nobody publishes a price for {0}. Set own.accelerator_price or own.server_price.', d.what);
  if (d.reason === 'api')
    return d.purchase === 'batch'
      ? t('No batch price is published for {0}. Set api.price, or batch: false.', what)
      : t('No price is published for {0}. Set api.price.', what);
  if (d.reason === 'machine')
    return t('No public price is known for {0}. Set rent.price to your quote per instance-hour.', what);
  const others = d.alternatives ?? [];
  const fact = t('No {0} price is known for {1}.', d.purchase ?? '', what);
  const way =
    others.length > 0
      ? t('Use purchase: {0}, or set rent.price.', others.join(t(' or ')))
      : t('Set rent.price to your quote per instance-hour.');
  return `${fact} ${way}`;
}

export function priceStale(d: NumberProblemData['stale-price'], { locale, t }: Localization): string {
  return t(
    'The price of {0} is from {1}, {2} days old (limit {3}); its interval is widened. Update the price tables, or set the price here.',
    d.what,
    d.asOf,
    formatNumber(d.days, locale),
    d.limitDays,
  );
}

export function notSoldThere(d: NumberProblemData['not-sold-there'], { t }: Localization): string {
  const place = placeOf(d.cloud, d.region, d.instance);
  const at = [...new Set(d.soldAt.map(({ cloud, region }) => placeOf(cloud, region)))].slice(0, 3);
  const fact =
    place === ''
      ? t('{0} is not sold at any cloud.', d.accelerator)
      : t('{0} is not sold at {1}.', d.accelerator, place);
  const way =
    at.length > 0
      ? t('It is at {0}.', at.join(', '))
      : t('No cloud of the tables has it; set rent.price to your quote.');
  return `${fact} ${way}`;
}

/** Cloud and region as people say them: a region that the source does not state is left out. */
function placeOf(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== 'unstated' && part !== 'global').join(' ');
}
