/**
 * Foreign files: what others publish, read as the rows of pricing/measurements are. One file a format; each recognises its files by
 * their header, JSON by its keys (results.ts), and gives typed rows, so that nothing behind it reads prose.
 */
import type { RowContext } from '../context.ts';
import type { Cells, MeasuredRow } from '../row.ts';
import { AICONFIGURATOR_COLUMNS, readAiconfigurator } from './aiconfigurator.ts';
import { readProse } from './prose.ts';
import { readServingPoint } from './servingPoint.ts';

export { readResults } from './results.ts';

export interface ForeignFormat {
  readonly name: string;
  recognises(has: (...columns: readonly string[]) => boolean): boolean;
  read(context: RowContext, cells: Cells, line: number): readonly MeasuredRow[];
}

export const FOREIGN: readonly ForeignFormat[] = [
  {
    name: 'measurements',
    recognises: (has) => has('model', 'accelerator', 'metric', 'value'),
    read: readProse,
  },
  {
    name: 'serving-points',
    recognises: (has) =>
      has('model', 'accelerator', 'isl', 'osl') && (has('silicon_ttft_ms') || has('silicon_tpot_ms')),
    read: readServingPoint,
  },
  {
    name: 'aiconfigurator',
    recognises: (has) => has(...AICONFIGURATOR_COLUMNS),
    read: readAiconfigurator,
  },
];
