import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { violations } from './panel/axe.ts';
import { show, STATES } from './panel/states.ts';
import { same } from './support/expect.ts';
import { type Session, step } from './support/session.ts';
import { PATIENCE, type Workbench } from './support/workbench.ts';

const FILE = 'support-chat.workload.yaml';
const TITLE = 'Inference TCO';

/** The panel as a person uses it: it follows, it plays, it explains, it writes. */
export const session: Session = {
  name: 'panel',
  workspace: 'examples',
  file: FILE,
  viewport: { width: 1500, height: 1000 },
  steps: [
    step('the panel opens beside the file and answers', async (bench) => {
      await bench.lenses(/\$/).first().waitFor();
      await bench.command('Inference TCO: Show Panel');
      const panel = await bench.webview(TITLE);
      await number(panel).waitFor();
      await panel.locator('.comparison tbody tr').nth(3).waitFor();
      await bench.shot('panel');
    }),
    step('it follows the cursor', async (bench) => {
      const panel = await bench.webview(TITLE);
      await bench.line('own-b200:').click();
      await selected(panel, 'own-b200').waitFor();
      await bench.line('aws-h100:').click();
      await selected(panel, 'aws-h100').waitFor();
    }),
    step('a row selects, its name shows the line', async (bench) => {
      const panel = await bench.webview(TITLE);
      await panel.locator('tr[data-deployment="own-b200"] .name').click();
      await selected(panel, 'own-b200').waitFor();
      const at = lineOf(bench, '  own-b200:');
      await bench.statusBar(new RegExp(`Ln ${at},`)).waitFor();
    }),
    step('headers sort', async (bench) => {
      const panel = await bench.webview(TITLE);
      await panel.locator('th.column-cost button').click();
      await panel.locator('th.column-cost[aria-sort="ascending"]').waitFor();
      const first = await panel.locator('.comparison tbody tr').first().getAttribute('data-deployment');
      same(first, 'hosted', 'cheapest first');
      await panel.locator('th.column-cost button').click();
      await panel.locator('th.column-cost button').click();
      await panel.locator('th.column-cost[aria-sort="none"]').waitFor();
    }),
    step('a number opens its derivation in place, and Escape gives the focus back', async (bench) => {
      const panel = await bench.webview(TITLE);
      await panel.locator('tr[data-deployment="aws-h100"] .name').click();
      await selected(panel, 'aws-h100').waitFor();
      await panel.locator('.big-number').click();
      await panel.locator('.explanation .formula').first().waitFor();
      await bench.shot('panel-explanation');
      const document = panel.locator('.explanation .origin button').first();
      await document.waitFor({ state: 'attached' });
      await panel.locator('.explanation-body').focus();
      await bench.page.keyboard.press('Escape');
      await panel.locator('.explanation').waitFor({ state: 'detached' });
      same(
        await panel.locator('.big-number').evaluate((element) => element === element.ownerDocument.activeElement),
        true,
        'focus',
      );
    }),
    step('a slider moves every number and leaves the file alone', async (bench) => {
      const panel = await bench.webview(TITLE);
      const before = await number(panel).innerText();
      const text = read(bench);
      await panel.locator('#lever-requests-slider').fill('160');
      await panel.locator('.status-line', { hasText: 'the file is unchanged' }).waitFor();
      await changed(number(panel), before);
      same(read(bench), text, 'the file');
      await panel.locator('.delta', { hasText: 'in the file' }).waitFor();
      await panel.locator('#what-if').scrollIntoViewIfNeeded();
      await bench.shot('panel-what-if');
      await panel.locator('vscode-button', { hasText: 'Reset' }).click();
      await panel.locator('.status-line', { hasText: 'Tables of' }).waitFor();
      same(await number(panel).innerText(), before, 'after reset');
    }),
    step('a lever is written to the file, at once or after a review', async (bench) => {
      const panel = await bench.webview(TITLE);
      await panel.locator('#lever-cachedInput-slider').fill('120');
      await panel.locator('.lever.moved').waitFor();
      await panel.locator('vscode-button', { hasText: 'Apply to YAML' }).click();
      await bench.line('cached_input: 57%').waitFor();
      await panel.locator('.status-line', { hasText: 'Tables of' }).waitFor();
      await panel.locator('#lever-cachedInput-slider').fill('100');
      await panel.locator('button', { hasText: 'Review first' }).click();
      const shown = bench.page.locator('.modified-in-monaco-diff-editor .view-line', {
        hasText: 'cached_input: 47.5%',
      });
      const answer = (word: string): Locator =>
        bench.notification('what the right side shows').locator('.monaco-button', { hasText: word }).first();
      await shown.first().waitFor();
      await bench.shot('panel-review');
      // Declined: nothing is written, nothing is said, the slider stays where it is.
      await answer('Discard').click();
      await bench.page.locator('.modified-in-monaco-diff-editor').waitFor({ state: 'detached' });
      await bench.line('cached_input: 57%').waitFor();
      same(await bench.page.locator('.notifications-toasts .notification-list-item').count(), 0, 'notifications');
      await panel.locator('button', { hasText: 'Review first' }).click();
      await shown.first().waitFor();
      await answer('Apply').click();
      await bench.page.locator('.modified-in-monaco-diff-editor').waitFor({ state: 'detached' });
      await bench.line('cached_input: 47.5%').waitFor();
      await panel.locator('.status-line', { hasText: 'Tables of' }).waitFor();
    }),
    step('charts change by arrow keys, marks speak', async (bench) => {
      const panel = await bench.webview(TITLE);
      await panel.locator('#tab-pareto').focus();
      for (const tab of ['compare', 'breakdown', 'energy', 'memory', 'day', 'sensitivity', 'breakeven']) {
        await bench.page.keyboard.press('ArrowRight');
        await panel.locator(`#tab-${tab}[aria-selected="true"]`).waitFor();
        await panel.locator('#chart-panel .finding').first().waitFor();
      }
      await bench.page.keyboard.press('Home');
      await panel.locator('#chart-panel svg.plot [tabindex="0"]').focus();
      await bench.page.keyboard.press('ArrowRight');
      const said = await panel.locator('.readout').innerText();
      if (!/tokens\/s per user/.test(said)) throw new Error(`The mark says: ${said}`);
    }),
    step('a bar opens where its number comes from, by mouse and by keyboard', async (bench) => {
      const panel = await bench.webview(TITLE);
      await panel.locator('#tab-compare').click();
      const bar = panel.locator('#chart-panel .bar').first();
      await bar.focus();
      await bench.page.keyboard.press('Enter');
      await panel.locator('#chart-panel .explanation .formula').first().waitFor();
      await bench.shot('panel-chart-explanation');
      same((await violations(panel)).join('\n'), '', 'axe, explanation in a chart');
      await panel.locator('#chart-panel .explanation-body').focus();
      await bench.page.keyboard.press('Escape');
      await panel.locator('#chart-panel .explanation').waitFor({ state: 'detached' });
      same(await bar.evaluate((element) => element === element.ownerDocument.activeElement), true, 'focus');
      await panel.locator('#chart-panel .twin summary').click();
      await panel.locator('#chart-panel .twin .number-button').first().click();
      await panel.locator('#chart-panel .twin .explanation .formula').first().waitFor();
      await panel.locator('#chart-panel .twin .explanation button', { hasText: 'Close' }).click();
      await panel.locator('#tab-pareto').click();
    }),
    step('better options have an order, and any precision on request', async (bench) => {
      const panel = await bench.webview(TITLE);
      const orders = panel.locator('#better .chip');
      await orders.filter({ hasText: 'Energy' }).click();
      await panel.locator('#better .gain, #better .finding', { hasText: 'energy' }).first().waitFor();
      await orders.filter({ hasText: 'Any precision' }).click();
      await panel
        .locator('#better .option strong', { hasText: /-(fp4|int4|int8|fp8|bf16)$/ })
        .first()
        .waitFor();
      await panel.locator('#better').scrollIntoViewIfNeeded();
      await bench.shot('panel-better');
      await orders.filter({ hasText: 'Any precision' }).click();
      await orders.filter({ hasText: 'Cost' }).click();
      await panel.locator('#better .option strong').first().waitFor();
    }),
    step('everything is within reach of the Tab key', async (bench) => {
      const panel = await bench.webview(TITLE);
      await panel.locator('button', { hasText: 'Go to line' }).focus();
      const heard: string[] = [];
      for (let i = 0; i < 160 && !heard.some((name) => name === 'Open as tab'); i++) {
        heard.push(await focused(panel));
        await bench.page.keyboard.press('Tab');
      }
      const wanted = [
        /^Cost per million tokens/,
        /sort by/,
        /^own-b200$/,
        /^Speed$/,
        /tokens\/s per user/,
        /^As a table/,
        /^Requests/,
        /^Add /,
        /^Copy as Markdown$/,
      ];
      for (const name of wanted)
        if (!heard.some((one) => name.test(one)))
          throw new Error(`Tab never reaches ${String(name)}:\n${heard.join('\n')}`);
      same(heard.filter((name) => name === '').length, 0, 'stops without a name');
    }),
    step('the panel has no accessibility violation', async (bench) => {
      const panel = await bench.webview(TITLE);
      for (const tab of ['pareto', 'compare', 'day', 'sensitivity']) {
        await panel.locator(`#tab-${tab}`).click();
        same((await violations(panel)).join('\n'), '', `axe, ${tab}`);
      }
    }),
    step('a better option is one press away', async (bench) => {
      const panel = await bench.webview(TITLE);
      const add = panel.locator('.option button', { hasText: 'Add' }).first();
      const name = await panel.locator('.option strong').first().innerText();
      await add.click();
      await selected(panel, name).waitFor();
      await bench.shot('panel-added');
    }),
    step('it survives being hidden', async (bench) => {
      let panel = await bench.webview(TITLE);
      await panel.locator('#tab-memory').click();
      await bench.command('View: Toggle Secondary Side Bar Visibility');
      await bench.page.locator('.part.auxiliarybar').waitFor({ state: 'hidden' });
      await bench.command('Inference TCO: Show Panel');
      panel = await bench.webview(TITLE);
      await panel.locator('#tab-memory[aria-selected="true"]').waitFor();
    }),
    step('half-typed text keeps the last figures', async (bench) => {
      const panel = await bench.webview(TITLE);
      // The deployment that was added is in view; the model stands at the top.
      await bench.page.locator('.tab.active', { hasText: FILE }).click();
      // The tab of the editor that is open already does not give it the focus.
      await bench.page.keyboard.press('Control+1');
      await bench.page.locator('.monaco-editor.focused').first().waitFor();
      await bench.page.keyboard.press('Control+Home');
      await bench.endOfLine('model: ');
      await bench.type(': [');
      await panel.locator('.status-line-unread').waitFor();
      await number(panel).waitFor();
      await bench.shot('panel-half-typed');
      for (let i = 0; i < 3; i++) await bench.page.keyboard.press('Backspace');
      await panel.locator('.status-line-unread').waitFor({ state: 'detached' });
    }),
    step('rare states are designed and accessible', async (bench) => {
      const panel = await bench.webview(TITLE);
      for (const state of STATES) {
        await show(panel, state);
        same((await violations(panel)).join('\n'), '', `axe, ${state.name}`);
        await bench.shot(`panel-state-${state.name}`);
      }
    }),
  ],
};

const number = (panel: Frame): Locator => panel.locator('.big-number');
const selected = (panel: Frame, name: string): Locator => panel.locator('#selected-title', { hasText: name });
const read = (bench: Workbench): string => readFileSync(path.join(bench.folder, FILE), 'utf8');

function lineOf(bench: Workbench, text: string): number {
  return (
    read(bench)
      .split('\n')
      .findIndex((line) => line.startsWith(text)) + 1
  );
}

async function changed(locator: Locator, before: string): Promise<void> {
  const until = Date.now() + PATIENCE;
  while ((await locator.innerText()) === before) {
    if (Date.now() > until) throw new Error(`The number stays ${before}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What a screen reader would call the element in hand, roughly. */
function focused(panel: Frame): Promise<string> {
  return panel.evaluate(() => {
    const element = document.activeElement;
    const label = element?.id === '' ? null : document.querySelector(`label[for="${element?.id ?? ''}"]`);
    return (element?.getAttribute('aria-label') ?? label?.textContent ?? element?.textContent ?? '').trim();
  });
}
