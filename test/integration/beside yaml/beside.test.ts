/**
 * Beside Red Hat's YAML language server, the real one: everything is suggested, reported and explained once. The server reads
 * the schema that we contribute, and goes on serving other YAML files.
 */
import * as vscode from 'vscode';
import type { PublicApi } from '../../../src/extension/api.ts';
import { extension, hoverAt, lenses, open, problems, untitled } from '../support/editor.ts';
import { equal, eventually, includes, ok } from '../support/expect.ts';
import { suite, suiteSetup, test } from '../support/mocha.ts';

const WORKLOAD = 'support-chat.workload.yaml';
/** A rule of the server itself, so that an answer of it is known to be one. */
const PLAIN = '# yaml-language-server: $schema=memory\nkey: [1, 2\n';

suite('beside Red Hat YAML', () => {
  suiteSetup(async () => {
    await ((await extension()).exports as PublicApi).ready();
    const yaml = vscode.extensions.getExtension('redhat.vscode-yaml');
    ok(yaml, 'Red Hat YAML is not there');
    await yaml.activate();
  });

  test('the server is at work: it reports on a file that is nobody’s', async () => {
    const document = await untitled(PLAIN);
    const [problem] = await problems(document);
    ok(problem?.source !== 'inference-tco', `reported by ${problem?.source}`);
  });

  for (const [what, before, after] of [
    ['keys', '  weights: fp8', '  weights: fp8\n  |'],
    ['number formats', '  weights: fp8', '  weights: |'],
    ['accelerators', 'accelerator: h100-sxm', 'accelerator: |'],
    ['plans', 'cloud: aws, region', 'purchase: |, cloud: aws, region'],
  ] as const)
    test(`suggests ${what} once each`, async () => {
      const document = await open(WORKLOAD);
      const position = await replaced(document, before, after);
      const labels = await eventually('suggestions', async () => {
        const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          position,
        );
        return items.length > 2 && items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      });
      equal(
        labels.filter((label, index) => labels.indexOf(label) !== index),
        [],
        'suggested twice',
      );
      await vscode.commands.executeCommand('workbench.action.files.revert');
    });

  test('reports a mistake once', async () => {
    const document = await open(WORKLOAD);
    await replaced(document, '  weights: fp8', '  wieghts: fp9|');
    await eventually('our problem', () =>
      vscode.languages.getDiagnostics(document.uri).some(({ message }) => message.includes('wieghts')),
    );
    // The server, too, has seen the text once it answers for it.
    await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri);
    const sources = vscode.languages.getDiagnostics(document.uri).map(({ source }) => source);
    equal([...new Set(sources)], ['inference-tco'], 'sources');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  test('explains a key once', async () => {
    const document = await open(WORKLOAD);
    await lenses(document);
    const text = await hoverAt(document, 'peak_to_average');
    equal(text.split('Rate of the busiest hour').length - 1, 1, 'explanations');
  });

  test('shows its lenses, hints and problems as ever', async () => {
    const document = await open(WORKLOAD);
    includes((await lenses(document)).join('\n'), '1M tokens', 'lenses');
  });
});

/** Puts `after` in the place of `before`; the position of its `|`. */
async function replaced(document: vscode.TextDocument, before: string, after: string): Promise<vscode.Position> {
  const at = document.getText().indexOf(before);
  ok(at >= 0, `${before} is not in the document`);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + before.length));
  edit.replace(document.uri, range, after.replace('|', ''));
  ok(await vscode.workspace.applyEdit(edit), 'the edit was refused');
  return document.positionAt(at + after.indexOf('|'));
}
