import { type Session, step } from './support/session.ts';

/** The same surfaces in a German editor; VS Code's own words stay English, since no language pack is installed. */
export const session: Session = {
  name: 'german',
  workspace: 'test/integration/german/workspace',
  file: 'chat.workload.yaml',
  language: 'de',
  viewport: { width: 1280, height: 720 },
  settings: { 'editor.minimap.enabled': false, 'workbench.colorTheme': 'Default Light Modern' },
  steps: [
    step('lenses, hints and the status bar', async (bench) => {
      await bench
        .lenses(/\d,\d+\s\$ \/ 1 Mio\. Tokens/)
        .first()
        .waitFor();
      await bench.statusBar(/1 Mio\. Tokens/).waitFor();
    }),
    step('a mistake and its fix', async (bench) => {
      await bench.command('View: Focus Problems');
      await bench.page.locator('.markers-panel .monaco-list-row', { hasText: 'ist kein Schlüssel' }).first().waitFor();
      await bench.shot('german-problems');
      await bench.command('View: Toggle Panel Visibility');
      await bench.endOfLine('wieghts');
      await bench.line('wieghts').locator('span', { hasText: 'wieghts' }).last().click();
      await (await bench.action('Control+Period', 'In weights ändern')).click();
      await bench.line('weights: fp8').waitFor();
    }),
    step('the walkthrough, its pages included', async (bench) => {
      await bench.command('Welcome: Open Walkthrough');
      await bench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Inferenz' }).first().click();
      await bench.frameWith('Ein Workload ist eine YAML-Datei neben Ihrem Code');
      await bench.shot('german-walkthrough');
      await bench.page.locator('.tab', { hasText: 'chat.workload.yaml' }).click();
    }),
    step('a hover in its three layers', async (bench) => {
      const text = await bench.hover('weights');
      if (!/Zahlenformat der Gewichte/.test(text) || !/Kosten/.test(text)) throw new Error(text);
      await bench.shot('german-hover');
    }),
  ],
};
