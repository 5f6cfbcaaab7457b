/** The `horizon` of a document as a plan in plain numbers, and the same plan at the ends of its ranges. */
import { type Horizon, MONTHS_PER_YEAR } from '../../../economics/index.ts';
import type { Amount, Workload } from '../../../workload/index.ts';
import { YEAR_SECONDS } from '../../names/index.ts';
import type { YearsOptions } from '../../contract/index.ts';

export interface Plan extends Horizon {
  /** Per year; absent: the deployment's cost of capital. */
  readonly discountRate?: number;
}

type End = 'low' | 'mid' | 'high';
type Given = NonNullable<Workload['horizon']>;

/** Years of a plan that nobody wrote down (design: `tco` without `horizon`). */
const DEFAULT_YEARS = 3;
const MONTH_SECONDS = YEAR_SECONDS / MONTHS_PER_YEAR;

export function planOf({ horizon }: Workload, { years }: YearsOptions): Plan {
  return planAt(horizon, years, () => 'mid');
}

/** Plans that differ from `planOf` in one key, which lies at an end of its range: pairs of low and high. */
export function rangedPlans({ horizon }: Workload, { years }: YearsOptions): readonly (readonly [Plan, Plan])[] {
  return Object.entries(horizon ?? {}).flatMap(([key, value]) => {
    if (!isAmount(value) || value.low === value.high || key === 'years') return [];
    const at = (end: End): Plan => planAt(horizon, years, (other) => (other === key ? end : 'mid'));
    return [[at('low'), at('high')] as const];
  });
}

const isAmount = (value: unknown): value is Amount => typeof value === 'object' && value !== null && 'mid' in value;

function planAt(horizon: Given | undefined, years: number | undefined, endOf: (key: keyof Given) => End): Plan {
  const at = (key: keyof Given): number | undefined => {
    const value = horizon?.[key];
    return isAmount(value) ? value[endOf(key)] : undefined;
  };
  const months = (key: keyof Given): number | undefined => {
    const seconds = at(key);
    return seconds === undefined ? undefined : Math.max(1, Math.round(seconds / MONTH_SECONDS));
  };
  const [refresh, salvage, discountRate] = [months('hardwareRefresh'), at('salvage'), at('discountRate')];
  const { growth } = horizon ?? {};
  return {
    months: Math.max(1, Math.round((years ?? at('years') ?? DEFAULT_YEARS) * MONTHS_PER_YEAR)),
    growth: growth && 'value' in growth ? growth.value : (at('growth') ?? 0),
    ramp: (at('ramp') ?? 0) / MONTH_SECONDS,
    rentChange: at('rentChange') ?? 0,
    apiChange: at('apiChange') ?? 0,
    ...(refresh === undefined ? {} : { refresh }),
    ...(salvage === undefined ? {} : { salvage }),
    ...(discountRate === undefined ? {} : { discountRate }),
    tax: at('tax') ?? 0,
    depreciation: horizon?.depreciation.value ?? 'straight-line',
  };
}
