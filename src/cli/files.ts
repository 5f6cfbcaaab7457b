/**
 * The one way in which the command line opens a file: regular files only, at most so many bytes, and never by a link that
 * leads out of where the file stands. A repository that somebody else wrote may hold links to devices and secrets.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

/** Why a file is not read. */
export type FileRefusal = 'missing' | 'folder' | 'not-regular' | 'outside' | 'too-large' | 'not-allowed' | 'unreadable';

export type FileText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly refusal: FileRefusal };

export interface FileBounds {
  /** Folder that the file must stand in, links followed. */
  readonly within: string;
  readonly largestBytes: number;
}

const CHUNK_BYTES = 256 * 1024;
/** Windows has no such flag, and no FIFO that an opening waits for. */
const NO_WAIT = (constants as Partial<typeof constants>).O_NONBLOCK ?? 0;

/** Never throws: what goes wrong with a file is an answer. */
export function readFileText(file: string, bounds: FileBounds): FileText {
  const opened = openRegular(file, bounds);
  if (!opened.ok) return opened;
  try {
    return readWhole(opened.handle, bounds.largestBytes);
  } catch (error) {
    return { ok: false, refusal: refusalFor(error) };
  } finally {
    closeSync(opened.handle);
  }
}

export type OpenedFile =
  { readonly ok: true; readonly handle: number } | { readonly ok: false; readonly refusal: FileRefusal };

/** For what is read in parts; the caller closes the handle. */
export function openRegular(file: string, bounds: FileBounds): OpenedFile {
  const refusal = refusalOf(file, bounds);
  if (refusal !== undefined) return { ok: false, refusal };
  try {
    const handle = openSync(file, constants.O_RDONLY | NO_WAIT);
    // Between the look and the opening another file may have taken the name.
    if (fstatSync(handle).isFile()) return { ok: true, handle };
    closeSync(handle);
    return { ok: false, refusal: 'not-regular' };
  } catch (error) {
    return { ok: false, refusal: refusalFor(error) };
  }
}

/** Standard input to its end, within the bound of a file. */
export function readStandardInput(largestBytes: number): FileText {
  try {
    return readWhole(0, largestBytes);
  } catch (error) {
    return { ok: false, refusal: refusalFor(error) };
  }
}

/** The size a file says it has is a promise: what counts is what comes. */
function readWhole(handle: number, largestBytes: number): FileText {
  const parts: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    const part = Buffer.alloc(CHUNK_BYTES);
    const got = readPart(handle, part);
    if (got === 0) return { ok: true, text: Buffer.concat(parts).toString('utf8') };
    bytes += got;
    if (bytes > largestBytes) return { ok: false, refusal: 'too-large' };
    parts.push(part.subarray(0, got));
  }
}

const PAUSE_MS = 5;

/** A pipe that is empty for now says so (EAGAIN), and one that Windows closed says that (EOF). */
function readPart(handle: number, part: Buffer): number {
  for (;;)
    try {
      return readSync(handle, part, 0, part.length, null);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
}

/** What speaks against opening a file, without opening it; undefined where nothing does. */
export function refusalOf(file: string, { within, largestBytes }: FileBounds): FileRefusal | undefined {
  try {
    // Only a link can lead somewhere else than its name says.
    if (!isInside(realpathSync(within), realpathSync(file))) return 'outside';
    const stats = statSync(file);
    if (stats.isDirectory()) return 'folder';
    if (!stats.isFile()) return 'not-regular';
    return stats.size > largestBytes ? 'too-large' : undefined;
  } catch (error) {
    return refusalFor(error);
  }
}

/** Whether the name itself is a link: such a file may stand elsewhere than its folder. */
export function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}

export function isInside(root: string, target: string): boolean {
  const way = path.relative(root, target);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

const SENTENCES: Readonly<Record<FileRefusal, string>> = {
  missing: 'there is no such file.',
  folder: 'it is a folder. Name a file in it, or use check, which takes folders.',
  'not-regular': 'it is a device, a pipe or a socket. Name a file, or - for standard input.',
  outside: 'it is a link that leads outside its workspace. Name the file it leads to.',
  'too-large': 'it is too large.',
  'not-allowed': 'it may not be read by this user.',
  unreadable: 'the system could not read it.',
};

/** Why a file could not be read, for people. */
export const refusalText = (refusal: FileRefusal): string => SENTENCES[refusal];

export function refusalFor(error: unknown): FileRefusal {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  if (code === 'EISDIR') return 'folder';
  if (code === 'EACCES' || code === 'EPERM') return 'not-allowed';
  return code === 'ENXIO' ? 'not-regular' : 'unreadable';
}

/** `ENOENT` and the like; empty where the error is not the system's. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
