import * as vscode from 'vscode';
import type { PublicApi } from '../../../src/extension/api.ts';
import { extension, lenses, open, untitled } from '../support/editor.ts';
import { equal, eventually, includes, ok } from '../support/expect.ts';
import { suite, suiteSetup, test } from '../support/mocha.ts';

const TOOLS = ['inferenceTco_estimateCost', 'inferenceTco_explainNumber', 'inferenceTco_suggestCheaper'];
const TEXT = `apiVersion: inference-tco/v1
name: asked
model: llama-3.3-70b
traffic: {requests: 17 / s, input_tokens: 1800, output_tokens: 350}
serving: {weights: fp8}
deployments:
  dear:
    accelerator: h100-sxm
    rent: {cloud: aws}
`;

suite('surfaces', () => {
  suiteSetup(async () => ((await extension()).exports as PublicApi).ready());

  test('language models can ask, and get the same numbers as the lens', async () => {
    const document = await untitled(TEXT);
    const [, lens = ''] = await lenses(document);
    const cost = /\$[\d.]+/.exec(lens)?.[0] ?? 'no cost in the lens';
    for (const name of TOOLS) {
      const { content } = await vscode.lm.invokeTool(name, {
        input: { text: TEXT, deployment: 'dear' },
        toolInvocationToken: undefined,
      });
      const text = content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
      ok(text.length > 80, `${name} said only: ${text}`);
      if (name !== 'inferenceTco_suggestCheaper') includes(text, cost, name);
    }
  });

  test('the panel opens beside the editor, and on the deployment of the lens', async () => {
    const document = await untitled(TEXT);
    await lenses(document);
    await vscode.commands.executeCommand('_inferenceTco.focusDeployment', document.uri.toString(), 0, 'dear');
    await vscode.commands.executeCommand('inferenceTco.showReport');
    await eventually('the report tab', () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => input instanceof vscode.TabInputWebview)),
    );
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  test('an edit of a file outside is priced again', async () => {
    const document = await open('reasoning.workload.yaml');
    const before = await lenses(document);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri));
    await vscode.workspace.fs.writeFile(
      document.uri,
      new TextEncoder().encode(text.replace(/output_tokens: \d+/, 'output_tokens: 77')),
    );
    await eventually(
      'lenses of the new file',
      async () => JSON.stringify(await lenses(document)) !== JSON.stringify(before),
    );
    await vscode.workspace.fs.writeFile(document.uri, new TextEncoder().encode(text));
  });

  test('fix all repairs a file in one step', async () => {
    const document = await untitled(
      TEXT.replace('accelerator:', 'acelerator:').replace('serving: {weights', 'serving: {wieghts'),
    );
    await lenses(document);
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const kind = vscode.CodeActionKind.SourceFixAll.append('inferenceTco').value;
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      all,
      kind,
    );
    const [fix] = actions.filter(({ title }) => title.startsWith('Fix spelling'));
    ok(fix?.edit, `no fix-all among ${actions.map(({ title }) => title).join(', ')}`);
    await vscode.workspace.applyEdit(fix.edit);
    equal(document.getText(), TEXT, 'text after fix all');
  });
});
