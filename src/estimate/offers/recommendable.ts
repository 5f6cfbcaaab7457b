/**
 * Which offers one would act on today, and why the others do not lead: the only place that decides it (design §2).
 *
 * Pure: rows and one date in, reasons out. Defaults, proposals, rankings, completion, fixes and break-even ask it through
 * standings.ts.
 */
import {
  type AcceleratorRow,
  apart,
  type ApiPriceRow,
  blended,
  type InstanceRow,
  type ModelRow,
  NEAR,
  type Row,
  SAME,
} from '../../catalog/index.ts';
import { isStale, type PriceKind } from '../../economics/index.ts';
import { lastDay, medianOf } from '../../quantity/index.ts';
import type { Purchase } from '../../workload/index.ts';
import type { OfferReason } from '../contract/index.ts';
import { listPrice } from './options.ts';

/** What is known against an offer. */
export interface Standing {
  /** Why one would not act on it today; empty: it leads. */
  readonly against: readonly OfferReason[];
  /** What is said beside an offer that leads all the same, such as `old` where nothing younger exists. */
  readonly marks: readonly OfferReason[];
}

/** Below this share of the median over clouds a price is doubted. */
export const OUTLIER_SHARE = 0.6;
/** Clouds that a median needs to say anything. */
export const LEAST_CLOUDS = 3;
/** Kind of a plan's price: what decides when it is old. */
export const PRICE_KIND: Readonly<Record<Purchase, PriceKind>> = {
  'on-demand': 'on-demand',
  spot: 'spot',
  '1-year': 'commitment',
  '3-year': 'commitment',
};

/** Date of a plan's price. */
export function datedAt(row: InstanceRow, purchase: Purchase): string {
  return (purchase === 'spot' ? row.spotAsOf : undefined) ?? row.origin.asOf;
}

export const FINE: Standing = { against: [], marks: [] };
const SPOT: Standing = { against: ['spot'], marks: [] };

/** May stand in an answer: nothing is against it, or all that is was asked for. */
export function admitted({ against }: Standing, include: ReadonlySet<OfferReason>): boolean {
  return against.every((reason) => include.has(reason));
}

/**
 * Standing of every offer of one machine, by plan.
 *
 * @param rows all offers of the machine, any cloud
 * @param tables date of the tables: limits of age count from it, so that a release answers the same next year
 */
export function rentStandings(
  rows: readonly InstanceRow[],
  machine: Pick<AcceleratorRow, 'availability'>,
  tables: string,
): (row: InstanceRow, purchase: Purchase) => Standing {
  const known = new Map<Purchase, PlanFacts>();
  const factsOf = (purchase: Purchase): PlanFacts => {
    let facts = known.get(purchase);
    if (!facts) known.set(purchase, (facts = planFacts(rows, purchase)));
    return facts;
  };
  return (row, purchase) => {
    const price = perAccelerator(row, purchase);
    if (price === undefined) return FINE;
    if (isOwn(row)) return purchase === 'spot' ? SPOT : FINE;
    const { median, youngest } = factsOf(purchase);
    const asOf = datedAt(row, purchase);
    const old = isStale(PRICE_KIND[purchase], asOf, tables);
    const superseded = withdrawn(row, tables) || (old && (lastDay(asOf) ?? 0) < (youngest.get(row.cloud) ?? 0));
    const against: OfferReason[] = [];
    if (superseded) against.push('old');
    if (median !== undefined && price < OUTLIER_SHARE * median) against.push('outlier');
    if (purchase === 'spot') against.push('spot');
    if (machine.availability !== 'available') against.push('not-for-sale');
    if (row.billing !== undefined) against.push('listing-only');
    if (against.length === 0 && !old) return FINE;
    return { against, marks: old && !superseded ? ['old'] : [] };
  };
}

/** USD per accelerator-hour of a plan. */
export function perAccelerator(row: InstanceRow, purchase: Purchase): number | undefined {
  const price = listPrice(row, purchase);
  return price === undefined ? undefined : price / row.count;
}

interface PlanFacts {
  /** USD per accelerator-hour over clouds, each cloud by its own median; undefined where too few clouds say anything. */
  readonly median: number | undefined;
  /** Day of each cloud's youngest price. */
  readonly youngest: ReadonlyMap<string, number>;
}

function planFacts(rows: readonly InstanceRow[], purchase: Purchase): PlanFacts {
  const prices = new Map<string, number[]>();
  const youngest = new Map<string, number>();
  for (const row of rows) {
    const price = perAccelerator(row, purchase);
    if (price === undefined) continue;
    youngest.set(row.cloud, Math.max(youngest.get(row.cloud) ?? 0, lastDay(datedAt(row, purchase)) ?? 0));
    if (row.billing !== undefined) continue;
    const own = prices.get(row.cloud) ?? [];
    own.push(price);
    prices.set(row.cloud, own);
  }
  const median = prices.size < LEAST_CLOUDS ? undefined : medianOf([...prices.values()].map(medianOf));
  return { median, youngest };
}

/**
 * A machine as bought: somebody sells it, and its price is quoted; a planning figure of ours is marked, and so is a quote
 * that is older than a commitment may be.
 *
 * @param tables date of the tables
 */
export function ownStanding(
  machine: Pick<AcceleratorRow, 'availability' | 'priceUsd' | 'systemPriceUsd' | 'priceOrigin' | 'origin'>,
  tables: string,
): Standing {
  if (isOwn(machine)) return FINE;
  const priced = machine.priceUsd !== undefined || machine.systemPriceUsd !== undefined;
  if (machine.availability !== 'available' || !priced) return { against: ['not-for-sale'], marks: [] };
  const { confidence, asOf } = machine.priceOrigin ?? machine.origin;
  const old = isStale('commitment', asOf, tables);
  if (!old && confidence !== 'estimate') return FINE;
  return {
    against: [],
    marks: [...(old ? (['old'] as const) : []), ...(confidence === 'estimate' ? (['uncorroborated'] as const) : [])],
  };
}

/** Providers that serve the models they made, by family of the model. */
const MAKERS: Readonly<Record<string, readonly string[]>> = {
  deepseek: ['deepseek'],
  qwen: ['alibaba-dashscope'],
  kimi: ['moonshot'],
  glm: ['zai'],
  minimax: ['minimax'],
  mistral: ['mistral'],
  gemma: ['google-ai-studio', 'google-vertex'],
};

/** A row of the user's own tables is an offer that the user has, whatever others ask. */
function isOwn({ origin: { layer } }: Pick<Row, 'origin'>): boolean {
  return layer === 'workspace' || layer === 'setting';
}

/** The source says that the price ended before the tables were made: age has nothing to excuse. */
function withdrawn({ validUntil }: Pick<InstanceRow, 'validUntil'>, tables: string): boolean {
  return validUntil !== undefined && (lastDay(validUntil) ?? Infinity) < (lastDay(tables) ?? 0);
}

/**
 * Standing of one provider's price for a model.
 *
 * @param rows all prices of that model
 * @param placeholder whether a row is one of `placeholders`
 * @param tables date of the tables
 */
export function apiStanding(
  row: ApiPriceRow,
  rows: readonly ApiPriceRow[],
  model: Pick<ModelRow, 'family'>,
  placeholder: (row: ApiPriceRow) => boolean,
  tables: string,
): Standing {
  const price = blended(row);
  if (price === undefined || isOwn(row)) return FINE;
  const against: OfferReason[] = [];
  const confirmed = (other: ApiPriceRow): boolean => {
    const asked = other === row || placeholder(other) ? undefined : blended(other);
    if (asked === undefined) return false;
    if (other.provider !== row.provider) return apart(asked, price) <= NEAR;
    return other.origin.source !== row.origin.source && apart(asked, price) <= SAME;
  };
  // Whoever sells closed weights sells them at the price of their maker.
  const maker = !row.openWeight || (MAKERS[model.family]?.includes(row.provider) ?? false);
  if (placeholder(row)) against.push('placeholder');
  else if (!maker && !rows.some(confirmed)) against.push('uncorroborated');
  const old = isStale('api', row.origin.asOf, tables);
  const day = lastDay(row.origin.asOf) ?? 0;
  const superseded = old && rows.some((r) => r.provider === row.provider && (lastDay(r.origin.asOf) ?? 0) > day);
  const ended = withdrawn(row, tables);
  if (superseded || ended) against.push('old');
  return { against, marks: old && !superseded && !ended ? ['old'] : [] };
}
