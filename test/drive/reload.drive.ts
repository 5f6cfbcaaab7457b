import type { Frame, Locator } from 'playwright-core';
import { type Session, step } from './support/session.ts';
import type { Workbench } from './support/workbench.ts';

const FILE = 'support-chat.workload.yaml';
const TITLE = 'Inference TCO';
const BAR = '.part.auxiliarybar';
/** VS Code writes its state down now and then, and nothing in the window tells when. */
const WRITTEN_DOWN_MS = 3_000;

/** What survives a reload of the window without a command: the panel, its chart, its row. With the editor's AI features, as most have them. */
export const session: Session = {
  name: 'reload',
  workspace: 'examples',
  file: FILE,
  viewport: { width: 1500, height: 1000 },
  settings: { 'chat.disableAIFeatures': false, 'chat.commandCenter.enabled': false },
  steps: [
    step('the panel is chosen and set up', async (bench) => {
      await bench.lenses(/\$/).first().waitFor();
      await bench.command('Inference TCO: Show Panel');
      const panel = await bench.webview(TITLE);
      await answer(panel).waitFor();
      await panel.locator('#tab-breakdown').click();
      await panel.locator('#tab-breakdown[aria-selected="true"]').waitFor();
      await bench.page.waitForTimeout(WRITTEN_DOWN_MS);
    }),
    step('it is there after a reload, with its chart', async (bench) => {
      await reload(bench);
      const panel = await bench.webview(TITLE);
      await answer(panel).waitFor();
      await panel.locator('#tab-breakdown[aria-selected="true"]').waitFor();
      await bench.shot('reload-panel');
    }),
    step('no container is blank where no workload is open', async (bench) => {
      await bench.command('View: Close All Editors');
      await bench.page.locator('.tab').first().waitFor({ state: 'detached' });
      await bench.page.waitForTimeout(WRITTEN_DOWN_MS);
      const address = new URL(bench.page.url());
      address.searchParams.delete('payload');
      await bench.page.goto(address.href);
      await bench.page.locator(BAR).waitFor();
      const panel = await bench.webview(TITLE);
      await panel.getByText('What does it cost to serve?').waitFor();
      await panel.getByText('New workload').first().waitFor();
      await bench.shot('reload-idle');
    }),
  ],
};

const answer = (panel: Frame): Locator => panel.locator('.big-number');

async function reload(bench: Workbench): Promise<void> {
  await bench.page.reload();
  await bench.page.locator('.monaco-workbench').waitFor();
}
