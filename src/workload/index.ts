/**
 * Workload: the language `inference-tco/v1`. YAML text in, plain values with their places in the text out.
 *
 * Start at file.ts (a text and its documents), then schema/definition.ts (every key there is), then
 * read/workload.ts (how the values are built). Prices, machines and editors are not known here: names of
 * accelerators, clouds and models are passed on as text.
 */
export * from './types.ts';
export { parseWorkloadFile, isWorkloadFileName, FILE_LIMITS } from './file.ts';
export type { LetName, ParseOptions, WorkloadDocument, WorkloadFile } from './file.ts';
export type { Located, Place } from './location.ts';
export type { Lines, Span } from './lines.ts';
export { createLines } from './lines.ts';
export { WORKLOAD_PROBLEM_CODES } from './problem.ts';
export type { Severity, WorkloadProblem, WorkloadProblemCode, WorkloadProblemData } from './problem.ts';
export { API_VERSION, SERVING_KEYS } from './schema/definition.ts';
export { MEASURES, type CatalogTable, type MeasureName } from './schema/language.ts';
export { schemaAt, type KeyInfo } from './schema/lookup.ts';
export { jsonSchema, type JsonSchema } from './schema/jsonSchema.ts';
export { reference } from './schema/reference.ts';
export * from './import/index.ts';
export * from './trace/index.ts';
export * from './edit/index.ts';
