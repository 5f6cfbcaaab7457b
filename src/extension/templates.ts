/** "New workload from a template": the smallest document, or one of the examples shipped with the extension. */
import * as vscode from 'vscode';
import { importNames, type Catalog } from '../catalog/index.ts';
import { baseName, toEditRange } from './convert.ts';
import type { Evaluations } from './services.ts';
import { templateEdit, templates, type Template } from '../language/index.ts';
import { importFiles, type SourceFile } from '../workload/index.ts';

/** Clean but for one warning that is worth meeting: a deployment over its budget. */
export const SAMPLE = 'code-completion';

export async function newWorkload(extensionUri: vscode.Uri, evaluations: Evaluations): Promise<void> {
  const items = templates(vscode.l10n.t).map((template) => ({
    label: template.label,
    detail: template.detail,
    template,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('New workload from a template'),
    matchOnDetail: true,
  });
  if (chosen !== undefined) await start(await textOf(extensionUri, chosen.template), chosen.template.id, evaluations);
}

/** The walkthrough's sample, untitled, so that nothing is written before the user saves. */
export async function openSample(extensionUri: vscode.Uri): Promise<void> {
  const template = templates(vscode.l10n.t).find((one) => one.id === SAMPLE);
  if (template !== undefined) await openUntitled(await textOf(extensionUri, template), template.id);
}

/**
 * "New workload from this file": what another tool's deployment says, as an untitled workload to look at; nothing is written
 * before it is saved. Of a folder (Kustomize, a rendered chart) every file counts.
 *
 * @param chosen in the Explorer or in an editor's menu; without it the active editor's file
 */
export async function importFile(catalog: Catalog, chosen: vscode.Uri | undefined): Promise<void> {
  const uri = chosen ?? vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) {
    const message = vscode.l10n.t(
      'Open the file to read first: a vLLM command, a Kubernetes or KServe manifest, a config.json.',
    );
    return void vscode.window.showInformationMessage(message);
  }
  const name = baseName(uri);
  const result = importFiles(await filesAt(uri, name), name, { names: importNames(catalog) });
  if (result.ok) await openUntitled(result.text, name.replace(/\.[^.]*$/, ''));
  else void vscode.window.showInformationMessage(result.message);
}

const MANIFESTS = '**/*.{yaml,yml,json,sh}';
const MOST_FILES = 1000;

async function filesAt(uri: vscode.Uri, name: string): Promise<readonly SourceFile[]> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return [{ name, text: open.getText() }];
  const { fs } = vscode.workspace;
  const { type } = await fs.stat(uri);
  if ((type & vscode.FileType.Directory) === 0)
    return [{ name, text: new TextDecoder().decode(await fs.readFile(uri)) }];
  const found = await vscode.workspace.findFiles(new vscode.RelativePattern(uri, MANIFESTS), undefined, MOST_FILES);
  const texts = found
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(async (one) => ({
      name: one.path.slice(uri.path.length + 1),
      text: new TextDecoder().decode(await fs.readFile(one)),
    }));
  return Promise.all(texts);
}

async function textOf(extensionUri: vscode.Uri, template: Template): Promise<string> {
  if (template.text !== undefined) return template.text;
  const uri = vscode.Uri.joinPath(extensionUri, 'examples', `${template.id}.workload.yaml`);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** Into the empty workload that is open, else into a new file. */
async function start(text: string, name: string, evaluations: Evaluations): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const open = editor && (await evaluations.current(editor.document));
  const here = open && templateEdit(open.evaluation, text);
  if (editor === undefined || here === undefined) return openUntitled(text, name);
  await editor.edit((edit) => edit.replace(toEditRange(editor.document, here), here.newText));
  editor.selection = new vscode.Selection(0, 0, 0, 0);
}

/** Under a name that says what it is, which the editor proposes when it is saved. Nothing is written before that. */
async function openUntitled(content: string, name: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(await freeUntitled(name));
  const editor = await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(document, 'yaml'));
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), content));
  editor.selection = new vscode.Selection(0, 0, 0, 0);
}

/** Neither open nor on disk: saving must not write over a file of the folder. */
async function freeUntitled(name: string): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.path));
  for (let n = 1; ; n += 1) {
    const file = `${name}${n === 1 ? '' : `-${String(n)}`}.workload.yaml`;
    const place = folder === undefined ? undefined : vscode.Uri.joinPath(folder, file);
    const path = place?.path ?? file;
    if (place !== undefined && (await exists(place))) continue;
    if (!open.has(path) && !open.has(`/${file}`)) return vscode.Uri.from({ scheme: 'untitled', path });
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
