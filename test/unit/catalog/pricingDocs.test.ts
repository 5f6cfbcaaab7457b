import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PRICE_SOURCES } from '../../../src/catalog/index.ts';
import { DATA_PAGE, renderPage } from '../../../scripts/pricing-docs.ts';

it('docs/pricing-data.md says what the tables hold today', () => {
  const page = readFileSync(DATA_PAGE, 'utf8');
  expect(page).toBe(renderPage(page));
});

it('docs/pricing-data.md names every source of prices update', () => {
  const page = readFileSync(DATA_PAGE, 'utf8');
  for (const { id, heavy } of PRICE_SOURCES)
    expect(page).toMatch(new RegExp(`\\| \`${id}\` \\| .* \\| ${heavy === true ? 'yes' : ''} ?\\|`));
});
