/** What each picture of docs/images shows, and the steps to it: drives that assert nothing but that the thing is there. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pictureOfPanel, widen } from '../../test/drive/support/pictures.ts';
import { type Session, step } from '../../test/drive/support/session.ts';
import type { Workbench } from '../../test/drive/support/workbench.ts';
import { inRoot } from '../harness/paths.ts';

const IMAGES = 'docs/images';
const TITLE = 'Inference TCO';
const image = (name: string): string => inRoot(IMAGES, `${name}.png`);

const DARK = 'Default Dark Modern';
const LIGHT = 'Default Light Modern';
const CONTRAST = 'Default High Contrast';

const calm = { 'editor.minimap.enabled': false, 'editor.stickyScroll.enabled': false };

interface Scene {
  readonly name: string;
  readonly theme: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly file?: string;
  readonly steps: readonly { readonly name: string; readonly act: (bench: Workbench) => Promise<void> }[];
}

const scene = ({ name, theme, size, file = 'support-chat.workload.yaml', steps }: Scene): Session => ({
  name: `picture ${name}`,
  workspace: 'examples',
  file,
  settings: { ...calm, 'workbench.colorTheme': theme },
  viewport: size,
  steps: steps.map(({ name: what, act }) => step(what, act)),
});

/** The panel with its charts drawn, the explorer away. */
async function panel(bench: Workbench, width: number): Promise<void> {
  await bench.lenses(/\$/).first().waitFor();
  await bench.command('View: Toggle Primary Side Bar Visibility');
  await bench.command('Inference TCO: Show Panel');
  const frame = await bench.webview(TITLE);
  await frame.locator('#chart-panel svg.plot').waitFor();
  await frame.locator('#better .option').first().waitFor();
  await widen(bench.page, width);
  await bench.page.waitForTimeout(800);
}

const alone = (name: string, theme: string, width: number, height: number, file?: string): Session =>
  scene({
    name,
    theme,
    size: { width: width + 900, height },
    ...(file === undefined ? {} : { file }),
    steps: [
      {
        name: 'the panel alone',
        act: async (bench) => {
          await panel(bench, width);
          await pictureOfPanel(bench.page, image(name));
        },
      },
    ],
  });

export const pictures: readonly Session[] = [
  scene({
    name: 'editor',
    theme: DARK,
    size: { width: 1440, height: 900 },
    steps: [
      {
        name: 'the file, its lenses and the panel',
        act: async (bench) => {
          await panel(bench, 430);
          await bench.page.screenshot({ path: image('editor') });
        },
      },
    ],
  }),
  alone('panel-dark', DARK, 420, 1500),
  alone('panel-light', LIGHT, 420, 1500, 'rag-long-context.workload.yaml'),
  alone('panel-high-contrast', CONTRAST, 420, 1500),
  alone('panel-narrow', LIGHT, 260, 1500),
  scene({
    name: 'panel-wide',
    theme: LIGHT,
    size: { width: 1700, height: 1150 },
    steps: [
      {
        name: 'every chart at once, in a tab',
        act: async (bench) => {
          await bench.lenses(/\$/).first().waitFor();
          await bench.command('View: Toggle Primary Side Bar Visibility');
          await bench.command('Inference TCO: Open Full Report');
          const report = await bench.webview('Inference TCO report');
          await report.locator('#chart-breakeven .finding').first().waitFor();
          await report.locator('#better .option').first().waitFor();
          await bench.command('View: Move Editor into Previous Group');
          await bench.page.mouse.move(5, 5);
          await bench.page.waitForTimeout(1500);
          await bench.page.screenshot({ path: image('panel-wide') });
        },
      },
    ],
  }),
  scene({
    name: 'report',
    theme: LIGHT,
    size: { width: 900, height: 1400 },
    steps: [
      {
        name: 'the exported page',
        act: async (bench) => {
          const page = await bench.page
            .context()
            .browser()!
            .newPage({ viewport: { width: 860, height: 1400 } });
          await page.setContent(exported(path.join(bench.folder, 'support-chat.workload.yaml')));
          await page.screenshot({ path: image('report') });
          await page.close();
        },
      },
    ],
  }),
];

function exported(file: string): string {
  const args = [inRoot('dist/cli.js'), 'estimate', file, '--format', 'html'];
  return execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Pictures that a drive of the tests takes on its way: its shot, and where it goes. */
export const taken: Readonly<Record<string, string>> = {
  'editor-hover': image('editor-hover'),
  'editor-completion': image('editor-completion'),
  'editor-diagnostics': image('editor-diagnostics'),
};
