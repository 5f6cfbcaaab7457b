/** The settings, read once per use: VS Code caches them. */
import * as vscode from 'vscode';
import { CONFIGURATION, SETTINGS } from './contributions.ts';

export type Switch =
  'codeLens' | 'inlayHints' | 'hover' | 'diagnostics' | 'statusBar' | 'compareWithHead' | 'manifests';

export function isOn(surface: Switch): boolean {
  return vscode.workspace.getConfiguration(CONFIGURATION).get<boolean>(SETTINGS[surface]) ?? true;
}

/** Turns a surface on or off where it is set now, else for the user. */
export async function toggle(surface: Switch): Promise<boolean> {
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION);
  const set = configuration.inspect<boolean>(SETTINGS[surface]);
  const target =
    set?.workspaceValue === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
  const next = !isOn(surface);
  await configuration.update(SETTINGS[surface], next, target);
  return next;
}

export function updateMode(): 'onType' | 'onSave' {
  return vscode.workspace.getConfiguration(CONFIGURATION).get<string>(SETTINGS.update) === 'onSave'
    ? 'onSave'
    : 'onType';
}

export function pricingDirectory(): string {
  return vscode.workspace.getConfiguration(CONFIGURATION).get<string>(SETTINGS.pricingDirectory) ?? '';
}

export function onDidChangeSettings(
  listener: (affects: (setting: keyof typeof SETTINGS) => boolean) => void,
): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(CONFIGURATION))
      listener((setting) => event.affectsConfiguration(`${CONFIGURATION}.${SETTINGS[setting]}`));
  });
}
