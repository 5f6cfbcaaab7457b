/**
 * MCP server: the engine as tools for programs that speak the Model Context Protocol, over stdio. Read-only: it writes no file
 * and asks no network.
 *
 * Start at tools.ts (what can be asked), then server.ts (resources, prompts, files).
 */
export { createMcpServer, type McpHost } from './server.ts';
