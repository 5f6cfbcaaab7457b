/** One deployment drawn: from an empty replica to a full one, and over a day. */

/** One operating point of one deployment, from an empty replica to a full one. */
export interface CurvePoint {
  /** Requests/s of one replica. */
  readonly requestsPerSecond: number;
  readonly batch: number;
  readonly tokensPerSecondPerUser: number;
  readonly tokensPerSecondPerAccelerator: number;
  readonly ttft: number;
  readonly perMillionTokens: number | null;
  readonly joulesPerOutputToken: number;
  readonly meetsSlo: boolean;
  /** The point of the peak hour as sized. */
  readonly chosen: boolean;
}

export interface Curve {
  readonly deployment: string;
  readonly currency: string;
  readonly points: readonly CurvePoint[];
}

export interface DayHour {
  readonly hour: number;
  readonly requestsPerSecond: number;
  readonly served: number;
  readonly replicas: number;
  /** Requests/s the fleet could serve within memory and SLO. */
  readonly capacity: number;
  readonly costPerHour: number | null;
  readonly averagePower: number | null;
}

export interface DayProfile {
  readonly deployment: string;
  readonly currency: string;
  readonly hours: readonly DayHour[];
}
