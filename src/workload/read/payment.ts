/** How machines or tokens are paid: rent, own, API. */
import type { Amount, Api, Own, Payment, Rent } from '../types.ts';
import { originOfChecked, type CheckedMapping } from './check.ts';
import type { Context } from './context.ts';
import {
  amountOf,
  amountOrDefault,
  defaultOrigin,
  definitionOf,
  givenBoolean,
  givenChoice,
  givenText,
  mappingOf,
} from './values.ts';

/** Drops the fields that are absent. */
function defined<T extends object>(fields: T): { readonly [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

type Amounts<K extends string> = { readonly [P in K]?: Amount };

function amounts<K extends string>(mapping: CheckedMapping, keys: Readonly<Record<K, string>>): Amounts<K> {
  const found = Object.entries<string>(keys).map(([field, key]) => [field, amountOf(mapping, key)] as const);
  return Object.fromEntries(found.filter(([, amount]) => amount !== undefined)) as Amounts<K>;
}

/** @param levels innermost first; the first that says rent or own decides */
export function readPayment(levels: readonly CheckedMapping[], context: Context): Payment | undefined {
  for (const level of levels) {
    const rent = mappingOf(level, 'rent');
    if (rent) return readRent(rent, context);
    const own = mappingOf(level, 'own');
    if (own) return readOwn(own, context);
  }
  return undefined;
}

function readRent(mapping: CheckedMapping, context: Context): Rent {
  const texts = defined({
    cloud: givenText(mapping, 'cloud', context),
    region: givenText(mapping, 'region', context),
    instance: givenText(mapping, 'instance', context),
  });
  return {
    kind: 'rent',
    origin: originOfChecked(mapping, context),
    ...texts,
    purchase: givenChoice(mapping, 'purchase', context) ?? {
      value: 'on-demand',
      origin: defaultOrigin('purchase', definitionOf(mapping, 'purchase')),
    },
    ...amounts(mapping, { price: 'price', discount: 'discount' }),
    interruptionReserve: amountOrDefault(mapping, 'interruption_reserve'),
  };
}

const OWN_AMOUNTS = {
  acceleratorPrice: 'accelerator_price',
  serverPrice: 'server_price',
  network: 'network',
  storage: 'storage',
  spares: 'spares',
  life: 'life',
  residualValue: 'residual_value',
  costOfCapital: 'cost_of_capital',
  colocation: 'colocation',
  building: 'building',
  electricity: 'electricity',
  pue: 'pue',
  maintenance: 'maintenance',
  staff: 'staff',
} as const;

function readOwn(mapping: CheckedMapping, context: Context): Own {
  return {
    kind: 'own',
    origin: originOfChecked(mapping, context),
    ...amounts(mapping, OWN_AMOUNTS),
    share: givenBoolean(mapping, 'share', context),
  };
}

export function readApi(mapping: CheckedMapping, context: Context): Api {
  const price = mappingOf(mapping, 'price');
  return {
    kind: 'api',
    origin: originOfChecked(mapping, context),
    ...defined({ provider: givenText(mapping, 'provider', context), model: givenText(mapping, 'model', context) }),
    batch: givenBoolean(mapping, 'batch', context),
    ...(price ? { price: amounts(price, { input: 'input', cachedInput: 'cached_input', output: 'output' }) } : {}),
  };
}
