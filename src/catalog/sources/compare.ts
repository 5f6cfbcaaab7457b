/** New rows beside old ones: what changed, and what changed too much to be believed. */
import { TABLES, type TableKind } from '../columns.ts';
import { toNumber } from '../compiled.ts';
import type { Catalog } from '../types.ts';
import type { SourceRow } from './source.ts';

/** Prices move; they do not move fivefold between two looks. A unit error does. */
const SUSPICIOUS = 5;

export interface PriceChange {
  readonly file: string;
  /** Identity of the row, such as `azure Standard_ND96isr_H100_v5 eastus`. */
  readonly row: string;
  readonly column: string;
  /** Absent: the row or the price is new. */
  readonly before?: number;
  readonly after: number;
}

export interface Compared {
  readonly rows: readonly SourceRow[];
  readonly changes: readonly PriceChange[];
  /** Changes above fivefold: the old price is kept in `rows`. */
  readonly quarantined: readonly PriceChange[];
}

/** Prices by row identity, as the catalog shows them today. */
export type OldPrices = ReadonlyMap<string, Readonly<Record<string, number>>>;

export function oldPrices(catalog: Catalog, kind: TableKind): OldPrices {
  const prices = new Map<string, Record<string, number>>();
  const put = (identity: readonly string[], row: Readonly<Record<string, number | undefined>>): void => {
    const known = Object.entries(row).filter((entry): entry is [string, number] => entry[1] !== undefined);
    prices.set(identity.join('|').toLowerCase(), Object.fromEntries(known));
  };
  if (kind === 'instances')
    for (const row of catalog.instances)
      put([row.cloud, row.instance, row.region, row.accelerator], {
        on_demand_usd_h: row.onDemandUsdH,
        spot_usd_h: row.spotUsdH,
        reserved_1y_usd_h: row.reserved1yUsdH,
        reserved_3y_usd_h: row.reserved3yUsdH,
      });
  if (kind === 'apis')
    for (const row of catalog.apiPrices)
      put([row.provider, row.modelId], {
        input_usd_mtok: row.inputUsdMtok,
        cached_input_usd_mtok: row.cachedInputUsdMtok,
        output_usd_mtok: row.outputUsdMtok,
        batch_input_usd_mtok: row.batchInputUsdMtok,
        batch_output_usd_mtok: row.batchOutputUsdMtok,
      });
  return prices;
}

export function compare(kind: TableKind, file: string, rows: readonly SourceRow[], old: OldPrices): Compared {
  const changes: PriceChange[] = [];
  const quarantined: PriceChange[] = [];
  const kept = rows.map((row) => {
    const identity = TABLES[kind].identity.map((name) => row[name] ?? '');
    const before = old.get(identity.join('|').toLowerCase());
    const cells = { ...row };
    for (const [column, cell] of Object.entries(row)) {
      const after = column.endsWith('_usd_h') || column.endsWith('_usd_mtok') ? toNumber(cell) : undefined;
      if (after === undefined) continue;
      const was = before?.[column];
      const change = {
        file,
        row: identity.join(' ').trim(),
        column,
        after,
        ...(was === undefined ? {} : { before: was }),
      };
      if (was !== undefined && was > 0 && (after > was * SUSPICIOUS || after * SUSPICIOUS < was)) {
        quarantined.push(change);
        cells[column] = String(was);
      } else if (was === undefined || Math.abs(after - was) > 1e-6 * Math.max(after, was)) changes.push(change);
    }
    return cells;
  });
  return { rows: kept, changes, quarantined };
}
