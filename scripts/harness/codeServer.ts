/** A real VS Code, server and browser workbench, from the npm package `code-server`: 4.N.p is VS Code 1.N.p. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { npm, once } from './npmInstall.ts';
import { writeStandIns } from './standIns.ts';

/** The oldest VS Code the manifest promises, and the newest that npm has. */
export const versions = { floor: '4.110.0', newest: '4.139.1' } as const;
export type Edition = keyof typeof versions;

export interface CodeServer {
  readonly version: string;
  /** lib/vscode/out/server-main.js; started directly, without code-server's own front door and its argon2. */
  readonly main: string;
}

export async function codeServer(edition: Edition): Promise<CodeServer> {
  const version = versions[edition];
  const folder = await once(`code-server-${version}`, async (partial) => {
    await npm(['install', `code-server@${version}`, '--engine-strict=false'], partial);
    const vscode = vscodeIn(partial);
    // `install`, not `ci`: the shrinkwrap that code-server ships is out of step with its manifest.
    await npm(['install', '--omit=dev'], vscode);
    await bringRipgrep(partial);
    writeStandIns(path.join(vscode, 'node_modules'));
    prune(vscode);
  });
  return { version, main: path.join(vscodeIn(folder), 'out/server-main.js') };
}

const vscodeIn = (folder: string): string => path.join(folder, 'node_modules/code-server/lib/vscode');

/** The floor fetches its ripgrep from a code host when it is installed; without it no file is ever found. */
async function bringRipgrep(folder: string): Promise<void> {
  const home = path.join(vscodeIn(folder), 'node_modules/@vscode/ripgrep');
  const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
  if (!existsSync(home) || existsSync(path.join(home, 'bin', name))) return;
  await npm(['install', '@vscode/ripgrep-universal@1.18.0'], folder);
  const universal = path.join(folder, 'node_modules/@vscode/ripgrep-universal');
  mkdirSync(path.join(home, 'bin'), { recursive: true });
  copyFileSync(path.join(universal, 'bin', `${process.platform}-${process.arch}`, name), path.join(home, 'bin', name));
  chmodSync(path.join(home, 'bin', name), 0o755);
  rmSync(universal, { recursive: true });
}

/** Half of the installed size is of no use here: agents, other platforms' binaries, source maps. */
function prune(vscode: string): void {
  const unused = [
    'node_modules/@github',
    'node_modules/@microsoft/mxc-sdk',
    'node_modules/@devcontainers',
    'extensions/copilot',
  ];
  for (const name of unused) rmSync(path.join(vscode, name), { recursive: true, force: true });
  const ripgrep = path.join(vscode, 'node_modules/@vscode/ripgrep-universal/bin');
  if (existsSync(ripgrep)) {
    for (const name of readdirSync(ripgrep))
      if (name !== `${process.platform}-${process.arch}`)
        rmSync(path.join(ripgrep, name), { recursive: true, force: true });
  }
  for (const name of readdirSync(vscode, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.map')) rmSync(path.join(vscode, name), { force: true });
}
