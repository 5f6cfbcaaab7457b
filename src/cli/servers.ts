/** Commands that stay: servers for editors and programs, on standard input and output. The second bundle of the command line. */
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createConnection } from 'vscode-languageserver/node';
import { calculation } from '../language/index.ts';
import { startLanguageServer } from '../lsp/index.ts';
import { createMcpServer, type McpHost } from '../mcp/index.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { isInside, readFileText, refusalText } from './files.ts';
import { createHost, type Host } from './host.ts';
import type { Terminal } from './terminal.ts';
import { packageVersion } from './version.ts';

export interface Servers {
  readonly lsp: typeof lsp;
  readonly mcp: typeof mcp;
}

/** Ends with the client, which says so or goes away. */
export async function lsp(terminal: Terminal): Promise<ExitCode> {
  const connection = createConnection(process.stdin, process.stdout);
  // Standard output is the protocol's: what a table has to say goes to the log of the client.
  const quiet: Terminal = {
    ...terminal,
    out: () => undefined,
    error: (text) => connection.console.warn(text.trimEnd()),
  };
  const hosts = hostsOf(quiet);
  startLanguageServer(connection, {
    version: packageVersion(),
    engineFor: (folder) => hosts.today().engineFor(folder ?? process.cwd()),
    refresh: hosts.forget,
    explain: calculationOf,
  });
  await new Promise((done) => process.stdin.once('close', done));
  return EXIT.fine;
}

/** Prices age by the day: a server that runs for days begins each with a new host. */
function hostsOf(terminal: Terminal): { readonly today: () => Host; readonly forget: () => void } {
  let kept: { readonly day: string; readonly host: Host } | undefined;
  return {
    today() {
      const day = new Date().toDateString();
      if (kept?.day !== day) kept = { day, host: createHost(terminal, {}) };
      return kept.host;
    },
    forget() {
      kept = undefined;
    },
  };
}

const PAGES = {
  workload: 'The workload document: every key',
  definitions: 'What the numbers mean',
  'performance-model': 'The performance model and its errors',
  glossary: 'Glossary',
} as const;

/** Ends when standard input does. */
export async function mcp(terminal: Terminal): Promise<ExitCode> {
  const hosts = hostsOf({ ...terminal, out: () => undefined });
  const host: McpHost = {
    version: packageVersion(),
    engine: () => hosts.today().engineFor(process.cwd()),
    readFile: readInRoots,
    pages: PAGES,
    readPage(name) {
      const read = readFileText(fileURLToPath(new URL(`../docs/${name}.md`, import.meta.url)), {
        within: fileURLToPath(new URL('..', import.meta.url)),
        largestBytes: LARGEST_FILE_BYTES,
      });
      return read.ok ? read.text : undefined;
    },
  };
  await createMcpServer(host).connect(new StdioServerTransport());
  await new Promise((done) => process.stdin.once('close', done));
  return EXIT.fine;
}

const LARGEST_FILE_BYTES = 1e6;

/** A relative path is looked for in each folder in turn. @param folders as file URIs */
function readInRoots(file: string, folders: readonly string[]): ReturnType<McpHost['readFile']> {
  let refused = 'The client has no root that holds files.';
  for (const uri of folders) {
    const within = fileURLToPath(uri);
    const target = path.resolve(within, file);
    if (!isInside(within, target)) {
      refused = `${file} is outside the roots of the client.`;
      continue;
    }
    const read = readFileText(target, { within, largestBytes: LARGEST_FILE_BYTES });
    if (read.ok) return { text: read.text };
    refused = `${file} could not be read: ${refusalText(read.refusal)}`;
  }
  return { refused };
}

function calculationOf(
  context: Parameters<typeof calculation>[0],
  index: number,
  deployment: string | undefined,
): string | undefined {
  const workload = context.evaluation.workloads.find(({ document }) => document.index === index);
  const name = deployment ?? workload?.estimate.deployments[0]?.name;
  return workload && name !== undefined ? calculation(context, index, name, 'cost.perMillionTokens') : undefined;
}
