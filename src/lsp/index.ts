/**
 * Language server: the language service for every editor that speaks the Language Server Protocol (3.17), over stdio.
 *
 * Start at server.ts (what a client asks and gets), then convert.ts (positions and kinds). What is answered is decided in
 * src/language; nothing here knows YAML, tables or prices.
 */
export { type ServerHost, startLanguageServer } from './server.ts';
