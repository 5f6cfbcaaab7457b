/**
 * Workload: the language `inference-tco/v1`. YAML text in, plain values with their places in the text out.
 *
 * Start at file.ts (a text and its documents), then schema/definition.ts (every key there is), then
 * read/workload.ts (how the values are built). Prices, machines and editors are not known here: names of
 * accelerators, clouds and models are passed on as text.
 */
export {
  addDeployment,
  applyEdits,
  type EditMapping,
  type EditValue,
  mappingFromList,
  moveKey,
  removeKey,
  renameKey,
  reorderKeys,
  replaceEntry,
  sequence,
  setValue,
  type TextEdit,
} from './edit/index.ts';
export type { FileAnswer, ManifestReader, ManifestUse } from './from.ts';
export { type ParseOptions, parseWorkloadFile, type WorkloadDocument, type WorkloadFile } from './file.ts';
export {
  type DeploymentsRead,
  IMPORT_FORMATS,
  type ImportFormat,
  importFiles,
  importWorkload,
  readDeployments,
  type SourceFile,
} from './import/index.ts';
export {
  WORKLOAD_PROBLEM_CODES,
  type WorkloadProblem,
  type WorkloadProblemCode,
  type WorkloadProblemData,
} from './read/index.ts';
export {
  type Amount,
  type Api,
  defaultInterruptionReserve,
  type Deployment,
  type Given,
  jsonSchema,
  type JsonSchema,
  type KeyInfo,
  type MeasureName,
  MEASURES,
  type ModelReference,
  MOST_YEARS,
  type Own,
  type Payment,
  type Pool,
  type Purchase,
  reference,
  type Rent,
  schemaAt,
  type Serving,
  type Speculative,
  type Site,
  type Target,
  type TokenLengths,
  type Traffic,
  type Workload,
} from './schema/index.ts';
export { type CursorPath, nodeAt } from './text/index.ts';
export {
  DIALECTS,
  type Fact,
  factsToSummary,
  type LengthSummary,
  missingColumns,
  noTime,
  noTokens,
  readSummary,
  reduceCsv,
  reduceHistograms,
  reduceJsonLines,
  reduceUsage,
  summaryPath,
  type TraceColumns,
  traceColumns,
  type TraceResult,
  traceSql,
  type TraceSummary,
  usable,
} from './trace/index.ts';
