/** What a column may be; shorthands for writing tables down. */
export type TableKind =
  | 'accelerators'
  | 'instances'
  | 'regions'
  | 'models'
  | 'aliases'
  | 'apis'
  | 'energy'
  | 'ownership'
  | 'priors'
  | 'currencies';

export interface Column {
  readonly name: string;
  readonly type: 'text' | 'number' | 'integer' | 'boolean' | 'date' | 'period' | 'enum';
  readonly required?: boolean;
  /** Inclusive bounds of plausibility: outside them the cell is an error, most often a wrong unit. */
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly string[];
  /** The cell names a row of another table by its id. */
  readonly references?: TableKind;
  readonly doc: string;
}

export interface TableDefinition {
  readonly kind: TableKind;
  readonly title: string;
  /** Columns that together name a row; no two rows of one layer share them. */
  readonly identity: readonly string[];
  readonly columns: readonly Column[];
}

export const text = (name: string, doc: string, more: Partial<Column> = {}): Column => ({ name, type: 'text', doc, ...more });
export const oneOf = (name: string, values: readonly string[], doc: string, more: Partial<Column> = {}): Column => ({
  name,
  type: 'enum',
  values,
  doc,
  ...more,
});
export const number = (name: string, min: number, max: number, doc: string, more: Partial<Column> = {}): Column => ({
  name,
  type: 'number',
  min,
  max,
  doc,
  ...more,
});
export const integer = (name: string, min: number, max: number, doc: string, more: Partial<Column> = {}): Column => ({
  name,
  type: 'integer',
  min,
  max,
  doc,
  ...more,
});
export const flag = (name: string, doc: string): Column => ({ name, type: 'boolean', doc });
export const needed = { required: true } as const;

/** Every row of every table ends with its evidence. */
export const EVIDENCE: readonly Column[] = [
  text('source', 'Page, API or file (with commit) the row was read from.', needed),
  {
    name: 'as_of',
    type: 'date',
    required: true,
    doc: 'Date the source speaks of: ISO date or its prefix (2026-07-20, 2026-07, 2026).',
  },
  oneOf(
    'confidence',
    ['published', 'third-party', 'estimate'],
    'published: the vendor’s own page or API; third-party: somebody else’s published figure; estimate: ours, or inferred.',
    needed,
  ),
  text('notes', 'What a reader should know: disagreements, scope, how a figure was derived.'),
];

