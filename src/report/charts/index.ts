/**
 * Charts: SVG drawn by Preact, the same in the panel and in the report.
 *
 * Each is a component and a pure `…Finding` function for its sentence. Start at Pareto.tsx (the one people come for);
 * frame.tsx gives every chart its finding, keyboard and table twin; series.ts says how marks differ without colour.
 */
export * from './data.ts';
export { Bars, barsFinding, type BarsProps } from './Bars.tsx';
export { ENERGY_METRICS, METRICS, type Metric } from './metrics.ts';
export { Breakdown, breakdownFinding, breakdownParts } from './Breakdown.tsx';
export { BreakEvenChart } from './BreakEvenChart.tsx';
export { breakEvenFinding } from './breakEvenFinding.ts';
export { Day, dayFinding } from './Day.tsx';
export { ChartFrame, type ChartFrameProps, type TwinTable } from './frame.tsx';
export { nextStop, useMarks } from './marks.ts';
export { measuredDerivation, measuredPoints, type MeasuredRun, type MeasuredTable } from './measured.ts';
export { Memory, memoryFinding, memoryParts } from './Memory.tsx';
export { Pareto, type ParetoProps } from './Pareto.tsx';
export { costAt, paretoFinding } from './paretoFinding.ts';
export { Tornado, tornadoFinding } from './Tornado.tsx';
export { CHART_CSS } from './styles.ts';
export { chartSteps, gatherCharts, workloadCharts, type ChartQuestion, type ChartStep } from './gather.ts';
export { allBetterOptions, betterOptions } from './options.ts';
