#!/usr/bin/env node
/**
 * The file that `inference-tco` names: starts the program from code that an earlier run compiled.
 *
 * Compiling is a third of a short run. What V8 made of the program is kept in the user's cache folder, a file for each
 * command, since each compiles other functions. V8 refuses code of another version, and the key that of another program.
 * Node's own cache (module.enableCompileCache, from 22.1) is one for all commands and shared with other users' programs.
 * NODE_DISABLE_COMPILE_CACHE switches this one off too.
 */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { userCacheFolder } from './folders.ts';

type Wrapped = (exports: object, require: NodeJS.Require, module: object, filename: string, dirname: string) => void;

const program = path.join(__dirname, 'program.js');

function start(): void {
  const cache = process.env['NODE_DISABLE_COMPILE_CACHE'] ? undefined : cacheFile();
  const key = programKey();
  const known = cache === undefined ? undefined : readCode(cache, key);
  // The build writes ASCII: one byte a character, for reading and for V8.
  const script = new Script(wrap(readFileSync(program, 'latin1')), {
    filename: program,
    ...(known === undefined ? {} : { cachedData: known }),
  });
  const fresh = known === undefined || script.cachedDataRejected === true;
  if (fresh && cache !== undefined)
    // At the end, when the functions that the command needs are compiled too.
    process.once('exit', () => keepCode(cache, key, script.createCachedData()));
  const module = { exports: {} };
  const main = script.runInThisContext() as Wrapped;
  main(module.exports, createRequire(program), module, program, __dirname);
}

/** What is not a command, a file name say, has the code of none. */
function cacheFile(): string | undefined {
  const command = process.argv[2] ?? '';
  if (!/^[a-z-]{1,20}$/.test(command)) return undefined;
  return path.join(userCacheFolder(), 'code', `${command}-${process.version}-${process.arch}`);
}

/** Another build has another time of change, also where the version and the size are the same. */
function programKey(): string {
  const { size, mtimeMs, ctimeMs } = statSync(program);
  return `${program}\n${size} ${mtimeMs} ${ctimeMs}\n`;
}

function readCode(file: string, key: string): Buffer | undefined {
  try {
    const content = readFileSync(file);
    const head = Buffer.byteLength(key);
    return content.toString('utf8', 0, head) === key ? content.subarray(head) : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all, for another process may read at the same time; without a place to write, the next run compiles again. */
function keepCode(file: string, key: string, code: Buffer): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const part = `${file}.${process.pid}`;
    writeFileSync(part, Buffer.concat([Buffer.from(key), code]), { mode: 0o600 });
    renameSync(part, file);
  } catch {
    // A read-only home is no fault of the command.
  }
}

start();
