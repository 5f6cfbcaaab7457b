/** The estimate in a terminal: one table per workload, what is odd about a deployment below it. */
import { ENGLISH, formatNumber, formatPercent } from '../../quantity/index.ts';
import { betterText, tpotMetric, ttftMetric, type DeploymentEstimate, type Estimate } from '../../estimate/index.ts';
import {
  changeCell,
  durationCell,
  tpotCell,
  machinesCell,
  moneyCell,
  spreadCell,
  numberCell,
  type CellOptions,
} from './cells.ts';
import { cellWidth, clip, pad, textTable, wrap, type Column } from './table.ts';

export interface TextOptions {
  readonly locale: string;
  readonly width: number;
}

export function estimateText(estimates: readonly Estimate[], options: TextOptions): string {
  return estimates.map((estimate) => workloadText(estimate, options)).join('\n');
}

function workloadText(estimate: Estimate, options: TextOptions): string {
  const cells: CellOptions = {
    locale: options.locale,
    currency: estimate.currency,
    limits: estimate.limits,
  };
  const title = titleOf(estimate);
  if (estimate.deployments.length === 0)
    return `${[...wrap(title, options.width, '  '), ...trafficLines(estimate, options), '', unanswered(estimate)].join('\n')}\n`;
  const table = deploymentTable(estimate.deployments, cells, options.width);
  const lines = [
    ...wrap(title, options.width, '  '),
    ...trafficLines(estimate, options),
    '',
    ...table,
    ...(table[0]?.includes(MACHINES) ? [] : machinesLines(estimate, options.width)),
    ...notes(estimate, options),
  ];
  return lines.join('\n') + '\n';
}

/** The workload and its model, where that is known. */
export function titleOf({ name, model }: Estimate): string {
  return [name, model].filter((part) => part !== '').join(' · ');
}

/** Why a workload has no table. */
export function unanswered({ problems }: Estimate): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (errors === 0) return 'No deployment of the catalog serves this workload.';
  return `Not estimated: ${errors === 1 ? 'one error' : `${errors} errors`} in the document.`;
}

function trafficLines({ traffic }: Estimate, { locale, width }: TextOptions): readonly string[] {
  if (traffic === undefined) return [];
  const n = (value: number): string => formatNumber(value, locale);
  const peak =
    traffic.peakRequestsPerSecond > traffic.requestsPerSecond * 1.001
      ? `, ${n(traffic.peakRequestsPerSecond)} at peak`
      : '';
  const cached = traffic.cachedInput > 0 ? ` (${formatPercent(traffic.cachedInput, locale)} cached)` : '';
  const text = `${n(traffic.requestsPerSecond)} requests/s${peak} · ${n(traffic.inputTokens)} tokens in${cached}, ${traffic.outputTokens === 0 ? 'no output' : `${n(traffic.outputTokens)} out`}`;
  return wrap(text, width, '  ');
}

const MACHINES = 'Machines';

/** The fleets below a table that has no room for them. */
function machinesLines({ deployments }: Estimate, width: number): readonly string[] {
  const fleets = deployments.map((d) => ({ name: shownName(d), machines: machinesCell(d) }));
  const longest = Math.max(...fleets.map(({ name }) => cellWidth(name)));
  const lines = fleets
    .filter(({ machines }) => machines !== '')
    .flatMap(({ name, machines }) => wrap(`${pad(name, longest)}  ${machines}`, width, ' '.repeat(longest + 2)));
  return lines.length === 0 ? [] : ['', MACHINES, ...lines];
}

/** A column that only one command has: numbers before the latencies, words at the end. */
export interface ExtraColumn {
  readonly title: string;
  readonly cell: (deployment: DeploymentEstimate) => string;
  readonly words?: true;
}

/** The columns of a list of deployments; shared by `estimate` and `rank`. */
export function deploymentTable(
  deployments: readonly DeploymentEstimate[],
  cells: CellOptions,
  width: number,
  marks: (deployment: DeploymentEstimate) => string = () => '',
  extras: readonly ExtraColumn[] = [],
): readonly string[] {
  const [ttft, tpot] = [ttftMetric(cells.limits), tpotMetric(cells.limits)];
  const unit = cells.currency;
  const money = unit === 'USD' ? '$' : unit;
  const numbers = extras.filter(({ words }) => !words);
  const words = extras.filter((extra) => extra.words);
  const columns: readonly Column[] = [
    { title: '', align: 'left', dropOrder: 0 },
    { title: 'Deployment', align: 'left', dropOrder: 0 },
    { title: `${money}/1M tokens`, align: 'right', dropOrder: 0 },
    { title: '80 %', align: 'right', dropOrder: 4 },
    { title: `${money}/month`, align: 'right', dropOrder: 0 },
    { title: 'vs baseline', align: 'right', dropOrder: 5 },
    { title: 'kWh/1M', align: 'right', dropOrder: 2 },
    ...numbers.map(({ title }): Column => ({ title, align: 'right', dropOrder: 0 })),
    { title: ttft.heading, align: 'right', dropOrder: 1 },
    { title: tpot.heading, align: 'right', dropOrder: 1 },
    { title: MACHINES, align: 'left', dropOrder: 3 },
    ...words.map(({ title }): Column => ({ title, align: 'left', dropOrder: 3 })),
  ];
  const rows = deployments.map((d) => [
    marks(d),
    shownName(d),
    moneyCell(d.cost.perMillionTokens, cells),
    spreadCell(d.cost.perMillionTokens, cells),
    moneyCell(d.cost.perMonth, cells),
    baselineCell(d, cells),
    numberCell(d.energy.kwhPerMillionTokens, cells),
    ...numbers.map((extra) => extra.cell(d)),
    durationCell(ttft.pick(d), cells, d.slo.ttft),
    tpotCell(d, cells),
    machinesCell(d),
    ...words.map((extra) => extra.cell(d)),
  ]);
  const shown = columns.map((_, i) => i === 1 || rows.some((row) => row[i] !== ''));
  return textTable(
    columns.filter((_, i) => shown[i]),
    rows.map((row) => row.filter((_, i) => shown[i])),
    width,
  );
}

const LONGEST_NAME = 40;

/** A name that would push the numbers out of the table loses its end; the sentences below have it whole. */
function shownName({ name }: DeploymentEstimate): string {
  return clip(name.replace(/\s+/g, ' '), LONGEST_NAME);
}

function baselineCell({ name, versusBaseline }: DeploymentEstimate, cells: CellOptions): string {
  return versusBaseline?.baseline === name ? 'baseline' : changeCell(versusBaseline?.cost, cells);
}

/** What the first of the ways to save would do. */
export function betterNote({ better: [first] = [], cost }: DeploymentEstimate, locale: string): readonly string[] {
  return first ? [betterText(first, cost.perMonth.value, { ...ENGLISH, locale })] : [];
}

/** That nothing is written stands above the table, once for all. */
function reasonsShown({ reasons }: DeploymentEstimate): readonly string[] {
  return reasons.filter(({ code }) => code !== 'no-output').map(({ message }) => message);
}

function notes(estimate: Estimate, { width, locale }: TextOptions): readonly string[] {
  const lines = estimate.deployments.flatMap((deployment) =>
    [...reasonsShown(deployment), ...betterNote(deployment, locale)].flatMap((sentence) =>
      wrap(`${deployment.name}: ${sentence}`, width, '  '),
    ),
  );
  const proposed = estimate.proposed
    ? [
        `The document names no deployment: these are five offers of the catalog that one would act on${
          estimate.assumedTargets
            ? ', judged at TTFT 2 s (95th percentile) and TPOT 50 ms (mean), as it has no slo'
            : ''
        }.`,
      ].flatMap((line) => wrap(line, width, ''))
    : [];
  return lines.length + proposed.length === 0 ? [] : ['', ...proposed, ...lines];
}
