/** What the tables of engines say of one replica: admission limits, and what speculation yields for a model. */
import type { Catalog, LimitRow, ModelRow, SpeculationRow } from '../../catalog/index.ts';
import type { Accelerator, Admission } from '../../performance/index.ts';
import { memo } from './memo.ts';

const GIB = 2 ** 30;
/** Decimal and binary gigabytes of one card differ by this much at most; a row for 70 GiB means cards of 80 GB. */
const ROUNDING = 0.98;

const kept = memo<Admission | typeof NONE>();
const NONE = Symbol('no row');

/** Limits of an engine on an accelerator where nobody sets them; undefined: no row, the model's own defaults hold. */
export function admissionOf(catalog: Catalog, engine: string, accelerator: Accelerator): Admission | undefined {
  const found = kept(catalog, `${engine} ${accelerator.id} ${accelerator.memory}`, () => {
    const row = limitRow(catalog.limits, engine, accelerator);
    return row ? { sequences: row.sequences, batchedTokens: row.batchedTokens } : NONE;
  });
  return found === NONE ? undefined : found;
}

/** A row for the accelerator by name goes first, then that of the most memory it has. */
function limitRow(rows: readonly LimitRow[], engine: string, { id, memory }: Accelerator): LimitRow | undefined {
  const fits = rows.filter(
    (row) =>
      row.engine.split(' ').includes(engine) &&
      id.startsWith(row.accelerators ?? '') &&
      memory >= (row.memoryFromGib ?? 0) * GIB * ROUNDING,
  );
  const rank = (row: LimitRow): number => (row.accelerators ? 1e6 : 0) + (row.memoryFromGib ?? 0);
  return fits.sort((a, b) => rank(b) - rank(a))[0];
}

type Method = SpeculationRow['method'];

/** Rows of a model by method, nearest scope first: the model, its family, any; one a draft depth. */
export function speculationRows(
  catalog: Catalog,
  { id, family }: Pick<ModelRow, 'id' | 'family'>,
  method: Method,
): readonly SpeculationRow[] {
  const of = (scope: string): readonly SpeculationRow[] =>
    catalog.speculation.filter((row) => row.method === method && row.scope === scope);
  return [shapeOf(id), family, 'any'].map(of).find((rows) => rows.length > 0) ?? [];
}

/** Quantised copies of a checkpoint draft like it. */
const shapeOf = (id: string): string => id.replace(/-(?:nvfp4|mxfp4|fp8|fp4|int4|awq|gptq)$/, '');
