/** What a batch script asks Slurm for: `#SBATCH --gres=gpu:a100:4`, `-G H100:8`, `srun --gpus-per-node=rtx_4090:2`. */
import type { Machine } from './unit.ts';
import type { Place } from '../source/cursor.ts';

/** `##SBATCH` is switched off; an option of `srun` counts as one of the script. */
const DIRECTIVE = /^\s*#SBATCH\s+(.*)$/;
const STEP = /(?:^|\s)(?:srun|salloc|sbatch)\s+(.*)$/;
const ASKED = /(?:^|\s)(?:--gres[= ]gpu|--gpus(?:-per-(?:node|task))?[= ]|-G\s*):?([\w.-]+(?::\d+)?)/;
const CONSTRAINT = /(?:^|\s)(?:--constraint[= ]|-C\s*)"?([\w&|,.-]+)/;
const SIZE = /\b(\d+)gb?\b/i;

/** @param place of the script's first line */
export function slurmMachine(script: string, place: Place): Pick<Machine, 'accelerators' | 'perNode'> {
  const asked = script.split('\n').flatMap((line, i) => {
    const options = (DIRECTIVE.exec(line) ?? STEP.exec(line))?.[1] ?? '';
    return options === '' ? [] : [{ options, line: place.line + i }];
  });
  const size = asked.map(({ options }) => SIZE.exec(CONSTRAINT.exec(options)?.[1] ?? '')?.[1]).find(Boolean);
  for (const { options, line } of asked) {
    const [first = '', second] = (ASKED.exec(options)?.[1] ?? '').split(':');
    if (first === '') continue;
    const number = Number.parseInt(second ?? first, 10);
    const perNode = /^\d+$/.test(second ?? first) && number > 0 ? { perNode: number } : {};
    if (/^\d+$/.test(first)) return perNode;
    const name = first.replaceAll('_', '-');
    const value = size === undefined || SIZE.test(name) ? name : `${name}-${size}GB`;
    return { ...perNode, accelerators: [{ value, place: { ...place, line } }] };
  }
  return {};
}
