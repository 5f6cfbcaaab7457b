/**
 * Mean power of one accelerator while it serves.
 *
 * P = limit × s((a + b·bandwidth^c + d·compute^e) × exp(moe + own)), s(y) = y / (1 + y⁶)^(1/6) keeps it below the limit; the
 * utilisations are means over prefill and decode of the step model. Fitted on ML.ENERGY and nvidia-smi logs.
 * @see docs/performance-model.md#power
 */
import { measuredClass, shapeOf, type Accelerator, type OperatingPoint } from '../performance/index.ts';

export interface PowerConstants {
  readonly floor: number;
  readonly bandwidth: number;
  readonly bandwidthExponent: number;
  readonly compute: number;
  readonly computeExponent: number;
  /** ln of the extra power of routed experts. */
  readonly experts: number;
  /** ln of the own factors of class, accelerator and model; 0 where not measured. */
  readonly own: number;
}

/** Reads the power constants of a model on an accelerator from the calibration. */
export function powerConstants(
  constant: (scope: string, name: string, fallback: number) => number,
  accelerator: Pick<Accelerator, 'id' | 'class'>,
  model: string,
): PowerConstants {
  const own = (scope: string): number => constant(scope, 'power', 1);
  return {
    floor: constant('power', 'floor', 0.08),
    bandwidth: constant('power', 'bandwidth', 0.77),
    bandwidthExponent: constant('power', 'bandwidthExponent', 0.51),
    compute: constant('power', 'compute', 1.88),
    computeExponent: constant('power', 'computeExponent', 1.05),
    experts: constant('power', 'experts', 1.3) === 0 ? 0 : Math.log(constant('power', 'experts', 1.3)),
    own: Math.log(
      own(`class:${measuredClass(accelerator.class)}`) *
        own(`accelerator:${accelerator.id}`) *
        own(`model:${shapeOf(model)}`),
    ),
  };
}

/** Mean watts of one accelerator over the busy and the idle share of the time; never below idle, never above the limit. */
export function acceleratorPower(
  accelerator: Accelerator,
  point: Pick<OperatingPoint, 'busy' | 'utilization'> & Partial<Pick<OperatingPoint, 'powerFactor'>>,
  constants: PowerConstants,
  routed = false,
): number {
  const { limit, idle } = accelerator.power;
  const { bandwidth, compute } = point.utilization;
  const load =
    (constants.floor +
      constants.bandwidth * bandwidth ** constants.bandwidthExponent +
      constants.compute * compute ** constants.computeExponent) *
    Math.exp((routed ? constants.experts : 0) + constants.own);
  const { powerFactor = 1 } = point;
  const active = Math.max(idle, powerFactor * limit * (load / (1 + load ** 6) ** (1 / 6)));
  return Math.min(limit, point.busy * active + (1 - point.busy) * idle);
}
