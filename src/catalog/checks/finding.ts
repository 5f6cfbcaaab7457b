/** What a check of the price tables finds, as data; `findingText` makes the one sentence. */
import type { CheckCode } from '../schema/index.ts';
import { formatNumber, type RowOrigin } from '../../quantity/index.ts';

export interface Finding {
  readonly code: CheckCode;
  /** Where the row stands: `clouds/aws.csv` and its line. */
  readonly table: string;
  readonly line: number;
  /** Name of the row, as `exceptions` has it: cloud, instance and region, or provider and model. */
  readonly row: string;
  /** The figure found, in the unit of its column; days for an age. */
  readonly value: number;
  /** What it was compared with. */
  readonly expected: number;
  /** Of what that is: another row, a source, a currency, a number of rows. */
  readonly of: string;
}

export const found = (
  code: CheckCode,
  { table, line = 0 }: RowOrigin,
  row: string,
  facts: Pick<Finding, 'value' | 'expected' | 'of'>,
): Finding => ({ code, table, line, row, ...facts });

/** One line: file, line, code, sentence. */
export function findingText({ code, table, line, row, value, expected, of }: Finding): string {
  const [is, should] = [formatNumber(value, 'en'), formatNumber(expected, 'en')];
  const sentence: Readonly<Record<CheckCode, string>> = {
    'placeholder-price': `${of} share the price of ${is} USD/1M, the largest ${should} × the smallest. Nobody calculates so; look at the provider's page.`,
    'apart-from-others': `${is} USD/1M, where ${of} ask ${should} in the middle. Look for a slip of a digit.`,
    'apart-from-second-source': `${is} USD/1M, where ${of} says ${should}. Take the newer one.`,
    'currency-slip': `all prices of the provider stand ${is} × below those of the second source, near ${should} USD for one ${of}. Convert them.`,
    'form-factor': `${is} USD/h per accelerator is booked as the linked form that ${of} asks ${should} for. It is the PCIe form, or its domain is smaller.`,
    'wrong-unit': `${is} USD/h per accelerator, where ${of} ask ${should} in the middle. The price is of ${value < expected ? 'one accelerator, not of the instance' : 'the instance, not of one accelerator'}.`,
    'listing-only-regions': `every machine of the cloud stands at one price in the same ${is} regions, as ${of} does. A list of names is no stock: write one row, unstated.`,
    'spot-above-on-demand': `spot at ${is} USD/h is not below on-demand at ${should} of ${of}.`,
    'commitment-above-on-demand': `a commitment at ${is} USD/h is not below on-demand at ${should} of ${of}.`,
    'duplicate-offer': `the same machine in the same place at the same ${is} USD/h as ${of}. Keep the row with the better evidence.`,
    'old-price': `${is} days old, where ${of} is of ${should} days. Take the younger price, or remove the row.`,
  };
  return `${table}:${line}: ${code}: ${row}: ${sentence[code]}`;
}

/** How many times the smaller price goes into the larger one. */
export const apart = (a: number, b: number): number => Math.max(a / b, b / a);
