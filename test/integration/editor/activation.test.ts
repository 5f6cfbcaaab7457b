import * as vscode from 'vscode';
import type { PublicApi } from '../../../src/extension/api.ts';
import { extension } from '../support/editor.ts';
import { equal, includes, ok } from '../support/expect.ts';
import { suite, test } from '../support/mocha.ts';

suite('activation', () => {
  test('tells its time (npm run bench holds it to its budget), and loads the engine on the first question', async () => {
    const api = (await extension()).exports as PublicApi;
    ok(api.activationMilliseconds > 0, 'no time told');
    await api.ready();
  });

  test('registers every command of the manifest', async () => {
    const { packageJSON } = await extension();
    const { contributes } = packageJSON as { contributes: { commands: readonly { command: string }[] } };
    const known = new Set(await vscode.commands.getCommands(true));
    equal(
      contributes.commands.filter(({ command }) => !known.has(command)),
      [],
      'missing commands',
    );
  });

  test('estimates a text for other extensions', async () => {
    const api = (await extension()).exports as PublicApi;
    const [estimate] = await api.estimate(
      'apiVersion: inference-tco/v1\nmodel: llama-3.1-8b\ntraffic: {requests: 1 / s, input_tokens: 100, output_tokens: 10}\n',
    );
    equal(estimate?.proposed, true, 'proposed');
    ok((estimate?.deployments.length ?? 0) > 0, 'no deployment was proposed');
    equal(await api.estimate('kind: Pod\n', { fileName: 'pod.yaml' }), [], 'estimates of a Pod');
    includes(JSON.stringify(await api.estimate('apiVersion: inference-tco/v1\nmodle: x\n')), 'unknown-key', 'problems');
  });
});
