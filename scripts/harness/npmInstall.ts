/** Packages that only the tests need, fetched from the npm registry on first use, without their install scripts. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inCache } from './paths.ts';

/** Runs npm; rejects with its last words. */
export async function npm(args: readonly string[], cwd: string): Promise<void> {
  const cli = process.env['npm_execpath'];
  const [command, ...before] = cli?.endsWith('.js') ? [process.execPath, cli] : ['npm'];
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn(command, [...before, ...args, ...flags], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve));
  if (code !== 0)
    throw new Error(
      `npm ${args.join(' ')} ended with ${code}. Check that the npm registry can be reached.\n${words.slice(-2000)}`,
    );
}

/**
 * Makes `.vscode-test/<name>` once. It appears whole or not at all, so that an interrupted or a second run beside
 * this one leaves nothing half made.
 *
 * @param fill given an empty folder, puts everything into it
 */
export async function once(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = inCache(name);
  if (existsSync(folder)) return folder;
  const partial = inCache(`${name}.partial-${process.pid}`);
  const start = Date.now();
  console.log(`fetching ${name} into .vscode-test (first use only) …`);
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  writeFileSync(path.join(partial, 'package.json'), '{"private":true}\n');
  try {
    await fill(partial);
    if (!existsSync(folder)) renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  console.log(`fetched ${name} in ${((Date.now() - start) / 1000).toFixed(0)} s`);
  return folder;
}
