/**
 * MIG slices: a part of a GPU with its own share of memory and compute, named by its profile: `h100-sxm-mig-3g.40gb`.
 *
 * A slice is no row of the tables; it is worked out from the row of its card, and its offers from the card's.
 * @see NVIDIA Multi-Instance GPU User Guide, "Supported MIG Profiles"
 */
import type { AcceleratorRow, Catalog, InstanceRow } from './schema/index.ts';

/** Memory of a card is cut into eighths, compute into sevenths (quarters on cards that know four instances at most). */
const MEMORY_PARTS = 8;
const COMPUTE_PARTS = 7;
const QUARTERED = /^rtx-pro/;

interface Slice {
  readonly card: AcceleratorRow;
  /** Shares of the card, 0–1. */
  readonly memory: number;
  readonly compute: number;
  /** Slices of this profile that one card holds. */
  readonly perCard: number;
}

/** @param id `<card>-mig-<compute>g.<memory>gb` */
function sliceNamed(id: string, card: (id: string) => AcceleratorRow | undefined): Slice | undefined {
  const [, name = '', g = '', gb = ''] = /^(.+)-mig-(\d+)g\.(\d+)gb$/i.exec(id) ?? [];
  const row = card(name);
  if (row?.memoryGb === undefined) return undefined;
  const parts = QUARTERED.test(row.id) ? 4 : COMPUTE_PARTS;
  const compute = Number(g) / parts;
  const memory = Math.round((Number(gb) / row.memoryGb) * MEMORY_PARTS) / MEMORY_PARTS;
  if (compute <= 0 || compute > 1 || memory <= 0 || memory > 1) return undefined;
  return { card: row, memory, compute, perCard: Math.max(1, Math.floor(Math.min(1 / compute, 1 / memory) + 1e-9)) };
}

/** The slice as an accelerator: memory and bandwidth by its share of memory, peaks by compute, power and price by slices per card. */
function sliceRow({ card, memory, compute, perCard }: Slice, id: string): AcceleratorRow {
  const profile = id.slice(card.id.length + '-mig-'.length);
  const each = (value: number | undefined, share: number): number | undefined =>
    value === undefined ? undefined : value * share;
  const changed = {
    memoryGb: each(card.memoryGb, memory),
    memoryBandwidthTbS: each(card.memoryBandwidthTbS, memory),
    onChipMb: each(card.onChipMb, memory),
    tdpW: each(card.tdpW, 1 / perCard),
    idleW: each(card.idleW, 1 / perCard),
    serverW: each(card.serverW, 1 / perCard),
    priceUsd: each(card.priceUsd, 1 / perCard),
    systemSize: each(card.systemSize, perCard),
  };
  const given = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
  const peaks = Object.entries(card.peakTflops).map(([precision, peak]) => [precision, peak * compute] as const);
  return {
    ...card,
    ...given,
    id,
    name: `${card.name}, MIG ${profile}`,
    peakTflops: Object.fromEntries(peaks),
    scaleUpDomain: 1,
    domainSpansInstances: false,
  };
}

/** An offer of the card as an offer of slices: whole cards are rented. */
const sliceOffer =
  ({ perCard }: Slice, id: string) =>
  (row: InstanceRow): InstanceRow => ({
    ...row,
    accelerator: id,
    count: row.count * perCard,
    nodeSize: 1,
    perAccelerator: false,
    minimumCount: (row.minimumCount ?? row.count) * perCard,
  });

/** Look-ups that know slices beside the rows of the tables. */
export function withSlices(whole: Pick<Catalog, 'accelerator' | 'offers'>): Pick<Catalog, 'accelerator' | 'offers'> {
  const known = new Map<string, { readonly slice: Slice; readonly row: AcceleratorRow } | undefined>();
  // A slice is worked out once, so that a machine stays the same object.
  const find = (id: string) => {
    const key = id.toLowerCase();
    if (!key.includes('-mig-')) return undefined;
    if (!known.has(key)) {
      const slice = sliceNamed(key, whole.accelerator);
      known.set(key, slice && { slice, row: sliceRow(slice, key) });
    }
    return known.get(key);
  };
  return {
    accelerator: (id) => whole.accelerator(id) ?? find(id)?.row,
    offers: (accelerator, filter) => {
      const found = find(accelerator);
      if (found === undefined) return whole.offers(accelerator, filter);
      return whole.offers(found.slice.card.id, filter).map(sliceOffer(found.slice, found.row.id));
    },
  };
}
