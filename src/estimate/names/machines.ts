/** A row of the accelerator table becomes the machine the performance model computes with; what is missing is derived. */
import type { AcceleratorRow, Catalog } from '../../catalog/index.ts';
import type { Accelerator } from '../../performance/index.ts';
import { machineKind, type Precision } from '../../quantity/index.ts';

const GIB = 2 ** 30;
/** Of the power limit, where nobody publishes an idle figure: the middle of what the table's own rows show. */
const IDLE_SHARE = 0.12;

/**
 * @returns the machine, with `derived` naming every specification that is not published
 * A missing peak follows bf16 = fp8 ÷ 2 = fp4 ÷ 4; anything else missing comes from `pricing/priors`.
 */
export function machineOf(row: AcceleratorRow, catalog: Pick<Catalog, 'prior'>): Accelerator {
  const derived: string[] = [];
  const prior = (quantity: string, unit: number, last: number): number => {
    derived.push(quantity);
    const found = catalog.prior(quantity, row);
    return found ? found.value * unit : last;
  };
  const peaks = peaksOf(row, prior, derived);
  const power = row.tdpW ?? prior('tdp_w', 1, 700);
  const memory = memoryOf(row, prior);
  const ownBandwidth = holdsOnChip(row) ? row.onChipBandwidthTbS : undefined;
  const published = row.memoryBandwidthTbS ?? ownBandwidth;
  const bandwidth = published === undefined ? prior('memory_bandwidth_tb_s', 1e12, 2e12) : published * 1e12;
  return {
    id: row.id,
    class: row.class,
    machine: row.machine,
    peak: peaks.peak,
    emulated: peaks.emulated,
    derived,
    memory,
    bandwidth,
    scaleUp: {
      bandwidth: row.scaleUpGbS === undefined ? prior('scale_up_gb_s', 1e9, 32e9) : row.scaleUpGbS * 1e9,
      domain: row.scaleUpDomain ?? 1,
    },
    scaleOut: row.scaleOutGbitS === undefined ? 12.5e9 : row.scaleOutGbitS * 1.25e8,
    power: { limit: power, idle: row.idleW ?? IDLE_SHARE * power },
    ...(row.slowHost === undefined ? {} : { slowHost: row.slowHost }),
  };
}

type Prior = (quantity: string, unit: number, last: number) => number;

const holdsOnChip = ({ machine }: AcceleratorRow): boolean => machineKind(machine).holdsIn === 'on-chip memory';

/** Bytes that hold weights and cache; SRAM is quoted in 1e6. */
function memoryOf(row: AcceleratorRow, prior: Prior): number {
  if (holdsOnChip(row) && row.onChipMb !== undefined) return row.onChipMb * 1e6;
  if (row.memoryGb !== undefined) return row.memoryGb * machineKind(row.machine).gigabyte;
  return prior('memory_gb', GIB, 80 * GIB);
}

function peaksOf(
  row: AcceleratorRow,
  prior: Prior,
  derived: string[],
): { peak: Record<Precision, number>; emulated: Precision[] } {
  const t = row.peakTflops;
  let bf16 = t.bf16;
  if (bf16 === undefined) {
    bf16 =
      t.fp8 === undefined
        ? t.fp4 === undefined
          ? t.int8 === undefined
            ? undefined
            : t.int8 / 2
          : t.fp4 / 4
        : t.fp8 / 2;
    if (bf16 === undefined) bf16 = prior('bf16_tflops', 1, 100);
    else derived.push('bf16_tflops');
  }
  const emulated: Precision[] = [];
  const fp8 = t.fp8 ?? bf16;
  if (t.fp8 === undefined) emulated.push('fp8');
  const fp4 = t.fp4 ?? fp8;
  if (t.fp4 === undefined) emulated.push('fp4');
  const int8 = t.int8 ?? fp8;
  if (t.int8 === undefined && t.fp8 === undefined) emulated.push('int8');
  const unit = 1e12;
  return {
    peak: {
      bf16: bf16 * unit,
      fp16: bf16 * unit,
      fp8: fp8 * unit,
      int8: int8 * unit,
      fp4: fp4 * unit,
      // Weight-only formats multiply in 16 bit.
      int4: bf16 * unit,
    },
    emulated,
  };
}
/** The machine of a row; the same object each time, so that the model may cache by it. */

export function machineOfRow(row: AcceleratorRow, catalog: Catalog): Accelerator {
  let of = MACHINES.get(catalog);
  if (!of) MACHINES.set(catalog, (of = new WeakMap()));
  let machine = of.get(row);
  if (!machine) of.set(row, (machine = machineOf(row, catalog)));
  return machine;
}
export const MACHINES = new WeakMap<Catalog, WeakMap<AcceleratorRow, Accelerator>>();
