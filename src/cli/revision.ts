/** A file as it stood at a git revision. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { FileAnswer } from '../estimate/index.ts';
import { UsageError } from './exit.ts';
import { isInside } from './files.ts';
import { workspaceRoot, type Input } from './input.ts';

const LARGEST_BYTES = 20e6;

/** @returns undefined where the revision exists and the file does not: it is new since */
export function readRevision(file: string, revision: string): Input | undefined {
  const absolute = path.resolve(file);
  const folder = path.dirname(absolute);
  try {
    const commit = git(folder, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`).trim();
    const name = `./${path.basename(absolute)}`;
    if (git(folder, 'ls-tree', '--name-only', commit, name) === '') return undefined;
    return { name: `${file}@${revision}`, text: git(folder, 'show', `${commit}:${name}`), folder };
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : sentenceOf(error);
    const detail = said === '' ? 'git knows no such revision.' : said.replace(/^fatal: /, '');
    throw new UsageError(`${file} could not be read at revision ${revision}: ${detail}`);
  }
}

/** Reads the files that a document names as they stood at the revision; what is new since is missing. */
export function readerAt(folder: string, revision: string): (reference: string) => FileAnswer {
  const root = workspaceRoot(folder);
  return (reference) => {
    const now = path.resolve(folder, reference);
    if (!isInside(root, now)) return { ok: false, reason: 'outside-workspace' };
    try {
      const old = readRevision(now, revision);
      return old === undefined ? { ok: false, reason: 'missing' } : { ok: true, text: old.text };
    } catch {
      // Its folder may be gone, or never have been.
      return { ok: false, reason: 'missing' };
    }
  };
}

/** Without a word of git's own it was not git that failed. */
function sentenceOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'git could not be started.';
  return error instanceof Error ? error.message : String(error);
}

function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: LARGEST_BYTES,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
