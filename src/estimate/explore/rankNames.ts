/** Names of rows of a ranking: the same machine in two precisions, or at two places, must not share one. */
import type { InfeasibleRow, RankRow } from '../contract/index.ts';

/** The row under another name, in its estimate and in the deployment that would be written. */
function renamed<R extends RankRow>(row: R, name: string): R {
  return { ...row, estimate: { ...row.estimate, name }, deployment: { ...row.deployment, name } };
}

/** For rows taken as they are found, where every precision is ranked: each name says its precision. */
export function withPrecision(row: RankRow | InfeasibleRow): RankRow | InfeasibleRow {
  if (row.kind !== 'row' || row.weights === undefined || row.estimate.kind === 'api') return row;
  return renamed(row, `${row.estimate.name}-${row.weights}`);
}

/** For the whole ranking: later rows of one name take their precision, or a number. */
export function uniqueNames<R extends RankRow>(rows: readonly R[]): R[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const { name } = row.estimate;
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    if (n === 1) return row;
    const other =
      row.weights !== undefined && !seen.has(`${name}-${row.weights}`) ? `${name}-${row.weights}` : `${name}-${n}`;
    seen.set(other, 1);
    return renamed(row, other);
  });
}
