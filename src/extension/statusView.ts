/** Language status (state, price date, reason for silence), the headline in the status bar, and the badge of files over budget. */
import * as vscode from 'vscode';
import * as language from '../language/index.ts';
import { COMMANDS, CONTEXT_KEYS, INTERNAL_COMMANDS } from './contributions.ts';
import { focusIn } from './focusIn.ts';
import { SELECTOR, type ContextOf } from './providers.ts';
import type { EvaluationStore } from './evaluationStore.ts';
import type { FocusSource } from './services.ts';
import { isOn, onDidChangeSettings } from './settings.ts';

export function registerStatus(store: EvaluationStore, focus: FocusSource, contextOf: ContextOf): vscode.Disposable {
  const bar = vscode.window.createStatusBarItem('inferenceTco.headline', vscode.StatusBarAlignment.Right, 90);
  bar.name = 'Inference TCO';
  let item: vscode.LanguageStatusItem | undefined;

  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const evaluated = document && store.of(document.uri);
    void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.isWorkload, evaluated !== undefined);
    if (evaluated === undefined) {
      item?.dispose();
      item = undefined;
      bar.hide();
      return;
    }
    const context = contextOf(evaluated);
    item ??= vscode.languages.createLanguageStatusItem('inferenceTco.status', SELECTOR);
    const status = language.status(context, {
      codeLens: isOn('codeLens'),
      diagnostics: isOn('diagnostics'),
      restricted: !vscode.workspace.isTrusted,
    });
    item.name = 'Inference TCO';
    item.text = status.text;
    item.detail = status.detail;
    item.severity = vscode.LanguageStatusSeverity[status.severity];
    item.command = { command: COMMANDS.showPanel, title: vscode.l10n.t('Show panel') };
    const { workload, deployment } = focusIn(focus, evaluated);
    const headline = isOn('statusBar') ? language.barText(context, workload, deployment) : undefined;
    if (headline === undefined) return bar.hide();
    bar.text = headline.text;
    bar.tooltip = headline.tooltip;
    // Figures that are not of the present text are dimmed, and a click leads to the line.
    const { unread } = headline;
    bar.color = unread === undefined ? undefined : new vscode.ThemeColor('disabledForeground');
    bar.command =
      unread === undefined
        ? COMMANDS.showPanel
        : {
            command: INTERNAL_COMMANDS.revealRange,
            title: vscode.l10n.t('Go to line'),
            arguments: [evaluated.uri.toString(), unread],
          };
    bar.accessibilityInformation = { label: `Inference TCO: ${headline.text}` };
    bar.show();
  };
  update();
  return vscode.Disposable.from(
    bar,
    { dispose: () => item?.dispose() },
    vscode.window.onDidChangeActiveTextEditor(update),
    focus.onDidChange(update),
    store.onDidChange(update),
    vscode.workspace.onDidGrantWorkspaceTrust(update),
    onDidChangeSettings(update),
    registerBadge(store, contextOf),
  );
}

/** A mark on files whose workload is over its budget, in the Explorer and on tabs; the reason is its tooltip. */
function registerBadge(store: EvaluationStore, contextOf: ContextOf): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  return vscode.Disposable.from(
    changed,
    store.onDidChange(({ uri }) => changed.fire(uri)),
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration(uri) {
        const evaluated = store.of(uri);
        const reason = evaluated && language.overBudget(contextOf(evaluated));
        if (reason === undefined) return undefined;
        return { badge: '$', tooltip: reason, color: new vscode.ThemeColor('list.warningForeground') };
      },
    }),
  );
}
