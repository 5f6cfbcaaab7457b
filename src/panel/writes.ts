/** What the panel writes into the file: the levers as they stand, or one more deployment. Always on a person's press. */
import { deploymentYaml, freeName } from '../language/index.ts';
import { addDeployment, type Deployment } from '../workload/index.ts';
import { leverEdits } from './apply.ts';
import type { Focus } from './focus.ts';
import type { PanelHost } from './host.ts';
import type { LeverValues } from './protocol.ts';

/** @returns whether the file says now what the levers say */
export async function writeLevers(
  host: PanelHost,
  { document, workload }: Focus,
  values: LeverValues,
  review: boolean,
): Promise<boolean> {
  if (workload.workload === undefined) return false;
  const { t } = host.localization;
  const has = (path: readonly string[]): boolean => workload.document.rangeOf(path) !== undefined;
  const edits = leverEdits(document.text, workload.document.index, workload.workload, values, has);
  if (edits.length === 0) {
    host.inform(t('The file already says so.'));
    return false;
  }
  const done = await host.applyEdit(document.uri, document.version, edits, { label: t('Apply what-if'), review });
  if (!done) {
    changedMeanwhile(host);
    return false;
  }
  const line = document.text.slice(0, edits[0]?.start ?? 0).split('\n').length;
  const position = { line, column: 1 };
  await host.reveal(document.uri, { start: position, end: position }, { preserveFocus: true });
  return true;
}

/** Under its own name, or that name with a number where it is taken; it is selected afterwards. */
export async function writeDeployment(host: PanelHost, focus: Focus, deployment: Deployment): Promise<void> {
  const { document, workload } = focus;
  const { name } = deployment;
  const free = freeName(name, workload.document.deploymentNames);
  const edits = addDeployment(document.text, workload.document.index, free, deploymentYaml(deployment));
  const label = host.localization.t('Add {0}', name);
  const done = await host.applyEdit(document.uri, document.version, edits, { label });
  if (done) host.select(document.uri, workload.document.index, free);
  else changedMeanwhile(host);
}

function changedMeanwhile(host: PanelHost): void {
  host.inform(host.localization.t('The file changed meanwhile. Try again.'));
}
