import { type Session, step } from './support/session.ts';
import { settled } from './support/workbench.ts';

/** A folder that is not trusted: what a person sees of what works, of what is off, and why. */
export const session: Session = {
  name: 'restricted',
  workspace: 'test/integration/restricted/workspace',
  file: 'chat.workload.yaml',
  restricted: true,
  viewport: { width: 1280, height: 720 },
  settings: { 'editor.minimap.enabled': false, 'workbench.colorTheme': 'Default Light Modern' },
  steps: [
    step('the window says Restricted Mode, and the workload is priced', async (bench) => {
      await bench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).first().waitFor();
      await bench
        .lenses(/\$[\d.]+ \/ 1M tokens/)
        .first()
        .waitFor();
    }),
    step('the language status says what is off', async (bench) => {
      await bench.page.locator('.statusbar-item[id*="languageStatus" i], [id="status.languageStatus"]').first().click();
      const status = bench.page.locator('.hover-language-status', { hasText: 'price folder and HEAD are off' });
      await status.first().waitFor();
      await settled(bench.page);
      await bench.shot('restricted');
    }),
  ],
};
