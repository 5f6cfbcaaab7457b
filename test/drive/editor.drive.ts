import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Session, step } from './support/session.ts';
import { settled, type Workbench } from './support/workbench.ts';

const FILE = 'support-chat.workload.yaml';

/** The text surfaces as a person meets them: what is seen is asserted and photographed. */
export const session: Session = {
  name: 'editor',
  workspace: 'examples',
  file: FILE,
  viewport: { width: 1280, height: 860 },
  settings: {
    'editor.minimap.enabled': false,
    'editor.stickyScroll.enabled': false,
    'workbench.colorTheme': 'Default Light Modern',
  },
  steps: [
    step('lenses and hints say price, machines, parallelism and values', async (bench) => {
      await bench
        .lenses(/\$[\d.]+ \/ 1M tokens ±[\d.]+ %/)
        .first()
        .waitFor();
      await bench.line('users * chats').locator('span', { hasText: '= 17.4 /s' }).first().waitFor();
      await bench.line('h100-sxm').locator('span', { hasText: '/h' }).first().waitFor();
      await bench.shot('editor-lenses');
    }),
    step('a hover says what it means, what it does and where it is from', async (bench) => {
      const text = await bench.hover('h100-sxm');
      holds(text, /catalog id/, /GB\/s/, /published|third party/);
      await bench.shot('editor-hover-accelerator');
      holds(await bench.hover('weights'), /Number format/, /aws-h100/, /bf16\s+\$/);
      await bench.shot('editor-hover');
    }),
    step('a mistake is named, and one key repairs it', async (bench) => {
      await endOf(bench, 'engine:');
      await bench.page.keyboard.press('Backspace');
      await bench.page.locator('.squiggly-error').first().waitFor();
      await bench.page.keyboard.press('Escape');
      await bench.command('View: Focus Problems');
      const row = bench.page.locator('.markers-panel .monaco-list-row', { hasText: 'vll' }).first();
      await row.waitFor();
      await bench.shot('editor-problems');
      await bench.command('View: Toggle Panel Visibility');
      await endOf(bench, 'engine:');
      const fix = await bench.action('Control+Period', 'vllm');
      await bench.shot('editor-diagnostics');
      await fix.click();
      await bench.line('engine: vllm').waitFor();
      await bench.page.locator('.squiggly-error').waitFor({ state: 'detached' });
    }),
    step('a double click on a hint writes its value', async (bench) => {
      await bench.line('users * chats').locator('span', { hasText: '= 17.4 /s' }).last().dblclick();
      await bench.line('requests: 17.3611 / s').waitFor();
      await bench.page.keyboard.press('Control+Z');
      await bench.line('users * chats').waitFor();
    }),
    step('completion is sorted by what it would cost', async (bench) => {
      await endOf(bench, 'accelerator: h100');
      for (let i = 0; i < 'h100-sxm'.length; i++) await bench.page.keyboard.press('Backspace');
      await bench.page.keyboard.press('Control+Space');
      const rows = bench.page.locator('.suggest-widget .monaco-list-row', { hasText: '/ 1M tokens' });
      await rows.nth(3).waitFor();
      const costs = (await rows.allInnerTexts()).map((row) => Number(/\$([\d.]+) \/ 1M/.exec(row)?.[1]));
      if (costs.some((cost, i) => !(cost >= (costs[i - 1] ?? 0))))
        throw new Error(`Costs in this order: ${costs.join(', ')}`);
      await bench.shot('editor-completion');
      await bench.page.keyboard.press('Escape');
      for (let i = 0; i < 'h100-sxm'.length; i++) await bench.page.keyboard.press('Control+Z');
    }),
    step('a deployment offers rewrites with their gain', async (bench) => {
      await bench.lenses(/\d × p5/).waitFor();
      await endOf(bench, '  aws-h100:');
      await bench.action('Control+Shift+R', 'month');
      await bench.shot('editor-rewrites');
      await bench.page.keyboard.press('Escape');
    }),
    step('the language status gives state and date of the prices', async (bench) => {
      await bench.page.locator('.statusbar-item[id*="languageStatus" i], [id="status.languageStatus"]').first().click();
      await bench.page.locator('.hover-language-status', { hasText: 'deployments estimated' }).first().waitFor();
      await settled(bench.page);
      await bench.shot('editor-status');
      await bench.page.keyboard.press('Escape');
    }),
    step('outline and tree list the deployments', async (bench) => {
      await bench.command('Explorer: Focus on Outline View');
      await bench.command('Explorer: Focus on Inference Workloads View');
      await bench.page
        .locator('.pane .monaco-list-row', { hasText: /aws-h100.*\$/ })
        .first()
        .waitFor();
      await bench.shot('editor-tree');
    }),
    step('budgets and targets are tests', async (bench) => {
      await bench.command('Test: Run All Tests');
      await bench.command('Testing: Focus on Test Explorer View');
      await bench.page.locator('.test-explorer', { hasText: '4/4' }).waitFor();
      await bench.page.locator('.test-explorer .monaco-list-row', { hasText: FILE }).first().click();
      await bench.page.keyboard.press('Control+ArrowRight');
      await bench.shot('editor-tests');
    }),
    step('a number unfolds to table rows', async (bench) => {
      await bench.command('View: Toggle Panel Visibility');
      await bench.command('View: Show Explorer');
      await endOf(bench, '  aws-h100:');
      await bench.command('Inference TCO: Show Calculation');
      await bench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'cost.perMillionTokens' }).click();
      const shown = await bench.frameWith('Cost per million tokens: aws-h100');
      await shown.getByText('of this file:').first().waitFor();
      await shown.getByRole('listitem').filter({ hasText: 'cost per month' }).first().waitFor();
      await bench.shot('editor-calculation');
      await bench.page.locator('.tab', { hasText: FILE }).click();
      await bench.command('View: Close Editors in Other Groups');
    }),
    step('every command is in the palette', async (bench) => {
      await bench.page.keyboard.press('F1');
      await bench.page.locator('.quick-input-widget input').first().waitFor();
      await bench.page.keyboard.type('Inference TCO');
      await bench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Check All' }).first().waitFor();
      await bench.shot('editor-palette');
      await bench.page.keyboard.press('Escape');
    }),
    step('the walkthrough begins with a sample', async (bench) => {
      await bench.command('Welcome: Open Walkthrough');
      await bench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Price an inference' }).first().click();
      await bench.page.locator('.getting-started-step', { hasText: 'Open a sample' }).first().waitFor();
      await bench.shot('editor-walkthrough');
    }),
    ...(['Dark Modern', 'High Contrast'] as const).map((theme) =>
      step(`all of it can be read in ${theme}`, async (bench) => {
        paint(bench, `Default ${theme}`);
        await bench.page.locator('.tab', { hasText: FILE }).click();
        await bench.page
          .locator(theme === 'High Contrast' ? '.monaco-workbench.hc-black' : '.monaco-workbench.vs-dark')
          .waitFor();
        await bench.hover('weights');
        await bench.shot(`editor-${theme === 'High Contrast' ? 'high-contrast' : 'dark'}`);
      }),
    ),
  ],
};

/** Puts the cursor at the end of a line, whatever is scrolled or lies over it. Steps keep the lines where they are. */
async function endOf(bench: Workbench, text: string): Promise<void> {
  const lines = readFileSync(path.join(bench.folder, FILE), 'utf8').split('\n');
  await bench.page.mouse.move(0, 0);
  await bench.page.keyboard.press('Control+G');
  await bench.page.locator('.quick-input-widget input').first().waitFor();
  await bench.page.keyboard.type(String(lines.findIndex((line) => line.includes(text)) + 1));
  await bench.page.keyboard.press('Enter');
  await bench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  await bench.page.keyboard.press('End');
}

/** A theme of the workspace alone. */
function paint(bench: Workbench, theme: string): void {
  mkdirSync(path.join(bench.folder, '.vscode'), { recursive: true });
  writeFileSync(path.join(bench.folder, '.vscode/settings.json'), JSON.stringify({ 'workbench.colorTheme': theme }));
}

function holds(text: string, ...parts: readonly RegExp[]): void {
  for (const part of parts) if (!part.test(text)) throw new Error(`${String(part)} is not in:\n${text}`);
}
