/**
 * A refit is a commit of its own: new constants of the performance model come with the documents and goldens whose numbers
 * they move, and with nothing else, so that a reviewer sees what the fit did and `git bisect` can tell a fit from a formula.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const FIT = 'pricing/calibration/';
/** Figures in prose, and texts that are compared as they stand. */
const follows = /^(?:docs\/|test\/golden\/|test\/fixes\/|README\.md$|CHANGELOG\.md$)/;

interface Commit {
  readonly subject: string;
  readonly files: readonly string[];
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Commits since this rule stands; none where there is no history (a download, a shallow clone). */
function commits(): readonly Commit[] {
  try {
    const [rule] = git('log', '--diff-filter=A', '--format=%H', '--', 'test/refit.test.ts').trim().split('\n');
    if (rule === undefined || rule === '') return [];
    const log = git('log', '--no-merges', '--name-only', '--format=%x00%s', `${rule}..HEAD`);
    return log.split('\0').flatMap((entry) => {
      const [subject = '', ...files] = entry.split('\n').filter((line) => line !== '');
      return subject === '' ? [] : [{ subject, files }];
    });
  } catch {
    return [];
  }
}

const mixed = (all: readonly Commit[]): readonly string[] =>
  all
    .filter(({ files }) => files.some((file) => file.startsWith(FIT)))
    .filter(({ files }) => files.some((file) => !file.startsWith(FIT) && !follows.test(file)))
    .map(({ subject }) => subject);

describe('a commit that changes the calibration', () => {
  it('changes only documents and goldens beside it', () => {
    expect(mixed(commits())).toEqual([]);
  });

  it('would be found with a formula in it', () => {
    const refit = {
      subject: 'Refit',
      files: [`${FIT}constants.json`, 'docs/accuracy.md', 'test/golden/estimate/x.md'],
    };
    const formula = { subject: 'Formula and fit', files: [...refit.files, 'src/performance/step.ts'] };
    expect(mixed([refit, formula])).toEqual(['Formula and fit']);
  });
});
