/** Which physics applies: chips with external memory, or weights and KV resident in on-chip memory across many chips. */
export const MACHINE_KINDS = ['memory', 'on-chip'] as const;
export type MachineKind = (typeof MACHINE_KINDS)[number];
