/**
 * Entry: watches for the first workload and loads the workbench then. Nothing but this file, its ids, its switches and the detector is in
 * the entry bundle, so a window full of other YAML costs a few milliseconds once and nothing afterwards.
 */
import * as vscode from 'vscode';
import type { PublicApi } from './api.ts';
import { COMMANDS, VIEWS, WEBVIEW_PANEL } from './contributions.ts';
import { detect } from './detect.ts';
import { isNamed } from './namedFiles.ts';
import { isOn } from './settings.ts';
import { registerSilence } from './silence.ts';
import type { Workbench } from './workbench.ts';

export function activate(context: vscode.ExtensionContext): PublicApi {
  const started = performance.now();
  let loading: Promise<Workbench> | undefined;
  const load = (): Promise<Workbench> => {
    loading ??= import('./workbench.ts')
      .then((module) => module.openWorkbench(context))
      .catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
    return loading;
  };

  for (const command of Object.values(COMMANDS))
    context.subscriptions.push(
      vscode.commands.registerCommand(command, async (...values: unknown[]) => (await load()).run(command, values)),
    );
  // The side panel may be open before any workload is: it loads the workbench, which then has a state for that.
  context.subscriptions.push(
    vscode.window.registerWebviewViewProvider(VIEWS.panel, {
      resolveWebviewView: async (view) => (await load()).resolvePanel(view),
    }),
  );
  watchForWorkloads(context, load);
  context.subscriptions.push(registerSilence());

  return {
    version: 1,
    estimate: async (text, options) => (await load()).api.estimate(text, options),
    activationMilliseconds: performance.now() - started,
    ready: async () => void (await load()),
  };
}

/** Calls `load` once, at the first workload: open now, opened later, or typed into an open file; or at a file that one reads. */
function watchForWorkloads(context: vscode.ExtensionContext, load: () => Promise<unknown>): void {
  const watchers: vscode.Disposable[] = [];
  const look = (document: vscode.TextDocument): void => {
    if (isWorkload(document)) start();
    else if (document.languageId === 'yaml' && isOn('manifests'))
      void isNamed(document.uri).then((named) => named && start());
  };
  const start = (): void => {
    for (const watcher of watchers.splice(0)) watcher.dispose();
    load().catch((error: unknown) => void vscode.window.showErrorMessage(failure(error)));
  };
  watchers.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => isWorkload(document) && start()),
  );
  context.subscriptions.push({ dispose: () => void vscode.Disposable.from(...watchers).dispose() });
  vscode.workspace.textDocuments.forEach(look);
  if (reportIsOpen()) load().catch(() => undefined);
}

function isWorkload(document: vscode.TextDocument): boolean {
  return document.languageId === 'yaml' && detect(document.fileName, document.getText()).kind === 'workload';
}

/** A report tab of the last session asks for its serializer, which lives in the workbench. */
function reportIsOpen(): boolean {
  return vscode.window.tabGroups.all.some((group) =>
    group.tabs.some((tab) => tab.input instanceof vscode.TabInputWebview && tab.input.viewType.includes(WEBVIEW_PANEL)),
  );
}

function failure(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return vscode.l10n.t(
    'Inference TCO could not start: {0}. Reload the window; if it stays, reinstall the extension.',
    reason,
  );
}
