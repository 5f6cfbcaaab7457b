import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { violations } from './panel/axe.ts';
import { type Session, step } from './support/session.ts';
import type { Workbench } from './support/workbench.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The panel before any workload, in high contrast; the wide report; the page that is sent to others. */
export const session: Session = {
  name: 'panel report',
  workspace: 'examples',
  settings: { 'workbench.colorTheme': 'Default High Contrast' },
  viewport: { width: 1700, height: 1000 },
  steps: [
    step('without a workload the panel says what to do', async (bench) => {
      await commandsKnown(bench);
      await bench.command('Inference TCO: Show Panel');
      const panel = await bench.webview('Inference TCO');
      await panel.locator('h1', { hasText: 'What does it cost to serve?' }).waitFor();
      nothing(await violations(panel), 'axe, empty panel');
      await bench.shot('panel-empty');
      await panel.locator('vscode-button', { hasText: 'Open a sample' }).click();
      await panel.locator('.big-number').waitFor();
      nothing(await violations(panel), 'axe, high contrast');
      await bench.shot('panel-high-contrast');
    }),
    step('the report shows every chart at once', async (bench) => {
      await bench.openFile('support-chat.workload.yaml');
      // The command is there once the text is known to be a workload.
      await bench.lenses(/× p5/).first().waitFor();
      await bench.command('Inference TCO: Open Full Report');
      const report = await bench.webview('Inference TCO report');
      for (const chart of ['pareto', 'compare', 'breakdown', 'energy', 'memory', 'day', 'sensitivity', 'breakeven'])
        await report.locator(`#chart-${chart} .finding`).first().waitFor();
      nothing(await violations(report), 'axe, report tab');
      await bench.shot('panel-report');
    }),
    step('the exported page is accessible, loads nothing and prints', async (bench) => {
      const file = path.join(bench.folder, 'support-chat.workload.yaml');
      const args = [path.join(ROOT, 'dist/cli.js'), 'estimate', file, '--format', 'html', '--as-of', '2026-11-23'];
      const html = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      const page = await bench.page.context().browser()!.newPage();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setContent(html);
        nothing(await violations(page), `axe, page in ${colorScheme}`);
      }
      nothing(asked, 'requests');
      await page.setViewportSize({ width: 320, height: 800 });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (over > 0) throw new Error(`At 320 px the page is ${over} px too wide.`);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      if (pages < 2 || pages > 9) throw new Error(`Printed it has ${pages} pages.`);
      await page.close();
    }),
  ],
};

/** With no file open the window is ready before it has read the manifests of its extensions. */
async function commandsKnown({ page }: Workbench): Promise<void> {
  for (let i = 0; i < 45; i++) {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').first().fill('>Inference TCO: Show Panel');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Inference TCO: Show Panel' }).first();
    const found = await row.waitFor({ timeout: 1000 }).then(
      () => true,
      () => false,
    );
    await page.keyboard.press('Escape');
    if (found) return;
  }
  throw new Error('The palette does not know our commands.');
}

function nothing(found: readonly string[], what: string): void {
  if (found.length > 0) throw new Error(`${what}:\n${found.join('\n')}`);
}
