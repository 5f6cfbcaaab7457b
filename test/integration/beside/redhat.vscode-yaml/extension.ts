/**
 * Stands in for Red Hat's YAML extension, which is not on npm: the same language server, which is, under the same id, told
 * of the same schemas (those that extensions contribute by `yamlValidation`). Telemetry and schema stores are left out.
 */
import * as vscode from 'vscode';
import { LanguageClient, TransportKind, type ServerOptions } from 'vscode-languageclient/node';

/** Set by the build: the server's file. */
declare const YAML_SERVER: string;

interface Validation {
  readonly fileMatch: string | readonly string[];
  readonly url: string;
}

/** What tests ask of it. */
export interface Reports {
  /** Whether the server has looked at a document: it reports on each, if only that nothing is wrong. */
  readonly has: (uri: vscode.Uri) => boolean;
}

export async function activate(context: vscode.ExtensionContext): Promise<Reports> {
  const reported = new Set<string>();
  const server = { module: YAML_SERVER, transport: TransportKind.ipc };
  const options: ServerOptions = { run: server, debug: server };
  const client = new LanguageClient('yaml', 'YAML Support', options, {
    documentSelector: [{ language: 'yaml' }],
    middleware: {
      handleDiagnostics: (uri, diagnostics, next) => {
        next(uri, diagnostics);
        reported.add(uri.toString());
      },
    },
  });
  context.subscriptions.push(
    client,
    client.onRequest('fs/readFile', async (file: string) =>
      new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.file(file))),
    ),
  );
  await client.start();
  await client.sendNotification('json/schemaAssociations', schemas());
  return { has: (uri) => reported.has(uri.toString()) };
}

function schemas(): readonly { readonly fileMatch: readonly string[]; readonly uri: string }[] {
  return vscode.extensions.all.flatMap(({ packageJSON, extensionUri }) => {
    const { contributes } = packageJSON as {
      readonly contributes?: { readonly yamlValidation?: readonly Validation[] };
    };
    return (contributes?.yamlValidation ?? []).map(({ fileMatch, url }) => ({
      fileMatch: [fileMatch].flat().map((pattern) => (/^(\w+:\/\/|\/|!)/.test(pattern) ? pattern : `/${pattern}`)),
      uri: vscode.Uri.joinPath(extensionUri, url).toString(),
    }));
  });
}
