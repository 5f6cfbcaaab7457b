/** What the definition of the document says about its keys: meanings, defaults, allowed words, measures. All of it is translated. */
import { schemaAt } from '../../src/workload/index.ts';

export function keyTexts(): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (path: readonly string[]): void => {
    const info = schemaAt(path);
    if (info === undefined || path.length > 6) return;
    const { doc, default: left, measure, bare, values = [], keys = [], names, listLength } = info;
    if (path.length > 0) found.add(doc);
    if (left?.startsWith('(')) found.add(left.slice(1, -1));
    for (const text of [measure, bare, ...values.map((one) => one.doc)]) if (text) found.add(text);
    // Where a unit is needed, the problem of its absence says the measure without an article.
    if (measure && bare === undefined) found.add(measure.replace(/^an? /, ''));
    if (listLength !== undefined) found.add(`a list of ${[...new Set(listLength)].join(' to ')} numbers`);
    const id = `${doc} ${keys.join(' ')}`;
    if (seen.has(id)) return;
    seen.add(id);
    for (const key of [...keys, ...(names ? ['x'] : []), ...(measure ? ['low', 'mid', 'high'] : [])])
      visit([...path, key]);
  };
  visit([]);
  return found;
}
