/** First paint of the built panel: from the host's word to the frame that shows the answer, in a browser. */
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser.ts';
import { exampleSnapshot, panelOn, shippedEngine } from '../harness/panelStand.ts';
import type { ToWebview } from '../../src/panel/protocol.ts';
import { fastQuartile, type Row } from './row.ts';

const RUNS = 15;

/** Each run a fresh page. */
export async function panelRows(): Promise<readonly Row[]> {
  const state = exampleSnapshot(shippedEngine(), 'support-chat');
  const browser = await launchBrowser();
  try {
    const runs: Painted[] = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await firstPaint(browser, { type: 'state', state }));
    const quartile = (of: keyof Painted): number => fastQuartile(runs.map((one) => one[of]));
    return [
      { what: 'panel: first paint after the data arrives', value: quartile('wall'), unit: 'ms', goal: 150 },
      { what: 'panel: work of the browser until then (processor time)', value: quartile('work'), unit: 'ms' },
    ];
  } finally {
    await browser.close();
  }
}

interface Painted {
  readonly wall: number;
  readonly work: number;
}

async function firstPaint(browser: Browser, message: ToWebview): Promise<Painted> {
  const page = await panelOn(browser);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const work = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  };
  const before = await work();
  const wall = await page.evaluate(
    (sent) =>
      new Promise<number>((painted) => {
        const answered = (): boolean => document.querySelector('.big-number') !== null;
        const frame = (): void => {
          // A task that is queued in the frame that has the answer runs once that frame is painted.
          if (answered())
            setTimeout(() => painted(performance.now() - performance.getEntriesByName('data')[0]!.startTime));
          else requestAnimationFrame(frame);
        };
        performance.mark('data');
        window.postMessage(sent, '*');
        requestAnimationFrame(frame);
      }),
    message,
  );
  const after = await work();
  await page.close();
  return { wall, work: after - before };
}
