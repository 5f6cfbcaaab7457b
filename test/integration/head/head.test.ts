import * as vscode from 'vscode';
import { extension, lenses, open } from '../support/editor.ts';
import { eventually, includes } from '../support/expect.ts';
import { suite, test } from '../support/mocha.ts';
import type { PublicApi } from '../../../src/extension/api.ts';

suite('against the last commit', () => {
  test('a lens shows the change, and the comparison what made it', async () => {
    await ((await extension()).exports as PublicApi).ready();
    const document = await open('chat.workload.yaml');
    const edit = new vscode.WorkspaceEdit();
    const at = document.getText().indexOf('fp8');
    edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + 3)), 'bf16');
    await vscode.workspace.applyEdit(edit);
    const lens = await eventually('a lens with the change', async () =>
      (await lenses(document)).find((title) => title.includes('vs HEAD')),
    );
    includes(lens, /▲ [\d.]+ % vs HEAD/);
    await vscode.commands.executeCommand('inferenceTco.toggleCompareWithHead');
    await eventually('lenses without it', async () => !(await lenses(document)).join().includes('vs HEAD'));
    await vscode.commands.executeCommand('inferenceTco.toggleCompareWithHead');
    await eventually('the change again', async () => (await lenses(document)).join().includes('vs HEAD'));
    await vscode.commands.executeCommand('inferenceTco.compareWithHead');
    const shown = await eventually('the comparison', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'inference-tco'),
    );
    includes(shown.getText(), 'HEAD');
    includes(shown.getText(), 'serving.weights');
  });
});
