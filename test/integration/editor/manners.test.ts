/** Nothing on YAML of others: not a lens, not a problem, not a hover, not a completion, not a decoration. */
import * as vscode from 'vscode';
import { extension, lenses, untitled } from '../support/editor.ts';
import { equal, ok } from '../support/expect.ts';
import { suite, test } from '../support/mocha.ts';
import type { PublicApi } from '../../../src/extension/api.ts';

const OTHERS: Readonly<Record<string, string>> = {
  Kubernetes:
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: vllm\nspec:\n  replicas: 3\n  template:\n    spec:\n      containers:\n        - name: vllm\n          image: vllm/vllm-openai\n',
  Compose: 'services:\n  web:\n    image: nginx\n    deploy:\n      replicas: 2\n',
  'GitHub Actions': 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n',
  KServe:
    'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: {name: llama}\nspec: {predictor: {model: {modelFormat: {name: huggingface}}}}\n',
};

suite('manners', () => {
  for (const [name, text] of Object.entries(OTHERS))
    test(`leaves ${name} files alone`, async () => {
      await ((await extension()).exports as PublicApi).ready();
      const document = await untitled(text);
      const middle = document.positionAt(Math.floor(text.length / 2));
      const ask = <T>(command: string, ...rest: unknown[]): Thenable<T> =>
        vscode.commands.executeCommand<T>(command, document.uri, ...rest);
      equal((await ask<unknown[]>('vscode.executeCodeLensProvider', 50)).length, 0, 'lenses');
      equal((await ask<unknown[]>('vscode.executeHoverProvider', middle)).length, 0, 'hovers');
      equal(
        (await ask<unknown[]>('vscode.executeInlayHintProvider', new vscode.Range(0, 0, 99, 0))).length,
        0,
        'hints',
      );
      equal((await ask<unknown[]>('vscode.executeLinkProvider')).length, 0, 'links');
      const actions = await ask<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        new vscode.Range(middle, middle),
      );
      equal(
        actions.filter(({ title }) => /tensor_parallel|deployment/i.test(title)),
        [],
        'actions',
      );
      const list = await ask<vscode.CompletionList>('vscode.executeCompletionItemProvider', middle);
      equal(
        list.items.filter(({ detail }) => /1M tokens/.test(detail ?? '')),
        [],
        'completions',
      );
      equal(
        vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'inference-tco'),
        [],
        'problems',
      );
    });

  test('begins as soon as the file says that it is a workload, and ends when it says so no more', async () => {
    const document = await untitled(
      'name: later\nmodel: llama-3.1-8b\ntraffic: {requests: 1 / s, input_tokens: 10, output_tokens: 10}\n',
    );
    const count = async (): Promise<number> =>
      (await vscode.commands.executeCommand<unknown[]>('vscode.executeCodeLensProvider', document.uri, 50)).length;
    equal(await count(), 0, 'lenses before');
    const line = 'apiVersion: inference-tco/v1\n';
    const insert = new vscode.WorkspaceEdit();
    insert.insert(document.uri, new vscode.Position(0, 0), line);
    await vscode.workspace.applyEdit(insert);
    ok((await lenses(document)).length > 0, 'no lens after apiVersion was typed');
    const remove = new vscode.WorkspaceEdit();
    remove.delete(document.uri, new vscode.Range(0, 0, 1, 0));
    await vscode.workspace.applyEdit(remove);
    equal(await count(), 0, 'lenses after it was removed');
  });

  test('ten open workloads answer a keystroke within the budget', async () => {
    const text = (n: number): string =>
      `apiVersion: inference-tco/v1\nname: w${n}\nmodel: llama-3.1-8b\ntraffic: {requests: ${n + 1} / s, input_tokens: 500, output_tokens: 100}\ndeployments:\n  a: {accelerator: l4, rent: {}}\n`;
    const documents: vscode.TextDocument[] = [];
    for (let n = 0; n < 10; n += 1) documents.push(await untitled(text(n)));
    for (const document of documents) ok((await lenses(document)).length === 2, 'a workload without lenses');
  });
});
