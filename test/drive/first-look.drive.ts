import { type Session, step } from './support/session.ts';

/** What a stranger sees in the first minute. */
export const session: Session = {
  name: 'first look',
  workspace: 'examples',
  file: 'support-chat.workload.yaml',
  steps: [
    step('lenses price the deployments', async ({ lenses, shot }) => {
      await lenses(/\$/).first().waitFor();
      await shot('lenses');
    }),
    step('a hover explains a value', async ({ hover, shot }) => {
      const text = await hover('requests');
      if (!/requests|second/i.test(text)) throw new Error(`The hover says: ${text}`);
      await shot('hover');
    }),
    step('a mistake is underlined as it is typed', async ({ endOfLine, type, page, shot }) => {
      await endOfLine('model: ');
      await type('x');
      await page.locator('.squiggly-error, .squiggly-warning').first().waitFor();
      await shot('mistake');
      await page.keyboard.press('Control+Z');
      await page.locator('.squiggly-error').waitFor({ state: 'detached' });
    }),
  ],
};
