/** A file as it stood at a git revision. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { UsageError } from './exit.ts';
import type { Input } from './input.ts';

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
