/** What is built, from what, and how large it may become (design budgets; `npm run bench` and `npm test` measure them). */
import type { BuildOptions } from 'esbuild';
import { inRoot } from '../harness/paths.ts';
import { lateBuiltins } from './lateBuiltins.ts';
import { tablesModule } from './tables.ts';

export interface Bundle {
  readonly name: string;
  readonly entry: string;
  /** The file that the manifest or a page names. */
  readonly output: string;
  /** Bytes of `output`; chunks that it loads later are not counted. */
  readonly limit?: number;
  /** What esbuild leaves of other characters, those in regular expressions and raw templates, is escaped as well. */
  readonly ascii?: true;
  readonly options: BuildOptions;
}

const common: BuildOptions = {
  bundle: true,
  minify: true,
  treeShaking: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  absWorkingDir: inRoot(),
  jsx: 'automatic',
  jsxImportSource: 'preact',
};

/** CommonJS has no import.meta; the command line finds its tables by it. */
const moduleUrl: BuildOptions = {
  banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: { 'import.meta.url': 'moduleUrl' },
};

/** Packages in CommonJS (yaml has no other form for Node) ask for Node's own modules by require, which an ES module lacks. */
const requireInModule: BuildOptions = {
  banner: { js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);" },
};

export const bundles: readonly Bundle[] = [
  {
    name: 'extension',
    entry: 'src/extension/extension.ts',
    output: 'dist/extension.mjs',
    limit: 10_000,
    // The desktop and remote hosts load ES modules, so the engine is a chunk of its own and waits for a workload.
    options: {
      ...common,
      ...requireInModule,
      format: 'esm',
      splitting: true,
      platform: 'node',
      target: 'node20',
      external: ['vscode'],
      outdir: 'dist',
      entryNames: 'extension',
      chunkNames: 'engine/[name]-[hash]',
      outExtension: { '.js': '.mjs' },
    },
  },
  {
    name: 'web extension',
    entry: 'src/extension/extension.ts',
    output: 'dist/web/extension.js',
    limit: 1_250_000,
    // The web worker host takes one CommonJS file and cannot load a second.
    options: {
      ...common,
      format: 'cjs',
      platform: 'browser',
      target: 'es2022',
      external: ['vscode'],
      outfile: 'dist/web/extension.js',
    },
  },
  {
    name: 'panel',
    entry: 'webview/main.tsx',
    output: 'dist/panel.js',
    limit: 300_000,
    options: { ...common, format: 'iife', platform: 'browser', target: 'es2022', outfile: 'dist/panel.js' },
  },
  {
    name: 'library',
    entry: 'src/library/index.ts',
    output: 'dist/library/index.mjs',
    options: {
      ...common,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      plugins: [tablesModule],
      outfile: 'dist/library/index.mjs',
    },
  },
  {
    name: 'command line',
    entry: 'src/cli/main.ts',
    output: 'dist/program.js',
    // One byte a character: start.ts reads it so.
    ascii: true,
    options: {
      ...common,
      ...moduleUrl,
      charset: 'ascii',
      // A script of node:vm has no import of its own.
      supported: { 'dynamic-import': false },
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      // Optional and native: asked for when a trace is large.
      external: ['@duckdb/node-api'],
      plugins: [lateBuiltins],
      outfile: 'dist/program.js',
    },
  },
  {
    name: 'servers',
    entry: 'src/cli/servers.ts',
    output: 'dist/servers.js',
    options: {
      ...common,
      ...moduleUrl,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      external: ['@duckdb/node-api'],
      outfile: 'dist/servers.js',
    },
  },
  {
    name: 'command line start',
    entry: 'src/cli/start.ts',
    output: 'dist/cli.js',
    options: { ...common, format: 'cjs', platform: 'node', target: 'node20', outfile: 'dist/cli.js' },
  },
];
