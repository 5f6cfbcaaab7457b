/** What is known about a key of the document: for hover, completion and the reference. */
import { DOCUMENT } from './definition.ts';
import { MEASURES, type CatalogTable, type Key, type MappingType, type Measure, type MeasureName, type ValueType } from './language.ts';

export interface KeyInfo {
  readonly path: readonly string[];
  readonly doc: string;
  /** Kind of the plain value; a key that also takes a mapping has `keys` beside it. */
  readonly type: Exclude<ValueType['kind'], 'either'>;
  readonly required: boolean;
  readonly default?: string;
  readonly example?: string;
  /** What a quantity measures, such as `money per energy`. */
  readonly measure?: string;
  /** The same as a code: the name of its entry in `MEASURES`. */
  readonly measureCode?: MeasureName;
  /** Units that fit, the usual one first. */
  readonly units?: readonly string[];
  /** What a number without unit means here; absent where a unit is needed. '' is a plain number. */
  readonly bare?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly above?: number;
  readonly integer?: true;
  /** Allowed words with their meaning. */
  readonly values?: readonly { readonly value: string; readonly doc: string }[];
  /** Names that a table of the catalog resolves. */
  readonly table?: CatalogTable;
  /** Keys that may stand below. */
  readonly keys?: readonly string[];
  /** Below stand names of the user's choice: deployments, `let` names. */
  readonly names?: true;
  /** Least and most numbers of the list that may stand here. */
  readonly listLength?: readonly [least: number, most: number];
}

const RANGE_END: Readonly<Record<string, string>> = {
  low: 'Low end of the range: nine in ten chances to be above.',
  mid: 'The value itself.',
  high: 'High end of the range: nine in ten chances to be below.',
};

/** Options of a type, flattened. */
export function optionsOf(type: ValueType): readonly ValueType[] {
  return type.kind === 'either' ? type.options.flatMap(optionsOf) : [type];
}

function mappingIn(type: ValueType): MappingType | undefined {
  return optionsOf(type).find((option): option is MappingType => option.kind === 'mapping');
}

function childOf(type: ValueType, segment: string): Key | undefined {
  const mapping = mappingIn(type);
  if (mapping && Object.hasOwn(mapping.keys, segment)) return mapping.keys[segment];
  if (mapping?.names) return mapping.names;
  const quantity = optionsOf(type).find(({ kind }) => kind === 'quantity' || kind === 'definition');
  const end = Object.hasOwn(RANGE_END, segment) ? RANGE_END[segment] : undefined;
  if (quantity && end !== undefined) return { doc: end, type: quantity };
  const list = optionsOf(type).find((option) => option.kind === 'list');
  if (list && /^\d+$/.test(segment)) return { doc: 'One of the list.', type: list.of };
  return undefined;
}

/** The definition of a path: `['deployments', 'any-name', 'rent', 'cloud']`. */
export function keyAt(path: readonly string[]): Key | undefined {
  let key: Key = { doc: 'An inference-tco workload.', type: DOCUMENT };
  for (const segment of path) {
    const child = childOf(key.type, segment);
    if (!child) return undefined;
    key = child;
  }
  return key;
}

/** @returns undefined for keys the language does not have */
export function schemaAt(path: readonly string[]): KeyInfo | undefined {
  const key = keyAt(path);
  if (!key) return undefined;
  const options = optionsOf(key.type);
  const first = options[0];
  if (!first || first.kind === 'either') return undefined;
  const mapping = mappingIn(key.type);
  const quantity = options.find((option) => option.kind === 'quantity');
  const choice = options.find((option) => option.kind === 'choice');
  const named = options.find((option) => option.kind === 'name');
  const list = options.find((option) => option.kind === 'list');
  const keys = mapping ? Object.keys(mapping.keys) : [];
  return {
    path,
    doc: key.doc,
    type: first.kind,
    required: key.required ?? false,
    ...(key.default === undefined ? {} : { default: key.default }),
    ...(key.example === undefined ? {} : { example: key.example }),
    ...(quantity ? quantityInfo(quantity) : {}),
    ...(choice ? { values: Object.entries(choice.values).map(([value, doc]) => ({ value, doc })) } : {}),
    ...(named ? { table: named.table } : {}),
    ...(keys.length > 0 ? { keys } : {}),
    ...(mapping?.names ? { names: true as const } : {}),
    ...(list ? { listLength: [list.least, list.most] as const } : {}),
  };
}

function quantityInfo(type: Extract<ValueType, { kind: 'quantity' }>): Partial<KeyInfo> {
  const measure: Measure = MEASURES[type.measure];
  return {
    measure: measure.name,
    measureCode: type.measure,
    units: measure.units,
    ...(measure.bare === undefined ? {} : { bare: measure.bare }),
    ...(type.minimum === undefined ? {} : { minimum: type.minimum }),
    ...(type.maximum === undefined ? {} : { maximum: type.maximum }),
    ...(type.above === undefined ? {} : { above: type.above }),
    ...(type.integer === undefined ? {} : { integer: type.integer }),
  };
}
