/**
 * Machines with weights resident in on-chip memory: chains of chips that hold the whole model. No host launches kernels between
 * their layers, so the overheads of GPU engines do not apply; what remains per layer is the way from chip to chip.
 *
 * Three published hosted speeds stand behind the two times: Cerebras 1,800 token/s (Llama-3.1-8B, 2024-08) and 446 token/s
 * (70B, 2024-08), Groq 475 token/s (gpt-oss-120b, 2026-05). They hold until the calibration has a scope of its own.
 */
import type { ConstantTable } from '../../performance/index.ts';

/** Engine that replicas of such machines run, whatever the document's engine is. */
export const ON_CHIP_ENGINE = 'on-chip';

const LAYER_SECONDS = 1.5e-5;
const STEP_SECONDS = 1e-4;
const SEQUENCE_SECONDS = 5e-7;

const prior = (value: number): ConstantTable[string][string] => ({ value, prior: value, sd: 0, measurements: 3 });

/** The table with the scope of on-chip chains, unless it has one. */
export function withOnChip(table: ConstantTable): ConstantTable {
  const scope = `engine:${ON_CHIP_ENGINE}`;
  if (table[scope]) return table;
  return {
    ...table,
    [scope]: {
      layer: prior(LAYER_SECONDS),
      step: prior(STEP_SECONDS),
      sequence: prior(SEQUENCE_SECONDS),
      factor: prior(1),
    },
  };
}
