/** JSON Schema (draft-07, as editors read it) of the definition. Expressions are text to it: only our own reader knows them. */
import { API_VERSION, DOCUMENT } from './definition.ts';
import { boundsOf, MEASURES, type Key, type MappingType, type Measure, type ValueType } from './language.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

const RANGE_DOC = 'A range: its ends hold eight in ten chances, and flow into the intervals of the estimate.';

/**
 * Keys that stand in several places (those of `serving`, `rent`, `own` …) become definitions, so that the file stays
 * small enough to read. A key is known by the object that defines it.
 */
class Definitions {
  readonly schemas = new Map<string, JsonSchema>();
  private readonly uses: ReadonlyMap<Key, number>;
  private readonly names = new Map<Key, string>();

  constructor(uses: ReadonlyMap<Key, number>) {
    this.uses = uses;
  }

  /** The schema of a key, or a reference to it. */
  of(name: string, key: Key): JsonSchema {
    if ((this.uses.get(key) ?? 0) < 2) return keySchema(key, this);
    const known = this.names.get(key);
    if (known !== undefined) return { $ref: `#/definitions/${known}` };
    const unique = this.schemas.has(name) ? `${name}_${this.schemas.size}` : name;
    this.names.set(key, unique);
    this.schemas.set(unique, {}); // keeps its place in the order of the document
    this.schemas.set(unique, keySchema(key, this));
    return { $ref: `#/definitions/${unique}` };
  }
}

function countUses(type: ValueType, uses: Map<Key, number>): ReadonlyMap<Key, number> {
  if (type.kind === 'either') for (const option of type.options) countUses(option, uses);
  if (type.kind !== 'mapping') return uses;
  for (const key of [...Object.values(type.keys), ...(type.names ? [type.names] : [])]) {
    const seen = uses.get(key) ?? 0;
    uses.set(key, seen + 1);
    if (seen === 0) countUses(key.type, uses);
  }
  return uses;
}

export function jsonSchema(): JsonSchema {
  const definitions = new Definitions(countUses(DOCUMENT, new Map()));
  const root = mappingSchema(DOCUMENT, definitions);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `Inference TCO workload (${API_VERSION})`,
    ...root,
    patternProperties: { '^x-': {} },
    definitions: Object.fromEntries(definitions.schemas),
  };
}

function mappingSchema(type: MappingType, definitions: Definitions): JsonSchema {
  const entries = Object.entries(type.keys);
  const required = entries.filter(([, key]) => key.required).map(([name]) => name);
  return {
    type: ['object', 'null'],
    ...(entries.length > 0
      ? { properties: Object.fromEntries(entries.map(([name, key]) => [name, definitions.of(name, key)])) }
      : {}),
    additionalProperties: type.names ? definitions.of('name', type.names) : false,
    ...(required.length > 0 ? { required } : {}),
  };
}

function keySchema(key: Key, definitions: Definitions): JsonSchema {
  return {
    description: describe(key),
    ...typeSchema(key.type, definitions),
    ...(key.example === undefined ? {} : { examples: [plainValue(key.example)] }),
    ...(key.default === undefined || key.default.startsWith('(') ? {} : { default: plainValue(key.default) }),
  };
}

function describe(key: Key): string {
  const quantity = key.type.kind === 'either' ? key.type.options.find(({ kind }) => kind === 'quantity') : key.type;
  const parts = [key.doc];
  if (quantity?.kind === 'quantity') {
    const measure: Measure = MEASURES[quantity.measure];
    if (measure.units.length > 0) parts.push(`Units: ${measure.units.join(', ')}.`);
  }
  if (key.default !== undefined) parts.push(`Default: ${key.default.replace(/^\((.*)\)$/, '$1')}.`);
  return parts.join(' ');
}

/** `4` is a number in JSON, `40 ms` is text, `false` is false. */
function plainValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() !== '' && !Number.isNaN(Number(text)) ? Number(text) : text;
}

function typeSchema(type: ValueType, definitions: Definitions): JsonSchema {
  switch (type.kind) {
    case 'text':
    case 'name':
    case 'path':
    case 'deployment-name':
      return { type: ['string', 'number', 'boolean'] };
    case 'choice':
      return { enum: Object.keys(type.values), enumDescriptions: Object.values(type.values) };
    case 'boolean':
      return { type: 'boolean' };
    case 'definition':
      return { anyOf: [{ type: ['number', 'string'] }, rangeSchema({ type: ['number', 'string'] })] };
    case 'quantity': {
      const single = quantitySchema(type);
      return { anyOf: [single, rangeSchema(single)] };
    }
    case 'list':
      return {
        type: 'array',
        items: typeSchema(type.of, definitions),
        minItems: type.least,
        maxItems: type.most,
      };
    case 'free':
      return { type: 'object' };
    case 'mapping':
      return mappingSchema(type, definitions);
    case 'either':
      return { anyOf: type.options.flatMap((option) => anyOf(typeSchema(option, definitions))) };
  }
}

function anyOf(schema: JsonSchema): readonly unknown[] {
  return Array.isArray(schema.anyOf) && Object.keys(schema).length === 1 ? schema.anyOf : [schema];
}

/** A number only where a bare number has a meaning; text for anything with a unit and for expressions. */
function quantitySchema(type: Extract<ValueType, { kind: 'quantity' }>): JsonSchema {
  const measure: Measure = MEASURES[type.measure];
  if (measure.bare === undefined) return { type: 'string' };
  const bounds = boundsOf(type);
  return {
    type: [type.integer ? 'integer' : 'number', 'string'],
    ...(bounds.minimum === undefined ? {} : { minimum: bounds.minimum }),
    maximum: bounds.maximum,
  };
}

function rangeSchema(single: JsonSchema): JsonSchema {
  return {
    type: 'object',
    description: RANGE_DOC,
    properties: { low: single, mid: single, high: single },
    required: ['low', 'mid', 'high'],
    additionalProperties: false,
  };
}
