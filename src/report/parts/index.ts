/**
 * Parts: headline, comparison, options, problems; what the side panel and the HTML report show of one workload.
 *
 * Start at Headline.tsx (the answer for one deployment) and Comparison.tsx (all of them).
 */
export { BETTER_ORDERS } from './betterOrders.ts';
export { Comparison } from './Comparison.tsx';
export { Headline } from './Headline.tsx';
export { Options } from './Options.tsx';
export { columnsFor, sorted, type Sorting } from './order.ts';
export { Problems } from './Problems.tsx';
export { WorkloadHeader } from './WorkloadHeader.tsx';
