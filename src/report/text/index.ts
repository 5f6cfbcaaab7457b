/**
 * Text: estimates and answers for terminals, pull requests, spreadsheets and machines.
 *
 * Start at cells.ts (how one quantity is written), then text.ts and markdown.ts.
 */
export { checkJunit, checkMarkdown, checkSarif, checkText, type LocatedCheck } from './check.ts';
export { csv, estimateCsv } from './csv.ts';
export { breakEvenText, sensitivityText, twoWayText } from './decide.ts';
export { derivationMarkdown, type DerivationOptions, derivationText } from './derivation.ts';
export { diffMarkdown, diffText } from './diff.ts';
export { commandJson } from './json.ts';
export { estimateMarkdown } from './markdown.ts';
export { portfolioFocus } from './focus.ts';
export { metricsText } from './openMetrics.ts';
export { portfolioCsv, portfolioJson, portfolioMarkdown, portfolioText } from './portfolio.ts';
export { acceleratorText, historyText, type PriceLine, priceList, updateText } from './prices.ts';
export { quantitiesOf } from './quantities.ts';
export { rankMarkdown, rankNotes, rankText } from './rank.ts';
export { estimateText, type TextOptions } from './text.ts';
export { traceText } from './trace.ts';
export { validateText } from './validate.ts';
export { yearsCsv, yearsMarkdown, yearsText } from './years.ts';
export { actualsMarkdown, actualsText } from './actuals.ts';
