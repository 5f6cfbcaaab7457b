/**
 * Import: deployment files of other tools as workloads. Texts in, text and notes out; nothing is guessed silently.
 *
 * Three steps, a folder each: source/ (bytes → documents and commands), engines/ and units/ (documents → serving units, by the
 * tables in engines/ and formats/), then deployments.ts and write.ts (units → workloads). To add a format, start at
 * formats/format.ts.
 */
export { chooseDeployment, fragmentsOf } from './choose.ts';
export type { ImportedDeployment } from './deployments.ts';
export { type DeploymentsRead, importFiles, importWorkload, readDeployments } from './importFiles.ts';
export { deploymentKeys, type Keys } from './keys.ts';
export type { Notes, Read } from './notes.ts';
export type { Place } from './source/cursor.ts';
export { IMPORT_FORMATS } from './types.ts';
export type {
  ImportFormat,
  ImportOptions,
  ImportResult,
  MachineNames,
  NamedInstance,
  NamedMachine,
  SourceFile,
} from './types.ts';
