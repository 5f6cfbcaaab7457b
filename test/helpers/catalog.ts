/** The bundled catalog for tests, built from pricing/ once per worker. */
import { compilePricing } from '../../scripts/compile-pricing.ts';
import { createCatalog, type Catalog, type CatalogData } from '../../src/catalog/index.ts';

let data: CatalogData | undefined;
let cached: Catalog | undefined;

export function catalogData(): CatalogData {
  data ??= compilePricing().data;
  return data;
}

export function catalog(): Catalog {
  cached ??= createCatalog(catalogData());
  return cached;
}
