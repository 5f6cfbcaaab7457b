/**
 * Schema: every key of `inference-tco/v1`, and what follows from its definition: types, defaults, JSON Schema, the
 * reference. Start at definition.ts; language.ts has the words that definitions are made of.
 */
export { defaultOf } from './defaults.ts';
export { ANY_DEPLOYMENT, API_VERSION, DOCUMENT, DOCUMENT_KEYS, LINK, SERVING_KEYS } from './definition.ts';
export type { Fields, ValueOf } from './fields.ts';
export { MOST_YEARS } from './horizon.ts';
export { jsonSchema, type JsonSchema } from './jsonSchema.ts';
export { boundsOf, inShape, type Key, type Keys, type MappingType, type Measure, type MeasureName, MEASURES, type ValueType } from './language.ts';
export { type KeyInfo, schemaAt } from './lookup.ts';
export { API, defaultInterruptionReserve, OWN, RENT } from './payment.ts';
export { reference } from './reference.ts';
export { ACCELERATOR, SERVING } from './serving.ts';
export type { ModelReference, Target, TokenLengths } from './shapes.ts';
export type { Api, Deployment, Engine, Own, Payment, Pool, Purchase, Rent, Serving, Site, Speculative, Traffic, Workload } from './types.ts';
export type { Amount, Given } from './values.ts';
