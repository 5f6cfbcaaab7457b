import * as vscode from 'vscode';
import { lenses, untitled } from '../support/editor.ts';
import { ok } from '../support/expect.ts';
import { suite, test } from '../support/mocha.ts';
import { benchMark } from '../support/result.ts';

/** Only `npm run bench` runs this: what the extension costs its host. */
suite('cost', () => {
  const tell = (what: string, value: number, unit: string, goal: number): void =>
    console.log(`${benchMark} ${JSON.stringify({ what, value, unit, goal })}`);

  test('activation', async () => {
    const found = vscode.extensions.getExtension<{ readonly activationMilliseconds: number }>(
      'inference-tco.inference-tco',
    );
    ok(found, 'the extension is not installed');
    const start = performance.now();
    const api = await found.activate();
    tell('activation, file loaded and run', performance.now() - start, 'ms', 40);
    tell('activation, its own part', api.activationMilliseconds, 'ms', 40);
  });

  test('memory with ten workloads open', async () => {
    const host = globalThis as unknown as { readonly process: { memoryUsage(): { readonly heapUsed: number } } };
    const heap = (): number => host.process.memoryUsage().heapUsed;
    const text = (count: number): string => `apiVersion: inference-tco/v1
model: llama-3.1-8b
traffic: {requests: ${count + 1} / s, input_tokens: 500, output_tokens: 100}
deployments:
  a: {accelerator: l4, rent: {}}
  b: {accelerator: h100-sxm, own: {}}
`;
    const before = heap();
    for (let count = 0; count < 10; count += 1) ok((await lenses(await untitled(text(count)))).length > 0, 'no lenses');
    tell('extension host growth, ten workloads open', (heap() - before) / 1e6, 'MB', 40);
  });
});
