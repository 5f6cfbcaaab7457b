/** Dates that are true: of the tables, and the age of the oldest price that an answer uses; never the day of asking. */
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/estimate/index.ts';
import { pricesSentence, status, workloadsOf } from '../../../src/language/index.ts';
import { type Derivation, formatDate } from '../../../src/quantity/index.ts';
import { catalog } from '../../helpers/catalog.ts';
import { CHAT, contextOf, engine } from '../../helpers/language.ts';

const at = (asOf: string) => contextOf(CHAT, { engine: createEngine({ catalog: catalog(), asOf }) });
const sentence = (context: ReturnType<typeof at>, deployment: string): string =>
  pricesSentence(workloadsOf(context)[0], deployment, context);

describe('the date of prices', () => {
  it('is that of the tables, whenever it is asked', () => {
    const tables = formatDate(engine().catalog.pricesAsOf(), 'en-US');
    for (const day of ['2026-11-23', '2027-11-23'])
      expect(sentence(at(day), 'aws-h100')).toMatch(new RegExp(`^Tables of ${tables}; `));
  });

  it('goes with the age of the oldest price that the deployment uses', () => {
    const days = (day: string, deployment: string): number =>
      Number(/(\d+) days old$/.exec(sentence(at(day), deployment))?.[1]);
    for (const deployment of ['aws-h100', 'hosted']) {
      expect(days('2026-11-23', deployment)).toBeGreaterThan(0);
      expect(days('2026-12-03', deployment)).toBe(days('2026-11-23', deployment) + 10);
    }
  });

  it('is no age where the source says a year alone', () => {
    const row = {
      kind: 'row',
      table: 'clouds/gcp.csv',
      row: 'v6e',
      source: 's',
      confidence: 'published',
      layer: 'bundled',
    };
    const bill = (asOf: string): Derivation => ({
      label: 'price',
      quantity: { value: 1, unit: 'USD', state: 'known' },
      inputs: [],
      origin: { ...row, asOf } as Derivation['origin'] & object,
    });
    const said = (asOf: string): string => pricesSentence({ explain: () => bill(asOf) }, 'a', at('2026-11-23'));
    expect(said('2026')).toMatch(/; oldest price used of 2026$/);
    expect(said('2026-11-22')).toMatch(/; oldest price used 1 day old$/);
    expect(said('2026-10')).toMatch(/; oldest price used 23 days old$/);
  });

  it('stands in the language status', () => {
    expect(status(at('2026-11-23'), { codeLens: true, diagnostics: true }).detail).toContain('Tables of');
  });

  it('is written as the reader writes dates', () => {
    expect([formatDate('2026-09-18', 'de'), formatDate('2026-07', 'de'), formatDate('2025', 'de')]).toEqual([
      '18.09.2026',
      'Juli 2026',
      '2025',
    ]);
  });
});
