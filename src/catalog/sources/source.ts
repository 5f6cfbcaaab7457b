/** What a public price feed is to us: where it lives, and a pure function from its text to rows of our tables. */
import { type apis, type instances, isPrice, type TableKind } from '../schema/index.ts';
import type { Confidence } from '../../quantity/index.ts';

/** A row in the columns of its table, texts as in CSV. */
export type SourceRow = Readonly<Record<string, string>>;

export interface Rejected {
  /** Closed words, counted in the report. */
  readonly reason:
    | 'not-an-accelerator'
    | 'unknown-instance'
    | 'unknown-model'
    | 'placeholder'
    | 'wrong-unit'
    | 'not-hourly'
    | 'not-linux'
    | 'other-market'
    | 'wrong-currency'
    | 'no-price'
    | 'dynamic-price'
    | 'not-text'
    | 'malformed';
  readonly what: string;
}

export interface Parsed {
  readonly rows: readonly SourceRow[];
  readonly rejected: readonly Rejected[];
  /** Next page, where the feed has pages. */
  readonly next?: string;
  /** The feed is not what it says it is: nothing of it is used. */
  readonly broken?: string;
}

/** What a parser may ask of the tables that exist: names only, so that a feed cannot invent machines. */
export interface SourceContext {
  /** ISO date of the download; rows of feeds without a date of their own carry it. */
  readonly today: string;
  instance(cloud: string, type: string): KnownInstance | undefined;
  /** Accelerator id of a feed's own name: `H100`, `h100-sxm`, `A100-80GB`. */
  accelerator(name: string): string | undefined;
  /** The machine a provider's offer per GPU is known to be: form factors that the feed's name leaves open are not guessed again. */
  perGpu(cloud: string, instance: string): KnownForm | undefined;
  /** Whether all that is known of the cloud are listings of other owners: what else it lists is one too. */
  marketplace(cloud: string): boolean;
  /** Accelerators of one kind that a server links: up to 8, or the domain where that is smaller. */
  domain(accelerator: string): number;
  /** Our model id of a hosted model's name. */
  model(name: string): string | undefined;
  /** On-demand price known already, USD per hour: coarse spot feeds publish only the saving. */
  onDemand(cloud: string, type: string, region: string): number | undefined;
}

export interface KnownForm {
  readonly accelerator: string;
  readonly nodeSize: number;
}

export interface KnownInstance {
  readonly accelerator: string;
  readonly count: number;
  readonly vcpus?: number;
  readonly ramGb?: number;
}

/** Cells of an offer, by the columns of its table; an undefined one stays empty. */
export type OfferCells = {
  readonly [Name in (typeof instances | typeof apis)['columns'][number]['name']]?: string | number | undefined;
};

/** The cells that say which machine a row is of: its identity, and what our tables know of it. */
export function machineCells(
  cloud: string,
  instance: string,
  region: string,
  { accelerator, count, vcpus, ramGb }: KnownInstance,
): OfferCells {
  return { cloud, instance, accelerator, count, region, vcpus, ram_gb: ramGb };
}

/** The cells that say where a row comes from. */
export function evidenceCells(source: string, asOf: string, confidence: Confidence): OfferCells {
  return { source, as_of: asOf, confidence };
}

/** Feeds too large for one string are read line by line. */
export interface LineReader {
  push(line: string): void;
  end(): Parsed;
}

export interface PriceSource {
  readonly id: string;
  readonly title: string;
  readonly kind: TableKind & ('instances' | 'apis');
  /** File of the refreshed layer, such as `clouds/azure.csv`. */
  readonly file: string;
  /** Clouds or providers whose rows it may replace. */
  readonly covers: readonly string[] | 'many';
  readonly licence: string;
  /** Sentence that must be shown with the data, where the licence asks for it. */
  readonly attribution?: string;
  /** Largest answer accepted, bytes. */
  readonly maxBytes: number;
  /** Hundreds of megabytes: only where the user names it. */
  readonly heavy?: true;
  urls(): readonly string[];
  parse(text: string, context: SourceContext, url: string): Parsed;
  lines?(context: SourceContext, url: string): LineReader;
}

/** Collects rows and rejections; two partial rows of one identity become one. */
export class Collector {
  readonly #rows = new Map<string, Record<string, string>>();
  readonly #rejected: Rejected[] = [];

  add(identity: string, cells: OfferCells): void {
    const row = this.#rows.get(identity) ?? {};
    for (const [name, cell] of Object.entries(cells)) if (cell !== undefined && cell !== '') row[name] ??= String(cell);
    this.#rows.set(identity, row);
  }

  has(identity: string): boolean {
    return this.#rows.has(identity);
  }

  reject(reason: Rejected['reason'], what: string): void {
    this.#rejected.push({ reason, what: what.slice(0, 120) });
  }

  parsed(more: Partial<Parsed> = {}): Parsed {
    const rows = [...this.#rows.values()].filter((row) => {
      const priced = Object.keys(row).some(isPrice);
      if (!priced) this.reject('no-price', row['instance'] ?? row['model_id'] ?? '');
      return priced;
    });
    return { rows, rejected: this.#rejected, ...more };
  }
}

export const broken = (reason: string): Parsed => ({ rows: [], rejected: [], broken: reason });

/** JSON that may be anything; `undefined` where it does not parse. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A positive price without binary noise; `undefined` for zero, nonsense and the 700.0 some catalogues write for "missing". */
export function hourly(value: number | undefined, collector: Collector, what: string): number | undefined {
  if (value === undefined || !Number.isFinite(value) || value <= 0) return undefined;
  if (value === 700) {
    collector.reject('placeholder', what);
    return undefined;
  }
  return Number(value.toPrecision(8));
}

/** USD per token → USD per million tokens. Above 1,000 a chat price is a unit error of the feed. */
export function perMillion(value: number | undefined, collector: Collector, what: string): number | undefined {
  if (value === undefined || !Number.isFinite(value) || value < 0) return undefined;
  const price = Number((value * 1e6).toPrecision(8));
  if (price <= 1000) return price;
  collector.reject('wrong-unit', what);
  return undefined;
}
