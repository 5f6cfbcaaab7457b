/** Runs a mocha suite inside the extension host of a real VS Code, the way VS Code tests its own extensions. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildBeside, buildSuite } from '../build/testBundle.ts';
import { benchMark, resultMark } from '../../test/integration/support/result.ts';
import type { Suite } from '../../test/integration/suites.ts';
import { launchBrowser, speak } from './browser.ts';
import { codeServer } from './codeServer.ts';
import { inRoot } from './paths.ts';
import { copyWorkspace, makeProfile, restrictedSettings } from './profile.ts';
import { installFolder, startServer } from './server.ts';

export type Host = Suite['hosts'][number];

export interface HostResult {
  readonly passed: number;
  readonly failed: number;
  /** What the suite printed. */
  readonly output: string;
  /** Figures for the bench. */
  readonly told: readonly string[];
}

/** For a host that would never end. */
const minutes = 8;

/** An extension with an entry for each kind of host would otherwise run where its files are. */
const asWebExtension = { 'remote.extensionKind': { 'inference-tco.inference-tco': ['web'] } };

export async function runInHost(suite: Suite, host: Host): Promise<HostResult> {
  const tests = await buildSuite(suite);
  const code = await codeServer(host === 'floor' ? 'floor' : 'newest');
  const profile = makeProfile({
    ...(suite.restricted ? restrictedSettings : {}),
    ...suite.settings,
    ...(host === 'web' ? asWebExtension : {}),
  });
  if (suite.beside !== undefined) installFolder(profile, await buildBeside(suite.beside));
  const workspace = copyWorkspace(inRoot(suite.workspace));
  if (suite.git === true) commitAll(workspace.folder);
  const server = await startServer(code, profile, { testDriver: true, trustsAll: !suite.restricted });
  const browser = await launchBrowser();
  const lines: string[] = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    // VS Code calls the first for every console.* of the extension host, the second with the exit code.
    await page.exposeFunction(
      'codeAutomationLog',
      (_type: string, args: unknown[]) => void lines.push(args.map(String).join(' ')),
    );
    const exit = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', (status: number) => resolve(status));
    });
    if (suite.language !== undefined) await speak(page, suite.language);
    page.on('pageerror', (error) => lines.push(`page error: ${error.message}`));
    const remote = (file: string): string =>
      `vscode-remote://${server.authority}${encodeURI(file.split(path.sep).join('/'))}`;
    const payload = [
      ['extensionDevelopmentPath', remote(inRoot().replace(/\/$/, ''))],
      ['extensionTestsPath', remote(tests)],
      ['skipWelcome', 'true'],
      ...(host === 'web' ? [['extensionDevelopmentKind', 'web']] : []),
    ];
    const opened =
      suite.workspaceFile === undefined
        ? { folder: workspace.folder }
        : { workspace: path.join(workspace.folder, suite.workspaceFile) };
    const query = new URLSearchParams({ ...opened, payload: JSON.stringify(payload) });
    await page.goto(`${server.url}?${query.toString()}`);
    const late = delay(minutes * 60_000, undefined, { ref: false });
    const status = await Promise.race([exit, late]);
    return summary(lines, status, server.log());
  } finally {
    await browser.close().catch(() => undefined);
    await server.stop();
    profile.remove();
    workspace.remove();
  }
}

/** What every workbench says on a machine without network. */
const chatter =
  /^(Resolv|Creating a socket|Updating additional|\[(reconnection|Service Worker|AgentHost|AccountPolicy))|open-vsx/;

function summary(lines: readonly string[], status: number | undefined, serverLog: string): HostResult {
  const result = lines.find((line) => line.includes(resultMark));
  if (result === undefined) {
    const why = status === undefined ? `no result within ${minutes} minutes` : `ended with ${status} before a result`;
    return {
      passed: 0,
      failed: 1,
      told: [],
      output: [...lines.filter((line) => !chatter.test(line)), why, serverLog.slice(-1500)].join('\n'),
    };
  }
  const { passed, failed } = JSON.parse(result.slice(result.indexOf('{'))) as { passed: number; failed: number };
  const shown = lines.filter((line) => /^ {2}[✔✘]/.test(line) || line.startsWith('page error'));
  const told = lines.filter((line) => line.includes(benchMark));
  return { passed, told, failed: status === 0 ? failed : Math.max(failed, 1), output: shown.join('\n') };
}

function commitAll(folder: string): void {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('-c', 'user.name=test', '-c', 'user.email=test@localhost', 'commit', '-q', '-m', 'First');
}
