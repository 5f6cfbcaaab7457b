import type { Workbench } from './support/workbench.ts';
import { same } from './support/expect.ts';
import { type Session, step } from './support/session.ts';

const FILE = 'support-chat.workload.yaml';
const NOTE = /as before: line \d+ does not read/;

/** A number half typed: every surface tells the figures before and the line, also where the cursor has gone elsewhere. */
export const session: Session = {
  name: 'half typed',
  workspace: 'examples',
  file: FILE,
  viewport: { width: 1440, height: 900 },
  settings: { 'workbench.colorTheme': 'Default Light Modern', 'editor.minimap.enabled': false },
  steps: [
    step('lenses and status bar say the same of a line that does not read', async (bench) => {
      await bench.lenses(/\$/).first().waitFor();
      await bench.endOfLine('output_tokens:');
      await bench.type('q');
      await bench.statusBar(NOTE).waitFor();
      await followed(bench, true);
      await bench.shot('half-typed');
    }),
    step('problems of the figures before stay, with the same words', async (bench) => {
      await bench.command('View: Focus Problems');
      const rows = bench.page.locator('.markers-panel .monaco-list-row', { hasText: 'budget' });
      await rows.first().waitFor();
      for (const text of await rows.allInnerTexts()) same(NOTE.test(text.toLowerCase()), true, text);
      await bench.shot('half-typed-problems');
      await bench.command('View: Toggle Panel Visibility');
    }),
    step('a hover keeps its numbers', async (bench) => {
      same(NOTE.test(await bench.hover('aws-h100')), true, 'the note in the hover');
    }),
    step('lenses follow though the editor has lost the focus', async (bench) => {
      await bench.endOfLine('output_tokens:');
      await bench.page.keyboard.press('Backspace');
      await followed(bench, false);
      await bench.type('q');
      await bench.statusBar(NOTE).waitFor();
      // Within the quarter of a second that the editor waits before it asks for lenses.
      await bench.page.keyboard.press('Control+Shift+E');
      await followed(bench, true);
      await bench.endOfLine('output_tokens:');
      await bench.page.keyboard.press('Backspace');
      await bench.statusBar(NOTE).waitFor({ state: 'detached' });
      await bench.page.keyboard.press('Control+Shift+E');
      await followed(bench, false);
    }),
  ],
};

/** Until every lens in view has the note, or none. */
async function followed({ page }: Workbench, noted: boolean): Promise<void> {
  await page.waitForFunction(
    ([source, wanted]) => {
      const titles = [...document.querySelectorAll('.codelens-decoration a')].map(({ textContent }) => textContent);
      return titles.length > 1 && titles.every((title) => new RegExp(source).test(title) === wanted);
    },
    [NOTE.source, noted] as const,
  );
}
