/** Restricted Mode: a folder that is not trusted. What reads the text works; what the folder could steer is off, and says why. */
import * as vscode from 'vscode';
import type { PublicApi } from '../../../src/extension/api.ts';
import { extension, hoverAt, lenses, open, problems, untitled } from '../support/editor.ts';
import { equal, includes, ok } from '../support/expect.ts';
import { suite, suiteSetup, test } from '../support/mocha.ts';

const { executeCommand } = vscode.commands;

suite('in Restricted Mode', () => {
  suiteSetup(async () => ((await extension()).exports as PublicApi).ready());

  test('the window is not trusted, and git, which runs programs, is off', () => {
    equal(vscode.workspace.isTrusted, false, 'trusted');
    equal(vscode.extensions.getExtension('vscode.git'), undefined, 'git');
  });

  test('lenses, hovers, completions and the panel work', async () => {
    const document = await open('chat.workload.yaml');
    includes((await lenses(document))[1] ?? '', /\$[\d.]+ \/ 1M tokens/, 'lens');
    includes(await hoverAt(document, 'h100-sxm'), 'GB/s', 'hover');
    const at = document.getText().indexOf('h100-sxm');
    const { items } = await executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(at),
    );
    ok(
      items.some(({ detail }) => /1M tokens/.test(detail ?? '')),
      'no priced completion',
    );
    ok(await executeCommand('inferenceTco.estimateActive'), 'the panel has no estimate');
  });

  test('a mistake is reported and fixed', async () => {
    const document = await untitled('apiVersion: inference-tco/v1\nmodle: llama-3.1-8b\n');
    const [problem] = (await problems(document)).filter(({ message }) => message.includes('modle'));
    ok(problem, 'no problem');
    const fixes = await executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
    );
    ok(
      fixes.some(({ title }) => title === 'Change to model'),
      'no fix',
    );
  });

  test('the price folder that the workspace sets is not read', async () => {
    const document = await open('chat.workload.yaml');
    const [, lens = ''] = await lenses(document);
    const cost = Number(/\$([\d.]+) \/ 1M tokens/.exec(lens)?.[1]);
    ok(cost > 0.05, `the folder’s price is used: ${lens}`);
  });

  test('comparing with HEAD opens nothing: a notification says why', async () => {
    await open('chat.workload.yaml');
    await executeCommand('inferenceTco.compareWithHead');
    equal(
      vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'inference-tco').map(({ uri }) => uri.path),
      [],
    );
  });

  test('a report of a bug says that the window is restricted', async () => {
    await executeCommand('inferenceTco.copyDiagnosticsReport');
    includes(await vscode.env.clipboard.readText(), 'Restricted Mode', 'report');
  });
});
