/** Which way the rents of a machine's class went, from the dated snapshots of pricing/history; and how a price of then leans. */
import type { AcceleratorRow, Catalog, HistoryRow } from '../../catalog/index.ts';
import { type Lean, leanOf, type Trend, trendOf } from '../../economics/index.ts';
import { lastDay } from '../../quantity/index.ts';
import type { MachineHistory } from '../contract/index.ts';
import { memo } from '../names/index.ts';

const ALL = 'all';

interface ClassTrend {
  /** Of the class where enough sellers were seen, else of all machines. */
  readonly scope: string;
  readonly trend: Trend | undefined;
}

const trends = memo<ClassTrend>();

function trendOfClass(catalog: Catalog, { class: name }: Pick<AcceleratorRow, 'class'>): ClassTrend {
  return trends(catalog, name, () => {
    const rows = name === ALL ? catalog.history : catalog.history.filter((row) => classOf(catalog, row) === name);
    const trend = trendOf(
      rows.map(({ cloud, accelerator, onDemandUsdH, origin: { asOf } }) => ({
        series: `${cloud} ${accelerator}`,
        seller: cloud,
        asOf,
        price: onDemandUsdH,
      })),
    );
    return trend || name === ALL ? { scope: name, trend } : trendOfClass(catalog, { class: ALL });
  });
}

const classOf = (catalog: Catalog, { accelerator }: HistoryRow): string | undefined =>
  catalog.accelerator(accelerator)?.class;

/** How a rent of another day leans today; undefined where nothing is known of the market. */
export function rentLean(catalog: Catalog, machine: AcceleratorRow, asOf: string, today: string): Lean | undefined {
  const { trend } = trendOfClass(catalog, machine);
  return trend && leanOf(trend, asOf, today);
}

/** What each seller asked for a machine, by date, and the drift of its class. */
export function machineHistory(catalog: Catalog, machine: AcceleratorRow): MachineHistory {
  const { scope, trend } = trendOfClass(catalog, machine);
  const sellers = new Map<string, { asOf: string; price: number }[]>();
  for (const { cloud, accelerator, onDemandUsdH: price, origin } of catalog.history) {
    if (accelerator !== machine.id) continue;
    const of = sellers.get(cloud) ?? [];
    of.push({ asOf: origin.asOf, price });
    sellers.set(cloud, of);
  }
  const series = [...sellers].map(([seller, prices]) => ({
    seller,
    prices: prices.sort((a, b) => (lastDay(a.asOf) ?? 0) - (lastDay(b.asOf) ?? 0)),
  }));
  return {
    accelerator: machine.id,
    series,
    ...(trend ? { drift: { ...yearly(trend), scope, sellers: trend.sellers } } : {}),
  };
}

/** One standard error is 0.78 of an 80 % half-width. */
const Z80 = 1.2816;

/** Change within a year as a share, with its 80 % interval. */
function yearly({ slope, error }: Trend): { readonly value: number; readonly low: number; readonly high: number } {
  const share = (log: number): number => Math.exp(log) - 1;
  return { value: share(slope), low: share(slope - Z80 * error), high: share(slope + Z80 * error) };
}
