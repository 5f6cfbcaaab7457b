import { createRequire } from 'node:module';
import type { ExitCode } from '../exit.ts';
import type { Terminal } from '../terminal.ts';
import type { Servers } from '../servers.ts';

/**
 * `lsp`: the language server on standard input and output. It stands in a file of its own beside the program, so that no
 * other command loads it.
 */
export function lspCommand(terminal: Terminal): Promise<ExitCode> {
  return servers().lsp(terminal);
}

/** `mcp`: the engine as tools for programs that speak the Model Context Protocol, likewise. */
export function mcpCommand(terminal: Terminal): Promise<ExitCode> {
  return servers().mcp(terminal);
}

const servers = (): Servers => createRequire(import.meta.url)('./servers.js') as Servers;
