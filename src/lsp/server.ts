/**
 * The server: what it can, and who answers what. Every capability of the client is optional, the root and the configuration may
 * be null, and a document need not be on disk.
 */
import {
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import type { Engine } from '../estimate/index.ts';
import type { LanguageContext } from '../language/index.ts';
import { ACTION_KINDS, SHOW_COMMAND } from './convert.ts';
import { serveNames, serveReading, serveWriting } from './features.ts';
import { OpenDocuments } from './openDocuments.ts';
import { serveProblems } from './problems.ts';

/** What the program around the server brings. */
export interface ServerHost {
  readonly version: string;
  /** @param folder of the document; the working folder for one that is not on disk */
  engineFor(folder: string | undefined): Engine;
  /** Forget tables and files: something on disk has changed. */
  refresh(): void;
  /** The calculation behind a lens, as Markdown. */
  explain(context: LanguageContext, documentIndex: number, deployment: string | undefined): string | undefined;
}

export function startLanguageServer(connection: Connection, host: ServerHost): void {
  const open = new OpenDocuments((folder) => host.engineFor(folder));
  const client = { pulls: false, snippets: false, watches: false };

  connection.onInitialize(({ capabilities: { textDocument, workspace } }: InitializeParams): InitializeResult => {
    client.pulls = textDocument?.diagnostic !== undefined;
    client.snippets = textDocument?.completion?.completionItem?.snippetSupport ?? false;
    client.watches = workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    return {
      capabilities: capabilitiesFor(client.pulls),
      serverInfo: { name: 'inference-tco', version: host.version },
    };
  });
  connection.onInitialized(() => {
    if (client.watches) watchFiles(connection);
  });
  const problems = serveProblems(connection, open, () => client.pulls);
  connection.onDidChangeWatchedFiles(() => {
    host.refresh();
    open.forget();
    problems.again();
  });
  serveReading(connection, open);
  serveWriting(connection, open, () => client.snippets);
  serveNames(connection, open);
  connection.onExecuteCommand(({ command, arguments: [uri, documentIndex, deployment] = [] }) => {
    if (command !== SHOW_COMMAND || typeof uri !== 'string' || typeof documentIndex !== 'number') return null;
    const found = open.ask(uri);
    const name = typeof deployment === 'string' ? deployment : undefined;
    return (found && host.explain(found.context, documentIndex, name)) ?? null;
  });
  open.documents.listen(connection);
  connection.listen();
}

/** Overlays, measurements, and the files that documents point at. */
function watchFiles(connection: Connection): void {
  const watchers = ['**/.inference-tco/**', '**/*.{json,csv,yaml,yml}'].map((globPattern) => ({ globPattern }));
  void connection.sendRequest('client/registerCapability', {
    registrations: [{ id: 'files', method: 'workspace/didChangeWatchedFiles', registerOptions: { watchers } }],
  });
}

function capabilitiesFor(pulls: boolean): InitializeResult['capabilities'] {
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    codeLensProvider: {},
    inlayHintProvider: {},
    hoverProvider: true,
    completionProvider: { triggerCharacters: [':', ' ', '{', ','], resolveProvider: true },
    codeActionProvider: { codeActionKinds: Object.values(ACTION_KINDS) },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    documentLinkProvider: {},
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: { prepareProvider: true },
    executeCommandProvider: { commands: [SHOW_COMMAND] },
    ...(pulls ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } } : {}),
  };
}
