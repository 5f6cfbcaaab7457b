/** Where machines stand: price and carbon of electricity, overhead of the building, water (design §2, site). */
import type { Catalog, SiteFactKind } from '../../catalog/index.ts';
import { type Figure, unknown, withCode } from '../../quantity/index.ts';
import type { Amount, Site } from '../../workload/index.ts';
import { amountFigure, JOULES_PER_KWH, memo, siteFigure } from '../names/index.ts';

export interface CloudRegion {
  /** Undefined: owned, without a cloud. */
  readonly cloud?: string;
  readonly region?: string;
}

export interface SiteFigures {
  /** USD/kWh. */
  readonly electricity: Figure;
  readonly pue: Figure;
  /** g CO2e/kWh. */
  readonly carbonIntensity: Figure;
  /** l/kWh. */
  readonly water: Figure;
}

interface Spec {
  readonly key: keyof SiteFigures & keyof Site;
  readonly kind: SiteFactKind;
  readonly label: string;
  readonly unit: string;
  readonly scale: number;
}

const SPECS: readonly Spec[] = [
  { key: 'electricity', kind: 'electricity', label: 'price of electricity', unit: 'USD/kWh', scale: JOULES_PER_KWH },
  { key: 'pue', kind: 'pue', label: 'PUE', unit: '1', scale: 1 },
  { key: 'carbonIntensity', kind: 'carbon-intensity', label: 'carbon intensity', unit: 'g/kWh', scale: JOULES_PER_KWH },
  { key: 'water', kind: 'water', label: 'water', unit: 'l/kWh', scale: JOULES_PER_KWH },
];

/** @param site the deployment's, or the document's for owned machines; its fields win over the rows of the place */
export function siteFigures(catalog: Catalog, today: string, site: Site | undefined, place: CloudRegion): SiteFigures {
  if (site && Object.keys(site).length > 0) return findSite(catalog, today, site, place);
  const key = `${place.cloud ?? ''}|${place.region ?? ''}|${today}`;
  return places(catalog, key, () => findSite(catalog, today, undefined, place));
}

const places = memo<SiteFigures>();

function findSite(catalog: Catalog, today: string, site: Site | undefined, place: CloudRegion): SiteFigures {
  const of = ({ key, kind, label, unit, scale }: Spec): Figure => {
    const own: Amount | undefined = site?.[key];
    if (own) return amountFigure(label, own, unit, scale);
    // A cloud that publishes nothing of its own stands in an average colocation.
    const ofCloud = catalog.siteFact(kind, place.cloud, place.region);
    const row = ofCloud ?? catalog.siteFact(kind, undefined, place.region);
    if (!row) return unknown(label, unit, `no ${label} is known for ${place.region ?? place.cloud ?? 'this site'}`);
    return siteFigure(label, row, unit, today, place.cloud === undefined || !ofCloud);
  };
  const [electricity, pue, carbonIntensity, water] = SPECS.map((spec) => withCode(spec.key, of(spec))) as [
    Figure,
    Figure,
    Figure,
    Figure,
  ];
  return { electricity, pue, carbonIntensity, water };
}
