/** The fitted constants of the model as pricing/calibration/constants.json has them: scope, then name. */
export interface Constant {
  readonly value: number;
  readonly prior: number;
  /** Standard deviation of the log-normal prior; 0 is not fitted. */
  readonly sd: number;
  /** Measurements whose prediction depends on it. */
  readonly measurements: number;
}

export type ConstantTable = Readonly<Record<string, Readonly<Record<string, Constant>>>>;
