/** Problems: sent after a pause in typing, or told to clients that ask for them. */
import {
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver/node';
import { diagnostics } from '../language/index.ts';
import { toDiagnostic } from './convert.ts';
import type { OpenDocuments } from './openDocuments.ts';

/** Pauses in typing after which problems are sent. */
const SETTLE_MS = 120;
const PAGES = 'https://github.com/inference-tco/inference-tco/blob/main/';

/** @param pulls whether the client asks; known once it has introduced itself */
export function serveProblems(connection: Connection, open: OpenDocuments, pulls: () => boolean): { again(): void } {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const { documents } = open;

  function of(uri: string): Diagnostic[] {
    const found = open.ask(uri);
    return found ? diagnostics(found.context).map((one) => toDiagnostic(one, PAGES)) : [];
  }

  function send(uri: string): void {
    const document = documents.get(uri);
    if (document) void connection.sendDiagnostics({ uri, version: document.version, diagnostics: of(uri) });
  }

  function soon(uri: string): void {
    if (pulls()) return;
    clearTimeout(timers.get(uri));
    timers.set(uri, setTimeout(send, SETTLE_MS, uri));
  }

  documents.onDidChangeContent(({ document }) => soon(document.uri));
  documents.onDidClose(({ document: { uri } }) => {
    clearTimeout(timers.get(uri));
    timers.delete(uri);
    if (!pulls()) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  connection.languages.diagnostics.on(({ textDocument }): DocumentDiagnosticReport => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: of(textDocument.uri),
  }));
  return {
    again() {
      if (pulls()) connection.languages.diagnostics.refresh();
      for (const { uri } of documents.all()) soon(uri);
    },
  };
}
