/** One process of `npm run fuzz`: takes stretches of seeds, tries them, tells what failed. Started by fuzz.ts. */
import { minimise } from '../../test/fuzz/minimise.ts';
import { attempt, kindOf } from '../../test/fuzz/run.ts';
import { targets } from '../../test/fuzz/targets.ts';
import type { FromWorker, Stretch } from './protocol.ts';

/** CPU time, which other work on the machine does not lengthen. */
const HANG_MS = 1000;
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const all = targets();
const tell = (message: FromWorker): void => void process.send?.(message);

process.on('message', ({ target: name, from, to }: Stretch) => {
  const target = all.find((one) => one.name === name);
  if (target === undefined) throw new Error(`no target ${name}`);
  let slowest = { seed: from, ms: 0 };
  for (let seed = from; seed < to; seed += 1) {
    const input = target.make(seed);
    tell({ kind: 'trying', seed });
    const start = cpuMs();
    const wrong = [...attempt(target, input, seed)];
    const ms = cpuMs() - start;
    if (ms > slowest.ms) slowest = { seed, ms };
    // A pause of the whole process, such as a first compilation, is not the input's.
    if (ms > HANG_MS && again(() => attempt(target, input, seed)) > HANG_MS)
      wrong.push(`it takes ${Math.round(ms)} ms`);
    const [first] = wrong;
    if (first === undefined) continue;
    const same = (text: string): boolean => attempt(target, text, seed).some((one) => kindOf(one) === kindOf(first));
    tell({
      kind: 'failed',
      failure: { target: name, seed, wrong, input: same(input) ? minimise(input, same) : input },
    });
  }
  tell({ kind: 'done', slowest });
});

function again(work: () => unknown): number {
  const start = cpuMs();
  work();
  return cpuMs() - start;
}

tell({ kind: 'ready' });
