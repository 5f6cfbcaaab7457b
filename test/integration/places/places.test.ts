import * as vscode from 'vscode';
import type { PublicApi } from '../../../src/extension/api.ts';
import { extension, lenses, problems, untitled } from '../support/editor.ts';
import { equal, eventually, includes, ok } from '../support/expect.ts';
import { memoryFiles } from '../support/memory.ts';
import { suite, suiteSetup, test } from '../support/mocha.ts';

const FILE = 'chat.workload.yaml';
const CONFIG = {
  model_type: 'llama',
  architectures: ['LlamaForCausalLM'],
  hidden_size: 4096,
  num_hidden_layers: 32,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  intermediate_size: 14336,
  vocab_size: 128256,
  max_position_embeddings: 131072,
  torch_dtype: 'bfloat16',
};
const ELSEWHERE = `apiVersion: inference-tco/v1
name: elsewhere
model: ./config.json
traffic: { requests: 5 / s, input_tokens: 800, output_tokens: 200 }
deployments:
  rented:
    accelerator: h100-sxm
    rent: { cloud: aws }
`;

async function openIn(folder: string): Promise<vscode.TextDocument> {
  const found = vscode.workspace.workspaceFolders?.find(({ name }) => name === folder);
  ok(found, `no folder ${folder}`);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(found.uri, FILE));
  await vscode.window.showTextDocument(document);
  return document;
}

const costIn = (lens: string | undefined): number => Number(/\$([\d.]+) \/ 1M tokens/.exec(lens ?? '')?.[1]);

suite('places', () => {
  suiteSetup(async () => ((await extension()).exports as PublicApi).ready());

  test('two folders have each their own prices', async () => {
    const list = costIn((await lenses(await openIn('list')))[1]);
    const own = costIn((await lenses(await openIn('negotiated')))[1]);
    ok(list > 0 && own > 0, `costs ${list} and ${own}`);
    ok(own < list / 4, `the negotiated price is not used: ${own} against ${list}`);
  });

  test('all workloads of all folders are checked, each by its own prices', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const result = await vscode.commands.executeCommand<{ files: number }>('inferenceTco.checkAll');
    equal(result.files, 2, 'files');
    const codes = (folder: string): readonly unknown[] =>
      vscode.languages
        .getDiagnostics()
        .filter(([uri]) => uri.path.endsWith(`/${folder}/${FILE}`))
        .flatMap(([, found]) => found.map(({ code }) => (typeof code === 'object' ? code.value : code)));
    ok(codes('list').includes('over-budget'), `list: ${codes('list').join(', ')}`);
    ok(!codes('negotiated').includes('over-budget'), `negotiated: ${codes('negotiated').join(', ')}`);
  });

  test('a virtual file system serves workloads and the files they name', async () => {
    const files = memoryFiles({ '/w/far.workload.yaml': ELSEWHERE, '/w/config.json': JSON.stringify(CONFIG) });
    const registered = vscode.workspace.registerFileSystemProvider('memory', files);
    const root = vscode.Uri.from({ scheme: 'memory', path: '/w' });
    const count = vscode.workspace.workspaceFolders?.length ?? 0;
    ok(vscode.workspace.updateWorkspaceFolders(count, 0, { uri: root, name: 'far' }), 'the folder was refused');
    await eventually('the folder', () => vscode.workspace.getWorkspaceFolder(root) !== undefined);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(root, 'far.workload.yaml'));
    await vscode.window.showTextDocument(document);
    const before = await eventually('a price', async () => {
      const lens = (await lenses(document))[1];
      return costIn(lens) > 0 && lens;
    });
    const twice = JSON.stringify({ ...CONFIG, num_hidden_layers: 64 });
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(root, 'config.json'), new TextEncoder().encode(twice));
    await eventually('the lens of the larger model', async () => (await lenses(document))[1] !== before);
    registered.dispose();
  });

  test('ten open workloads: answers arrive for all, and never for an older text after a newer', async () => {
    const documents: vscode.TextDocument[] = [];
    for (let n = 0; n < 10; n += 1)
      documents.push(await untitled(`${ELSEWHERE.replace('./config.json', 'llama-3.1-8b')}wrong1: ${n}\n`));
    for (const document of documents) await problems(document);
    const seen = new Map<string, number[]>();
    const listening = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris)
        for (const { message } of vscode.languages.getDiagnostics(uri)) {
          const step = /wrong(\d+)/.exec(message)?.[1];
          if (step !== undefined) seen.set(uri.toString(), [...(seen.get(uri.toString()) ?? []), Number(step)]);
        }
    });
    for (let step = 2; step <= 6; step += 1)
      for (const document of documents) {
        const edit = new vscode.WorkspaceEdit();
        const last = document.lineAt(document.lineCount - 2).range;
        edit.replace(document.uri, last, `wrong${step}: 1`);
        ok(await vscode.workspace.applyEdit(edit), 'an edit was refused');
      }
    for (const document of documents)
      await eventually('the problem of the last text', () => seen.get(document.uri.toString())?.at(-1) === 6);
    listening.dispose();
    for (const steps of seen.values())
      equal(
        steps,
        [...steps].sort((a, b) => a - b),
        'order of answers',
      );
    for (const document of documents) includes((await lenses(document)).join('\n'), '1M tokens', 'lenses');
  });
});
