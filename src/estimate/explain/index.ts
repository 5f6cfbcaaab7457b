/**
 * Why a number that is not part of an estimate is what it is: marks of curves, days and break-even charts.
 *
 * Start at marks.ts. Numbers of the estimate itself carry their own derivation (deployment/figureIndex.ts).
 */
export { explainAcross, explainChange } from './across.ts';
export { explainMeasured } from './measured.ts';
export { explainMark, explainTraffic } from './marks.ts';
