/** Cheaper ways to pay for the same machines: other purchase plans, other clouds and regions of the catalog. */
import { admitted, listPrice, meetsTargets, type OfferReason, rentStandingsOf } from '../../estimate/index.ts';
import type { Purchase } from '../../workload/index.ts';
import type { LanguageContext } from '../types.ts';
import { candidate, saving, type Candidate } from './candidates.ts';
import { set, together } from '../edits.ts';
import { rentedAt, rentsOf, type Offer, type Subject } from './offers.ts';

/** Bounds the work of one request: places are tried cheapest first. */
const PLACES = 4;
const PURCHASES: readonly Purchase[] = ['on-demand', 'spot', '1-year', '3-year'];

/** Plans that cost less and still meet the targets, largest saving first. */
export function cheaperPlans(subject: Subject): readonly Offer[] {
  const { context, workload, deployment } = subject;
  const rents = rentsOf(subject);
  const first = rents[0];
  if (first === undefined) return [];
  const changes = PURCHASES.flatMap((purchase): readonly Offer[] => {
    const edits =
      rents.length === 1
        ? set(context, workload, [...first, 'purchase'], purchase)
        : together(
            context,
            workload,
            rents.map((rent) => (text) => text.set([...rent, 'purchase'], purchase)),
          );
    const change = candidate(context, workload, deployment, edits);
    return change === undefined ? [] : [{ title: context.t('Buy {0}', purchase), change }];
  });
  return cheaper(changes);
}

/** Other places that rent the same accelerator for less, cheapest whole fleet first. */
export function cheaperPlaces(subject: Subject): readonly Offer[] {
  const { context, deployment } = subject;
  const [rent, ...others] = rentsOf(subject);
  const stage = deployment.stages[0];
  if (rent === undefined || others.length > 0 || stage === undefined) return [];
  return cheaper(
    places(context, stage.accelerator, stage.purchase).flatMap(({ cloud, region }) => rentedAt(subject, cloud, region)),
  );
}

function places(context: LanguageContext, accelerator: string, plan: Purchase = 'on-demand') {
  const { catalog } = context.engine;
  const machine = catalog.accelerator(accelerator);
  if (machine === undefined) return [];
  const standing = rentStandingsOf(catalog, machine);
  const asked = new Set<OfferReason>(plan === 'spot' ? ['spot'] : []);
  const priced = catalog.offers(accelerator).flatMap((row) => {
    if (!admitted(standing(row, plan), asked)) return [];
    const price = listPrice(row, plan);
    return price === undefined ? [] : [{ cloud: row.cloud, region: row.region, each: price / row.count }];
  });
  const seen = new Set<string>();
  return priced
    .toSorted((a, b) => a.each - b.each)
    .filter(({ cloud, region }) => region !== 'unstated' && !seen.has(cloud) && seen.add(cloud))
    .slice(0, PLACES);
}

function cheaper(offers: readonly Offer[]): readonly Offer[] {
  const gain = (change: Candidate): number => saving(change) ?? 0;
  return offers
    .filter(({ change }) => gain(change) >= 1 && (meetsTargets(change.after) || !meetsTargets(change.before)))
    .toSorted((a, b) => gain(b.change) - gain(a.change));
}
