/** The server: tools, the pages and tables that explain them, and where a workload may come from. */
import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import type { Engine } from '../estimate/index.ts';
import { addTools } from './tools.ts';

/** What the program around the server brings. */
export interface McpHost {
  readonly version: string;
  engine(): Engine;
  /** A file inside one of the folders, links followed. @returns its text, or a sentence why not */
  readFile(file: string, folders: readonly string[]): { readonly text: string } | { readonly refused: string };
  /** Pages of the documentation, by name: `glossary`. */
  readonly pages: Readonly<Record<string, string>>;
  readPage(name: string): string | undefined;
}

const INSTRUCTIONS = `Cost, energy, fit and latency of LLM serving workloads, offline, from dated price tables and a performance model fitted on
published measurements. Give a workload as YAML in "text", or name a file inside the client's roots. Every number carries an 80 % interval
and its origin; unknown is never zero. The resource inference-tco://docs/workload has every key.`;

export function createMcpServer(host: McpHost): McpServer {
  const server = new McpServer({ name: 'inference-tco', version: host.version }, { instructions: INSTRUCTIONS });
  addTools(server, { ...host, textOf: (given) => textOf(server, host, given) });
  addPages(server, host);
  addTables(server, host);
  addPrompts(server);
  return server;
}

/** The workload of a call: its text, or a file inside the folders that the client says are its own. Without folders there are no files. */
async function textOf(
  server: McpServer,
  host: McpHost,
  { text, file }: { readonly text?: string | undefined; readonly file?: string | undefined },
): Promise<{ readonly text: string; readonly fileName?: string } | { readonly refused: string }> {
  if (text !== undefined) return { text };
  if (file === undefined)
    return { refused: 'Give the workload as YAML in "text", or a path inside your roots in "file".' };
  if (server.server.getClientCapabilities()?.roots === undefined)
    return {
      refused:
        'Files are read inside the roots of the client only, and this client has none. Give the workload in "text".',
    };
  const { roots } = await server.server.listRoots();
  const folders = roots.flatMap(({ uri }) => (uri.startsWith('file:') ? [uri] : []));
  const read = host.readFile(file, folders);
  return 'refused' in read ? read : { text: read.text, fileName: file };
}

function addPages(server: McpServer, host: McpHost): void {
  const list = () => ({
    resources: Object.entries(host.pages).map(([name, title]) => ({
      name: title,
      uri: `inference-tco://docs/${name}`,
      mimeType: 'text/markdown',
    })),
  });
  server.registerResource(
    'docs',
    new ResourceTemplate('inference-tco://docs/{page}', { list }),
    { title: 'Documentation', mimeType: 'text/markdown' },
    (uri, { page }) => {
      const text = typeof page === 'string' && Object.hasOwn(host.pages, page) ? host.readPage(page) : undefined;
      if (text === undefined)
        throw new Error(`There is no page ${String(page)}. Pages are: ${Object.keys(host.pages).join(', ')}.`);
      return { contents: [{ uri: uri.href, mimeType: 'text/markdown', text }] };
    },
  );
}

function addTables(server: McpServer, host: McpHost): void {
  const tables = {
    accelerators: (engine: Engine) => engine.catalog.accelerators,
    models: (engine: Engine) => engine.catalog.models,
    'api-prices': (engine: Engine) => engine.catalog.apiPrices,
  } as const;
  for (const [name, rows] of Object.entries(tables))
    server.registerResource(
      name,
      `inference-tco://tables/${name}`,
      {
        title: `Table of ${name}`,
        mimeType: 'application/json',
        description: 'Each row with source, date and confidence.',
      },
      (uri) => ({
        contents: [{ uri: uri.href, mimeType: 'application/json', text: JSON.stringify(rows(host.engine())) }],
      }),
    );
}

function addPrompts(server: McpServer): void {
  server.registerPrompt(
    'cheaper',
    {
      title: 'What would serve this cheaper?',
      description: 'Ranks the catalog for a workload and weighs the first against what runs today.',
      argsSchema: { workload: z.string().describe('The workload as YAML') },
    },
    ({ workload }) => ({
      messages: [
        {
          role: 'user',
          content: {
            type: 'text',
            text: `Estimate this workload, rank the catalog for it, and explain the difference between its deployments and the three cheapest that meet its targets. Name intervals, sources and dates, and say what is unknown.\n\n${workload}`,
          },
        },
      ],
    }),
  );
}
