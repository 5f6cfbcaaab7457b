/** The engine as the command line runs it: tables beside the program, overlays of the workspace, the flag and the user's folder. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { createCatalog, readOverlay, type Catalog, type CatalogData, type OverlayTables } from '../catalog/index.ts';
import {
  createEngine,
  MEASUREMENT_FILE,
  MEASUREMENTS_FOLDER,
  measuredByYou,
  type Engine,
  type EngineOptions,
} from '../estimate/index.ts';
import type { Layer } from '../quantity/index.ts';
import { UsageError } from './exit.ts';
import { readFileText, refusalText } from './files.ts';
import { filesBelow } from './folderWalk.ts';
import { userDataFolder } from './folders.ts';
import { readInside, workspaceRoot } from './input.ts';
import type { Terminal } from './terminal.ts';

export interface HostOptions {
  /** ISO date; default: today. */
  readonly asOf?: string;
  /** Folder with tables of our own format. */
  readonly pricing?: string;
}

export interface Host {
  readonly terminal: Terminal;
  readonly asOf: string;
  /** Engine for documents in a folder: its workspace decides overlays and what references may be read. */
  engineFor(folder: string): Engine;
}

export function createHost(terminal: Terminal, options: HostOptions): Host {
  const asOf = checkedDate(options.asOf);
  const data = terminal.tables();
  const engines = new Map<string, Engine>();
  const engineFor = (folder: string): Engine => {
    const root = workspaceRoot(folder);
    const known = engines.get(root);
    if (known) return known;
    const catalog = catalogFor(data, root, options.pricing, terminal, asOf);
    const performance = performanceFor(catalog, root, terminal);
    const engine = createEngine({
      catalog,
      asOf,
      ...(performance ? { performance } : {}),
      readFile: (reference, from) => readInside(root, path.dirname(from), reference),
    });
    engines.set(root, engine);
    return engine;
  };
  return { terminal, asOf, engineFor };
}

function catalogFor(
  data: CatalogData,
  root: string,
  pricing: string | undefined,
  terminal: Terminal,
  today: string,
): Catalog {
  if (pricing !== undefined && !existsSync(pricing))
    throw new UsageError(`--pricing ${pricing}: there is no such folder.`);
  const layers: readonly (readonly [Layer, string | undefined])[] = [
    ['workspace', path.join(root, '.inference-tco', 'pricing')],
    ['setting', pricing],
    ['refreshed', path.join(userDataFolder(), 'pricing')],
  ];
  return createCatalog(
    data,
    layers.flatMap(([layer, folder]) => (folder === undefined ? [] : overlay(folder, layer, terminal, data, today))),
  );
}

function overlay(
  folder: string,
  layer: Layer,
  terminal: Terminal,
  base: CatalogData,
  today: string,
): readonly OverlayTables[] {
  const within = layer === 'workspace' ? path.dirname(path.dirname(folder)) : folder;
  const files = readTables(folder, within, terminal, /\.(csv|ya?ml)$/);
  if (files.length === 0) return [];
  const { tables, problems } = readOverlay(files, layer, { base, today });
  for (const problem of problems)
    terminal.error(`${problem.file}:${problem.line}:1: warning ${problem.code}: ${problem.message}\n`);
  return [tables];
}

/** The model drawn by the runs that the workspace holds; undefined where it holds none. What cannot be used is said, and the rest holds. */
function performanceFor(catalog: Catalog, root: string, terminal: Terminal): EngineOptions['performance'] {
  const files = readTables(path.join(root, MEASUREMENTS_FOLDER), root, terminal, MEASUREMENT_FILE);
  if (files.length === 0) return undefined;
  const { performance, problems } = measuredByYou(catalog, files);
  for (const { file, reason } of problems) terminal.error(`${file}: warning measurement-unused: ${reason}\n`);
  return performance;
}

/** Tables of the folder that stand inside `within`; one that cannot be read is said with its path, and the others hold. */
function readTables(
  folder: string,
  within: string,
  terminal: Terminal,
  names: RegExp,
): readonly { readonly path: string; readonly text: string }[] {
  if (!existsSync(folder)) return [];
  const warn = (file: string, why: string): void =>
    terminal.error(`${file}: warning file-unreadable: ${file} could not be read: ${why}\n`);
  const shown = (file: string): string => path.relative(process.cwd(), file);
  if (!statSync(folder).isDirectory()) {
    warn(shown(folder), 'it is a file. Tables stand in a folder of this name.');
    return [];
  }
  const { files, leftOut } = filesBelow(folder, (file) => names.test(file));
  if (leftOut !== undefined) warn(shown(folder), `${leftOut}; the rest is left out.`);
  return files.flatMap((file) => {
    const read = readFileText(file, { within, largestBytes: LARGEST_TABLE_BYTES });
    if (read.ok) return [{ path: shown(file), text: read.text }];
    warn(shown(file), refusalText(read.refusal));
    return [];
  });
}

const LARGEST_TABLE_BYTES = 20e6;

function checkedDate(given: string | undefined): string {
  const date = given ?? new Date().toISOString().slice(0, 10);
  // Date.parse takes 31 February for 3 March.
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN;
  if (!Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(date)) return date;
  throw new UsageError(`--as-of ${date} is not a date. Write it as 2026-11-23.`);
}
