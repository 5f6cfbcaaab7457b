/** Places and sizes for pictures: the panel as wide as asked, the side bar out of the way, a part of the window alone. */
import type { Page } from 'playwright-core';
import { settled } from './workbench.ts';

const BAR = '.part.auxiliarybar';

/** Drags the edge of the side bar with the panel until it is `width` wide. */
export async function widen(page: Page, width: number): Promise<void> {
  const box = await page.locator(BAR).boundingBox();
  if (box === null) throw new Error('The panel is not open.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x - 1, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - width, y, { steps: 8 });
  await page.mouse.up();
  await page.mouse.move(5, 5);
  await settled(page);
}

/** The panel without the window around it. */
export async function pictureOfPanel(page: Page, file: string): Promise<void> {
  const box = await page.locator(BAR).boundingBox();
  if (box === null) throw new Error('The panel is not open.');
  await page.screenshot({ path: file, clip: box });
}
