/** Mouse and keyboard on VS Code's workbench. The selectors are the same in the oldest and the newest editor tested. */
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';

export interface Workbench {
  readonly page: Page;
  /** The open folder on disk. */
  readonly folder: string;
  /** Opens a file by Quick Open. */
  readonly openFile: (name: string) => Promise<void>;
  /** The first visible editor line that contains `text`. */
  readonly line: (text: string) => Locator;
  /** Rests the mouse on a word and returns what the hover says. */
  readonly hover: (word: string) => Promise<string>;
  readonly lenses: (text?: string | RegExp) => Locator;
  /** Opens the menu of fixes or rewrites by its key and returns the entry. */
  readonly action: (key: string, text: string) => Promise<Locator>;
  /** Runs a command by its palette title. */
  readonly command: (title: string) => Promise<void>;
  readonly notification: (text: string | RegExp) => Locator;
  readonly statusBar: (text: string | RegExp) => Locator;
  /** The document inside the webview whose `<title>` this is. */
  readonly webview: (title: string) => Promise<Frame>;
  /** A rendered page of VS Code itself, such as a Markdown preview, that holds a text. */
  readonly frameWith: (text: string) => Promise<Frame>;
  /** Puts the cursor at the end of the line that contains `text`. */
  readonly endOfLine: (text: string) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** Saves test/drive/shots/<name>.png. */
  readonly shot: (name: string) => Promise<void>;
}

/** For a wait that would never end, ms; one that ends takes as long as a busy machine needs. */
export const PATIENCE = 45_000;

/** Until nothing on the page fades or slides any more; what never ends, such as a blinking cursor, is left out. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(moving.map(({ finished }) => finished));
  });
}

export function workbench(page: Page, folder: string, shots: string): Workbench {
  const line = (text: string): Locator => page.locator('.view-line', { hasText: text }).first();

  const quickInput = async (text: string, key: string, pick: string): Promise<void> => {
    const box = page.locator('.quick-input-widget input[type=text], .quick-input-widget input.input').first();
    await page.keyboard.press(key);
    await box.waitFor();
    await box.fill(text);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: pick }).first().click();
  };

  return {
    page,
    folder,
    line,
    openFile: async (name) => {
      await quickInput(name, 'Control+P', name);
      await page.locator('.tab.active', { hasText: name }).waitFor();
      await page.locator('.view-line').first().waitFor();
    },
    hover: async (word) => {
      await page.mouse.move(0, 0);
      await page.locator('.view-line span span', { hasText: word }).first().hover();
      const hover = page.locator('.monaco-hover:not(.hidden) .monaco-hover-content');
      // A slow answer has the editor's own word in its place first.
      const content = hover.filter({ hasNotText: /^\s*(?:Loading|Wird geladen)/ }).first();
      await content.waitFor();
      await settled(page);
      return content.innerText();
    },
    action: (key, text) => action(page, key, text),
    lenses: (text) => page.locator('.codelens-decoration a', text === undefined ? {} : { hasText: text }),
    command: (title) => quickInput(`>${title}`, 'F1', title),
    notification: (text) => page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first(),
    statusBar: (text) => page.locator('.statusbar-item', { hasText: text }).first(),
    frameWith: (text) => frameWith(page, text),
    webview: (title) => webview(page, title),
    endOfLine: async (text) => {
      await line(text).click();
      await page.keyboard.press('End');
    },
    type: (text) => page.keyboard.type(text),
    shot: async (name) => void (await page.screenshot({ path: path.join(shots, `${name}.png`) })),
  };
}

/** VS Code drops a menu that was asked for while the problems of the text were being renewed: it is asked for again. */
async function action(page: Page, key: string, text: string): Promise<Locator> {
  const row = page.locator('.action-widget .monaco-list-row', { hasText: text }).first();
  for (let tries = 1; ; tries += 1) {
    await page.keyboard.press(key);
    try {
      await row.waitFor({ timeout: tries < 5 ? 4_000 : PATIENCE });
      return row;
    } catch (error) {
      if (tries === 5) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** Each webview is an outer frame around an inner one, which appears late and carries our title. */
async function webview(page: Page, title: string): Promise<Frame> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    for (const frame of page.frames()) {
      if (frame !== page.mainFrame() && (await frame.title().catch(() => '')) === title) return frame;
    }
    if (Date.now() > until) throw new Error(`No webview is titled "${title}".`);
    await page.waitForTimeout(100);
  }
}

async function frameWith(page: Page, text: string): Promise<Frame> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    for (const frame of page.frames())
      if (
        frame !== page.mainFrame() &&
        (await frame
          .getByText(text)
          .count()
          .catch(() => 0)) > 0
      )
        return frame;
    if (Date.now() > until) throw new Error(`No page inside the window holds "${text}".`);
    await page.waitForTimeout(100);
  }
}
