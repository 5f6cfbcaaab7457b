import type { Catalog } from '../../catalog/index.ts';
import {
  OFFER_REASONS,
  type OfferReason,
  RANK_ORDERS,
  type InfeasibleRow,
  type RankBy,
  type Ranking,
  type RankOptions,
  type RankRow,
} from '../../estimate/index.ts';
import { formatMoney } from '../../quantity/index.ts';
import { commandJson, csv, rankMarkdown, rankNotes, rankText } from '../../report/index.ts';
import { UsageError, type ExitCode } from '../exit.ts';
import { write } from '../formats.ts';
import { Session, type CommonOptions } from '../session.ts';
import { progress, type Terminal } from '../terminal.ts';

export interface RankCommandOptions extends CommonOptions<'rank'> {
  readonly by: string;
  readonly top?: string;
  readonly precision?: string;
  readonly places?: string;
  /** Ways to pay. */
  readonly pay?: string;
  readonly clouds?: string;
  readonly regions?: string;
  readonly vendors?: string;
  readonly available?: boolean;
  readonly minConfidence?: string;
  readonly include?: string;
}

/** `rank FILE`: every feasible accelerator × purchase of the catalog for this workload. */
export function rankCommand(terminal: Terminal, file: string, options: RankCommandOptions): ExitCode {
  // The answer is about the catalog: warnings about the deployments of the document are those of `estimate`.
  const session = new Session(terminal, options, ({ path: [root] }) => root !== 'deployments' && root !== 'serving');
  const rankOptions = checked(options);
  const found = session.one(session.evaluateAll([file]));
  const workload = found?.workload.workload;
  if (found === undefined || workload === undefined) {
    if (options.format === 'json') terminal.out(commandJson('rank', { rows: [], infeasible: [] }));
    return session.exit;
  }
  const drawing = bestSoFar(terminal, found.workload.estimate.currency);
  const wanted = { ...rankOptions, ...narrowed(options, found.engine.catalog) };
  const ranking = found.engine.rank(workload, wanted, drawing.seen);
  drawing.end();
  const { estimate } = found.workload;
  const cells = { locale: terminal.locale, currency: estimate.currency, limits: estimate.limits };
  write<'rank'>(terminal, options.format, {
    table: () => rankText(ranking, cells, terminal.width),
    json: () => rankJson(ranking, estimate.name),
    markdown: () => rankMarkdown(ranking, cells),
    csv: () => csv(rankRows(ranking)),
  });
  return session.exit;
}

const REDRAWN_EVERY_MS = 100;

/** The first results while the rest are weighed, on one line that goes away; only where a person watches. Ctrl-C ends it. */
function bestSoFar(terminal: Terminal, currency: string) {
  let count = 0;
  let best: RankRow['estimate'] | undefined;
  let drawn = Date.now();
  const cost = (estimate: RankRow['estimate'] | undefined): number => estimate?.cost.perMillionTokens.value ?? Infinity;
  const seen = (row: RankRow | InfeasibleRow): void => {
    if (row.kind === 'row') {
      count += 1;
      if (row.meetsSlo && cost(row.estimate) < cost(best)) best = row.estimate;
    }
    if (Date.now() - drawn < REDRAWN_EVERY_MS || best === undefined) return;
    drawn = Date.now();
    const price = formatMoney(cost(best), currency, terminal.locale);
    progress(terminal, `${count} weighed; cheapest so far ${best.name}, ${price}/1M tokens`);
  };
  return { ...(terminal.interactive ? { seen } : {}), end: () => progress(terminal) };
}

function rankJson(ranking: Ranking, workload: string): string {
  const rows = ranking.rows.map((row) => ({
    ...row.estimate,
    meetsSlo: row.meetsSlo,
    pareto: row.pareto,
    ...(row.weights === undefined ? {} : { weights: row.weights }),
  }));
  const infeasible = ranking.infeasible.map(({ accelerator, name, reasons }) => ({ accelerator, name, reasons }));
  return commandJson('rank', { workload, by: ranking.by, rows, infeasible });
}

function rankRows(ranking: Ranking): readonly Record<string, string | number>[] {
  return ranking.rows.map(({ estimate, meetsSlo, pareto }, i) => ({
    rank: i + 1,
    deployment: estimate.name,
    perMillionTokens: estimate.cost.perMillionTokens.value ?? '',
    perMonth: estimate.cost.perMonth.value ?? '',
    kwhPerMillionTokens: estimate.energy.kwhPerMillionTokens.value ?? '',
    ttft_s: estimate.performance.ttft.value ?? '',
    tpot_s: estimate.performance.tpot.value ?? '',
    meetsSlo: meetsSlo ? 'yes' : 'no',
    pareto: pareto ? 'yes' : 'no',
    notes: rankNotes(estimate),
  }));
}

function checked(options: RankCommandOptions): RankOptions {
  const by = RANK_ORDERS.find((order) => order === options.by);
  if (by === undefined) throw new UsageError(`--by ${options.by} is not an order. Use ${RANK_ORDERS.join(', ')}.`);
  const top = options.top === undefined ? undefined : Number(options.top);
  if (top !== undefined && !(Number.isInteger(top) && top > 0))
    throw new UsageError(`--top ${options.top} is not a whole number above 0.`);
  if (options.precision !== undefined && options.precision !== 'any' && options.precision !== 'workload')
    throw new UsageError(`--precision ${options.precision} is unknown. Use any, or workload.`);
  if (options.places !== undefined && options.places !== 'cheapest' && options.places !== 'all')
    throw new UsageError(`--places ${options.places} is unknown. Use cheapest, or all.`);
  const confidence = options.minConfidence;
  if (confidence !== undefined && confidence !== 'published' && confidence !== 'third-party')
    throw new UsageError(`--min-confidence ${confidence} is unknown. Use published, or third-party.`);
  return {
    by: by satisfies RankBy,
    ...(top === undefined ? {} : { top }),
    ...(options.precision === undefined ? {} : { precision: options.precision }),
    ...(options.places === undefined ? {} : { places: options.places }),
    ...(options.available === true ? { availableNow: true } : {}),
    ...(confidence === undefined ? {} : { minimumConfidence: confidence }),
  };
}

const WAYS = ['rent', 'own', 'api'] as const;
type Way = (typeof WAYS)[number];

/** What the lists leave: a cloud or region leaves what is rented there, a maker what runs on its machines. */
function narrowed({ pay, clouds, regions, vendors, include }: RankCommandOptions, catalog: Catalog): RankOptions {
  const makers = [...new Set(catalog.accelerators.map(({ vendor }) => vendor))];
  const possible: readonly Way[] =
    clouds !== undefined || regions !== undefined ? ['rent'] : vendors !== undefined ? ['rent', 'own'] : WAYS;
  const asked = pay === undefined ? WAYS : known('way to pay', list(pay), WAYS);
  return {
    ...(clouds === undefined ? {} : { clouds: known('cloud', list(clouds), catalog.clouds()) }),
    ...(vendors === undefined ? {} : { vendors: known('maker', list(vendors), makers) }),
    ...(regions === undefined ? {} : { regions: list(regions).flatMap((region) => regionsOf(region, catalog)) }),
    kinds: possible.filter((way) => asked.includes(way)),
    ...(include === undefined ? {} : { include: known<OfferReason>('reason', list(include), OFFER_REASONS) }),
  };
}

function known<Name extends string>(kind: string, wanted: readonly string[], names: readonly Name[]): readonly Name[] {
  return wanted.map((name) => {
    const found = names.find((other) => other.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return found;
    throw new UsageError(`No ${kind} is called ${name}. Use ${names.join(', ')}.`);
  });
}

/** The regions of a group such as `eu`, or the region itself. */
function regionsOf(region: string, catalog: Catalog): readonly string[] {
  const found = new Set(
    catalog.accelerators.flatMap(({ id }) => catalog.offers(id, { region }).map((offer) => offer.region)),
  );
  // Offers of every region answer to any name, known or not.
  if ([...found].some((name) => name !== 'global' || region === 'global')) return [...found];
  throw new UsageError(
    `Nothing is rented in ${region}. Use a region of a cloud, or ${catalog.regionGroups().join(', ')}.`,
  );
}

const list = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
