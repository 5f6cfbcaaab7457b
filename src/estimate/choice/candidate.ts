import type { Packing } from '../../economics/index.ts';
import type {
  Lengths,
  Limits,
  OperatingPoint,
  Parallelism,
  PerformanceModel,
  Phase,
  PreparedServing,
  Replica,
} from '../../performance/index.ts';
import type { MachineOption } from '../offers/index.ts';
import type { CapacityCache } from '../names/index.ts';

export interface Candidate {
  readonly parallelism: Parallelism;
  readonly replica: Replica;
  readonly prepared: PreparedServing;
  readonly option: MachineOption;
  readonly packing: Packing;
  /** At the highest rate within memory and targets: X = `best.requestsPerSecond`. */
  readonly atCapacity: OperatingPoint;
  readonly meets: boolean;
  /** Times the worst target is exceeded; ≤ 1 meets all. */
  readonly excess: number;
  /** USD per hour, mean over the day; undefined where the price is unknown. */
  readonly costPerHour: number | undefined;
  /** Accelerators of the bill: what is compared where no price is known. */
  readonly accelerators: number;
  /** Share of the demand that a fleet of limited size can serve, 0–1; 1 where it follows the demand. */
  readonly served: number;
  /** What decided, for derivations. */
  readonly reason?: string;
}
export interface Search {
  readonly performance: PerformanceModel;
  readonly lengths: Lengths;
  readonly limits: Limits;
  /** What the pool does; all of a request unless said. */
  readonly phase?: Phase;
  /** Mean requests/s. */
  readonly rate: number;
  readonly capacities?: CapacityCache | undefined;
}
