/** "Add deployment from the ranking": the catalog's best for this workload, one pick adds it to the YAML. */
import * as vscode from 'vscode';
import * as language from '../language/index.ts';
import { focusIn } from './focusIn.ts';
import type { ContextOf } from './providers.ts';
import type { EvaluatedDocument, Services } from './services.ts';

const TOP = 30;

export async function addFromRanking(
  services: Services,
  contextOf: ContextOf,
  active: EvaluatedDocument,
): Promise<void> {
  const context = contextOf(active);
  const { workload } = focusIn(services.focus, active);
  if (workload?.workload === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The workload has errors in its model or traffic. Fix them first, then rank the catalog.'),
    );
    return;
  }
  const { rows } = services.engine.rank(workload.workload, { by: 'cost', top: TOP });
  const picks = rows.map((row) => ({ ...language.rankPick(row, workload.estimate.limits, context), row }));
  const chosen = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('Add a deployment to {0}', workload.estimate.name),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen === undefined) return;
  const name = language.freeName(chosen.label, workload.document.deploymentNames);
  const edits = language.addDeploymentEdits(context, workload, name, language.deploymentYaml(chosen.row.deployment));
  const label = vscode.l10n.t('Add {0}', chosen.label);
  const outcome = await services.applyEdit(active.uri, active.version, edits, { label });
  if (outcome === 'changed')
    void vscode.window.showInformationMessage(vscode.l10n.t('The file changed meanwhile. Try again.'));
}
