/** How often machines and zones are down, of the tables; and a pool with the spares that this asks for. */
import type { OwnershipRow } from '../../catalog/index.ts';
import { type Packing, type Reliability, withSpares } from '../../economics/index.ts';
import type { ResolvedWorkload } from '../names/index.ts';
import type { PoolSetup } from './pool.ts';

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

const KNOWN = new WeakMap<PoolSetup, Map<string, PoolSetup>>();

/** The pool as it stands on its machines: with the spares that their failures ask for. */
export function onMachines(setup: PoolSetup, packing: Packing): PoolSetup {
  const { reliability } = setup;
  if (!reliability) return setup;
  let known = KNOWN.get(setup);
  if (!known) KNOWN.set(setup, (known = new Map<string, PoolSetup>()));
  const key = `${packing.acceleratorsPerReplica} ${packing.acceleratorsPerMachine} ${packing.share}`;
  let found = known.get(key);
  if (!found) known.set(key, (found = { ...setup, rule: withSpares(setup.rule, reliability, packing) }));
  return found;
}
