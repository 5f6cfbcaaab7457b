/**
 * `npm run fuzz`: hostile and merely odd inputs of every kind, by seed. `-- --count 1000000 --target documents --jobs 2`.
 *
 * What is done is remembered in .vscode-test/fuzz/ by the version of the code, so that a run that was stopped goes on
 * where it was; `--again` forgets. Each kind of failure is written there once, as small as it can be made.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { kindOf } from '../test/fuzz/run.ts';
import { targets } from '../test/fuzz/targets.ts';
import type { FromWorker, Stretch } from './fuzz/protocol.ts';
import { inCache, inRoot } from './harness/paths.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    target: { type: 'string', multiple: true },
    jobs: { type: 'string', default: String(availableParallelism()) },
    again: { type: 'boolean', default: false },
  },
});

const STRETCH = 500;
/** Wall clock, very generous: a process of least priority may wait for minutes, an endless loop is endless. */
const SILENCE_MS = 1_200_000;

/** How far each target has come, and the failures seen, by kind. */
interface Progress {
  readonly code: string;
  readonly done: Record<string, number[]>;
  readonly kinds: Record<string, number>;
  slowest: { target: string; seed: number; ms: number };
}

const folder = inCache('fuzz');
mkdirSync(folder, { recursive: true });
const worker = inRoot('scripts/fuzz/worker.ts');
const version = versionOf(['src', 'pricing', 'test/fuzz']);

const progressFile = `${folder}/progress.json`;
const fresh: Progress = { code: version, done: {}, kinds: {}, slowest: { target: '', seed: 0, ms: 0 } };
const kept = existsSync(progressFile) ? (JSON.parse(readFileSync(progressFile, 'utf8')) as Progress) : fresh;
const progress = kept.code === version && !values.again ? kept : fresh;

const count = Number(values.count);
const wanted = values.target ?? targets().map(({ name }) => name);
const queue = wanted.flatMap((target): Stretch[] =>
  Array.from({ length: Math.ceil(count / STRETCH) }, (_, i) => ({
    target,
    from: i * STRETCH,
    to: Math.min(count, (i + 1) * STRETCH),
  })).filter(({ from }) => !(progress.done[target] ?? []).includes(from)),
);
const total = queue.reduce((sum, { from, to }) => sum + to - from, 0);
let tried = 0;
/** Processes that are up and wait for a message. */
const ready = new WeakSet<ChildProcess>();

process.on('SIGINT', () => {
  save();
  process.exit(130);
});
await Promise.all(Array.from({ length: Number(values.jobs) }, () => work()));
save();
const failures = Object.values(progress.kinds).reduce((sum, number) => sum + number, 0);
const { slowest } = progress;
console.log(`slowest: ${slowest.target}, seed ${slowest.seed}, ${Math.round(slowest.ms)} ms of CPU`);
for (const [kind, number] of Object.entries(progress.kinds)) console.log(`${number} × ${kind}`);
console.log(`${tried} tried, ${failures} failed`);
process.exitCode = failures > 0 ? 1 : 0;

/** One process after the other, until nothing is left: a hanging one is ended and its stretch goes on behind the input. */
async function work(): Promise<void> {
  for (let stretch = queue.shift(); stretch !== undefined;) {
    const child = fork(worker, {
      execArgv: [...process.execArgv, '--max-old-space-size=1500'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    while (stretch !== undefined) {
      const left: Stretch | undefined = await finish(child, stretch);
      stretch = left ?? queue.shift();
      if (left !== undefined) break;
    }
    child.kill();
  }
}

/** @returns what is left of the stretch where the process did not survive */
function finish(child: ChildProcess, stretch: Stretch): Promise<Stretch | undefined> {
  return new Promise((resolve) => {
    let seed = stretch.from;
    let alarm: NodeJS.Timeout;
    const listen = (): void => {
      clearTimeout(alarm);
      alarm = setTimeout(() => lost('it does not end'), SILENCE_MS);
    };
    const end = (left?: Stretch): void => {
      clearTimeout(alarm);
      child.removeAllListeners();
      resolve(left);
    };
    const lost = (wrong: string): void => {
      if (!ready.has(child)) throw new Error('A process of the run ended before it began; its output stands above.');
      child.kill('SIGKILL');
      note(stretch.target, seed, [wrong], '');
      end({ ...stretch, from: seed + 1 });
    };
    child.on('exit', () => lost('the process dies'));
    child.on('message', (message: FromWorker) => {
      listen();
      if (message.kind === 'trying') seed = message.seed;
      if (message.kind === 'ready') {
        ready.add(child);
        child.send(stretch);
      }
      if (message.kind === 'failed')
        note(stretch.target, message.failure.seed, message.failure.wrong, message.failure.input);
      if (message.kind !== 'done') return;
      (progress.done[stretch.target] ??= []).push(Math.floor(stretch.from / STRETCH) * STRETCH);
      tried += stretch.to - stretch.from;
      if (message.slowest.ms > progress.slowest.ms) progress.slowest = { target: stretch.target, ...message.slowest };
      if (tried % (20 * STRETCH) < STRETCH) console.log(`${tried} of ${total} tried`);
      save();
      end();
    });
    listen();
    if (ready.has(child)) child.send(stretch);
  });
}

function note(target: string, seed: number, wrong: readonly string[], input: string): void {
  for (const kind of new Set(wrong.map((sentence) => `${target}: ${kindOf(sentence)}`))) {
    const before = progress.kinds[kind] ?? 0;
    progress.kinds[kind] = before + 1;
    if (before > 0) continue;
    const name = `${target}-${seed}`;
    writeFileSync(`${folder}/${name}.txt`, `${wrong.join('\n')}\n\n${input}\n`);
    console.log(`${name}: ${wrong[0]}`);
  }
}

/** Of the texts that decide how an input is answered. */
function versionOf(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const name of readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' }).sort())
      if (/\.\w+$/.test(name)) hash.update(name).update(readFileSync(inRoot(folder, name)));
  return hash.digest('hex').slice(0, 12);
}

function save(): void {
  writeFileSync(progressFile, JSON.stringify(progress));
}
