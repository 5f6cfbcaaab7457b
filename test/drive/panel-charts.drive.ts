import type { Frame } from 'playwright-core';
import { CHARTS, faults, squeeze } from './panel/layout.ts';
import { type Session, step } from './support/session.ts';
import type { Workbench } from './support/workbench.ts';

const TITLE = 'Inference TCO';

/** Charts under a magnifier: every number opens where it comes from, every width holds, and a reload keeps the place. */
export const session: Session = {
  name: 'panel charts',
  workspace: 'examples',
  file: 'support-chat.workload.yaml',
  settings: { 'workbench.colorTheme': 'Default Dark Modern' },
  viewport: { width: 1500, height: 1000 },
  steps: [
    step(
      'a mark of every chart opens its derivation by keyboard, Escape returns to it, and it can be copied',
      async (bench) => {
        await bench.lenses(/\$/).first().waitFor();
        await bench.command('Inference TCO: Show Panel');
        const panel = await bench.webview(TITLE);
        for (const chart of CHARTS) {
          await panel.locator(`#tab-${chart}`).click();
          const mark = panel.locator('#chart-panel svg.plot [role="button"][tabindex="0"]');
          await mark.focus();
          await bench.page.keyboard.press('Enter');
          await explained(panel, '#chart-panel .explanation', chart);
          await bench.page.keyboard.press('Escape');
          await panel.locator('#chart-panel .explanation').waitFor({ state: 'detached' });
        }
        await bench.page.keyboard.press('Enter'); // the focus is back at the mark
        await panel.locator('#chart-panel .explanation button', { hasText: 'Copy as Markdown' }).click();
        await bench.statusBar('Copied as Markdown').waitFor();
        await close(panel);
      },
    ),
    step('numbers of every table open theirs', async (bench) => {
      const panel = await bench.webview(TITLE);
      for (const chart of CHARTS) {
        await panel.locator(`#tab-${chart}`).click();
        await panel.locator('#chart-panel .twin summary').click();
        await panel.locator('#chart-panel .twin .number-button').last().click();
        await explained(panel, '#chart-panel .twin .explanation', chart);
        await close(panel);
      }
    }),
    step('traffic, machines, differences and better options open theirs', async (bench) => {
      const panel = await bench.webview(TITLE);
      const numbers = [
        '.workload .number-button',
        '.machines .number-button',
        '.comparison .delta .number-button',
        '#better .option .note .number-button',
        '#better .option .gain .number-button',
      ];
      for (const number of numbers) {
        await panel.locator(number).last().click();
        await explained(panel, '.explanation', number);
        await close(panel);
      }
    }),
    step('each chart holds at 240 pixels, and at twice its size', async (bench) => {
      const panel = await bench.webview(TITLE);
      for (const [width, zoom] of [
        [240, 1],
        [300, 1],
        [480, 2],
      ] as const) {
        await squeeze(panel, width / zoom, zoom);
        for (const chart of CHARTS) {
          await panel.locator(`#tab-${chart}`).click();
          await panel.locator('#chart-panel .finding').first().waitFor();
          const found = await faults(panel);
          if (found.length > 0) throw new Error(`${chart}, ${width} px at ${zoom}:\n${found.join('\n')}`);
        }
      }
      await squeeze(panel, undefined);
    }),
    step('a reload of the window keeps chart, order, levers and numbers', async (bench) => {
      let panel = await bench.webview(TITLE);
      await panel.locator('#tab-day').click();
      await panel.locator('th.column-cost button').click();
      const inTheFile = await panel.locator('.big-number').innerText();
      await panel.locator('#lever-requests-slider').fill('160');
      await panel.locator('.status-line', { hasText: 'the file is unchanged' }).waitFor();
      await panel.locator('.big-number', { hasNotText: inTheFile }).waitFor();
      const number = await panel.locator('.big-number').innerText();
      // The command closes the window in order; a bare reload of the page is a crash to the editor, which then forgets.
      const loaded = bench.page.waitForEvent('load');
      await bench.command('Developer: Reload Window');
      await loaded;
      await bench.page.locator('.monaco-workbench').waitFor();
      await bench.lenses(/\$/).first().waitFor();
      panel = await opened(bench);
      await panel.locator('#tab-day[aria-selected="true"]').waitFor();
      await panel.locator('th.column-cost[aria-sort="ascending"]').waitFor();
      await panel.locator('.status-line', { hasText: 'the file is unchanged' }).waitFor();
      await panel.locator('.big-number', { hasText: number }).waitFor();
      await bench.shot('panel-reloaded');
    }),
  ],
};

/** Its tree has a formula, or a leaf with its origin. */
async function explained(panel: Frame, place: string, what: string): Promise<void> {
  const told = panel.locator(`${place} .formula, ${place} .origin`).first();
  await told.waitFor().catch(() => {
    throw new Error(`${what} opens no derivation.`);
  });
}

async function close(panel: Frame): Promise<void> {
  await panel.locator('.explanation button', { hasText: 'Close' }).click();
  await panel.locator('.explanation').waitFor({ state: 'detached' });
}

/** The side bar comes back with the window; where it does not, the panel is opened as a person would. */
async function opened(bench: Workbench): Promise<Frame> {
  const bar = bench.page.locator('.part.auxiliarybar iframe.webview').first();
  const there = await bar.waitFor({ timeout: 8000 }).then(
    () => true,
    () => false,
  );
  if (!there) await bench.command('Inference TCO: Show Panel');
  return bench.webview(TITLE);
}
