/**
 * A measured value as it would be predicted had nobody measured it: runs of the same point that tell about the same never draw it. A row that
 * nobody measured is a question like any other.
 */
import type { PerformanceModel } from '../../performance/index.ts';
import type { MeasuredCase } from './case.ts';
import { predictConfiguration, predictMetric, type Prediction } from './predict.ts';
import { isAt, pointOf, tells } from './runs.ts';

export interface LeftOutPrediction {
  readonly prediction: Prediction;
  /** The model that the other runs draw. */
  readonly model: PerformanceModel;
  /** In flight in one replica. */
  readonly sequences: number;
}

/** @param plain the same model, drawn by nothing */
export function predictLeftOut(
  performance: PerformanceModel,
  plain: PerformanceModel,
  item: MeasuredCase,
): LeftOutPrediction {
  const { configuration } = item;
  const undrawn = predictConfiguration(plain, configuration);
  const point = pointOf(plain, configuration, undrawn);
  const { sequences } = point;
  const replica = configuration.pools?.decode.replica ?? configuration.replica;
  const { nearby } = performance;
  if (!nearby?.draw(replica, configuration.pools !== undefined))
    return { prediction: undrawn, model: plain, sequences };
  const log = Math.log(item.measured / predictMetric(undrawn, item));
  const model = performance.drawnBy(
    nearby.without(point.cell, (run, of) => isAt(run, of, point) && tells(run, item, log)),
  );
  return { prediction: predictConfiguration(model, configuration), model, sequences };
}
