/** Reading what the caller names: files, folders, standard input. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileAnswer } from '../estimate/index.ts';
import {
  type FileBounds,
  type FileRefusal,
  type FileText,
  isInside,
  isLink,
  openRegular,
  type OpenedFile,
  readFileText,
  readStandardInput,
  refusalOf,
  refusalText,
} from './files.ts';
import { filesBelow } from './folderWalk.ts';

export interface Input {
  /** As shown to people: the path as given, `<stdin>` for `-`. */
  readonly name: string;
  readonly text: string;
  /** Folder that relative references start from. */
  readonly folder: string;
}

export type InputResult = Input | { readonly name: string; readonly unreadable: string };

/** Documents and tables kept beside code are far smaller than this. */
const LARGEST_INPUT_BYTES = 64e6;

export function readInput(file: string): InputResult {
  const standard = file === '-';
  const name = standard ? '<stdin>' : file;
  const read = standard
    ? readStandardInput(LARGEST_INPUT_BYTES)
    : readFileText(file, boundsOf(file, LARGEST_INPUT_BYTES));
  if (!read.ok) return { name, unreadable: refusalText(read.refusal) };
  return { name, text: read.text, folder: standard ? process.cwd() : path.dirname(path.resolve(file)) };
}

/** A file that is named may be anywhere, a link among them only lead to the workspace that it stands in. */
function boundsOf(file: string, largestBytes: number): FileBounds {
  const absolute = path.resolve(file);
  return { within: isLink(file) ? workspaceRoot(path.dirname(absolute)) : path.parse(absolute).root, largestBytes };
}

/** Why a data file of any size cannot be read, or undefined where it can. @param instead what to name where it is a folder */
export function unreadableBecause(file: string, instead: string): string | undefined {
  const refusal = refusalOf(file, boundsOf(file, Infinity));
  if (refusal === 'folder') return `it is a folder. Name ${instead} in it.`;
  return refusal === undefined ? undefined : refusalText(refusal);
}

/** A data file of any size, to be read in parts. */
export const openData = (file: string): OpenedFile => openRegular(file, boundsOf(file, Infinity));

/** A data file whole. */
export const readData = (file: string, largestBytes: number): FileText =>
  readFileText(file, boundsOf(file, largestBytes));

export interface NamedFile {
  readonly file: string;
  /** By the caller, not found in a folder: read as a workload whatever it says of itself. */
  readonly named: boolean;
}

export interface Expanded {
  readonly files: readonly NamedFile[];
  /** Folders that were not seen to their end, each with the reason. */
  readonly leftOut: readonly { readonly folder: string; readonly reason: string }[];
}

/** Files as named, and for a folder every workload below it, in a stable order. */
export function expandFolders(files: readonly string[]): Expanded {
  const leftOut: { folder: string; reason: string }[] = [];
  const found = files.flatMap((file): readonly NamedFile[] => {
    if (!isFolder(file)) return [{ file, named: true }];
    const root = workspaceRoot(path.resolve(file));
    const below = filesBelow(file, (child) => isWorkload(child, root));
    if (below.leftOut !== undefined) leftOut.push({ folder: file, reason: below.leftOut });
    return below.files.map((child) => ({ file: child, named: false }));
  });
  return { files: found, leftOut };
}

function isFolder(file: string): boolean {
  return file !== '-' && existsSync(file) && statSync(file).isDirectory();
}

const SAYS_SO = /^apiVersion:[ \t]*["']?inference-tco\/v1\b/m;
/** A larger YAML file is data, not a document kept beside code. */
const LARGEST_SEARCHED_BYTES = 1e6;

/** By its name, or by what it says of itself. @param within folder that links may not lead out of */
export function isWorkload(file: string, within: string): boolean {
  if (/\.workload\.ya?ml$/.test(file)) return true;
  if (!/\.ya?ml$/.test(file)) return false;
  const read = readFileText(file, { within, largestBytes: LARGEST_SEARCHED_BYTES });
  return read.ok && SAYS_SO.test(read.text);
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
  const read = readFileText(target, { within: root, largestBytes: LARGEST_REFERENCE_BYTES });
  return read.ok ? read : { ok: false, reason: ANSWERS[read.refusal] };
}

const ANSWERS = {
  missing: 'missing',
  folder: 'unreadable',
  'not-regular': 'unreadable',
  outside: 'outside-workspace',
  'too-large': 'too-large',
  'not-allowed': 'unreadable',
  unreadable: 'unreadable',
} as const satisfies Readonly<Record<FileRefusal, string>>;
