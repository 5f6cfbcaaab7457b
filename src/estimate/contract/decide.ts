/** What helps to decide: how far each input moves the answer, and where one way of paying overtakes another. */
import type { Quantity } from '../../quantity/index.ts';
import type { InputCode } from './inputs.ts';
import type { StageName } from './types.ts';

/** One bar of a tornado: `input` moved to `low` and `high`, and the value there. */
export interface SensitivityRow {
  /** The input's own key in the deployment: `traffic.requests`, `own.life`, `prefill.rent.price`. */
  readonly input: string;
  readonly code: InputCode;
  /** The pool it belongs to, where the deployment has several. */
  readonly stage?: StageName;
  /** English name, for JSON and terminals; surfaces name it by `code` and `stage`. */
  readonly label: string;
  readonly base: Quantity;
  /** Percent change of the value for one percent change of the input (central difference). */
  readonly elasticity: number;
  readonly low: { readonly input: number; readonly value: number | null };
  readonly high: { readonly input: number; readonly value: number | null };
}

export interface Sensitivity {
  readonly deployment: string;
  readonly value: string;
  readonly base: Quantity;
  /** Largest swing first. */
  readonly rows: readonly SensitivityRow[];
}

export interface TwoWayTable {
  readonly deployment: string;
  readonly value: string;
  readonly unit: string;
  readonly rowInput: string;
  readonly rowUnit: string;
  readonly columnInput: string;
  readonly columnUnit: string;
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly values: readonly (readonly (number | null)[])[];
  /** Where the number in `values` is only a lower bound: a part of it is unknown. */
  readonly lowerBounds: readonly (readonly boolean[])[];
}

export interface BreakEvenPair {
  readonly kind: 'own-rent' | 'self-api';
  readonly first: string;
  readonly second: string;
  /** own-rent: months until owning has cost less. self-api: requests/s above which self-hosting is cheaper. */
  readonly at?: Quantity;
  /** self-api: mean utilisation of the fleet at that traffic. */
  readonly utilization?: number;
  /** The offer that is rented, as its cloud names it; self-api: the provider. */
  readonly against?: string;
  /** own-rent: months over the offers of other clouds one would act on; without `high` the cheapest is never overtaken. */
  readonly range?: { readonly low: Quantity; readonly high?: Quantity };
  readonly outcome: 'crosses' | 'first-always' | 'second-always' | 'unknown';
  readonly message: string;
}

export interface BreakEven {
  readonly pairs: readonly BreakEvenPair[];
}
