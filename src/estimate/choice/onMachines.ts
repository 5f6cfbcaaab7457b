import { type Packing, withSpares } from '../../economics/index.ts';
import type { PoolSetup } from './pool.ts';

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
