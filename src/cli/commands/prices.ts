import type { Catalog, InstanceRow, Row } from '../../catalog/index.ts';
import { machineHistory } from '../../estimate/index.ts';
import { acceleratorText, commandJson, historyText, priceList, type PriceLine } from '../../report/index.ts';
import { EXIT, UsageError, type ExitCode } from '../exit.ts';
import { write } from '../formats.ts';
import { createHost } from '../host.ts';
import type { CommonOptions } from '../session.ts';
import type { Terminal } from '../terminal.ts';

type PricesOptions = Pick<CommonOptions<'prices'>, 'format' | 'asOf' | 'pricing'> & {
  readonly top: string;
};

/** `prices list [WORD…]`: rows of the tables that have all the words in them, dearest information first: date, source, layer. */
export function pricesListCommand(terminal: Terminal, words: readonly string[], options: PricesOptions): ExitCode {
  const host = createHost(terminal, options);
  const catalog = host.engineFor(process.cwd()).catalog;
  const lines = allLines(catalog).filter((line) => matches(line, words));
  const top = topOf(options);
  write<'prices'>(terminal, options.format, {
    table: () => priceList(lines, top, host.asOf, terminal),
    json: () => commandJson('prices', { asOf: host.asOf, rows: lines }),
  });
  return EXIT.fine;
}

/** `prices show ID`: one accelerator: specification, offers by cloud, where each number is from. */
export function pricesShowCommand(terminal: Terminal, id: string, options: PricesOptions): ExitCode {
  const host = createHost(terminal, options);
  const catalog = host.engineFor(process.cwd()).catalog;
  const accelerator = catalog.accelerator(id);
  if (accelerator === undefined)
    throw new UsageError(`There is no accelerator ${id}. Find it with: inference-tco prices list ${id}`);
  const offers = [...catalog.offers(id)].sort((a, b) => perAccelerator(a) - perAccelerator(b));
  const top = topOf(options);
  const history = machineHistory(catalog, accelerator);
  const more = offers.length - top;
  const rest = more > 0 ? `\n${more} dearer offers more. Show them with --top ${offers.length}.\n` : '';
  write<'prices'>(terminal, options.format, {
    table: () =>
      acceleratorText(accelerator, offers.slice(0, top), host.asOf, terminal) + rest + historyText(history, terminal),
    json: () => commandJson('prices', { asOf: host.asOf, accelerator, offers, history }),
  });
  return EXIT.fine;
}

function topOf({ top }: PricesOptions): number {
  const number = Number(top);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UsageError(`--top ${top} is not a whole number above 0.`);
}

const perAccelerator = (row: InstanceRow): number => (row.onDemandUsdH ?? row.spotUsdH ?? Infinity) / row.count;

function allLines(catalog: Catalog): readonly PriceLine[] {
  const about = ({ origin }: Row) => ({
    table: origin.table,
    asOf: origin.asOf,
    confidence: origin.confidence,
    layer: origin.layer,
    source: origin.source,
  });
  return [
    ...catalog.accelerators.map((row): PriceLine => ({
      kind: 'accelerator',
      id: row.id,
      what: `${row.vendor} ${row.name}`,
      ...(row.priceUsd === undefined ? {} : { price: row.priceUsd }),
      unit: ' each',
      ...about(row),
    })),
    ...catalog.instances.map((row): PriceLine => ({
      kind: 'instance',
      id: row.instance,
      what: `${row.count} × ${row.accelerator}, ${row.cloud} ${row.region}`,
      ...(row.onDemandUsdH === undefined ? {} : { price: row.onDemandUsdH }),
      unit: '/h',
      ...about(row),
    })),
    ...catalog.apiPrices.map((row): PriceLine => ({
      kind: 'api',
      id: row.modelId,
      what: row.provider,
      ...(row.outputUsdMtok === undefined ? {} : { price: row.outputUsdMtok }),
      unit: '/1M output',
      ...about(row),
    })),
  ];
}

function matches(line: PriceLine, words: readonly string[]): boolean {
  const text = `${line.kind} ${line.id} ${line.what} ${line.table}`.toLowerCase();
  return words.every((word) => text.includes(word.toLowerCase()));
}
