/** Files that are there whole or as they were: whoever reads, and whenever the writing ends, sees no half of one. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { codeOf } from './files.ts';

/**
 * Through a neighbour of this process alone, and a rename once the disk has it. Never throws.
 *
 * @returns why it could not be written, as a sentence; undefined when it was
 */
export function writeWhole(target: string, text: string): string | undefined {
  const part = `${target}.${process.pid}.part`;
  try {
    mkdirSync(path.dirname(target), { recursive: true });
    const handle = openSync(part, 'w');
    try {
      for (let rest = Buffer.from(text); rest.length > 0;) rest = rest.subarray(writeSync(handle, rest));
      // A rename may reach the disk before what it names.
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(part, target);
    return undefined;
  } catch (error) {
    removeQuietly(part);
    return SENTENCES[codeOf(error)] ?? `the system refused it (${codeOf(error)}).`;
  }
}

const SENTENCES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full.',
  EDQUOT: 'the quota of the disk is used up.',
  EACCES: 'the folder may not be written.',
  EPERM: 'the folder may not be written.',
  EROFS: 'the folder may not be written.',
  ENOTDIR: 'a file stands where a folder should be.',
  EEXIST: 'a file stands where a folder should be.',
  EISDIR: 'a folder stands where the file should be.',
};

/** A process that was ended leaves its neighbour behind; nobody reads it, and after a while nobody writes it either. */
const ABANDONED_MS = 3_600_000;

/** Removes what ended processes left beside the files of a folder. */
export function removeAbandoned(folder: string): void {
  for (const name of namesIn(folder))
    if (name.endsWith('.part')) {
      const part = path.join(folder, name);
      if (Date.now() - (statSync(part, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > ABANDONED_MS)
        removeQuietly(part);
    }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What cannot be removed cannot have been written either.
  }
}
