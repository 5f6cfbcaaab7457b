/**
 * Bills as others write them, as lines of one shape: FOCUS (CSV or Parquet rows), OpenCost and Kubecost allocations, spend logs of
 * LiteLLM. A format is recognised by its keys; what a line does not say stays absent.
 *
 * @see https://focus.finops.org (columns), https://www.opencost.io/docs/integrations/api (allocations)
 */
import { defined } from '../../quantity/index.ts';

/** What somebody was charged for something over some time. */
export interface BillLine {
  /** Names that may be a workload's: tags, labels, resource, model. */
  readonly names: Readonly<Record<string, string>>;
  readonly cost: number;
  readonly currency: string;
  /** Milliseconds since 1970; absent where the line has no time. */
  readonly start?: number;
  readonly end?: number;
  /** Of accelerators, where the line counts them. */
  readonly acceleratorHours?: number;
  /** Of `cost`, where the line tells it apart: what is not the accelerators'. */
  readonly besides?: number;
  readonly tokens?: number;
}

type Row = Readonly<Record<string, unknown>>;

export type BillFormat = 'focus' | 'allocation' | 'litellm';

export interface Bill {
  readonly format: BillFormat;
  readonly lines: readonly BillLine[];
}

/** @param value of a JSON file, or the rows of a table by column; undefined: it is no bill that is known */
export function readBill(value: unknown): Bill | undefined {
  const allocations = allocationsIn(value);
  if (allocations !== undefined) return { format: 'allocation', lines: allocations.flatMap(allocationLine) };
  const list = isRow(value) && Array.isArray(value['data']) ? value['data'] : Array.isArray(value) ? value : [value];
  const rows = list.filter(isRow);
  const [first] = rows;
  if (first === undefined) return undefined;
  if (('EffectiveCost' in first || 'BilledCost' in first) && 'ChargePeriodStart' in first)
    return { format: 'focus', lines: rows.flatMap(focusLine) };
  if ('spend' in first && ('model' in first || 'model_group' in first))
    return { format: 'litellm', lines: rows.flatMap(spendLine) };
  return undefined;
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'number' ? value : textOf(value).trim() === '' ? Number.NaN : Number(textOf(value));
  return Number.isFinite(number) ? number : undefined;
}

/** A time without a zone is UTC, as FOCUS and LiteLLM have it. */
function timeOf(value: unknown): number | undefined {
  const text = textOf(value).trim().replace(' ', 'T');
  if (text === '') return undefined;
  const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** Texts of a mapping, or of JSON that is one. */
function textsIn(value: unknown): Readonly<Record<string, string>> {
  if (typeof value === 'string' && value.trim().startsWith('{')) {
    try {
      return textsIn(JSON.parse(value));
    } catch {
      return {};
    }
  }
  if (!isRow(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (textOf(one) === '' ? [] : [[key, textOf(one)]])),
  );
}

/** Taxes and credits belong to no workload's running; the effective cost already holds amortised commitments. */
function focusLine(row: Row): readonly BillLine[] {
  const cost = numberOf(row['EffectiveCost']) ?? numberOf(row['BilledCost']);
  if (cost === undefined || /^(?:tax|credit|adjustment)$/i.test(textOf(row['ChargeCategory']))) return [];
  const unit = textOf(row['ConsumedUnit']);
  const quantity = numberOf(row['ConsumedQuantity']);
  const gpus = numberOf(row['x_AcceleratorCount']);
  return [
    defined<BillLine>({
      names: { ...textsIn(row['Tags']), resource: textOf(row['ResourceName']) || textOf(row['ResourceId']) },
      cost,
      currency: textOf(row['BillingCurrency']) || 'USD',
      start: timeOf(row['ChargePeriodStart']),
      end: timeOf(row['ChargePeriodEnd']),
      acceleratorHours: /^(?:gpu|accelerator)[- ]?hours?$/i.test(unit)
        ? quantity
        : gpus !== undefined && /hour/i.test(unit) && quantity !== undefined
          ? quantity * gpus
          : undefined,
    }),
  ];
}

/** `data` holds one set of allocations for each step of the window, by name. */
function allocationsIn(value: unknown): readonly Row[] | undefined {
  const data = isRow(value) ? value['data'] : value;
  if (!Array.isArray(data)) return undefined;
  const found = data.filter(isRow).flatMap((set) => Object.values(set).filter(isRow));
  const real = found.filter((one) => 'totalCost' in one && 'properties' in one);
  return real.length > 0 ? real : undefined;
}

function allocationLine(row: Row): readonly BillLine[] {
  const properties = isRow(row['properties']) ? row['properties'] : {};
  const cost = numberOf(row['totalCost']);
  if (cost === undefined) return [];
  const gpu = numberOf(row['gpuCost']);
  const window = isRow(row['window']) ? row['window'] : {};
  return [
    defined<BillLine>({
      names: {
        ...textsIn(properties['labels']),
        ...textsIn({ controller: properties['controller'], namespace: properties['namespace'] }),
        resource: textOf(row['name']),
      },
      cost,
      currency: 'USD',
      start: timeOf(row['start']) ?? timeOf(window['start']),
      end: timeOf(row['end']) ?? timeOf(window['end']),
      acceleratorHours: numberOf(row['gpuHours']),
      besides: gpu === undefined ? undefined : cost - gpu,
    }),
  ];
}

function spendLine(row: Row): readonly BillLine[] {
  const cost = numberOf(row['spend']);
  if (cost === undefined) return [];
  const tags = Array.isArray(row['request_tags']) ? row['request_tags'].map(textOf) : [];
  const tagged = Object.fromEntries(tags.map((tag, i) => [`tag ${i + 1}`, tag]));
  const model = textOf(row['model_group']) || textOf(row['model']);
  return [
    defined<BillLine>({
      names: { ...textsIn(row['metadata']), ...tagged, model, 'model of the call': textOf(row['model']) },
      cost,
      currency: 'USD',
      start: timeOf(row['startTime'] ?? row['start_time']),
      end: timeOf(row['endTime'] ?? row['end_time']),
      tokens: numberOf(row['total_tokens']),
    }),
  ];
}
