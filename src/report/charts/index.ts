/**
 * Charts: SVG drawn by Preact, the same in the panel and in the report.
 *
 * Each is a component and a pure `…Finding` function for its sentence. Start at catalogue.tsx (all of them), then Pareto.tsx (the one people come for);
 * frame.tsx gives every chart its finding, keyboard and table twin; series.ts says how marks differ without colour.
 */
export { Bars } from './Bars.tsx';
export { Breakdown } from './Breakdown.tsx';
export { BreakEvenChart } from './BreakEvenChart.tsx';
export { PriceHistory } from './PriceHistory.tsx';
export { type Chart, CHARTS } from './catalogue.tsx';
export { Day } from './Day.tsx';
export { nextStop, useMarks } from './marks.ts';
export { Memory } from './Memory.tsx';
export { ENERGY_METRICS, type Metric, metricsFor } from './metrics.ts';
export { Pareto } from './Pareto.tsx';
export { costAt, paretoFinding } from './paretoFinding.ts';
export { CHART_CSS } from './styles.ts';
export { Tornado, tornadoFinding } from './Tornado.tsx';
