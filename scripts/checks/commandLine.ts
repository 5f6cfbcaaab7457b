/** The built command as a shell meets it, on the Node that npm was started with, which may be 20 while the tools run on 24. */
import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inRoot } from '../harness/paths.ts';
import { single, type Check } from './check.ts';
import { ended } from './command.ts';

const node = process.env['PLAIN_NODE'] ?? process.execPath;
const command = inRoot('dist/cli.js');
const EXAMPLE = 'examples/support-chat.workload.yaml';

/** Where Linux has a disk that is always full. */
const FULL = '/dev/full';

export const commandLine: readonly Check[] = [
  { name: 'command line', lane: 'work', after: ['build'], run: single(estimates) },
  { name: 'command line, closed pipe', lane: 'work', after: ['build'], run: single(survivesClosedPipe) },
  ...(existsSync(FULL)
    ? [{ name: 'command line, full disk', lane: 'work', after: ['build'], run: single(survivesFullDisk) } as const]
    : []),
  { name: 'command line, kept code', lane: 'work', after: ['build'], run: single(keepsCode) },
];

async function estimates(): Promise<void> {
  const { code, output } = await ended(node, [command, 'estimate', EXAMPLE]);
  if (code !== 0 || !output.includes('support-chat'))
    throw new Error(`${node} dist/cli.js ended with ${code}:\n${output}`);
}

const OVER_BUDGET = `apiVersion: inference-tco/v1
model: llama-3.1-8b
traffic: {requests: 5 / s, input_tokens: 800, output_tokens: 200}
budget: {per_month: 1 USD}
deployments:
  l4: {accelerator: l4, rent: {cloud: gcp}}
`;

/** `check … | head -0`: the reader is gone before the first byte; the verdict is the exit code all the same. */
function survivesClosedPipe(): Promise<void> {
  return inFolder(async (folder) => {
    const file = path.join(folder, 'over.workload.yaml');
    writeFileSync(file, OVER_BUDGET);
    // Enough files that the answer is larger than a pipe holds.
    const code = await exitWithoutReader(['check', '--format', 'json', ...Array<string>(200).fill(file)]);
    if (code !== 1) throw new Error(`check into a closed pipe ended with ${code}, not with 1 for a failed budget.`);
  });
}

/** A lost answer is said and is no success; a failed budget stays one. */
function survivesFullDisk(): Promise<void> {
  return inFolder(async (folder) => {
    const file = path.join(folder, 'over.workload.yaml');
    writeFileSync(file, OVER_BUDGET);
    const endings = [
      [await exitOnFullDisk(['check', file]), 1],
      [await exitOnFullDisk(['estimate', file]), 2],
    ];
    if (endings.some(([got, wanted]) => got !== wanted))
      throw new Error(`On a full disk the exit codes are ${JSON.stringify(endings)} (got, wanted).`);
  });
}

function exitOnFullDisk(args: readonly string[]): Promise<number | null> {
  const full = openSync(FULL, 'w');
  return new Promise((resolve, reject) => {
    const child = spawn(node, [command, ...args], { stdio: ['ignore', full, 'ignore'] });
    child.once('error', reject).once('exit', (code) => resolve(code));
  }).finally(() => closeSync(full)) as Promise<number | null>;
}

/** The first run keeps what it compiled; a later one answers the same from it, from a damaged one, and without one. */
function keepsCode(): Promise<void> {
  return inFolder(async (folder) => {
    const home = { HOME: folder, XDG_CACHE_HOME: path.join(folder, '.cache'), LOCALAPPDATA: folder };
    const answer = async (environment: NodeJS.ProcessEnv): Promise<string> => {
      const { code, output } = await ended(node, [command, 'estimate', EXAMPLE, '--as-of', '2026-11-23'], environment);
      if (code !== 0) throw new Error(`estimate ended with ${code}:\n${output}`);
      return output;
    };
    const kept = (): readonly string[] =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /estimate-v[^/\\]*$/.test(name));
    const plain = await answer({ ...home, NODE_DISABLE_COMPILE_CACHE: '1' });
    if (kept().length > 0) throw new Error('Code was kept although that was switched off.');
    const first = await answer(home);
    const [file] = kept();
    if (file === undefined) throw new Error('No code was kept.');
    const again = await answer(home);
    const code = readFileSync(path.join(folder, file));
    writeFileSync(path.join(folder, file), code.subarray(0, code.length / 2));
    const damaged = await answer(home);
    if (new Set([plain, first, again, damaged]).size > 1) throw new Error('Kept code changes the answer.');
  });
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'command-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function exitWithoutReader(args: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [command, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.destroy();
    child.once('error', reject).once('exit', (code) => resolve(code));
  });
}
