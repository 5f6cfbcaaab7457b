/** Which files the workloads of the workspace read, by a search in their text: the entry asks it before any engine is loaded. */
import * as vscode from 'vscode';

export const WORKLOADS = '**/*.workload.{yaml,yml}';
export const EXCLUDED = '**/{node_modules,.git}/**';
/** `from: ./k8s/chat.yaml#chat`, wherever it stands in its line. */
export const READS = /\bfrom:[ \t]*["']?([^\s"'#,{}]+)/g;

const MOST_WORKLOADS = 200;
const KEPT_MS = 10_000;

let known: { readonly at: number; readonly files: Promise<ReadonlySet<string>> } | undefined;

/** Whether a workload reads this file; the answer may be some seconds old. */
export async function isNamed(uri: vscode.Uri): Promise<boolean> {
  if (known === undefined || Date.now() - known.at > KEPT_MS) known = { at: Date.now(), files: search() };
  return (await known.files).has(uri.toString());
}

async function search(): Promise<ReadonlySet<string>> {
  const { findFiles, fs } = vscode.workspace;
  const found = new Set<string>();
  for (const uri of await findFiles(WORKLOADS, EXCLUDED, MOST_WORKLOADS)) {
    const text = new TextDecoder().decode(await fs.readFile(uri));
    for (const [, path = ''] of text.matchAll(READS)) found.add(vscode.Uri.joinPath(uri, '..', path).toString());
  }
  return found;
}
