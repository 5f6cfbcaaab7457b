import * as vscode from 'vscode';
import { CHAT, extension, hoverAt, lenses, open, positionOf, problems, untitled } from '../support/editor.ts';
import { equal, eventually, includes, ok } from '../support/expect.ts';
import { suite, suiteSetup, test } from '../support/mocha.ts';
import type { PublicApi } from '../../../src/extension/api.ts';

const { executeCommand } = vscode.commands;

suite('features in an untitled file', () => {
  suiteSetup(async () => ((await extension()).exports as PublicApi).ready());

  test('lenses follow typing, without saving', async () => {
    const document = await untitled(CHAT);
    const before = await lenses(document);
    equal(before.length, 2, 'lenses');
    includes(before[1] ?? '', /1M tokens .* × /, 'lens');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      document.uri,
      new vscode.Range(positionOf(document, '250e3'), positionOf(document, '250e3', 5)),
      '2500e3',
    );
    await vscode.workspace.applyEdit(edit);
    const after = await eventually('a lens of the new text', async () => {
      const now = await lenses(document);
      return now[1] !== before[1] && now;
    });
    equal(after.length, 2, 'lenses after typing');
    equal(document.isUntitled && document.isDirty, true, 'still unsaved');
  });

  test('a mistake is underlined, fixed by one action, and undone by one undo', async () => {
    const document = await untitled(CHAT.replace('accelerator: h100-sxm', 'acelerator: h100-sxm'));
    const [problem] = (await problems(document)).filter(
      ({ code }) => typeof code === 'object' && code.value === 'unknown-key',
    );
    ok(problem, 'no unknown-key');
    // A busy editor cancels a question and answers with nothing: it is asked again.
    const edit = await eventually('a preferred fix', async () => {
      const actions = await executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        problem.range,
      );
      return actions.find(({ isPreferred }) => isPreferred)?.edit;
    });
    const broken = document.getText();
    await vscode.workspace.applyEdit(edit);
    includes(document.getText(), '    accelerator: h100-sxm\n    rent: {cloud: aws}   # our account');
    await eventually('no problem of the text', () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .every(({ severity }) => severity !== vscode.DiagnosticSeverity.Error),
    );
    await executeCommand('undo');
    equal(document.getText(), broken, 'after undo');
  });

  test('hover has three layers and links only our command', async () => {
    const document = await untitled(CHAT);
    const text = await hoverAt(document, 'h100-sxm');
    includes(text, 'Accelerator, by its catalog id');
    includes(text, 'GB/s');
    includes(text, /published|third party|estimate/);
    includes(await hoverAt(document, 'rented:'), 'command:_inferenceTco.explain');
  });

  test('completion gives accelerators with their cost, cheapest first', async () => {
    const document = await untitled(CHAT.replace('accelerator: h100-sxm', 'accelerator: '));
    const list = await executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      positionOf(document, 'accelerator: ', 13),
    );
    const ours = list.items.filter(({ detail }) => /1M tokens/.test(detail ?? ''));
    ok(ours.length > 2, `only ${ours.length} priced values`);
  });

  test('outline, folding, definition, rename, hints and links answer', async () => {
    const document = await untitled(CHAT);
    const symbols = await executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    const sections = symbols[0]?.children ?? [];
    equal(
      sections.at(-1)?.children.map(({ name }) => name),
      ['rented'],
      'deployments of the outline',
    );
    const folds = await executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    ok(folds.length > 2, 'no folding');
    const use = positionOf(document, 'users * 6', 2);
    const [definition] = await executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', document.uri, use);
    equal(definition?.range.start.line, 4, 'line of the definition');
    const rename = await executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      use,
      'people',
    );
    equal(rename.get(document.uri).length, 2, 'edits of the rename');
    const hints = await executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      new vscode.Range(0, 0, 99, 0),
    );
    includes(JSON.stringify(hints.map(({ label }) => label)), /= 17\.4/);
    const links = await executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
    includes(JSON.stringify(links.map(({ target }) => target?.toString())), 'huggingface.co');
  });

  test('the calculation opens as a read-only document with its sources', async () => {
    const document = await untitled(CHAT);
    await lenses(document);
    await executeCommand('_inferenceTco.explain', document.uri.toString(), 0, 'rented', 'cost.perMillionTokens');
    const shown = await eventually('the calculation', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'inference-tco'),
    );
    includes(shown.getText(), /Cost per million tokens: rented/);
    includes(shown.getText(), /clouds\/aws/);
  });

  test('toggles switch a surface off and on again', async () => {
    const document = await untitled(CHAT);
    equal((await lenses(document)).length, 2);
    await executeCommand('inferenceTco.toggleCodeLens');
    await eventually('no lenses', async () => {
      const found = await executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 50);
      return found.length === 0;
    });
    await executeCommand('inferenceTco.toggleCodeLens');
    equal((await lenses(document)).length, 2);
  });

  test('the sample and the diagnostics report come from the palette', async () => {
    await executeCommand('inferenceTco.openSample');
    const sample = vscode.window.activeTextEditor?.document;
    ok(sample, 'no editor');
    ok((await lenses(sample)).length > 3, 'the sample has no lenses');
    await executeCommand('inferenceTco.copyDiagnosticsReport');
    const report = await vscode.env.clipboard.readText();
    includes(report, /accelerators/);
    ok(!report.includes('llama'), 'the report holds text of a document');
  });

  test('a command line of another tool becomes a workload', async () => {
    await untitled('vllm serve meta-llama/Llama-3.3-70B-Instruct --tensor-parallel-size 4\n', 'shellscript');
    await executeCommand('inferenceTco.importActive');
    const made = vscode.window.activeTextEditor?.document;
    ok(made, 'no editor');
    includes(made.getText(), 'apiVersion: inference-tco/v1');
    ok((await lenses(made)).length > 0, 'no lens on what was read');
  });

  test('checks every workload of the workspace, closed files too', async () => {
    const result = await executeCommand<{ files: number }>('inferenceTco.checkAll');
    ok(result.files >= 6, `only ${result.files} files`);
  });

  test('survives half-typed documents', async () => {
    for (const text of [
      'apiVersion: inference-tco/v1\nmodel',
      'apiVersion: inference-tco/v1\ndeployments: {a: [',
      'apiVersion: inference-tco/v1\n\t- x',
      CHAT.slice(0, 200),
    ]) {
      const document = await untitled(text);
      ok((await lenses(document)).length >= 1, `no lens for ${text}`);
    }
  });
});

suite('files', () => {
  test('of the examples are estimated without errors', async () => {
    const files = await vscode.workspace.findFiles('*.workload.yaml');
    ok(files.length >= 6, 'examples are missing');
    for (const uri of files) {
      const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
      const document = await open(name);
      await lenses(document);
      const errors = vscode.languages
        .getDiagnostics(uri)
        .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
      equal(
        errors.map(({ message }) => message),
        [],
        name,
      );
    }
  });

  test('lose their problems when they are closed', async () => {
    // A name of its own: VS Code gives the next untitled file the number of a closed one, and at times its text.
    const uri = vscode.Uri.parse('untitled:closed.workload.yaml');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const typed = new vscode.WorkspaceEdit();
    typed.insert(uri, new vscode.Position(0, 0), CHAT.replace('h100-sxm', 'h100'));
    await vscode.workspace.applyEdit(typed);
    await problems(document);
    await executeCommand('workbench.action.revertAndCloseActiveEditor');
    await eventually('no problems', () => vscode.languages.getDiagnostics(document.uri).length === 0);
  });
});
