import { spawnSync } from 'node:child_process';
import { inRoot } from '../harness/paths.ts';
import { fastQuartile, type Row } from './row.ts';

/** Told by the process itself as it ends; kilobytes on Linux and macOS. */
const tellPeak = "data:text/javascript,process.on('exit',()=>console.error('PEAK '+process.resourceUsage().maxRSS))";
const command = inRoot('dist/cli.js');
const example = inRoot('examples/support-chat.workload.yaml');
const RUNS = 20;

/** On the Node of the user and on that of the tools, which is the newest. */
export function commandLineRows(): readonly Row[] {
  const plain = process.env['PLAIN_NODE'] ?? process.execPath;
  const nodes = new Map([plain, process.execPath].map((node) => [run(node, ['--version']).trim(), node]));
  const times = [...nodes].flatMap(([version, node]): readonly Row[] => [
    { what: `node ${version}, an empty script`, value: typical(node, ['--eval', '0']), unit: 'ms' },
    {
      what: `inference-tco estimate, cold process, node ${version}`,
      value: typical(node, [command, 'estimate', example]),
      unit: 'ms',
      goal: 150,
    },
  ]);
  return [
    ...times,
    { what: 'inference-tco rank, cold process', value: typical(plain, [command, 'rank', example], 3), unit: 'ms' },
    ...['estimate', 'rank'].map((name) => peak(plain, name)),
  ];
}

/** What a process needs. The first run, which compiles, is not counted. */
function typical(node: string, args: readonly string[], runs = RUNS): number {
  run(node, args);
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run(node, args);
    return performance.now() - start;
  });
  return fastQuartile(times);
}

function peak(node: string, name: string): Row {
  const told = Number(/PEAK (\d+)/.exec(run(node, ['--import', tellPeak, command, name, example]))?.[1]);
  return { what: `inference-tco ${name}, peak memory`, value: told / 1000, unit: 'MB', goal: 150 };
}

/** @returns what it wrote, on either stream */
function run(node: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(node, args, { cwd: inRoot(), encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stderr.slice(-2000)}`);
  return stdout + stderr;
}
