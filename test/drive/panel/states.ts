/** States that a person rarely meets, shown to the real panel in the real editor, as the host would send them. */
import type { Frame } from 'playwright-core';
import { charts, DEPLOYMENTS, estimate } from '../../helpers/estimate.ts';
import { PATIENCE } from '../support/workbench.ts';
import type { PanelSnapshot, PanelState } from '../../../src/panel/protocol.ts';

const SNAPSHOT: PanelSnapshot = {
  kind: 'workload',
  document: 'drive:a',
  file: 'a.workload.yaml',
  version: 1,
  evaluation: 1,
  documentIndex: 0,
  workloads: [{ index: 0, name: 'a' }],
  locale: 'en-US',
  asOf: '2026-11-23',
  prices: 'Tables of Sep 18, 2026; oldest price used 131 days old',
  estimate: estimate(),
  levers: [],
  charts: charts(),
};

const misfit = DEPLOYMENTS.find(({ status }) => status === 'infeasible')!;
const many = Array.from({ length: 48 }, (_, i) => ({ ...DEPLOYMENTS[i % 2]!, name: `deployment-${i + 1}` }));

/** Each with what must be seen of it. */
export const STATES: readonly { readonly name: string; readonly sees: string; readonly state: PanelState }[] = [
  { name: 'loading', sees: 'Reading a.workload.yaml', state: { kind: 'loading', file: 'a.workload.yaml' } },
  {
    name: 'too-large',
    sees: 'too large to read as you type',
    state: { kind: 'idle', reason: 'too-large', file: 'a.workload.yaml' },
  },
  { name: 'not-a-workload', sees: 'not a workload', state: { kind: 'idle', reason: 'not-a-workload', file: 'a.yaml' } },
  { name: 'failed', sees: 'Show log', state: { kind: 'idle', reason: 'failed' } },
  { name: 'does-not-fit', sees: 'Does not fit', state: { ...SNAPSHOT, selected: misfit.name } },
  {
    name: 'many',
    sees: 'Show all 48 deployments',
    state: { ...SNAPSHOT, estimate: estimate({ deployments: many }), selected: 'deployment-1' },
  },
  { name: 'no-deployment', sees: 'No deployment yet', state: { ...SNAPSHOT, estimate: estimate({ deployments: [] }) } },
];

/** As if the host had sent it; sent again where a late message of the host replaced it before it was seen. */
export async function show(panel: Frame, { state, sees }: (typeof STATES)[number]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await panel.evaluate((sent) => window.postMessage({ type: 'state', state: sent }, '*'), state);
    try {
      return await panel
        .getByText(sees)
        .first()
        .waitFor({ timeout: attempt < 4 ? 5_000 : PATIENCE });
    } catch (error) {
      if (attempt === 4) throw error;
    }
  }
}
