/** The plans that clouds sell a machine-hour under. */
export type Purchase = 'on-demand' | 'spot' | '1-year' | '3-year';

/** A commitment is paid every hour, so scaling down saves nothing. */
export const isCommitment = (purchase: Purchase): boolean => purchase === '1-year' || purchase === '3-year';
