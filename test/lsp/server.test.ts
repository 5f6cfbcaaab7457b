/** The language server as an editor meets it: a process on stdio, driven by the protocol's own client. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  CompletionResolveRequest,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  DocumentDiagnosticRequest,
  DocumentSymbolRequest,
  ExecuteCommandRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  ReferencesRequest,
  RenameRequest,
  type CodeAction,
  type CompletionItem,
  type Position,
} from 'vscode-languageserver/node';
import { type Client, connect } from './client.ts';

/** Not on disk: nothing may need it to be. */
const uri = 'untitled:chat.workload.yaml';
const TEXT = `apiVersion: inference-tco/v1
model: llama-3.3-70b
let:
  users: 2000
traffic:
  requests: users / 100
  input_tokens: 1500
  output_tokens: 300
slo: {ttft: 800 ms}
baseline: aws
deployments:
  aws: {accelerator: h100-sxm, rent: {cloud: aws, region: us-east-1, price: 50 USD/hour}}
`;
const document = { textDocument: { uri } };
/** Of the first place of a text, moved into it. */
function place(text: string, within = 0): Position {
  const before = TEXT.slice(0, TEXT.indexOf(text) + within).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

describe('a client that can nothing', () => {
  let client: Client;
  beforeAll(async () => {
    client = await connect();
    await client.open(uri, TEXT);
  });
  afterAll(async () => {
    expect(await client.close()).toBe(0);
  });

  it('is told what the server can, and its version', () => {
    expect(client.server.serverInfo?.name).toBe('inference-tco');
    expect(client.server.capabilities).toMatchObject({ hoverProvider: true, codeLensProvider: {} });
    expect(client.server.capabilities.diagnosticProvider).toBeUndefined();
  });

  it('sees lenses with their final title, and the calculation behind one', async () => {
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, document);
    const command = lenses?.find(({ range }) => range.start.line === place('  aws:').line)?.command;
    expect(command?.title).toMatch(/^\$[\d.]+ \/ 1M tokens/);
    const told: unknown = await client.connection.sendRequest(ExecuteCommandRequest.type, {
      command: command?.command ?? '',
      arguments: command?.arguments ?? [],
    });
    expect(told).toContain('Cost per million tokens');
  });

  it('reads hovers without links that only VS Code follows', async () => {
    const hover = await client.connection.sendRequest(HoverRequest.type, { ...document, position: place('aws: {', 1) });
    const text = JSON.stringify(hover?.contents);
    expect(text).toContain('markdown');
    expect(text).not.toContain('command:');
  });

  it('completes without snippets, and documents one item when asked', async () => {
    const answer = await client.connection.sendRequest(CompletionRequest.type, {
      ...document,
      position: place('h100-sxm', 2),
    });
    const items = answer as CompletionItem[];
    const one = items.find(({ label }) => label === 'h200-sxm');
    expect(one?.textEdit?.newText).toBe('h200-sxm');
    const resolved = one && (await client.connection.sendRequest(CompletionResolveRequest.type, one));
    expect(JSON.stringify(resolved?.documentation)).toContain('H200');
  });

  it('finds hints, symbols, folds, definitions, references and names', async () => {
    const { connection } = client;
    const whole = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
    expect(
      (await connection.sendRequest(InlayHintRequest.type, { ...document, range: whole }))?.length,
    ).toBeGreaterThan(0);
    expect(JSON.stringify(await connection.sendRequest(DocumentSymbolRequest.type, document))).toContain('"aws"');
    expect((await connection.sendRequest(FoldingRangeRequest.type, document))?.length).toBeGreaterThan(0);
    const use = { ...document, position: place('users / 100', 1) };
    expect(await connection.sendRequest(DefinitionRequest.type, use)).toMatchObject({
      range: { start: place('users: 2000') },
    });
    const found = await connection.sendRequest(ReferencesRequest.type, {
      ...use,
      context: { includeDeclaration: true },
    });
    expect(found).toHaveLength(2);
    const edit = await connection.sendRequest(RenameRequest.type, { ...use, newName: 'people' });
    expect(edit?.changes?.[uri]).toHaveLength(2);
    await expect(connection.sendRequest(RenameRequest.type, { ...use, newName: '1' })).rejects.toThrow('A name starts');
  });

  it('is sent problems after a change, with a fix for each that has one', async () => {
    const { connection } = client;
    const told = new Promise<PublishDiagnosticsParams>((done) => {
      connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
        if (params.version === 2) done(params);
      });
    });
    const at = { start: place('h100-sxm', 7), end: place('h100-sxm', 8) };
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: at, text: 'n' }],
    });
    const { diagnostics } = await told;
    const wrong = diagnostics.find(({ code }) => code === 'unknown-name');
    expect(wrong?.message).toContain('h100-sxn');
    const actions = await connection.sendRequest(CodeActionRequest.type, {
      ...document,
      range: wrong?.range ?? at,
      context: { diagnostics },
    });
    const fix = (actions as CodeAction[]).find(({ isPreferred }) => isPreferred);
    expect(fix?.edit?.changes?.[uri]?.[0]?.newText).toBe('h100-sxm');
  });

  it('keeps the last good answer of a line that does not read, with a mark', async () => {
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, document);
    const title = lenses?.find(({ range }) => range.start.line === place('  aws:').line)?.command?.title;
    expect(title).toMatch(/^\$[\d.]+ \/ 1M tokens.* · as before: line 12 does not read$/);
  });

  it('says nothing of YAML that is no workload', async () => {
    const other = 'file:///nowhere/k8s.yaml';
    await client.open(other, 'apiVersion: v1\nkind: Pod\n');
    expect(await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: other } })).toEqual([]);
    expect(
      await client.connection.sendRequest(HoverRequest.type, {
        textDocument: { uri: other },
        position: { line: 0, character: 2 },
      }),
    ).toBeNull();
  });
});

it('a client that pulls problems asks for them', async () => {
  const client = await connect({ textDocument: { diagnostic: {} } });
  expect(client.server.capabilities.diagnosticProvider).toBeDefined();
  await client.open(uri, TEXT.replace('h100-sxm', 'h100-sxn'));
  const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, document);
  expect(JSON.stringify(report)).toContain('unknown-name');
  expect(await client.close()).toBe(0);
});
