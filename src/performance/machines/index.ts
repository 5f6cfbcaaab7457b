/** Kinds of machine, by the name that the accelerator tables give them. */
import type { MachineKind } from '../../quantity/index.ts';
import type { Accelerator } from '../types.ts';
import type { MachineBehaviour } from './kind.ts';
import { memory } from './memory.ts';
import { onChip } from './onChip.ts';

const KINDS: Readonly<Record<MachineKind, MachineBehaviour>> = { memory, 'on-chip': onChip };

export type { Exchange } from './exchange.ts';
export type { Layout, MachineBehaviour, Surrounding } from './kind.ts';

export function behaviourOf(accelerator: Accelerator): MachineBehaviour {
  return KINDS[accelerator.machine];
}
