/** What the document says of operations as figures; what it says in part is completed from pricing/operations. */
import type { Catalog } from '../../catalog/index.ts';
import type { Operations } from '../../economics/index.ts';
import { type Figure, unknown } from '../../quantity/index.ts';
import type { Amount, Workload } from '../../workload/index.ts';
import { amountFigure, MONTH_SECONDS, ownershipFigure, YEAR_SECONDS } from '../names/index.ts';

export type WrittenOperations = NonNullable<Workload['operations']>;

const GB = 1e9;

/** @param written of the deployment laid over those of the document, key by key */
export function operationsOf(written: WrittenOperations | undefined, catalog: Catalog, today: string): Operations {
  if (!written) return {};
  const of = (
    key: keyof Operations & keyof WrittenOperations,
    label: string,
    unit: string,
    scale = 1,
  ): Partial<Operations> => {
    const amount: Amount | undefined = written[key];
    return amount ? { [key]: amountFigure(label, amount, unit, scale) } : {};
  };
  const fromTable = (label: string, parameter: string, unit: string): Figure => {
    const row = catalog.ownershipFact(parameter);
    return row
      ? ownershipFigure(label, row, unit, today)
      : unknown(label, unit, `no row ${parameter} in pricing/operations`);
  };
  return {
    ...of('license', 'licence of one accelerator', 'USD/year', YEAR_SECONDS),
    ...of('support', 'support', '1'),
    ...of('engineers', 'posts', '1'),
    ...(written.engineers ? { engineerCost: fromTable('cost of a post', 'engineer_cost', 'USD/year') } : {}),
    ...of('engineerCost', 'cost of a post', 'USD/year', YEAR_SECONDS),
    ...of('egress', 'price of egress', 'USD/GB', GB),
    ...(written.egress ? { egressPerToken: fromTable('bytes per output token', 'bytes_per_token', 'B') } : {}),
    ...of('egressPerToken', 'bytes per output token', 'B'),
    ...of('storage', 'price of storage', 'USD/GB/month', GB * MONTH_SECONDS),
    ...of('loadBalancer', 'load balancer', 'USD/month', MONTH_SECONDS),
    ...of('controlPlane', 'control plane', 'USD/month', MONTH_SECONDS),
    ...of('monitoring', 'monitoring', 'USD/month', MONTH_SECONDS),
  };
}
