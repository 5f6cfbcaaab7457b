/** `npm run soak` draws more cases of each law than `npm test` has time for: the factor is in the environment. */
const FACTOR = Number(process.env['SOAK'] ?? 1);

/** How many cases a property is tried with. @param quick in `npm test` */
export const draws = (quick: number): number => quick * FACTOR;
