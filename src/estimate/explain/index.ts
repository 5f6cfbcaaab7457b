/**
 * Why a number that is not part of an estimate is what it is: marks of curves, days, memory and break-even charts.
 *
 * Start at marks.ts. Numbers of the estimate itself carry their own derivation (deployment/ledger.ts).
 */
export { explainAcross, explainChange } from './across.ts';
export { explainMeasured } from './measured.ts';
export { explainMark, explainTraffic } from './marks.ts';
