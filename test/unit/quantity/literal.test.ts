/** The fast path: literals with units, read without the expression engine. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeDimension, parseLiteral, sameDimension, unitTable } from '../../../src/quantity/index.ts';
import { evaluateExpression } from '../../../src/quantity/expression/index.ts';

function literal(text: string): string {
  const measure = parseLiteral(text, { EUR: 1.1 });
  return measure ? `${measure.value} ${describeDimension(measure.dimension)}` : 'no literal';
}

describe('a literal', () => {
  it.each([
    ['17.4', '17.4 a plain number'],
    ['250e3', '250000 a plain number'],
    ['-2', '-2 a plain number'],
    ['40%', '0.4 a plain number'],
    ['40 %', '0.4 a plain number'],
    ['800 ms', '0.8 a time'],
    ['800ms', '0.8 a time'],
    ['5 min', '300 a time'],
    ['4 years', '126144000 a time'],
    ['6 / day', '0.00006944444444444444 a rate'],
    ['400 Gbit/s', '50000000000 a bandwidth'],
    ['100 Mbit/s', '12500000 a bandwidth'],
    ['24 GiB', '25769803776 data'],
    ['0.36 USD/kWh', '1e-7 money per energy'],
    ['2 EUR', '2.2 money'],
    ['370 g/kWh', '0.00010277777777777778 mass per energy'],
    ['1.8 l/kWh', '5e-7 volume per energy'],
    ['1 m3/MWh', '2.7777777777777776e-7 volume per energy'],
    ['3 token', '3 a plain number'],
  ])('reads %s as %s', (text, expected) => expect(literal(text)).toBe(expected));

  it.each([
    'users',
    '2 * 3',
    '5 parsecs',
    '',
    ' ',
    '%',
    '1 2',
    '5 CHF',
    '1,000',
    '0x10',
    '2 ^ 3',
    '5 %%',
    '1 /',
    '/ s',
    'NaN',
  ])('leaves %j to the expression engine', (text) => expect(literal(text)).toBe('no literal'));

  it('counts long times in hours, as bills do', () => {
    const hours = (text: string): number => (parseLiteral(text)?.value ?? 0) / 3600;
    expect([
      hours('1 day'),
      hours('1 month'),
      hours('1 year'),
      hours('2 months'),
      hours('3 years'),
      hours('2 days'),
    ]).toEqual([24, 730, 8760, 1460, 26280, 48]);
  });

  it('means the same as the expression engine does, for every unit', () => {
    const names = [...unitTable().keys()];
    for (const name of names) {
      for (const text of [`3 ${name}`, `3 / ${name}`, `3 USD/${name}`]) {
        const fast = parseLiteral(text);
        const slow = evaluateExpression(text, () => undefined);
        if (!fast || !slow.ok) throw new Error(`${text} is not read`);
        expect(slow.value.value, text).toBeCloseTo(fast.value, 12);
        expect(sameDimension(slow.value.dimension, fast.dimension), text).toBe(true);
      }
    }
  });

  it('never throws, and never returns a number that is none', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.eE+-% /abkMGBsUDhWJ_(') }), (text) => {
        const measure = parseLiteral(text);
        expect(Number.isNaN(measure?.value ?? 0)).toBe(false);
      }),
    );
  });
});
