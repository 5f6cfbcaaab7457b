import * as vscode from 'vscode';
import { extension, hoverAt, lenses, open, untitled } from '../support/editor.ts';
import { equal, includes } from '../support/expect.ts';
import { suite, test } from '../support/mocha.ts';

suite('alive', () => {
  test('activates', async () => {
    equal((await extension()).isActive, true);
  });

  test('prices an example above its deployments', async () => {
    const document = await open('support-chat.workload.yaml');
    includes((await lenses(document)).join('\n'), /\$|USD/, 'lenses');
  });

  test('explains a value on hover', async () => {
    const document = await open('support-chat.workload.yaml');
    includes(await hoverAt(document, 'requests'), 'requests', 'hover');
  });

  test('leaves other YAML alone', async () => {
    const document = await untitled('apiVersion: v1\nkind: Pod\nmodel: llama-3.3-70b\n');
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      50,
    );
    equal(found.length, 0, 'lenses');
  });
});
