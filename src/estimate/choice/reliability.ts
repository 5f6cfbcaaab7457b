/** How often machines and zones are down, of the tables. */
import type { OwnershipRow } from '../../catalog/index.ts';
import type { Reliability } from '../../economics/index.ts';
import type { ResolvedWorkload } from '../names/index.ts';

const HOURS_PER_YEAR = 8760;

export interface ReliabilityRows {
  readonly reliability: Reliability;
  /** What it is made of, for derivations. */
  readonly rows: readonly OwnershipRow[];
}

/** Undefined where the document asks for no availability, or the tables say nothing. */
export function reliabilityOf(
  { availability, zones = 1, catalog }: Pick<ResolvedWorkload, 'availability' | 'zones' | 'catalog'>,
  kind: 'rent' | 'own',
): ReliabilityRows | undefined {
  if (availability === undefined) return undefined;
  const failures = catalog.ownershipFact('failure_rate');
  const repair = catalog.ownershipFact('repair_time', undefined, kind === 'own' ? 'owned' : 'rented');
  const zone = catalog.ownershipFact('zone_unavailability');
  if (!failures || !repair || !zone) return undefined;
  const out = (failures.value * repair.value) / HOURS_PER_YEAR;
  const reliability = { target: availability.mid, zones, acceleratorDown: out / (1 + out), zoneDown: zone.value };
  return { reliability, rows: [failures, repair, zone] };
}
