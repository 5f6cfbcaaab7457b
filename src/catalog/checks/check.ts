/** All checks over all price rows, less what was looked at and kept. */
import type { Catalog, ExceptionRow } from '../schema/index.ts';
import { checkApis } from './apis.ts';
import type { Finding } from './finding.ts';
import { checkOffers } from './offers.ts';

export interface CheckedTables extends Pick<
  Catalog,
  'accelerator' | 'model' | 'currencies' | 'references' | 'exceptions' | 'instances' | 'apiPrices'
> {
  /** Date that ages are counted to: of the tables, or today. */
  readonly today: string;
}

/**
 * Every finding that no exception covers, in the order of the tables.
 *
 * @returns `unused`: exceptions that nothing needs any more
 */
export function checkTables(tables: CheckedTables): {
  readonly findings: readonly Finding[];
  readonly kept: readonly Finding[];
  readonly unused: readonly ExceptionRow[];
} {
  const all = [
    ...checkOffers(tables.instances, { machine: tables.accelerator, today: tables.today }),
    ...checkApis(tables.apiPrices, {
      parametersB: (id) => tables.model(id)?.publishedParametersB,
      references: tables.references,
      currencies: tables.currencies,
    }),
  ];
  const patterns = tables.exceptions.map((exception) => ({ exception, matches: pattern(exception.row) }));
  const used = new Set<ExceptionRow>();
  const kept = all.filter(({ code, row }) => {
    const by = patterns.find(({ exception, matches }) => exception.code === code && matches(row));
    if (by) used.add(by.exception);
    return by !== undefined;
  });
  const covered = new Set(kept);
  const order = (a: Finding, b: Finding): number =>
    a.table === b.table ? a.line - b.line : a.table < b.table ? -1 : 1;
  return {
    findings: all.filter((finding) => !covered.has(finding)).sort(order),
    kept,
    unused: tables.exceptions.filter((exception) => !used.has(exception)),
  };
}

/** `*` stands for any text; the rest is literal, in any case. Without regular expressions: a table is data. */
function pattern(text: string): (row: string) => boolean {
  const parts = text.toLowerCase().split('*');
  return (row) => {
    const name = row.toLowerCase();
    const [head = '', ...rest] = parts;
    if (rest.length === 0) return name === head;
    if (!name.startsWith(head)) return false;
    const tail = rest.pop() ?? '';
    let at = head.length;
    for (const part of rest) {
      const next = name.indexOf(part, at);
      if (next < 0) return false;
      at = next + part.length;
    }
    return name.length - tail.length >= at && name.endsWith(tail);
  };
}
