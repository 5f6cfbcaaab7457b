/**
 * How surfaces and engine name a number, so that it can be asked where it comes from: words joined by dots, the first of
 * which says who answers. Numbers of an estimate are named by their place in it: `cost.perMillionTokens`.
 */

/**
 * `text`: the evaluation of the text at hand answers. `engine`: two evaluations are set side by side. `host`: whoever holds
 * the measured runs and the ranking.
 */
const ROOTS = {
  cost: 'text',
  energy: 'text',
  performance: 'text',
  stages: 'text',
  day: 'text',
  curve: 'text',
  versus: 'text',
  /** The same for every deployment of a document. */
  traffic: 'document',
  years: 'engine',
  breakEven: 'engine',
  sensitivity: 'engine',
  measured: 'host',
  option: 'host',
} as const;

export type PathRoot = keyof typeof ROOTS;

/** What no estimate holds and charts draw. */
export const markPath = {
  /** @param key of an hour of the day profile, such as `costPerHour` */
  day: (hour: number, key: string) => `day.${hour}.${key}`,
  curve: (point: number) => `curve.${point}`,
  memory: (stage: number, part: string) => `stages.${stage}.memory.${part}`,
  machines: (stage: number) => `stages.${stage}.machines`,
  sensitivity: (input: string) => `sensitivity.${input}`,
  breakEven: (second: string) => `breakEven.${second}`,
  measured: (run: number) => `measured.${run}`,
  option: (path: string) => `option.${path}`,
} as const;

/** @returns the first word, undefined where it is none of ours, and what follows it */
export function readPath(path: string): { readonly root: PathRoot | undefined; readonly rest: string } {
  const dot = path.indexOf('.');
  const [first, rest] = dot < 0 ? [path, ''] : [path.slice(0, dot), path.slice(dot + 1)];
  return { root: Object.hasOwn(ROOTS, first) ? (first as PathRoot) : undefined, rest };
}

/** Whether the text at hand answers for a deployment: then a document can show the whole calculation. */
export function isInText(path: string): boolean {
  const { root } = readPath(path);
  return root !== undefined && ROOTS[root] === 'text';
}
