import { chromium as playwright, type Browser as PlaywrightBrowser, type Page } from 'playwright-core';
import { chromium } from './chromium.ts';

const quiet = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync', '--disable-dev-shm-usage'],
  ...['--disable-background-networking', '--disable-component-update'],
];

export async function launchBrowser(): Promise<PlaywrightBrowser> {
  const { executable, environment } = await chromium();
  try {
    const env = { ...process.env, ...environment } as Record<string, string>;
    return await playwright.launch({ executablePath: executable, headless: true, args: quiet, env });
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 1500) : String(error);
    throw new Error(
      `${executable} did not start. Install Chromium (apt-get install chromium) or set CHROME_PATH.\n${reason}`,
    );
  }
}

/**
 * Makes VS Code believe that it was started in another language, as a language pack would; its own words stay English. What
 * extensions see of it is real: `vscode.env.language`, their manifest strings and their bundles.
 */
export async function speak(page: Page, language: string): Promise<void> {
  await page.addInitScript((tag) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: tag }), language);
}
