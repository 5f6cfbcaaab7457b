/** What the panel writes into the file: the levers as they stand, or one more deployment. Always on a person's press. */
import * as vscode from 'vscode';
import { addDeployment, type Deployment } from '../../workload/index.ts';
import { deploymentYaml, freeName } from '../../language/index.ts';
import type { LeverValues } from '../../panel/protocol.ts';
import type { Focus, Services } from '../services.ts';
import { applyLevers } from '../../panel/index.ts';

/** @returns whether the file says now what the levers say */
export async function writeLevers(
  services: Services,
  { document, workload }: Focus,
  values: LeverValues,
  review: boolean,
): Promise<boolean> {
  if (workload.workload === undefined) return false;
  const has = (path: readonly string[]): boolean => workload.document.rangeOf(path) !== undefined;
  const edits = applyLevers(document.text, workload.document.index, workload.workload, values, has);
  if (edits.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The file already says so.'));
    return false;
  }
  const done = await services.applyEdit(document.uri, document.version, edits, {
    label: vscode.l10n.t('Apply what-if'),
    review,
  });
  if (!done) {
    changedMeanwhile();
    return false;
  }
  const line = document.text.slice(0, edits[0]?.start ?? 0).split('\n').length;
  const position = { line, column: 1 };
  await services.reveal(document.uri, { start: position, end: position }, { preserveFocus: true });
  return true;
}

/** Under its own name, or that name with a number where it is taken; it is in hand afterwards. */
export async function writeDeployment(services: Services, focus: Focus, deployment: Deployment): Promise<void> {
  const { document, workload } = focus;
  const { name } = deployment;
  const free = freeName(name, workload.document.deploymentNames);
  const edits = addDeployment(document.text, workload.document.index, free, deploymentYaml(deployment));
  const done = await services.applyEdit(document.uri, document.version, edits, {
    label: vscode.l10n.t('Add {0}', name),
  });
  if (done) services.focus.select(document.uri, workload.document.index, free);
  else changedMeanwhile();
}

function changedMeanwhile(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('The file changed meanwhile. Try again.'));
}
