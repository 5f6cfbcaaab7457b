/**
 * The types of the library in one file, and the report of its public interface.
 *
 * TypeScript writes a declaration per source file; API Extractor rolls up what the entry exports into
 * dist/library/index.d.ts and lists it in docs/api/inference-tco.api.md, which a test compares and a review reads.
 */
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { inCache, inRoot } from '../harness/paths.ts';

export const REPORT = 'docs/api/inference-tco.api.md';

/**
 * @param update write the report instead of comparing it
 * @returns false where the public interface differs from the report
 * @throws where a declaration cannot be made
 */
export function buildLibraryTypes(update: boolean): boolean {
  const folder = inCache('types');
  rmSync(folder, { recursive: true, force: true });
  emitDeclarations(folder);
  const report = inCache('api');
  mkdirSync(report, { recursive: true });
  const config = ExtractorConfig.prepare({
    configObjectFullPath: inRoot('api-extractor.json'),
    packageJsonFullPath: inRoot('package.json'),
    configObject: {
      projectFolder: inRoot(),
      mainEntryPointFilePath: path.join(folder, 'src/library/index.d.ts'),
      compiler: {
        overrideTsconfig: {
          compilerOptions: { ...COMPILER, types: [] },
          files: [path.join(folder, 'src/library/index.d.ts')],
        },
      },
      apiReport: {
        enabled: true,
        reportFolder: inRoot('docs/api'),
        reportTempFolder: report,
        reportFileName: 'inference-tco',
      },
      dtsRollup: { enabled: true, untrimmedFilePath: inRoot('dist/library/index.d.ts') },
      docModel: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
    },
  });
  const { apiReportChanged, errorCount } = Extractor.invoke(config, {
    localBuild: update,
    messageCallback: (message) => {
      message.handled = message.logLevel !== ExtractorLogLevel.Error;
    },
  });
  if (errorCount > 0) throw new Error('API Extractor could not read the declarations of the library.');
  return update || !apiReportChanged;
}

const COMPILER = {
  target: 'ES2023',
  module: 'preserve',
  moduleResolution: 'bundler',
  lib: ['ES2023'],
  strict: true,
  skipLibCheck: true,
};

/** One declaration file per source file. Imports name `.js`, which every reader of declarations resolves. */
function emitDeclarations(folder: string): void {
  const read = ts.parseJsonConfigFileContent(
    { extends: inRoot('tsconfig.json'), files: ['src/library/index.ts', 'src/library/virtual.d.ts'] },
    ts.sys,
    inRoot(),
    { noEmit: false, emitDeclarationOnly: true, declaration: true, outDir: folder, rootDir: inRoot() },
  );
  const { diagnostics } = ts.createProgram(read.fileNames, read.options).emit();
  const [first] = diagnostics;
  if (first !== undefined) throw new Error(ts.flattenDiagnosticMessageText(first.messageText, '\n'));
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = path.join(folder, name);
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/(from '|import\(["'])(\.[^'"]+)\.tsx?(['"])/g, '$1$2.js$3'),
    );
  }
}
