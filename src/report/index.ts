/**
 * Report: an `Estimate` as text, Markdown, CSV, JSON, JUnit, SARIF and HTML. Reads results, computes none.
 *
 * Start at cells.ts (how one quantity is written), then text.ts. The HTML report and the panel share components/ and charts/.
 */
export { moneyCell, numberCell, durationCell, machinesCell, changeCell, type CellOptions } from './cells.ts';
export { workloadCharts } from './charts/index.ts';
export { checkJunit, checkMarkdown, checkSarif, checkText, type LocatedCheck } from './check.ts';
export { csv, estimateCsv } from './csv.ts';
export { breakEvenText, sensitivityText, twoWayText } from './decide.ts';
export { derivationMarkdown, derivationText, originText } from './derivation.ts';
export { diffMarkdown, diffText } from './diff.ts';
export { commandJson, type CommandName } from './json.ts';
export { escapeMarkdown, estimateMarkdown } from './markdown.ts';
export { htmlReport, reportHtml, type HtmlReport } from './html.ts';
export { quantitiesOf, type NamedQuantity } from './quantities.ts';
export { rankMarkdown, rankText } from './rank.ts';
export { estimateText, type TextOptions } from './text.ts';
export { textTable, wrap } from './table.ts';
export { traceText } from './trace.ts';
export { acceleratorText, priceList, updateText, type PriceLine } from './prices.ts';
export { validateText } from './validate.ts';
