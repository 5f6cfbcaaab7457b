/** One row per deployment with every quantity of the estimate: value, low, high, state. For spreadsheets. */
import Papa from 'papaparse';
import type { DeploymentEstimate, Estimate } from '../../estimate/index.ts';
import { quantitiesOf } from './quantities.ts';

export function estimateCsv(estimates: readonly Estimate[]): string {
  const rows = estimates.flatMap((estimate) => estimate.deployments.map((deployment) => row(estimate, deployment)));
  return csv(rows);
}

function row(estimate: Estimate, deployment: DeploymentEstimate): Record<string, string | number> {
  const cells: Record<string, string | number> = {
    file: estimate.source.file,
    workload: estimate.name,
    model: estimate.model,
    deployment: deployment.name,
    status: deployment.status,
    machines: deployment.stages.map((stage) => `${stage.accelerators} ${stage.accelerator}`).join(' + '),
  };
  for (const { path, quantity } of quantitiesOf(deployment)) {
    cells[`${path} [${quantity.unit}]`] = quantity.value ?? '';
    cells[`${path} low`] = quantity.low ?? '';
    cells[`${path} high`] = quantity.high ?? '';
    cells[`${path} state`] = quantity.state;
  }
  return cells;
}

/** Rows as CSV; cells that a spreadsheet would run as a formula are quoted against it. */
export function csv(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const columns = [...new Set(rows.flatMap((r) => Object.keys(r)))];
  if (columns.length === 0) return '';
  const safe = rows.map((cells) =>
    Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, asData(cell)])),
  );
  return Papa.unparse(safe, { columns, newline: '\n' }) + '\n';
}

/** A text that a spreadsheet takes for text: one line, and an apostrophe before what it would run as a formula. */
function asData(cell: string | number): string | number {
  if (typeof cell === 'number') return cell;
  const line = cell.replace(/[\t\r\n\u0085\u2028\u2029]+/g, ' ');
  return /^[\s\ufeff\u0000-\u001f]*[=+\-@＝＋－＠]/.test(line) ? `'${line}` : line;
}
