/**
 * The HTML report: parts and charts on one page that needs no network.
 *
 * Start at Page.tsx, then html.ts (the file around it).
 */
export type { Explain } from './Calculations.tsx';
export { htmlReport, reportHtml } from './html.ts';
