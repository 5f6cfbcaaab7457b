/** Starts and stops the server of a {@link CodeServer}, and installs a package into its profile. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { CodeServer } from './codeServer.ts';
import type { Profile } from './profile.ts';

export interface Server {
  readonly url: string;
  /** `localhost:PORT`, as in vscode-remote URIs. */
  readonly authority: string;
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

export interface ServerOptions {
  readonly port?: number;
  /** Lets the page's URL name an extension under development and a test suite; without it they are ignored. */
  readonly testDriver?: boolean;
  /** False: folders are trusted only where the user says so, as in an editor at home. */
  readonly trustsAll?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** @throws when the server ends or is not ready within a minute, with the end of its log */
export async function startServer(code: CodeServer, profile: Profile, options: ServerOptions = {}): Promise<Server> {
  const port = options.port ?? (await freePort());
  const child = spawn(
    process.execPath,
    [
      code.main,
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
      ...['--disable-telemetry', '--disable-experiments', ...profileArguments(profile)],
      ...(options.trustsAll === false ? [] : ['--disable-workspace-trust']),
      ...(options.testDriver === true ? ['--enable-smoke-test-driver'] : []),
    ],
    {
      env: { ...cleanEnvironment(profile), ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  );
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const stop = stopper(child);
  const until = Date.now() + 60_000;
  while (!/Extension host agent listening on \d+/.test(log)) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`The server of VS Code ${code.version} did not start:\n${log.slice(-3000)}`);
    }
    await delay(50);
  }
  return { url: `http://localhost:${port}/`, authority: `localhost:${port}`, log: () => log, stop };
}

export function installPackage(code: CodeServer, profile: Profile, vsix: string): void {
  const args = [
    code.main,
    ...profileArguments(profile),
    '--accept-server-license-terms',
    '--install-extension',
    vsix,
    '--force',
  ];
  execFileSync(process.execPath, args, { env: cleanEnvironment(profile), stdio: 'pipe', timeout: 120_000 });
}

/** An extension that is built but not packaged, put where the server keeps those it installed. */
export function installFolder(profile: Profile, folder: string): void {
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  const relativeLocation = `${publisher}.${name}-${version}`;
  const target = path.join(profile.folder, 'extensions', relativeLocation);
  cpSync(folder, target, { recursive: true });
  const location = { $mid: 1, path: target.split(path.sep).join('/'), scheme: 'file' };
  const entry = { identifier: { id: `${publisher}.${name}` }, version, location, relativeLocation };
  writeFileSync(path.join(profile.folder, 'extensions/extensions.json'), JSON.stringify([entry]));
}

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
}

const profileArguments = ({ folder }: Profile): string[] => [
  ...['--server-data-dir', folder],
  ...['--user-data-dir', path.join(folder, 'data')],
  ...['--extensions-dir', path.join(folder, 'extensions')],
];

/** Nothing of an editor that this may itself run in; sockets go into the profile, where they are removed with it. */
function cleanEnvironment(profile: Profile): NodeJS.ProcessEnv {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^(VSCODE_|ELECTRON_)|^NODE_OPTIONS$/.test(key)),
  );
  if (profile.folder.length > 50 || process.platform === 'win32') return environment;
  const temporary = path.join(profile.folder, 'tmp');
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  return { ...environment, TMPDIR: temporary, XDG_RUNTIME_DIR: temporary };
}

/** Ends the server and the hosts it started: its whole process group, politely, then not. */
function stopper(child: ChildProcess): () => Promise<void> {
  const end = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // already gone
    }
  };
  const kill = () => end('SIGKILL');
  process.once('exit', kill);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  return async () => {
    end('SIGTERM');
    await Promise.race([gone, delay(3000, undefined, { ref: false })]);
    kill();
    process.removeListener('exit', kill);
  };
}

/** The port asked for, or any other where that is taken. */
export const usablePort = (wanted: number): Promise<number> => freePort(wanted).catch(() => freePort());

const freePort = (wanted = 0): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject).listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
