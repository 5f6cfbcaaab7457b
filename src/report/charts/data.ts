/** What charts draw besides the estimate. Every part may be missing: it is then still being computed, or does not apply. */
import type { BreakEven, Curve, DayProfile, Sensitivity } from '../../estimate/index.ts';
import type { MeasuredRun } from './measured.ts';
import type { BetterOptions } from '../kit/index.ts';

/** One published measurement as a dot: its speed as measured, its cost at the deployment's price per accelerator-hour. */
export interface MeasuredPoint {
  readonly deployment: string;
  readonly tokensPerSecondPerUser: number;
  readonly perMillionTokens: number;
  readonly source: string;
  /** Lengths of the run: "1024 in, 1024 out". */
  readonly lengths: string;
  /** Output tokens/s per accelerator, as measured. */
  readonly perAccelerator: number;
  readonly run: Pick<MeasuredRun, 'id' | 'model' | 'accelerator' | 'framework'>;
}

export interface ChartData {
  readonly curves?: readonly Curve[];
  readonly measurements?: readonly MeasuredPoint[];
  readonly day?: DayProfile | null;
  readonly sensitivity?: Sensitivity | null;
  readonly breakEven?: BreakEven;
  readonly options?: BetterOptions;
}
