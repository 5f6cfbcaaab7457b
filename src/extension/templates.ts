/** "New workload from a template": the smallest document, or one of the examples shipped with the extension. */
import * as vscode from 'vscode';
import { importNames, type Catalog } from '../catalog/index.ts';
import { templates, type Template } from '../language/index.ts';
import { importWorkload } from '../workload/index.ts';

export const SAMPLE = 'support-chat';

export async function newWorkload(extensionUri: vscode.Uri): Promise<void> {
  const items = templates(vscode.l10n.t).map((template) => ({
    label: template.label,
    detail: template.detail,
    template,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('New workload from a template'),
    matchOnDetail: true,
  });
  if (chosen !== undefined) await openUntitled(await textOf(extensionUri, chosen.template));
}

/** The walkthrough's sample, untitled, so that nothing is written before the user saves. */
export async function openSample(extensionUri: vscode.Uri): Promise<void> {
  const template = templates(vscode.l10n.t).find((one) => one.id === SAMPLE);
  if (template !== undefined) await openUntitled(await textOf(extensionUri, template));
}

/** "New workload from this file": what another tool's deployment says, as a workload beside it. */
export async function importActive(catalog: Catalog): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) {
    const message = vscode.l10n.t(
      'Open the file to read first: a vLLM command, a Kubernetes or KServe manifest, a config.json.',
    );
    return void vscode.window.showInformationMessage(message);
  }
  const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  const result = importWorkload(document.getText(), name, {
    names: importNames(catalog),
  });
  if (result.ok) await openUntitled(result.text);
  else void vscode.window.showInformationMessage(result.message);
}

async function textOf(extensionUri: vscode.Uri, template: Template): Promise<string> {
  if (template.text !== undefined) return template.text;
  const uri = vscode.Uri.joinPath(extensionUri, 'examples', `${template.id}.workload.yaml`);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

async function openUntitled(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
  await vscode.window.showTextDocument(document);
}
