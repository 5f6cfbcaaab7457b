/** The bill over years. Start at years.ts. */
export { yearsOf, type YearsAnswer } from './years.ts';
