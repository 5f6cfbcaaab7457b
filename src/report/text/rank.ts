/** The ranking as text and Markdown: best first, what misses the target marked, the Pareto-optimal rows marked. */
import { formatNumber } from '../../quantity/index.ts';
import { tpotMetric, ttftMetric, type DeploymentEstimate, type Ranking } from '../../estimate/index.ts';
import {
  cell,
  durationCell,
  machinesCell,
  moneyCell,
  moneyInterval,
  numberCell,
  tpotCell,
  type CellOptions,
} from './cells.ts';
import { escapeMarkdown, markdownTable } from './markdown.ts';
import { deploymentTable, type ExtraColumn } from './text.ts';
import { wrap } from './table.ts';

const MOST_INFEASIBLE = 8;

/** What is said of a row beside what its kind always says: the reasons of its offer, and doubts, by their codes. */
export function rankNotes({ reasons, kind }: DeploymentEstimate): string {
  return reasons.flatMap(({ code }) => (kind === 'api' && code === 'hosted' ? [] : [code])).join(', ');
}

/** What only some rankings need: the precisions where they differ, the carbon they are ordered by, why a row is doubted. */
function extrasOf({ rows, by }: Ranking, { locale }: CellOptions): readonly ExtraColumn[] {
  const weights = new Map(rows.map((row) => [row.estimate, row.weights ?? '']));
  return [
    ...(new Set(rows.flatMap((row) => row.weights ?? [])).size > 1
      ? [{ title: 'Weights', cell: (d: DeploymentEstimate) => weights.get(d) ?? '' }]
      : []),
    ...(by === 'carbon'
      ? [
          {
            title: 'kg CO₂/1M',
            cell: (d: DeploymentEstimate) =>
              cell(d.energy.carbonPerMillionTokens, (grams) => formatNumber(grams / 1000, locale)),
          },
        ]
      : []),
    ...(rows.some(({ estimate }) => rankNotes(estimate) !== '')
      ? [{ title: 'Notes', cell: rankNotes, words: true as const }]
      : []),
  ];
}

export function rankText(ranking: Ranking, cells: CellOptions, width: number): string {
  if (ranking.rows.length === 0)
    return ['Nothing of the catalog is left by these filters.', ...infeasibleLines(ranking, width)].join('\n') + '\n';
  const pareto = new Set(ranking.rows.filter((row) => row.pareto).map((row) => row.estimate));
  const table = deploymentTable(
    ranking.rows.map((row) => row.estimate),
    cells,
    width,
    (estimate) => (pareto.has(estimate) ? '◆' : ''),
    extrasOf(ranking, cells),
  );
  const key = pareto.size > 0 ? ['', '◆ nothing else is cheaper, leaner and faster at once.'] : [];
  return [...table, ...key, ...infeasibleLines(ranking, width)].join('\n') + '\n';
}

function infeasibleLines({ infeasible }: Ranking, width: number): readonly string[] {
  if (infeasible.length === 0) return [];
  const shown = infeasible
    .slice(0, MOST_INFEASIBLE)
    .flatMap(({ name, reasons }) => wrap(`${name}: ${reasons.map((r) => r.message).join(' ')}`, width, '  '));
  const more = infeasible.length - MOST_INFEASIBLE;
  return [
    '',
    `Not feasible: ${infeasible.length}`,
    ...shown,
    ...(more > 0 ? [`… and ${more} more (--format json lists all).`] : []),
  ];
}

export function rankMarkdown(ranking: Ranking, cells: CellOptions): string {
  const extras = extrasOf(ranking, cells);
  const numbers = extras.filter(({ words }) => !words);
  const words = extras.filter((extra) => extra.words);
  const [ttft, tpot] = [ttftMetric(cells.limits), tpotMetric(cells.limits)];
  const titles = [
    '',
    'Deployment',
    `${cells.currency} / 1M tokens`,
    '80 % interval',
    `${cells.currency} / month`,
    'kWh / 1M',
    ...numbers.map(({ title }) => title),
    ttft.heading,
    tpot.heading,
    'Machines',
    ...words.map(({ title }) => title),
  ];
  const rows = ranking.rows.map(({ estimate: d, pareto }) => [
    pareto ? '◆' : '',
    escapeMarkdown(d.name),
    moneyCell(d.cost.perMillionTokens, cells),
    moneyInterval(d.cost.perMillionTokens, cells),
    moneyCell(d.cost.perMonth, cells),
    numberCell(d.energy.kwhPerMillionTokens, cells),
    ...numbers.map((extra) => extra.cell(d)),
    durationCell(ttft.pick(d), cells, d.slo.ttft),
    tpotCell(d, cells),
    escapeMarkdown(machinesCell(d)),
    ...words.map((extra) => escapeMarkdown(extra.cell(d))),
  ]);
  const right = titles.map((title) => !['', 'Deployment', 'Machines', 'Notes'].includes(title));
  return markdownTable(titles, right, rows) + '\n';
}
