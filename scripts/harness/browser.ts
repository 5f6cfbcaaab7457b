import { chromium as playwright, type Browser as PlaywrightBrowser } from 'playwright-core';
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
