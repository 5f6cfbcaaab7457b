import * as vscode from 'vscode';
import type { PublicApi } from '../../../src/extension/api.ts';
import { CHAT, extension, positionOf, problems, untitled } from '../support/editor.ts';
import { equal, eventually, ok } from '../support/expect.ts';
import { suite, suiteSetup, test } from '../support/mocha.ts';

const { executeCommand } = vscode.commands;

suite('switches and suggestions', () => {
  suiteSetup(async () => ((await extension()).exports as PublicApi).ready());

  test('every surface has a switch of its own: off, nothing of it is there; on, it is back', async () => {
    const document = await untitled(
      CHAT.replace('h100-sxm', 'h100-smx').replace('weights: fp8', 'weights: fp8\n  kv_cache: fp8'),
    );
    await problems(document);
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const count = async (command: string, place: unknown): Promise<number> =>
      (await executeCommand<unknown[]>(command, document.uri, place)).length;
    const surfaces: readonly (readonly [string, () => number | Promise<number>])[] = [
      ['inferenceTco.toggleInlayHints', () => count('vscode.executeInlayHintProvider', all)],
      ['inferenceTco.toggleHover', () => count('vscode.executeHoverProvider', positionOf(document, 'weights', 2))],
      ['inferenceTco.toggleDiagnostics', () => vscode.languages.getDiagnostics(document.uri).length],
    ];
    for (const [command, shown] of surfaces) {
      await eventually(`something of ${command}`, async () => (await shown()) > 0);
      await executeCommand(command);
      await eventually(`nothing after ${command}`, async () => (await shown()) === 0);
      await executeCommand(command);
      await eventually(`something after ${command}, again`, async () => (await shown()) > 0);
    }
    await executeCommand('inferenceTco.toggleStatusBar');
    equal(vscode.workspace.getConfiguration('inferenceTco').get('statusBar.enabled'), false, 'status bar');
    await executeCommand('inferenceTco.toggleStatusBar');
  });

  test('completion gives models with their cost, and each value once', async () => {
    const document = await untitled(CHAT.replace('model: llama-3.3-70b', 'model: '));
    const list = await executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      positionOf(document, 'model: ', 7),
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    equal(new Set(labels).size, labels.length, 'labels, each once');
    const priced = list.items.filter(({ detail }) => /1M tokens · .*\d{4}-\d{2}/.test(detail ?? ''));
    ok(priced.length > 50, `only ${priced.length} models have a price and its date`);
  });
});
