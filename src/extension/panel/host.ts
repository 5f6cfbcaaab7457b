/** VS Code as the panel's service knows it. */
import * as vscode from 'vscode';
import type { MeasuredTable } from '../../estimate/index.ts';
import type { Focus, PanelHost } from '../../panel/index.ts';
import { clock } from '../clock.ts';
import { COMMANDS } from '../contributions.ts';
import type * as services from '../services.ts';
import { words } from '../words.ts';

export function hostOf(
  webview: vscode.Webview,
  services: services.Services,
  measured: () => MeasuredTable | undefined,
  remember: PanelHost['remember'],
): PanelHost {
  const { log } = services;
  return {
    get engine() {
      return services.engine;
    },
    get focus() {
      return inPanelTerms(services.focus.current);
    },
    get measured() {
      return measured();
    },
    localization: words(),
    clock,
    remember,
    post: (message) => void webview.postMessage(message),
    select: (uri, index, deployment) => services.focus.select(vscode.Uri.parse(uri), index, deployment),
    reveal: (uri, range, options) => services.reveal(vscode.Uri.parse(uri), range, options),
    applyEdit: (uri, version, edits, options) => services.applyEdit(vscode.Uri.parse(uri), version, edits, options),
    showCalculation: (uri, index, deployment, path) =>
      services.showCalculation(vscode.Uri.parse(uri), index, deployment, path),
    copyDerivation: async (...derivation) => (await import('./takeAway.ts')).copyDerivation(...derivation),
    exportAs: async (format, what) => (await import('./takeAway.ts')).exportAs(format, what),
    run: async (command) => void (await vscode.commands.executeCommand(COMMANDS[command])),
    inform: (sentence) => void vscode.window.showInformationMessage(sentence),
    log: {
      warn: (sentence) => log.warn(sentence),
      error: (error) => log.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    },
  };
}

function inPanelTerms(focus: services.Focus | undefined): Focus | undefined {
  if (focus === undefined) return undefined;
  const { uri } = focus.document;
  return { ...focus, document: { ...focus.document, uri: uri.toString(), path: uri.path } };
}
