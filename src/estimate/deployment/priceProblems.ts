/** What is odd about the prices of a deployment that is rented: old, missing, or a quote far from the list. */
import type { InstanceRow } from '../../catalog/index.ts';
import { ageOf, isStale, type PriceKind } from '../../economics/index.ts';
import { message } from '../../quantity/index.ts';
import type { Amount, Purchase } from '../../workload/index.ts';
import type { ProblemCollector } from '../problems/index.ts';
import { listPrice, priceOrigin, PURCHASES } from '../offers/index.ts';
import type { ResolvedWorkload } from '../names/index.ts';
import type { PoolResult } from './poolResult.ts';

/** Old prices, prices that are missing for the plan, spot beside latency targets. */
export function addPriceProblems(
  pools: readonly PoolResult[],
  resolved: ResolvedWorkload,
  pending: ProblemCollector,
): void {
  for (const { candidate, setup } of pools) {
    const { option } = candidate;
    const { payment } = setup.pool;
    if (payment.kind !== 'rent' || !option.row || option.purchase === undefined) continue;
    if (payment.price) {
      addQuoteProblem(payment.price, option.row, option.purchase, option.units, pending);
      continue;
    }
    const kind: PriceKind =
      option.purchase === 'on-demand' || option.purchase === 'spot' ? option.purchase : 'commitment';
    const { asOf } = option.row.origin;
    if (
      option.pricePerHourFigure.state !== 'known' &&
      listPrice(option.row, option.purchase) !== undefined &&
      isStale(kind, asOf, resolved.today)
    )
      pending.add(
        'stale-price',
        {
          what: `${option.row.instance} (${[option.row.cloud, ...(option.row.region === 'unstated' || option.row.region === 'global' ? [] : [option.row.region])].join(' ')}, ${option.purchase})`,
          asOf,
          ...ageOf(kind, asOf, resolved.today),
        },
        priceOrigin(payment, setup.pool.accelerator),
      );
    if (option.purchase === 'spot' && option.row.onDemandUsdH === undefined && payment.interruptionReserve.mid > 0)
      pending.add(
        'unknown-price',
        {
          what: option.row.instance,
          purchase: 'on-demand',
          cloud: option.row.cloud,
          region: option.row.region,
          reason: 'plan',
          alternatives: PURCHASES.filter(
            (plan) => option.row !== undefined && listPrice(option.row, plan) !== undefined,
          ),
        },
        payment.purchase.origin,
      );
  }
}

/** A quote far from the list is mostly that of one accelerator, or of another machine. */
function addQuoteProblem(
  price: Amount,
  row: InstanceRow,
  purchase: Purchase,
  units: number,
  pending: ProblemCollector,
): void {
  const list = listPrice(row, purchase) ?? listPrice(row, 'on-demand');
  if (list === undefined || price.origin.kind !== 'document') return;
  const usual = list * units;
  if (price.mid > usual / FAR && price.mid < usual * FAR) return;
  pending.add(
    'suspicious-magnitude',
    {
      key: 'rent.price',
      value: price.mid,
      unit: message('USD per instance-hour'),
      usual: `${row.instance} ≈ ${usual.toPrecision(3)}`,
      hint: message('The price is that of a whole instance; name it with rent.instance.'),
    },
    price.origin,
  );
}

/** Times above or below the list price at which a quote is doubted. */
const FAR = 5;
