/** The built panel in a plain browser page, with the page, policy and messages of the real one, and no editor around it. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { createCatalog, type CatalogData } from '../../src/catalog/index.ts';
import { createEngine, type Engine, type MeasuredTable } from '../../src/estimate/index.ts';
import { ENGLISH } from '../../src/quantity/index.ts';
import { newNonce } from '../../src/extension/panel/nonce.ts';
import type { PanelSnapshot } from '../../src/panel/protocol.ts';
import { bundled } from './bundled.ts';
import { inRoot } from './paths.ts';

const { gatherCharts, PANEL_CSS, panelPage, panelSnapshot, shownWorkload } = await bundled<
  typeof import('./panelParts.ts')
>('scripts/harness/panelParts.ts');

const PAGE = 'http://panel.test/';
const SCRIPT = `${PAGE}panel.js`;
const AS_OF = '2026-11-23';

export function shippedEngine(): Engine {
  const data = JSON.parse(readFileSync(inRoot('dist/pricing.json'), 'utf8')) as CatalogData;
  return createEngine({ catalog: createCatalog(data), asOf: AS_OF });
}

/** What the host would send for an example, charts included. */
export function exampleSnapshot(engine: Engine, example: string): PanelSnapshot {
  const file = `${example}.workload.yaml`;
  const evaluation = engine.evaluateText(readFileSync(inRoot('examples', file), 'utf8'), { fileName: file });
  const [workload] = evaluation.workloads;
  if (workload?.workload === undefined) throw new Error(`examples/${file} is no workload.`);
  const { estimate } = workload;
  const selected = estimate.deployments.find(({ name }) => name === estimate.baseline) ?? estimate.deployments[0];
  if (selected === undefined) throw new Error(`examples/${file} has no deployment.`);
  const measured = JSON.parse(readFileSync(inRoot('dist/measured.json'), 'utf8')) as MeasuredTable;
  return panelSnapshot({
    uri: `file:///${file}`,
    file,
    version: 1,
    evaluation: 1,
    words: ENGLISH,
    asOf: engine.asOf,
    engine,
    workloads: evaluation.workloads,
    workload: shownWorkload(workload),
    selected: selected.name,
    charts: gatherCharts(engine, { workload: workload.workload, estimate, selected, measured }),
    work: undefined,
    whatIf: undefined,
  });
}

/** A page with the panel on it, its script read and waiting for the host's first word. */
export async function panelOn(browser: Browser, viewport = { width: 420, height: 900 }): Promise<Page> {
  const page = await browser.newPage({ viewport });
  const nonce = newNonce();
  const html = panelPage({ title: 'Panel', nonce, css: PANEL_CSS, script: { uri: SCRIPT } });
  await page.route(PAGE, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.route(SCRIPT, (route) => route.fulfill({ path: inRoot('dist/panel.js'), contentType: 'text/javascript' }));
  await page.addInitScript(() => {
    const kept = { posted: [] as unknown[] };
    const api = {
      postMessage: (message: unknown) => void kept.posted.push(message),
      getState: () => undefined,
      setState: () => undefined,
    };
    Object.assign(globalThis, { acquireVsCodeApi: () => api, kept });
  });
  await page.goto(PAGE);
  await page.waitForFunction(() => (globalThis as unknown as { kept: { posted: unknown[] } }).kept.posted.length > 0);
  return page;
}
