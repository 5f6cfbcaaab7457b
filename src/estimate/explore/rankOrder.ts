/** A ranking in order: what serves all demand first, then targets met, then the value asked for; names made unique, Pareto-optimal rows marked. */
import type { Limits } from '../../performance/index.ts';
import {
  type InfeasibleRow,
  metric,
  type MetricPath,
  type RankBy,
  type Ranking,
  type RankOptions,
  tpotMetric,
  ttftMetric,
} from '../contract/index.ts';
import type { RankedRow } from './rank.ts';
import { uniqueNames } from './rankNames.ts';

const ORDERED_BY: Readonly<Record<Exclude<RankBy, 'ttft' | 'tpot'>, MetricPath>> = {
  cost: 'cost.perMillionTokens',
  energy: 'energy.kwhPerMillionTokens',
  carbon: 'energy.carbonPerMillionTokens',
};

/** Rows that serve all demand first, among them those that meet the targets, each by the value asked for; then lower bounds, by the bound; then unknown values. */
export function rankAll(
  rows: Iterable<RankedRow | InfeasibleRow>,
  options: RankOptions,
  limits: Limits,
): Omit<Ranking, 'rows'> & { readonly rows: readonly RankedRow[] } {
  const by = options.by ?? 'cost';
  const found: RankedRow[] = [];
  const infeasible: InfeasibleRow[] = [];
  for (const row of rows) {
    if (row.kind === 'row') found.push(row);
    else infeasible.push(row);
  }
  const { pick: quantity } =
    by === 'ttft' ? ttftMetric(limits) : by === 'tpot' ? tpotMetric(limits) : metric(ORDERED_BY[by]);
  const known = ({ estimate }: RankedRow): boolean => quantity(estimate).value !== null;
  const value = ({ estimate }: RankedRow): number => {
    const { value: exact, low } = quantity(estimate);
    // Not Infinity: the difference of two of them is no number.
    return exact ?? low ?? Number.MAX_VALUE;
  };
  found.sort(
    (a, b) =>
      Number(b.servesAll) - Number(a.servesAll) ||
      Number(b.meetsSlo) - Number(a.meetsSlo) ||
      Number(known(b)) - Number(known(a)) ||
      value(a) - value(b) ||
      a.estimate.name.localeCompare(b.estimate.name),
  );
  const marked = markPareto(uniqueNames(found));
  return { by, rows: options.top === undefined ? marked : marked.slice(0, options.top), infeasible };
}

/** Cost, energy and time per token: rows that no other row beats in one without losing in another. Unknown cannot be compared. */
function markPareto(rows: readonly RankedRow[]): RankedRow[] {
  const point = ({ estimate, meetsSlo, servesAll }: RankedRow): readonly number[] | undefined => {
    const values = [
      estimate.cost.perMillionTokens.value,
      estimate.energy.kwhPerMillionTokens.value,
      estimate.performance.tpot.value,
    ];
    return meetsSlo && servesAll && values.every((v) => v !== null) ? values : undefined;
  };
  const points = rows.map(point);
  return rows.map((row, i) => {
    const mine = points[i];
    if (!mine) return row;
    const beaten = points.some(
      (other, j) =>
        j !== i && other && other.every((v, k) => v <= (mine[k] ?? 0)) && other.some((v, k) => v < (mine[k] ?? 0)),
    );
    return beaten ? row : { ...row, pareto: true };
  });
}
