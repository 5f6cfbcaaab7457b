/** Which surfaces the editor shows, switched in one list or by a command each. */
import * as vscode from 'vscode';
import { isOn, toggle, type Switch } from './settings.ts';

const NAMES: Readonly<Record<Switch, () => string>> = {
  codeLens: () => vscode.l10n.t('Code lenses'),
  compareWithHead: () => vscode.l10n.t('Change against HEAD'),
  inlayHints: () => vscode.l10n.t('Inlay hints'),
  hover: () => vscode.l10n.t('Hovers'),
  diagnostics: () => vscode.l10n.t('Diagnostics'),
  statusBar: () => vscode.l10n.t('Status bar headline'),
  manifests: () => vscode.l10n.t('Files that a workload reads'),
};

/** One surface, and says how it stands now. */
export async function toggleSurface(surface: Switch): Promise<void> {
  const [on, name] = [await toggle(surface), NAMES[surface]()];
  const message = on ? vscode.l10n.t('{0}: on', name) : vscode.l10n.t('{0}: off', name);
  vscode.window.setStatusBarMessage(message, 4000);
}

/** All of them in a list with ticks; what was ticked or not is set when the list is accepted. */
export async function chooseSurfaces(): Promise<void> {
  const items = (Object.keys(NAMES) as Switch[]).map((surface) => ({
    label: NAMES[surface](),
    picked: isOn(surface),
    surface,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('What Inference TCO shows in the editor'),
    canPickMany: true,
  });
  if (chosen === undefined) return;
  for (const { surface, picked } of items)
    if (chosen.some((one) => one.surface === surface) !== picked) await toggle(surface);
}
