import { createCatalog, type Catalog, type OverlayTables } from '../catalog/index.ts';
import { tables } from 'virtual:tables';

/**
 * The tables of this release: accelerators, models, clouds, API prices, energy and ownership facts, each row with its
 * source and date.
 *
 * @param overlays - rows that go before the bundled ones, made by {@link readOverlay}
 * @returns a new catalog; rows are decoded when they are first asked for
 */
export function bundledCatalog(overlays: readonly OverlayTables[] = []): Catalog {
  return createCatalog(tables(), overlays);
}
