/** A system as bought: its cost per hour without electricity, and the lines of its bill. */
import type { SystemRow } from '../../catalog/index.ts';
import { ownAcceleratorHour, ownLines } from '../../economics/index.ts';
import { type Figure, leaf, product } from '../../quantity/index.ts';
import type { Own } from '../../workload/index.ts';
import { ProblemCollector } from '../problems/index.ts';
import type { MachineOption, OptionContext } from './options.ts';
import { ownOf } from './own.ts';
import { priceOrigin } from './priceOrigin.ts';
import { siteFigures } from './site.ts';

/** Systems that may be bought: the usual one, and the others of the table; with a price of the document's own for a system, that one alone. */
export function ownOptions(own: Own, context: OptionContext, pending: ProblemCollector): readonly MachineOption[] {
  const usual = ownOption(own, context, pending);
  if (own.serverPrice || own.share.value) return [usual];
  const others = context.catalog.systems.filter(
    ({ accelerator, accelerators }) => accelerator === context.row.id && accelerators !== usual.size,
  );
  return [usual, ...others.map((system) => ownOption(own, context, new ProblemCollector(), system))];
}

/** Accelerators of a server that has a network for groups over several. */
const NETWORKED = 8;

function ownOption(own: Own, context: OptionContext, pending: ProblemCollector, system?: SystemRow): MachineOption {
  const { row, catalog, today } = context;
  const written = { ...context.documentSite, ...context.deploymentSite, ...(own.pue ? { pue: own.pue } : {}) };
  const site = siteFigures(catalog, today, written, {});
  const { ownership, systemSize, serverWatts } = ownOf(own, { ...context, site, system });
  if (ownership.hardware.value === null) {
    const reason = row.availability === 'internal' ? 'outsider' : 'list';
    pending.add('unknown-price', { what: row.name, reason }, priceOrigin(own, context.written));
  }
  const none = leaf('electricity apart', { value: 0 }, 'kW', {
    kind: 'definition',
    documentation: 'docs/definitions.md#own',
  });
  const each = ownAcceleratorHour(ownership, none);
  const pricePerHourFigure = product(
    'cost per system-hour',
    'USD',
    [[each, 1]],
    `cost per accelerator-hour × ${systemSize}`,
    systemSize,
  );
  const accelerators = (machines: Figure): Figure =>
    product('accelerators owned', '1', [[machines, 1]], `systems × ${systemSize}`, systemSize);
  return {
    kind: 'own',
    size: systemSize,
    domain: Math.max(systemSize, row.domainSpansInstances ? (row.scaleUpDomain ?? 1) : 1),
    networked: system === undefined || system.accelerators >= NETWORKED,
    ...(system ? { system } : {}),
    share: own.share.value,
    units: 1,
    committed: true,
    pricePerHour: pricePerHourFigure.value ?? undefined,
    pricePerHourFigure,
    serverWatts,
    site,
    ownership,
    lines: ({ billed }, grid, stage) => ownLines(ownership, accelerators(billed), grid, stage),
    fullHour: (grid) =>
      product(
        'cost per system-hour at full load',
        'USD',
        [[ownAcceleratorHour(ownership, grid), 1]],
        `cost per accelerator-hour × ${systemSize}`,
        systemSize,
      ),
  };
}
