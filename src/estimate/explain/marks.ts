/**
 * Numbers that surfaces draw and no estimate holds: an hour of the day, a point of the curve, an assumption of ownership,
 * traffic. Each has a path like the others; the figure is the one that the drawn number was read from.
 *
 * What needs other evaluations than the one at hand (break-even, sensitivity) is in across.ts.
 */
import { type Derivation, type Figure, readPath } from '../../quantity/index.ts';
import { trafficFigures } from '../choice/index.ts';
import type { Evaluated, PoolResult } from '../deployment/index.ts';
import { type HourFigures, HOURS, hoursOfDay, pointsOf } from '../explore/index.ts';
import type { EvaluationRequest } from '../names/index.ts';

/** @param path such as `day.14.costPerHour`, `stages.0.own.life`, `curve.3` */
export function explainMark(evaluated: Evaluated, request: EvaluationRequest, path: string): Derivation | undefined {
  const { root, rest: inside } = readPath(path);
  const [index = '', ...rest] = inside.split('.');
  const at = Number(index);
  if (!Number.isSafeInteger(at)) return undefined;
  const [key = ''] = rest;
  if (root === 'day') {
    const hour = at >= 0 && at < HOURS ? hoursOfDay(evaluated, request)?.(at) : undefined;
    return hour !== undefined && Object.hasOwn(hour, key) ? hour[key as keyof HourFigures].why() : undefined;
  }
  if (root === 'curve') return pointsOf(evaluated, request)?.[at]?.cost?.why();
  const pool = root === 'stages' ? (evaluated.bill?.pools ?? evaluated.pools)[at] : undefined;
  return pool !== undefined && key === 'own' ? assumption(pool, rest[1] ?? '')?.why() : undefined;
}

/** What an owned pool was computed with: the file's word, or the tables'. */
function assumption({ candidate, power }: PoolResult, what: string): Figure | undefined {
  const { ownership } = candidate.option;
  if (ownership === undefined) return undefined;
  const { life, costOfCapital, electricity } = ownership;
  const figures: Readonly<Record<string, Figure>> = { life, costOfCapital, electricity, pue: power.pue };
  return Object.hasOwn(figures, what) ? figures[what] : undefined;
}

/** @param path such as `traffic.requests`; the same for every deployment of the document */
export function explainTraffic({ resolved }: EvaluationRequest, path: string): Derivation | undefined {
  const { rest } = readPath(path);
  if (!Object.hasOwn(trafficFigures, rest)) return undefined;
  return trafficFigures[rest as keyof typeof trafficFigures](resolved.traffic).why();
}
