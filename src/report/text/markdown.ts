/** The estimate as Markdown, for pull requests and documents. Every user string is escaped. */
import { tpotMetric, ttftMetric, type Estimate } from '../../estimate/index.ts';
import { changeCell, durationCell, machinesCell, moneyCell, moneyInterval, numberCell, tpotCell } from './cells.ts';
import { betterNote, titleOf, unanswered } from './text.ts';

/** Splits a word where a site would make a link or a call of it, without a sign that anybody sees. */
const GAP = '\u200b';

/**
 * Backslash before everything Markdown could read as its own; no line breaks, so that a table row stays a row. Names are
 * nobody's: a mention calls no one, a number is no issue, an address no link. Signs that hide or turn the text are shown.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\u0000-\u001f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)))
    .replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, '\ufffd')
    .replace(/[\\`*_{}[\]()#+!|<>~$&-]/g, '\\$&')
    .replace(/(@|#)(?=[\p{L}\p{N}])|(:)(?=\/\/)|(\bwww)(?=\.)/giu, `$&${GAP}`);
}

export function markdownTable(
  titles: readonly string[],
  right: readonly boolean[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(titles), line(right.map((r) => (r ? '---:' : '---'))), ...rows.map(line)].join('\n');
}

export function estimateMarkdown(estimates: readonly Estimate[], locale: string): string {
  return estimates.map((estimate) => workloadMarkdown(estimate, locale)).join('\n');
}

function workloadMarkdown(estimate: Estimate, locale: string): string {
  const heading = `### ${escapeMarkdown(titleOf(estimate))}`;
  if (estimate.deployments.length === 0) return `${heading}\n\n${unanswered(estimate)}\n`;
  const cells = { locale, currency: estimate.currency };
  const [ttft, tpot] = [ttftMetric(estimate.limits), tpotMetric(estimate.limits)];
  const titles = [
    'Deployment',
    `${estimate.currency} / 1M tokens`,
    '80 % interval',
    `${estimate.currency} / month`,
    'vs baseline',
    'kWh / 1M',
    ttft.heading,
    tpot.heading,
    'Machines',
  ];
  const rows = estimate.deployments.map((d) => [
    escapeMarkdown(d.name) + (d.name === estimate.baseline ? ' (baseline)' : ''),
    moneyCell(d.cost.perMillionTokens, cells),
    moneyInterval(d.cost.perMillionTokens, cells),
    moneyCell(d.cost.perMonth, cells),
    changeCell(d.versusBaseline?.cost, cells),
    numberCell(d.energy.kwhPerMillionTokens, cells),
    durationCell(ttft.pick(d), cells, d.slo.ttft),
    tpotCell(d, { ...cells, limits: estimate.limits }),
    escapeMarkdown(machinesCell(d)),
  ]);
  const notes = estimate.deployments.flatMap((d) =>
    [...d.reasons.map(({ message }) => message), ...betterNote(d, cells.locale)].map(
      (sentence) => `- ${escapeMarkdown(d.name)}: ${escapeMarkdown(sentence)}`,
    ),
  );
  const table = markdownTable(titles, [false, true, true, true, true, true, true, true, false], rows);
  return [heading, table, notes.join('\n')].filter((part) => part !== '').join('\n\n') + '\n';
}
