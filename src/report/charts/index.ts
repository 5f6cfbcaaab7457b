/**
 * Charts: SVG drawn by Preact, the same in the panel and in the report.
 *
 * Each is a component and a pure `…Finding` function for its sentence. Start at Pareto.tsx (the one people come for);
 * frame.tsx gives every chart its finding, keyboard and table twin; series.ts says how marks differ without colour.
 */
export * from './data.ts';
export { Bars, barsFinding, ENERGY_METRICS, METRICS, type BarsProps, type Metric } from './Bars.tsx';
export { Breakdown, breakdownFinding, breakdownParts } from './Breakdown.tsx';
export { BreakEvenChart, breakEvenFinding } from './BreakEvenChart.tsx';
export { Day, dayFinding } from './Day.tsx';
export { ChartFrame, nextStop, useMarks, type ChartFrameProps, type TwinTable } from './frame.tsx';
export { measuredPoints, type MeasuredRun, type MeasuredTable } from './measured.ts';
export { Memory, memoryFinding, memoryParts } from './Memory.tsx';
export { Pareto, type ParetoProps } from './Pareto.tsx';
export { costAt, paretoFinding } from './paretoFinding.ts';
export { Tornado, tornadoFinding } from './Tornado.tsx';
export { CHART_CSS } from './styles.ts';
export { chartSteps, gatherCharts, workloadCharts, type ChartQuestion, type ChartStep } from './gather.ts';
export { allBetterOptions, betterOptions } from './options.ts';
