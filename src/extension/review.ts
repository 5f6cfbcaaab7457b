/** Edits shown as a difference before they are made, with one button to make them. Nothing is said that did not happen. */
import * as vscode from 'vscode';
import { applyEdits, type TextEdit } from '../workload/index.ts';
import { baseName } from './convert.ts';

const SCHEME = 'inference-tco-proposal';

export class Review implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #subscription = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: (uri) => this.#texts.get(uri.path) ?? '',
  });
  #count = 0;

  /** @returns whether the person wants the edits */
  async wants(document: vscode.TextDocument, edits: readonly TextEdit[], label: string): Promise<boolean> {
    const name = baseName(document.uri);
    const proposal = vscode.Uri.from({ scheme: SCHEME, path: `/${String((this.#count += 1))}/${name}` });
    this.#texts.set(proposal.path, applyEdits(document.getText(), edits));
    await vscode.commands.executeCommand('vscode.diff', document.uri, proposal, `${name} ↔ ${label}`, {
      preview: true,
    });
    const apply = vscode.l10n.t('Apply');
    const question = vscode.l10n.t('{0}: write what the right side shows?', label);
    const answer = await vscode.window.showInformationMessage(question, apply, vscode.l10n.t('Discard'));
    await closeTabOf(proposal);
    this.#texts.delete(proposal.path);
    return answer === apply;
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

async function closeTabOf(proposal: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = tabs.filter(
    ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === proposal.toString(),
  );
  await vscode.window.tabGroups.close(shown, true);
}
