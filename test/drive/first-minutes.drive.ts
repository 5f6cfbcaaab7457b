import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { same } from './support/expect.ts';
import { type Session, step } from './support/session.ts';

const TITLE = 'Inference TCO';
const NEW = 'chat.workload.yaml';

/** From an empty file to an answer: what somebody meets who has never written a workload. */
export const session: Session = {
  name: 'first minutes',
  workspace: 'test/fixtures/diff',
  viewport: { width: 1440, height: 900 },
  settings: { 'workbench.colorTheme': 'Default Light Modern', 'editor.minimap.enabled': false },
  steps: [
    step('an empty workload is offered a template and nothing is red', async (bench) => {
      writeFileSync(path.join(bench.folder, NEW), '');
      await bench.openFile(NEW);
      await bench.lenses('Start from a template').waitFor();
      same(await bench.page.locator('.squiggly-error').count(), 0, 'errors in the text');
      await bench.command('Inference TCO: Show Panel');
      const panel = await bench.webview(TITLE);
      await panel.getByText('Nothing written yet').waitFor();
      same(await panel.getByText('Copy as Markdown').count(), 0, 'exports of nothing');
      await bench.shot('first-empty');
    }),
    step('sections come as blocks, and the word list of the editor never opens', async (bench) => {
      await bench.page.locator('.view-line').first().click();
      await bench.type('mod');
      await take(bench.page, 'model');
      await row(bench.page, 'llama-3.3-70b').waitFor();
      await bench.shot('first-models');
      await bench.type('llama-3.3');
      await take(bench.page, 'llama-3.3-70b');
      await bench.page.keyboard.press('Enter');
      await bench.type('traf');
      await take(bench.page, 'traffic');
      await bench.line('requests: 20 / s').waitFor();
      await bench.line('output_tokens: 350').waitFor();
      same(await bench.page.locator('.suggest-widget.visible').count(), 0, 'lists that are open');
      await bench.shot('first-block');
    }),
    step('the answer is there, with targets that it names', async (bench) => {
      await bench.page.keyboard.press('Escape');
      await bench.lenses(/no deployments given; cheapest proposal .*\$/).waitFor();
      const panel = await bench.webview(TITLE);
      await panel.getByText('judged at TTFT 2 s and TPOT 50 ms').waitFor();
      await bench.shot('first-answer');
    }),
    step('a new workload has a name that says what it is', async (bench) => {
      await bench.command('Inference TCO: Open Sample Workload');
      await bench.page.locator('.tab.active', { hasText: 'code-completion.workload.yaml' }).waitFor();
      await bench.lenses(/cheapest of 3/).waitFor();
      same((await bench.page.locator('.squiggly-warning').count()) < 2, true, 'at most one warning in view');
      await bench.shot('first-sample');
    }),
  ],
};

const row = (page: Page, label: string) =>
  page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label }).first();

/** Takes an entry of the list of suggestions. */
async function take(page: Page, label: string): Promise<void> {
  await page.keyboard.press('Control+Space');
  await row(page, label).click();
  await row(page, label).waitFor({ state: 'detached' });
}
