/** What a column may be; shorthands for writing tables down. All keep the literal types (row.ts). */
export type TableKind =
  | 'accelerators'
  | 'names'
  | 'instances'
  | 'regions'
  | 'models'
  | 'aliases'
  | 'apis'
  | 'energy'
  | 'ownership'
  | 'priors'
  | 'currencies'
  | 'exceptions'
  | 'references'
  | 'support'
  | 'limits'
  | 'speculation'
  | 'commitments'
  | 'history'
  | 'images'
  | 'systems';

/** What may be said of any column, beside its name, type and meaning. */
interface Facts {
  readonly required?: boolean;
  /** The cell names a row of another table by its id. */
  readonly references?: TableKind;
  /** The field of the row, where that is not the name in camelCase. */
  readonly field?: string;
  /** What the field holds where the cell is empty; without it an empty cell of a column that is not required is no field. */
  readonly fallback?: string | number;
  /** 0 is written for "none", and read as an empty cell. */
  readonly zero?: 'none';
  /** An answer of no is written as an empty cell, and is no field. */
  readonly no?: 'empty';
  /** Part of a field that several cells make together (decode.ts), or of the evidence of the row: no field by itself. */
  readonly part?: true;
}

export interface Column extends Facts {
  readonly name: string;
  readonly type: 'text' | 'number' | 'integer' | 'boolean' | 'date' | 'period' | 'enum';
  /** Inclusive bounds of plausibility: outside them the cell is an error, most often a wrong unit. */
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly string[];
  readonly doc: string;
}

export interface TableDefinition<Kind extends string = TableKind> {
  readonly kind: Kind;
  readonly title: string;
  /** Columns that together name a row; no two rows of one layer share them. */
  readonly identity: readonly string[];
  /** Columns that name a row to people, where they are not those of the identity. */
  readonly label?: readonly string[];
  readonly columns: readonly Column[];
  /** What cells of one row say about each other that cannot be: what is, then what to do. */
  readonly check?: (cells: Readonly<Record<string, string>>) => readonly string[];
}

export const text = <const Name extends string, const F extends Facts = object>(name: Name, doc: string, facts?: F) =>
  ({ name, type: 'text', doc, ...(facts as F) }) as const;

export const date = <const Name extends string, const F extends Facts = object>(name: Name, doc: string, facts?: F) =>
  ({ name, type: 'date', doc, ...(facts as F) }) as const;

export const oneOf = <const Name extends string, const Values extends readonly string[], const F extends Facts = object>(
  name: Name,
  values: Values,
  doc: string,
  facts?: F,
) => ({ name, type: 'enum', values, doc, ...(facts as F) }) as const;

export const number = <const Name extends string, const F extends Facts = object>(
  name: Name,
  min: number,
  max: number,
  doc: string,
  facts?: F,
) => ({ name, type: 'number', min, max, doc, ...(facts as F) }) as const;

export const integer = <const Name extends string, const F extends Facts = object>(
  name: Name,
  min: number,
  max: number,
  doc: string,
  facts?: F,
) => ({ name, type: 'integer', min, max, doc, ...(facts as F) }) as const;

export const flag = <const Name extends string, const F extends Facts = object>(name: Name, doc: string, facts?: F) =>
  ({ name, type: 'boolean', doc, ...(facts as F) }) as const;

/** A price of tokens. */
export const perMillion = <const Name extends string, const F extends Facts = object>(
  name: Name,
  doc: string,
  facts?: F,
) => number(name, 0, 1000, `${doc} USD per million tokens.`, facts);

export const needed = { required: true } as const;
export const part = { part: true } as const;

/** The days between which a price is offered, where its source says them. */
export const VALIDITY = [
  date('valid_from', 'First day of the price, where the source says it.'),
  date('valid_until', 'Last day of the price, or of the offer: after it the row never leads.'),
] as const;

export const CONFIDENCES = ['published', 'third-party', 'estimate'] as const;

/** Every row of every table ends with its evidence. */
export const EVIDENCE = [
  text('source', 'Page, API or file (with commit) the row was read from.', { ...needed, ...part }),
  date('as_of', 'Date the source speaks of: ISO date or its prefix (2026-07-20, 2026-07, 2026).', {
    ...needed,
    ...part,
  }),
  oneOf(
    'confidence',
    CONFIDENCES,
    'published: the vendor’s own page or API; third-party: somebody else’s published figure; estimate: ours, or inferred.',
    { ...needed, ...part },
  ),
  text('notes', 'What a reader should know: disagreements, scope, how a figure was derived.'),
] as const;

export function isEvidence(column: Column): boolean {
  return (EVIDENCE as readonly Column[]).includes(column);
}

/** USD per hour or per million tokens: the figures that feeds bring and that grow old. */
export function isPrice(column: string): boolean {
  return /_usd_(h|mtok)$/.test(column);
}
