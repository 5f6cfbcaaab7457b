/**
 * `npm start`: builds, prints the estimate of an example, and opens it in an editor: the desktop's `code` if there is one,
 * otherwise the VS Code of npm in a browser at http://localhost:8090.
 *
 * `-- --no-open` (or CI=1) ends once the editor answers; `-- --browser` passes over the desktop; `-- --port N`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { buildAll } from './build/all.ts';
import { pack } from './build/pack.ts';
import { orSentence } from './build/sentence.ts';
import { codeServer } from './harness/codeServer.ts';
import { address } from './harness/drive.ts';
import { inCache, inRoot } from './harness/paths.ts';
import { makeProfile } from './harness/profile.ts';
import { installPackage, type Server, startServer, usablePort } from './harness/server.ts';

const example = 'support-chat.workload.yaml';
const { values: options } = parseArgs({
  options: {
    open: { type: 'boolean', default: process.env['CI'] === undefined },
    browser: { type: 'boolean', default: false },
    port: { type: 'string', default: '8090' },
  },
  allowNegative: true,
});

await orSentence(async () => {
  await buildAll();
  estimate();
  console.log('\nPackaging the extension …');
  const { file } = pack();
  if (!options.browser && options.open && openDesktop(file)) return;
  await serve(file);
});

/** The command line on the Node that npm was started with, as a user would run it. */
function estimate(): void {
  const node = process.env['PLAIN_NODE'] ?? process.execPath;
  const args = ['dist/cli.js', 'estimate', `examples/${example}`];
  console.log(`\n$ inference-tco ${args.slice(1).join(' ')}\n`);
  const { status } = spawnSync(node, args, { cwd: inRoot(), stdio: 'inherit' });
  if (status !== 0) throw new Error(`The estimate ended with ${status}. Run: node ${args.join(' ')}`);
}

/** @returns false where the desktop has no `code` command */
function openDesktop(vsix: string): boolean {
  const shell = process.platform === 'win32';
  const code = (...args: string[]) =>
    spawnSync('code', args, { cwd: inRoot(), stdio: 'ignore', shell, timeout: 60_000 }).status;
  if (code('--version') !== 0) return false;
  if (code('--install-extension', vsix, '--force') !== 0) return false;
  code(inRoot('examples'), '--goto', inRoot('examples', example));
  console.log(`VS Code has the extension and opens examples/${example}.`);
  return true;
}

async function serve(vsix: string): Promise<void> {
  const code = await codeServer('newest');
  const profile = makeProfile(
    { 'git.enabled': true, 'workbench.secondarySideBar.defaultVisibility': 'visible' },
    inCache('start'),
  );
  installPackage(code, profile, vsix);
  const server = await startServer(code, profile, { port: await usablePort(Number(options.port)) });
  const url = address(server, inRoot('examples'), example);
  console.log(
    `\nVS Code ${code.version.replace('4.', '1.')} with the extension and examples/${example} is at\n\n  ${url}\n`,
  );
  if (!options.open) return check(server, url);
  console.log('Ctrl+C ends it.');
  if (process.stdout.isTTY) openBrowser(url);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void server.stop().then(() => process.exit(0)));
}

async function check(server: Server, url: string): Promise<void> {
  const { ok, status } = await fetch(url);
  await server.stop();
  if (!ok) throw new Error(`The editor answered with ${status}.`);
  console.log('The editor answers; ended, since it was asked not to open.');
  process.exit(0);
}

function openBrowser(url: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url.replaceAll('&', '^&')]
        : ['xdg-open', url];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
