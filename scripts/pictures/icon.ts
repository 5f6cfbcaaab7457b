/** The icon of the Marketplace page, which takes no SVG: media/icon.svg on the ground of the page's banner. */
import { readFileSync } from 'node:fs';
import { launchBrowser } from '../harness/browser.ts';
import { inRoot } from '../harness/paths.ts';

/** Pixels; the Marketplace asks for 128 at least, twice that for dense screens. */
const SIZE = 256;
const INK = '#eaf4ff';

export async function drawIcon(): Promise<void> {
  const manifest = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as {
    readonly icon: string;
    readonly galleryBanner: { readonly color: string };
  };
  const lines = readFileSync(inRoot('media/icon.svg'), 'utf8');
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
    await page.setContent(`<style>
      body { margin: 0; }
      main { display: grid; place-items: center; height: 100vh; border-radius: 18%;
             color: ${INK}; background: ${manifest.galleryBanner.color}; }
      svg { width: 66%; height: 66%; }
    </style><main>${lines}</main>`);
    await page.screenshot({ path: inRoot(manifest.icon), omitBackground: true });
  } finally {
    await browser.close();
  }
}
