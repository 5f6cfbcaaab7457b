/** The part of docs/pricing-data.md that tables and code know better: row counts and columns. Run with --write. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measurements, TABLE_KINDS, TABLES, type Column } from '../src/catalog/index.ts';
import { PRICING, readPricing } from './compile-pricing.ts';
import { readMeasurements } from './measurementTables.ts';

export const DATA_PAGE = join(PRICING, '..', 'docs', 'pricing-data.md');
const [START, END] = ['<!-- generated: tables -->', '<!-- end of generated -->'];

export function generatedPart(): string {
  const { tables } = readPricing();
  const sections = TABLE_KINDS.map((kind) => {
    const { title, columns } = TABLES[kind];
    const rows = tables.filter((table) => table.kind === kind).flatMap((table) => table.rows);
    const confidence = ['published', 'third-party', 'estimate']
      .map((name) => `${rows.filter((row) => row.cells['confidence'] === name).length} ${name}`)
      .join(', ');
    const dates = rows.map((row) => row.cells['as_of'] ?? '').sort();
    return [
      `### ${kind}`,
      '',
      `${title}. **${rows.length} rows** (${confidence}), sources of ${dates[0] ?? ''} to ${dates.at(-1) ?? ''}.`,
      '',
      ...columnLines(columns),
    ].join('\n');
  });
  return `${START}\n\n${[...sections, measurementSection()].join('\n\n')}\n\n${END}`;
}

function measurementSection(): string {
  const { tables } = readMeasurements();
  const rows = tables.flatMap((table) => table.rows);
  const runs = new Set(tables.flatMap(({ path, rows: all }) => all.map(({ cells }) => `${path} ${cells['run']}`)));
  const excluded = rows.filter(({ cells }) => cells['excluded'] !== undefined).length;
  return [
    '### measurements',
    '',
    `${measurements.title}: not part of the packaged tables. **${rows.length} rows** of ${runs.size} runs; ${excluded} are excluded from the fit, each with its reason.`,
    '',
    ...columnLines(measurements.columns),
  ].join('\n');
}

function columnLines(columns: readonly Column[]): readonly string[] {
  return [
    '| column | holds | meaning |',
    '|---|---|---|',
    ...columns.map((column) => `| \`${column.name}\` | ${typeOf(column)} | ${column.doc} |`),
  ];
}

function typeOf(column: Column): string {
  const bounds = column.min === undefined ? '' : ` ${column.min}–${column.max ?? '∞'}`;
  const values = column.values === undefined ? '' : `: ${column.values.join(', ')}`;
  const type = column.type === 'boolean' ? 'yes or no' : column.type === 'enum' ? `one of${values}` : column.type;
  return `${type}${bounds}${column.required === true ? ', required' : ''}`;
}

/** The page with its generated part replaced. */
export function renderPage(page: string): string {
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`docs/pricing-data.md has no ${START} … ${END}`);
  return page.slice(0, start) + generatedPart() + page.slice(end + END.length);
}

if (process.argv.includes('--write')) writeFileSync(DATA_PAGE, renderPage(readFileSync(DATA_PAGE, 'utf8')));
