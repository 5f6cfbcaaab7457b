/**
 * Which physics applies. What else differs between kinds than their speed is said here; how they compute is in
 * performance/machines/.
 */
interface MachineKindFacts {
  /** Where weights and KV cache lie: memory beside the chip, or the chip's own SRAM. */
  readonly holdsIn: 'memory' | 'on-chip memory';
  /** Bytes of a quoted GB: an "80 GB" HBM part has 80 · 2³⁰ bytes, SRAM is quoted in powers of ten. */
  readonly gigabyte: number;
  /** Accelerators bought at once where nobody publishes a system. */
  readonly systemSize: number;
}

const KINDS = {
  memory: { holdsIn: 'memory', gigabyte: 2 ** 30, systemSize: 8 },
  'on-chip': { holdsIn: 'on-chip memory', gigabyte: 1e9, systemSize: 1 },
} as const satisfies Readonly<Record<string, MachineKindFacts>>;

export type MachineKind = keyof typeof KINDS;

export const MACHINE_KINDS = Object.keys(KINDS) as readonly MachineKind[];

export function machineKind(kind: MachineKind): MachineKindFacts {
  return KINDS[kind];
}
