/**
 * A portfolio as FOCUS rows: the columns of the FinOps Open Cost and Usage Specification 1.0 (FinOps Foundation, 20 June 2024), in
 * the order of their names, and three of our own behind them. One row for each line of a bill, for one month.
 */
import type { CostLine, Portfolio, PortfolioEntry, StageEstimate } from '../../estimate/index.ts';
import { SECONDS_PER_HOUR, SECONDS_PER_MONTH } from '../../quantity/index.ts';
import { csv } from './csv.ts';

/** All columns of version 1.0: what an estimate has nothing to say about stays empty, which FOCUS reads as null. */
const COLUMNS = [
  'AvailabilityZone',
  'BilledCost',
  'BillingAccountId',
  'BillingAccountName',
  'BillingCurrency',
  'BillingPeriodEnd',
  'BillingPeriodStart',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ChargeFrequency',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'CommitmentDiscountCategory',
  'CommitmentDiscountId',
  'CommitmentDiscountName',
  'CommitmentDiscountStatus',
  'CommitmentDiscountType',
  'ConsumedQuantity',
  'ConsumedUnit',
  'ContractedCost',
  'ContractedUnitPrice',
  'EffectiveCost',
  'InvoiceIssuerName',
  'ListCost',
  'ListUnitPrice',
  'PricingCategory',
  'PricingQuantity',
  'PricingUnit',
  'ProviderName',
  'PublisherName',
  'RegionId',
  'RegionName',
  'ResourceId',
  'ResourceName',
  'ResourceType',
  'ServiceCategory',
  'ServiceName',
  'SkuId',
  'SkuPriceId',
  'SubAccountId',
  'SubAccountName',
  'Tags',
] as const;
/** Columns of one's own begin with `x_` and stand last. */
const OWN_COLUMNS = ['x_CostLow', 'x_CostHigh', 'x_Deployment'] as const;

type Row = Readonly<Record<(typeof COLUMNS)[number] | (typeof OWN_COLUMNS)[number], string | number>>;

const EMPTY = Object.fromEntries([...COLUMNS, ...OWN_COLUMNS].map((column) => [column, ''])) as Row;

/** @param month ISO date in the month that the rows stand for */
export function portfolioFocus({ entries }: Portfolio, month: string): string {
  const [start, end] = monthOf(month);
  const rows = entries.flatMap((entry) =>
    entry.deployment.cost.breakdown.flatMap((line) => {
      // A cost that is unknown has no row: FOCUS knows no lower bounds, and 0 would be wrong.
      return line.perMonth.value === null ? [] : [rowOf(entry, line, line.perMonth.value, start, end)];
    }),
  );
  return csv(rows.length === 0 ? [EMPTY] : rows);
}

function rowOf(entry: PortfolioEntry, line: CostLine, cost: number, start: string, end: string): Row {
  const { deployment } = entry;
  const stage = deployment.stages.find((one) => line.stage === undefined || one.stage === line.stage);
  const provider = stage?.cloud ?? deployment.provider ?? 'self';
  return {
    ...EMPTY,
    BilledCost: cost,
    BillingAccountId: provider,
    BillingCurrency: entry.currency,
    BillingPeriodStart: start,
    BillingPeriodEnd: end,
    ChargePeriodStart: start,
    ChargePeriodEnd: end,
    ChargeCategory: 'Usage',
    ChargeDescription: `${entry.workload}, ${deployment.name}: ${line.label}`,
    ChargeFrequency: line.kind === 'capital' ? 'Recurring' : 'Usage-Based',
    ...commitmentOf(line, stage),
    ContractedCost: cost,
    EffectiveCost: cost,
    InvoiceIssuerName: provider,
    ListCost: cost,
    PricingCategory: categoryOf(line),
    ...quantityOf(deployment.kind, stage),
    ProviderName: provider,
    PublisherName: provider,
    RegionId: stage?.region ?? '',
    RegionName: stage?.region ?? '',
    ResourceId: `${entry.workload}/${deployment.name}/${line.code}`,
    ResourceName: stage?.instance ?? stage?.accelerator ?? entry.model,
    ResourceType: stage ? 'accelerator' : 'API',
    ServiceCategory: 'AI and Machine Learning',
    ServiceName: stage ? 'LLM serving' : 'LLM API',
    SkuId: stage?.instance ?? stage?.accelerator ?? entry.model,
    SkuPriceId: [stage?.instance ?? stage?.accelerator ?? entry.model, line.plan ?? line.element].join('/'),
    Tags: JSON.stringify(entry.labels),
    x_CostLow: line.perMonth.low ?? cost,
    x_CostHigh: line.perMonth.high ?? cost,
    x_Deployment: deployment.name,
  };
}

function commitmentOf({ plan }: CostLine, stage: StageEstimate | undefined): Partial<Row> {
  if (plan !== '1-year' && plan !== '3-year') return {};
  return {
    CommitmentDiscountCategory: 'Usage',
    CommitmentDiscountId: `${stage?.cloud ?? 'self'}/${plan}`,
    CommitmentDiscountName: plan,
    CommitmentDiscountStatus: 'Used',
    CommitmentDiscountType: plan,
  };
}

function categoryOf({ plan }: CostLine): string {
  if (plan === 'spot') return 'Dynamic';
  return plan === '1-year' || plan === '3-year' ? 'Committed' : 'Standard';
}

/** What is priced and used: accelerator-hours of a month of 730 hours. */
function quantityOf(kind: string, stage: StageEstimate | undefined): Partial<Row> {
  if (kind === 'api' || !stage)
    return { ConsumedQuantity: 1, ConsumedUnit: 'Months', PricingQuantity: 1, PricingUnit: 'Months' };
  const hours = (stage.accelerators * SECONDS_PER_MONTH) / SECONDS_PER_HOUR;
  return {
    ConsumedQuantity: hours,
    ConsumedUnit: 'Accelerator-Hours',
    PricingQuantity: hours,
    PricingUnit: 'Accelerator-Hours',
  };
}

/** First moment of the month and of the next, as FOCUS writes them: ISO 8601 in UTC, the end excluded. */
function monthOf(date: string): readonly [start: string, end: string] {
  const [year = 1970, month = 1] = date.split('-').map(Number);
  const at = (index: number): string => `${new Date(Date.UTC(year, index, 1)).toISOString().slice(0, 19)}Z`;
  return [at(month - 1), at(month)];
}
