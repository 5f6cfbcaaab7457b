/** A German editor: what a person reads in it is German, what programs read is not. */
import * as vscode from 'vscode';
import type { PublicApi } from '../../../src/extension/api.ts';
import { extension, hoverAt, lenses, open, problems } from '../support/editor.ts';
import { equal, eventually, includes, ok } from '../support/expect.ts';
import { suite, suiteSetup, test } from '../support/mocha.ts';

suite('auf Deutsch', () => {
  suiteSetup(async () => ((await extension()).exports as PublicApi).ready());

  test('the editor says that it is German', () => equal(vscode.env.language, 'de', 'language'));

  test('lenses, and the numbers in them', async () => {
    const titles = await lenses(await open('chat.workload.yaml'));
    includes(titles[1] ?? '', /^≈ \d+,\d+\s\$ \/ 1 Mio\. Tokens ±.* Zeile \d+ ist nicht lesbar$/, 'lens');
  });

  test('problems of the text and of the numbers, with their codes as ever', async () => {
    const found = await problems(await open('chat.workload.yaml'), 2);
    const messages = Object.fromEntries(
      found.map(({ code, message }) => [typeof code === 'object' ? code.value : code, message]),
    );
    equal(messages['unknown-key'], '„wieghts“ ist kein Schlüssel von serving. Meinten Sie „weights“?');
    includes(messages['over-budget'] ?? '', /gemietet kostet .* im Monat, das Budget ist 100\s\$/, 'over-budget');
  });

  test('quick fixes', async () => {
    const document = await open('chat.workload.yaml');
    const [problem] = (await problems(document)).filter(({ message }) => message.includes('wieghts'));
    ok(problem, 'no problem');
    const titles = await eventually('fixes', async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        problem.range,
      );
      return actions.length > 0 && actions.map(({ title }) => title);
    });
    ok(titles.includes('In weights ändern'), `titles: ${titles.join(', ')}`);
  });

  test('hovers: meaning, effect, origin', async () => {
    const document = await open('chat.workload.yaml');
    includes(await hoverAt(document, 'requests'), 'Mittlere Ankunftsrate über den Tag', 'hover');
    includes(await hoverAt(document, 'h100-sxm'), /Preis: .* mitgeliefert/, 'hover');
  });

  test('suggestions and their explanations', async () => {
    const document = await open('chat.workload.yaml');
    const at = document.getText().indexOf('wieghts');
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(at),
      undefined,
      50,
    );
    const batch = items.find(({ label }) => label === 'max_batch');
    equal(batch?.detail, 'Speicher und SLO entscheiden', 'detail');
    const { documentation } = batch ?? {};
    includes(documentation instanceof vscode.MarkdownString ? documentation.value : '', 'dekodierter Sequenzen');
  });

  test('commands and settings', async () => {
    const { packageJSON } = await extension();
    const { contributes } = packageJSON as {
      contributes: { commands: readonly { command: string; title: unknown }[] };
    };
    const title = contributes.commands.find(({ command }) => command === 'inferenceTco.showPanel')?.title;
    const text = typeof title === 'string' ? title : (title as { value: string } | undefined)?.value;
    equal(text, 'Panel anzeigen', 'title of a command');
  });

  test('what programs ask for stays English', async () => {
    const api = (await extension()).exports as PublicApi;
    const [estimate] = await api.estimate('apiVersion: inference-tco/v1\nmodle: x\n');
    includes(estimate?.problems[0]?.message ?? '', /is not a key|needs/, 'message');
  });
});
