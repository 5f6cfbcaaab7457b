/** The MCP server as a program meets it: a process on stdio, driven by the SDK's own client, which checks every answer against its schema. */
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ListRootsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const TEXT = `model: llama-3.3-70b
traffic: {requests: 5 / s, input_tokens: 1500, output_tokens: 300}
horizon: {years: 1}
deployments:
  rented: {accelerator: h100-sxm, rent: {price: 3 USD/hour}}
  called: {api: {price: {input: 0.5 USD, output: 1 USD}}}
`;

async function connect(root?: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '0' }, { capabilities: root === undefined ? {} : { roots: {} } });
  if (root !== undefined)
    client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: [{ uri: pathToFileURL(root).href }] }));
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [program, 'mcp'], stderr: 'inherit' }),
  );
  await client.listTools();
  return client;
}

interface Answer {
  readonly isError?: boolean;
  readonly structuredContent?: Record<string, unknown>;
  readonly content: readonly { readonly text: string }[];
}
const call = async (client: Client, name: string, given: Record<string, unknown>): Promise<Answer> =>
  (await client.callTool({ name, arguments: given })) as unknown as Answer;

describe('without roots', () => {
  let client: Client;
  beforeAll(async () => {
    client = await connect();
  });
  afterAll(() => client.close());

  it('offers its tools as read-only, with schemas for what they take and give', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'estimate',
      'rank',
      'explain',
      'compare',
      'import',
      'prices',
      'tco',
    ]);
    for (const tool of tools) {
      expect(tool.annotations?.readOnlyHint).toBe(true);
      expect(tool.outputSchema, tool.name).toBeDefined();
    }
  });

  it('answers each as data and as text', async () => {
    const asked: readonly (readonly [string, Record<string, unknown>, string])[] = [
      ['estimate', { text: TEXT }, '80 % intervals'],
      ['rank', { text: TEXT, top: 3, available: true }, 'Machines'],
      ['explain', { text: TEXT, deployment: 'rented', value: 'cost.perMonth' }, 'machines paid for'],
      ['explain', { text: TEXT, deployment: 'rented', value: 'years.netPresentValue' }, 'net present value'],
      ['compare', { before: TEXT, after: TEXT.replace('5 / s', '9 / s') }, 'rented'],
      [
        'import',
        { text: 'vllm serve meta-llama/Llama-3.3-70B-Instruct --tensor-parallel-size 4', name: 'run.sh' },
        'tensor_parallel: 4',
      ],
      ['prices', { words: 'h100 aws', top: 3 }, 'aws'],
      ['tco', { text: TEXT }, 'Present value'],
    ];
    for (const [name, given, shown] of asked) {
      const found = await call(client, name, given);
      expect(found.isError ?? false, `${name}: ${found.content[0]?.text}`).toBe(false);
      expect(found.content[0]?.text, name).toContain(shown);
      expect(found.structuredContent?.['schema']).toBe(`inference-tco/${name}/v1`);
    }
  });

  it('refuses in a sentence: text that is no workload, names that are not there, files without roots', async () => {
    const refusals: readonly (readonly [string, Record<string, unknown>, string])[] = [
      ['estimate', { text: 'hello: world' }, 'line 1'],
      ['estimate', {}, 'Give the workload as YAML'],
      ['estimate', { file: 'a.workload.yaml' }, 'this client has none'],
      ['tco', { text: TEXT, workload: 'other' }, 'There is no workload other'],
      ['explain', { text: TEXT, value: 'cost.nothing' }, 'There is no value cost.nothing'],
      ['import', { text: 'a poem' }, ''],
    ];
    for (const [name, given, sentence] of refusals) {
      const found = await call(client, name, given);
      expect(found.isError, name).toBe(true);
      expect(found.content[0]?.text).toContain(sentence);
    }
  });

  it('has pages, tables and a prompt', async () => {
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toContain('inference-tco://docs/workload');
    const page = await client.readResource({ uri: 'inference-tco://docs/workload' });
    expect(JSON.stringify(page.contents)).toContain('input_tokens');
    await expect(client.readResource({ uri: 'inference-tco://docs/..%2f..%2fpackage' })).rejects.toThrow(
      'There is no page',
    );
    const table = await client.readResource({ uri: 'inference-tco://tables/accelerators' });
    expect(JSON.stringify(table.contents)).toContain('h100-sxm');
    const prompt = await client.getPrompt({ name: 'cheaper', arguments: { workload: TEXT } });
    expect(JSON.stringify(prompt.messages)).toContain('llama-3.3-70b');
  });
});

it('reads files inside the roots of the client and no others, whatever links say', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'roots-'));
  const outside = mkdtempSync(path.join(tmpdir(), 'outside-'));
  writeFileSync(path.join(root, 'in.workload.yaml'), TEXT);
  writeFileSync(path.join(outside, 'out.workload.yaml'), TEXT);
  symlinkSync(path.join(outside, 'out.workload.yaml'), path.join(root, 'link.workload.yaml'));
  const client = await connect(root);
  const read = async (file: string): Promise<boolean> => !((await call(client, 'estimate', { file })).isError ?? false);
  expect(await read('in.workload.yaml')).toBe(true);
  expect(await read(path.join(root, 'in.workload.yaml'))).toBe(true);
  for (const file of ['link.workload.yaml', path.join(outside, 'out.workload.yaml'), '../secret', 'missing.yaml'])
    expect(await read(file), file).toBe(false);
  await client.close();
});
