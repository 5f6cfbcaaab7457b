/** The ranking as text and Markdown: best first, what misses the target marked, the Pareto-optimal rows marked. */
import type { Ranking } from '../estimate/index.ts';
import { durationCell, machinesCell, moneyCell, moneyInterval, numberCell, type CellOptions } from './cells.ts';
import { escapeMarkdown, markdownTable } from './markdown.ts';
import { deploymentTable } from './text.ts';
import { wrap } from './table.ts';

const MOST_INFEASIBLE = 8;

export function rankText(ranking: Ranking, cells: CellOptions, width: number): string {
  const pareto = new Set(ranking.rows.filter((row) => row.pareto).map((row) => row.estimate));
  const table = deploymentTable(
    ranking.rows.map((row) => row.estimate),
    cells,
    width,
    (estimate) => (pareto.has(estimate) ? '◆' : ''),
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
  const titles = [
    '',
    'Deployment',
    `${cells.currency} / 1M tokens`,
    '80 % interval',
    `${cells.currency} / month`,
    'kWh / 1M',
    'TTFT',
    'TPOT',
    'Machines',
  ];
  const rows = ranking.rows.map(({ estimate: d, pareto }) => [
    pareto ? '◆' : '',
    escapeMarkdown(d.name),
    moneyCell(d.cost.perMillionTokens, cells),
    moneyInterval(d.cost.perMillionTokens, cells),
    moneyCell(d.cost.perMonth, cells),
    numberCell(d.energy.kwhPerMillionTokens, cells),
    durationCell(d.performance.ttft, cells, d.slo.ttft),
    durationCell(d.performance.tpot, cells, d.slo.tpot),
    escapeMarkdown(machinesCell(d)),
  ]);
  return markdownTable(titles, [false, false, true, true, true, true, true, true, false], rows) + '\n';
}
