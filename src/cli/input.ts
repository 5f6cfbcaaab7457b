/** Reading what the caller names: files, folders, standard input. */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import type { FileAnswer } from '../estimate/index.ts';

export interface Input {
  /** As shown to people: the path as given, `<stdin>` for `-`. */
  readonly name: string;
  readonly text: string;
  /** Folder that relative references start from. */
  readonly folder: string;
}

export type InputResult = Input | { readonly name: string; readonly unreadable: string };

export function readInput(file: string): InputResult {
  if (file === '-') return { name: '<stdin>', text: readFileSync(0, 'utf8'), folder: process.cwd() };
  try {
    return { name: file, text: readFileSync(file, 'utf8'), folder: path.dirname(path.resolve(file)) };
  } catch (error) {
    return { name: file, unreadable: reasonOf(error) };
  }
}

/** Why a data file cannot be read, or undefined where it can. @param instead what to name where it is a folder */
export function unreadableBecause(file: string, instead: string): string | undefined {
  if (!existsSync(file)) return 'there is no such file.';
  return statSync(file).isDirectory() ? `it is a folder. Name ${instead} in it.` : undefined;
}

export interface NamedFile {
  readonly file: string;
  /** By the caller, not found in a folder: read as a workload whatever it says of itself. */
  readonly named: boolean;
}

/** Files as named, and for a folder every workload below it, in a stable order. */
export function expandFolders(files: readonly string[]): readonly NamedFile[] {
  return files.flatMap((file): readonly NamedFile[] =>
    file !== '-' && existsSync(file) && statSync(file).isDirectory()
      ? workloadsBelow(file).map((found) => ({ file: found, named: false }))
      : [{ file, named: true }],
  );
}

const SAYS_SO = /^apiVersion:[ \t]*["']?inference-tco\/v1\b/m;
/** A YAML file beyond this is data and no document that somebody keeps beside the code. */
const LARGEST_SEARCHED_BYTES = 1e6;

function workloadsBelow(folder: string): readonly string[] {
  return entriesOf(folder).flatMap((entry) => {
    const child = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === '.git' ? [] : workloadsBelow(child);
    if (/\.workload\.ya?ml$/.test(entry.name)) return [child];
    return /\.ya?ml$/.test(entry.name) && saysSo(child) ? [child] : [];
  });
}

/** A folder that may not be read holds nothing that could be checked. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function saysSo(file: string): boolean {
  try {
    return statSync(file).size <= LARGEST_SEARCHED_BYTES && SAYS_SO.test(readFileSync(file, 'utf8'));
  } catch {
    return false;
  }
}

/** The nearest ancestor with `.git` or `.inference-tco`, else the folder itself (design §2, precedence). */
export function workspaceRoot(folder: string): string {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git')) || existsSync(path.join(at, '.inference-tco'))) return at;
    if (path.dirname(at) === at) return path.resolve(folder);
  }
}

const LARGEST_REFERENCE_BYTES = 20e6;

/** Reads a file that a document refers to, only inside the workspace; links that lead outside are refused. */
export function readInside(root: string, folder: string, reference: string): FileAnswer {
  const target = path.resolve(folder, reference);
  if (!isInside(path.resolve(root), target)) return { ok: false, reason: 'outside-workspace' };
  try {
    const real = realpathSync(target);
    if (!isInside(realpathSync(root), real)) return { ok: false, reason: 'outside-workspace' };
    if (statSync(real).size > LARGEST_REFERENCE_BYTES) return { ok: false, reason: 'too-large' };
    return { ok: true, text: readFileSync(real, 'utf8') };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { ok: false, reason: missing ? 'missing' : 'unreadable' };
  }
}

function isInside(root: string, target: string): boolean {
  const way = path.relative(root, target);
  return !way.startsWith('..') && !path.isAbsolute(way);
}

export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === 'ENOENT') return 'there is no such file.';
  if (code === 'EISDIR') return 'it is a folder. Name a file in it, or use check, which takes folders.';
  if (code === 'EACCES') return 'it may not be read by this user.';
  return error instanceof Error ? error.message : String(error);
}
