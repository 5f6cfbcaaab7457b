/** Builds the engine from the tables shipped with the extension, read through `workspace.fs` so that the web host can too. */
import * as vscode from 'vscode';
import { createCatalog, type CatalogData } from '../catalog/index.ts';
import { createEngine, type Engine, type EngineOptions } from '../estimate/index.ts';

const TABLES = ['dist', 'pricing.json'];

export async function loadEngine(
  extensionUri: vscode.Uri,
  readFile: NonNullable<EngineOptions['readFile']>,
): Promise<Engine> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, ...TABLES));
  const data = JSON.parse(new TextDecoder().decode(bytes)) as CatalogData;
  return createEngine({ catalog: createCatalog(data), asOf: today(), readFile });
}

/** ISO date in the user's zone; prices age by it. */
export function today(now = new Date()): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
