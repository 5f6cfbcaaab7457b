import { ended } from '../checks/command.ts';
import { inRoot } from '../harness/paths.ts';
import type { Row } from './row.ts';

/** Told by the process itself as it ends; kilobytes on Linux and macOS. */
const tellPeak = "data:text/javascript,process.on('exit',()=>console.error('PEAK '+process.resourceUsage().maxRSS))";

export async function commandLineRows(): Promise<readonly Row[]> {
  const node = process.env['PLAIN_NODE'] ?? process.execPath;
  const example = inRoot('examples/support-chat.workload.yaml');
  const rows: Row[] = [];
  for (const command of ['estimate', 'rank']) {
    const start = performance.now();
    const { code, output } = await ended(node, ['--import', tellPeak, inRoot('dist/cli.js'), command, example]);
    const time = performance.now() - start;
    if (code !== 0) throw new Error(`inference-tco ${command} ended with ${code}:\n${output.slice(-2000)}`);
    const peak = Number(/PEAK (\d+)/.exec(output)?.[1]) / 1000;
    rows.push({ what: `inference-tco ${command}, from start to end`, value: time, unit: 'ms' });
    rows.push({ what: `inference-tco ${command}, peak memory`, value: peak, unit: 'MB', goal: 150 });
  }
  return rows;
}
