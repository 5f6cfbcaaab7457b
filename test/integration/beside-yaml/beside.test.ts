/**
 * Beside Red Hat's YAML language server, the real one: everything is suggested, reported and explained once. The server reads
 * the schema that we contribute, and goes on serving other YAML files.
 */
import * as vscode from 'vscode';
import type { PublicApi } from '../../../src/extension/api.ts';
import type { Reports } from '../beside/redhat.vscode-yaml/extension.ts';
import { extension, hoverAt, lenses, open, problems, untitled, workspaceFolder } from '../support/editor.ts';
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
      const { document, position } = await changed(before, after);
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
    });

  test('reports a mistake once', async () => {
    const { document } = await changed('  weights: fp8', '  wieghts: fp9|');
    await eventually('our problem', () =>
      vscode.languages.getDiagnostics(document.uri).some(({ message }) => message.includes('wieghts')),
    );
    const sources = vscode.languages.getDiagnostics(document.uri).map(({ source }) => source);
    equal([...new Set(sources)], ['inference-tco'], 'sources');
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

let files = 0;

/**
 * The example with `after` in the place of `before`, and the place of its `|`. A file of its own: nothing of another test, an
 * undone edit or a late report, is about it. Both have looked at it when it is handed out.
 */
async function changed(
  before: string,
  after: string,
): Promise<{ readonly document: vscode.TextDocument; readonly position: vscode.Position }> {
  const example = vscode.Uri.joinPath(workspaceFolder(), WORKLOAD);
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(example));
  const at = text.indexOf(before);
  ok(at >= 0, `${before} is not in the example`);
  const name = `beside-${(files += 1)}.workload.yaml`;
  const written = text.slice(0, at) + after.replace('|', '') + text.slice(at + before.length);
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(workspaceFolder(), name), new TextEncoder().encode(written));
  const document = await open(name);
  await lenses(document);
  const server = vscode.extensions.getExtension<Reports>('redhat.vscode-yaml')?.exports;
  ok(server, 'Red Hat YAML is not active');
  await eventually('the server’s report', () => server.has(document.uri));
  return { document, position: document.positionAt(at + after.indexOf('|')) };
}
