/** What tests do in the editor, in the words of its users. */
import * as vscode from 'vscode';
import { eventually, ok } from './expect.ts';

const ID = 'inference-tco.inference-tco';

/** The workload that most tests type into an untitled file. */
export const CHAT = `apiVersion: inference-tco/v1
name: chat
model: llama-3.3-70b
let:
  users: 250e3
traffic:
  requests: users * 6 / day
  input_tokens: 1800
  output_tokens: 350
serving:
  weights: fp8
baseline: rented
deployments:
  rented:
    accelerator: h100-sxm
    rent: {cloud: aws}   # our account
`;

export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  ok(folder, 'no folder is open');
  return folder.uri;
}

export async function extension(): Promise<vscode.Extension<unknown>> {
  const found = vscode.extensions.getExtension(ID);
  ok(found, `${ID} is not installed`);
  await found.activate();
  return found;
}

export async function open(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(workspaceFolder(), name));
  await vscode.window.showTextDocument(document);
  return document;
}

export async function untitled(content: string, language = 'yaml'): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document);
  return document;
}

/** Position of the first occurrence of `text`, `after` characters on. */
export function positionOf(document: vscode.TextDocument, text: string, after = 0): vscode.Position {
  const at = document.getText().indexOf(text);
  ok(at >= 0, `${text} is not in the document`);
  return document.positionAt(at + after);
}

/** The titles of the lenses that have one, as soon as there are any. */
export async function lenses(document: vscode.TextDocument): Promise<readonly string[]> {
  return eventually('code lenses', async () => {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      50,
    );
    const titles = found.flatMap((lens) => (lens.command === undefined ? [] : [lens.command.title]));
    return titles.length > 0 && titles;
  });
}

/** The text of all hovers at the first occurrence of `word`. */
export async function hoverAt(document: vscode.TextDocument, word: string): Promise<string> {
  const at = document.getText().indexOf(word);
  ok(at >= 0, `${word} is not in the document`);
  const position = document.positionAt(at + 1);
  return eventually(`a hover on ${word}`, async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    const text = hovers
      .flatMap((hover) => hover.contents.map((part) => (typeof part === 'string' ? part : part.value)))
      .join('\n');
    return text !== '' && text;
  });
}

export async function problems(document: vscode.TextDocument, atLeast = 1): Promise<readonly vscode.Diagnostic[]> {
  return eventually(`${atLeast} diagnostics`, () => {
    const found = vscode.languages.getDiagnostics(document.uri);
    return found.length >= atLeast && found;
  });
}
