/** Where a price comes from in the text: the value that decides which row of the tables is paid. */
import type { Origin } from '../../quantity/index.ts';
import type { Api, Given, Own, Rent } from '../../workload/index.ts';

/** The narrowest that is written: instance, region, cloud, plan; where the tool chose them all, the accelerator. */
export function priceOrigin(payment: Rent | Own, accelerator: Given<string>): Origin {
  if (payment.kind === 'own') return accelerator.origin;
  const { instance, region, cloud, purchase } = payment;
  return (instance ?? region ?? cloud ?? (purchase.origin.kind === 'document' ? purchase : accelerator)).origin;
}

/** Of a hosted model: its provider or model name, else the whole value of `api`. */
export function apiPriceOrigin(api: Api): Origin {
  return (api.provider ?? api.model ?? api).origin;
}
