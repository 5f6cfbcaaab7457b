/**
 * JavaScript in place of two native modules of the server, which npm carries without binaries: nothing is compiled.
 *
 * spdlog writes the log files and the text behind every output channel; the watchdog ends an orphaned host.
 * Each export is an assignment of its own: the importing code is ESM and sees only what Node's CommonJS lexer finds.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const spdlog = `
const fs = require('fs'), path = require('path');
const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let level = 2;
class Logger {
  constructor(file) { this.file = file; this.level = level; this.raw = false; }
  write(at, message) {
    if (at < this.level || !this.file) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    try { fs.appendFileSync(this.file, this.raw ? message : time + ' [' + names[at] + '] ' + message + '\\n'); } catch {}
  }
  trace(m) { this.write(0, m); } debug(m) { this.write(1, m); } info(m) { this.write(2, m); }
  warn(m) { this.write(3, m); } error(m) { this.write(4, m); } critical(m) { this.write(5, m); }
  getLevel() { return this.level; } setLevel(to) { this.level = to; }
  setPattern() { this.raw = false; } clearFormatters() { this.raw = true; } flush() {} drop() { this.file = undefined; }
}
const create = async (name, file) => { fs.mkdirSync(path.dirname(file), { recursive: true }); return new Logger(file); };
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = (to) => { level = to; };
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`;

const watchdog = `
exports.start = (pid) => setInterval(() => { try { process.kill(pid, 0); } catch { process.exit(87); } }, 3000).unref();
exports.exit = (code) => process.exit(code || 0);
`;

export function writeStandIns(modules: string): void {
  writeFileSync(path.join(modules, '@vscode/spdlog/index.js'), spdlog);
  for (const name of ['@vscode/native-watchdog', 'native-watchdog']) {
    const folder = path.join(modules, name);
    if (existsSync(folder)) writeFileSync(path.join(folder, 'index.js'), watchdog);
  }
}
