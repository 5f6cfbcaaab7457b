/** A deployment against the baseline: the share by which its cost, its energy and its latencies differ. */
import { compute, Figure } from '../../quantity/index.ts';
import { type MetricPath, type Targets, tpotMetric, ttftMetric } from '../contract/index.ts';
import type { Evaluated } from './evaluated.ts';

/** What is set side by side; of latencies the statistic that is judged. */
const COMPARED = {
  cost: () => 'cost.perMillionTokens',
  energy: () => 'energy.kwhPerMillionTokens',
  ttft: (targets) => ttftMetric(targets).path,
  tpot: (targets) => tpotMetric(targets).path,
} as const satisfies Readonly<Record<string, (targets: Targets) => MetricPath>>;

export type ComparedNumber = keyof typeof COMPARED;
export const COMPARED_NUMBERS = Object.keys(COMPARED) as readonly ComparedNumber[];

export function isCompared(key: string): key is ComparedNumber {
  return Object.hasOwn(COMPARED, key);
}

/** "−33 % against the baseline"; undefined where either side does not have the number. */
export function changeFigure(
  of: Evaluated,
  base: Evaluated,
  key: ComparedNumber,
  targets: Targets,
): Figure | undefined {
  const path = COMPARED[key](targets);
  const [now, was] = [of.figures.get(path), base.figures.get(path)];
  if (now === undefined || was === undefined) return undefined;
  const [mine, theirs] = [of.estimate.name, base.estimate.name];
  const { source, state, ...extent } = compute(
    `change against ${theirs}`,
    '',
    [now, was],
    `${mine} ÷ ${theirs} − 1`,
    ([a = 0, b = 1]) => a / b - 1,
  );
  const named = (figure: Figure, deployment: string) => {
    const tree = figure.why();
    return { ...tree, label: `${tree.label} of ${deployment}` };
  };
  return new Figure({ ...source, inputs: () => [named(now, mine), named(was, theirs)] }, state, extent);
}
