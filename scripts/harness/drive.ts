/** Drives the packaged extension in a browser: one fresh profile, workspace and window per session. */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Session } from '../../test/drive/support/session.ts';
import { workbench } from '../../test/drive/support/workbench.ts';
import { launchBrowser, speak } from './browser.ts';
import { codeServer } from './codeServer.ts';
import type { Result } from '../checks/check.ts';
import { inRoot } from './paths.ts';
import { copyWorkspace, makeProfile, restrictedSettings } from './profile.ts';
import { type Server, installPackage, startServer } from './server.ts';

const shots = inRoot('test/drive/shots');

export async function drive(session: Session, vsix: string): Promise<Result> {
  mkdirSync(shots, { recursive: true });
  const code = await codeServer('newest');
  const profile = makeProfile({ ...(session.restricted ? restrictedSettings : {}), ...session.settings });
  const workspace = copyWorkspace(inRoot(session.workspace));
  installPackage(code, profile, vsix);
  const server = await startServer(code, profile, { trustsAll: !session.restricted });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: session.viewport ?? { width: 1440, height: 900 } });
    page.setDefaultTimeout(45_000); // a wait that ends is as long as it needs; this is for one that never would
    if (session.language !== undefined) await speak(page, session.language);
    const complaints = listen(page);
    await page.goto(address(server, workspace.folder, session.file));
    await page.locator('.monaco-workbench').waitFor();
    if (session.file !== undefined) await page.locator('.view-line').first().waitFor();
    return await play(session, page, workspace.folder, complaints);
  } finally {
    await browser.close().catch(() => undefined);
    await server.stop();
    profile.remove();
    workspace.remove();
  }
}

/** Steps build on each other, so the first that fails ends the session; those after it count as failed. */
async function play(session: Session, page: Page, folder: string, complaints: readonly string[]): Promise<Result> {
  const bench = workbench(page, folder, shots);
  const output: string[] = [];
  let passed = 0;
  for (const step of session.steps) {
    try {
      await step.act(bench);
    } catch (error) {
      await bench.shot(`failure-${session.name.replaceAll(' ', '-')}`).catch(() => undefined);
      output.push(`  ✘ ${session.name}: ${step.name}\n${error instanceof Error ? error.message : String(error)}`);
      break;
    }
    passed += 1;
    output.push(`  ✔ ${session.name}: ${step.name}`);
  }
  return {
    passed,
    failed: session.steps.length - passed + complaints.length,
    output: [...output, ...complaints].join('\n'),
  };
}

/** The workbench grumbles harmlessly in a browser; only what names our own files counts. */
function listen(page: Page): readonly string[] {
  const complaints: string[] = [];
  const note = (text: string) => {
    if (/inference-tco/.test(text) && !/favicon/.test(text))
      complaints.push(`  ✘ browser console: ${text.slice(0, 400)}`);
  };
  page.on('pageerror', (error) => note(`${error.message} ${error.stack ?? ''}`));
  page.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} @ ${message.location().url}`);
  });
  return complaints;
}

/** The page of a folder, with a file open at once. */
export function address(server: Server, folder: string, file?: string): string {
  const query = new URLSearchParams({ folder });
  if (file !== undefined) {
    const uri = `vscode-remote://${server.authority}${encodeURI(`${folder}/${file}`)}`;
    query.set('payload', JSON.stringify([['openFile', uri]]));
  }
  return `${server.url}?${query.toString()}`;
}
