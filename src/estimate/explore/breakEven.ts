/** Where one way of paying overtakes another: owning against renting in months, self-hosting against an API in requests. */
import { alwaysBelowFromSlices, capitalPerAccelerator, monthsToBreakEven, type Slices } from '../../economics/index.ts';
import {
  type CostKind,
  type Figure,
  formatNumber,
  formatPercent,
  leaf,
  multiply,
  type Origin,
  type Quantity,
  scale,
  sum,
  type Localization,
} from '../../quantity/index.ts';
import type { Deployment, Workload } from '../../workload/index.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { Evaluated } from '../deployment/index.ts';
import type { BreakEven, BreakEvenPair } from '../contract/index.ts';
import { marketText, monthsOver, providerText, rentMarket } from './breakEvenMarket.ts';
import { applyLevers } from './whatIf.ts';

type Evaluate = (workload: Workload, deployment: Deployment) => Evaluated | undefined;

/** Without `catalog` the market of a rent is not looked at. Slices of a few milliseconds: one deployment, or one traffic tried, each. */
export function* breakEvenOf(
  workload: Workload,
  evaluate: Evaluate,
  words: Localization,
  catalog?: Catalog,
): Slices<BreakEven> {
  const all: { readonly deployment: Deployment; readonly evaluated: Evaluated }[] = [];
  for (const deployment of workload.deployments) {
    yield;
    const evaluated = evaluate(workload, deployment);
    if (evaluated) all.push({ deployment, evaluated });
  }
  const of = (kind: string): typeof all =>
    all.filter(
      ({ evaluated }) =>
        evaluated.estimate.kind === kind &&
        evaluated.estimate.status !== 'infeasible' &&
        evaluated.estimate.status !== 'invalid',
    );
  const [owned, rented, hosted] = [of('own'), of('rent'), of('api')];
  const pairs = owned.flatMap((own) =>
    rented.map((rent) => ownAgainstRent(own.evaluated, rent.evaluated, words, catalog)),
  );
  for (const machines of [...rented, ...owned])
    for (const api of hosted) {
      yield;
      pairs.push(yield* selfAgainstApi(workload, machines.deployment, api.deployment, evaluate, words));
    }
  return { pairs };
}

/** USD: capital bought at once. */
export function upfront({ pools }: Evaluated): Figure {
  const bought = pools.flatMap(({ candidate: { option }, fleet }) => {
    if (!option.ownership) return [];
    const size = leaf('accelerators per machine', { value: option.size }, '1', CHOSEN);
    const factors = [fleet.billed, size, capitalPerAccelerator(option.ownership)];
    const formula = 'machines × accelerators × capital per accelerator';
    return multiply('capital of the machines', 'USD', factors, formula);
  });
  return sum('capital on the day of purchase', 'USD', bought);
}

const CHOSEN: Origin = { kind: 'choice', reason: 'the system as it is sold' };

function ownAgainstRent(own: Evaluated, rent: Evaluated, words: Localization, catalog?: Catalog): BreakEvenPair {
  const { locale, t } = words;
  const names = { kind: 'own-rent' as const, first: own.estimate.name, second: rent.estimate.name };
  const { value: capital } = upfront(own);
  const { value: rentUsd } = rentPerMonth(rent);
  const { value: running } = runningPerMonth(own);
  if (capital === null || rentUsd === null || running === null)
    return {
      ...names,
      outcome: 'unknown',
      message: t('{0} against {1}: a price is unknown, so no month can be named.', names.first, names.second),
    };
  const months = monthsToBreakEven(capital, running, rentUsd);
  if (months === undefined)
    return {
      ...names,
      outcome: 'second-always',
      message: t(
        '{0} stays cheaper: its rent is below what {1} costs to run, without its purchase.',
        names.second,
        names.first,
      ),
    };
  const market = catalog && rentMarket(rent, catalog);
  const range = market && monthsOver(market, { capital, running, rent: rentUsd });
  const life = own.pools[0]?.candidate.option.ownership?.life.value ?? undefined;
  const after = formatNumber(months, locale);
  return {
    ...names,
    outcome: 'crosses',
    at: { value: months, unit: 'month', state: own.estimate.cost.perMonth.state },
    ...(market ? { against: market.against } : {}),
    ...(range ? { range } : {}),
    message: [
      life !== undefined && months > life * 12
        ? t(
            '{0} has cost less than {1} after {2} months, after the {3} years the machines are kept.',
            names.first,
            names.second,
            after,
            formatNumber(life, locale),
          )
        : t('{0} has cost less than {1} after {2} months.', names.first, names.second, after),
      ...(market ? [marketText(market, range, words)] : []),
    ].join(' '),
  };
}

/** The provider whose price decides, and its sentence behind another. */
function askedBy(hosted: Evaluated | undefined, words: Localization) {
  const market = hosted?.providers?.();
  return {
    against: market ? { against: market.against } : {},
    said: (message: string): string => (market ? `${message} ${providerText(market, words)}` : message),
  };
}

interface Compared {
  readonly self: Evaluated | undefined;
  readonly hosted: Evaluated | undefined;
  /** USD per million tokens. */
  readonly difference: number | undefined;
}

export const rentPerMonth = (rent: Evaluated): Figure => usdPerMonth('rent per month', rent, () => true);

/** Housing, electricity, maintenance, staff: what an owned machine costs beside its capital. */
export const runningPerMonth = (own: Evaluated): Figure =>
  usdPerMonth('running cost per month', own, (kind) => kind !== 'capital');

function usdPerMonth(label: string, { pools }: Evaluated, takes: (kind: CostKind) => boolean): Figure {
  const lines = pools.flatMap((pool) => pool.lines.filter(({ kind }) => takes(kind)).map(({ perHour }) => perHour));
  return scale(label, 'USD', sum('per hour', 'USD', lines), 730, 'per hour × 730 h');
}

/** Requests/s from which machines always cost less than the API: both re-evaluated over six decades around today's traffic. */
function* selfAgainstApi(
  workload: Workload,
  machines: Deployment,
  api: Deployment,
  evaluate: Evaluate,
  words: Localization,
): Slices<BreakEvenPair> {
  const { locale, t } = words;
  const names = { kind: 'self-api' as const, first: machines.name, second: api.name };
  const now = workload.traffic.requests.mid;
  const at = (requests: number): Compared => {
    const changed = applyLevers(workload, { requests });
    const find = (name: string): Evaluated | undefined => {
      const deployment = changed.deployments.find((d) => d.name === name);
      return deployment && evaluate(changed, deployment);
    };
    const [self, hosted] = [find(machines.name), find(api.name)];
    const perMillion = (of: Evaluated | undefined): number => of?.estimate.cost.perMillionTokens.value ?? NaN;
    const difference = perMillion(self) - perMillion(hosted);
    return { self, hosted, difference: Number.isNaN(difference) ? undefined : difference };
  };
  const here = at(now);
  if (here.difference === undefined)
    return {
      ...names,
      outcome: 'unknown',
      message: t('{0} against {1}: a price is unknown, so no traffic can be named.', names.first, names.second),
    };
  const { against, said } = askedBy(here.hosted, words);
  const [least, most] = [now / 1e3, now * 1e3];
  const point = yield* alwaysBelowFromSlices((requests) => at(requests).difference ?? 0, least, most, 0.002);
  if (point === undefined || point === least)
    return point === least
      ? {
          ...names,
          ...against,
          outcome: 'first-always',
          message: said(
            t('{0} is cheaper than {1} from a thousandth to a thousand times this traffic.', names.first, names.second),
          ),
        }
      : {
          ...names,
          ...against,
          outcome: 'second-always',
          message: said(t('{0} is cheaper than {1} up to a thousand times this traffic.', names.second, names.first)),
        };
  const utilization = at(point).self?.estimate.performance.utilization.value ?? undefined;
  const quantity: Quantity = { value: point, unit: '1/s', state: 'derived' };
  const [above, today] = [formatNumber(point, locale), formatNumber(now, locale)];
  return {
    ...names,
    outcome: 'crosses',
    at: quantity,
    ...(utilization === undefined ? {} : { utilization }),
    ...against,
    message: said(
      utilization === undefined
        ? t('{0} is cheaper than {1} above {2} requests/s; today it is {3}.', names.first, names.second, above, today)
        : t(
            '{0} is cheaper than {1} above {2} requests/s, where its fleet is {3} used; today it is {4}.',
            names.first,
            names.second,
            above,
            formatPercent(utilization, locale),
            today,
          ),
    ),
  };
}
