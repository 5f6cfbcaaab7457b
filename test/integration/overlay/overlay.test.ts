import * as vscode from 'vscode';
import { extension, hoverAt, lenses, open, untitled, workspaceFolder } from '../support/editor.ts';
import { eventually, includes } from '../support/expect.ts';
import { suite, test } from '../support/mocha.ts';
import type { PublicApi } from '../../../src/extension/api.ts';

suite('prices of the workspace', () => {
  test('win, say so, and are read again when they change', async () => {
    await ((await extension()).exports as PublicApi).ready();
    const document = await open('negotiated.workload.yaml');
    const before = (await lenses(document))[1] ?? '';
    includes(before, /\$[\d.]+ \/ 1M tokens/);
    includes(await hoverAt(document, 'ourcloud'), 'from the workspace');
    const table = vscode.Uri.joinPath(workspaceFolder(), '.inference-tco/pricing/clouds/ours.csv');
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(table));
    await vscode.workspace.fs.writeFile(table, new TextEncoder().encode(text.replace('8.00', '80.00')));
    await eventually('a dearer lens', async () => {
      const now = (await lenses(document))[1] ?? '';
      return now !== before && now.includes('1M tokens');
    });
  });

  test('may stand in a folder that a setting names', async () => {
    const document = await untitled(
      'apiVersion: inference-tco/v1\nmodel: llama-3.3-70b\ntraffic: {requests: 5 / s, input_tokens: 800, output_tokens: 200}\n' +
        'deployments: {a: {accelerator: h100-sxm, rent: {cloud: aws, region: us-east-1}}}\n',
    );
    const cost = async (): Promise<number> =>
      Number(/\$([\d.]+) \/ 1M tokens/.exec((await lenses(document))[1] ?? '')?.[1]);
    const before = await cost();
    const configuration = vscode.workspace.getConfiguration('inferenceTco');
    await configuration.update('pricing.directory', 'quotes', vscode.ConfigurationTarget.Workspace);
    await eventually('a far cheaper lens', async () => (await cost()) < before / 10);
    includes(await hoverAt(document, 'us-east-1'), 'from your price folder');
    await configuration.update('pricing.directory', undefined, vscode.ConfigurationTarget.Workspace);
    await eventually('the list price again', async () => (await cost()) === before);
  });

  test('with a mistake are reported at their line', async () => {
    const table = vscode.Uri.joinPath(workspaceFolder(), '.inference-tco/pricing/clouds/wrong.csv');
    await vscode.workspace.fs.writeFile(
      table,
      new TextEncoder().encode(
        'cloud,instance,accelerator,count,region,on_demand_usd_h\nours,x,h100-sxm,8,home,cheap\n',
      ),
    );
    const [problem] = await eventually('a problem of the table', () => {
      const found = vscode.languages.getDiagnostics(table);
      return found.length > 0 && found;
    });
    includes(`${problem?.range.start.line}`, '1', 'line');
    const document = await open('negotiated.workload.yaml');
    await eventually('a lens that says so', async () =>
      (await lenses(document))[0]?.includes('1 line of your price tables is not read'),
    );
  });
});
