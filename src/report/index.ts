/**
 * Report: an `Estimate` as text, Markdown, CSV, JSON, JUnit, SARIF and HTML. Reads results, computes none.
 *
 * Rooms: text (terminal, pull request, spreadsheet), kit, charts, parts, page (HTML). The panel shares kit, charts, parts.
 */
export { COMPONENT_CSS, escapeHtml, Explanation, NumberButton, type Surface, SurfaceContext } from './kit/index.ts';
export { type Explain, htmlReport, reportHtml } from './page/index.ts';
export {
  actualsMarkdown,
  actualsText,
  acceleratorText,
  breakEvenText,
  checkJunit,
  checkMarkdown,
  checkSarif,
  checkText,
  commandJson,
  csv,
  type DerivationOptions,
  derivationMarkdown,
  derivationText,
  diffMarkdown,
  diffText,
  estimateCsv,
  estimateMarkdown,
  estimateText,
  type LocatedCheck,
  metricsText,
  portfolioCsv,
  portfolioFocus,
  portfolioJson,
  portfolioMarkdown,
  portfolioText,
  type PriceLine,
  priceList,
  quantitiesOf,
  rankMarkdown,
  rankNotes,
  rankText,
  sensitivityText,
  type TextOptions,
  traceText,
  twoWayText,
  updateText,
  validateText,
  yearsCsv,
  yearsMarkdown,
  yearsText,
} from './text/index.ts';
