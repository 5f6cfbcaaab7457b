/** What the extension costs inside a real extension host, told by test/integration/bench. */
import { benchMark } from '../../test/integration/support/result.ts';
import { runInHost } from '../harness/hostRun.ts';
import type { Row } from './row.ts';

export async function hostRows(): Promise<readonly Row[]> {
  const { failed, output, told } = await runInHost({ name: 'bench', workspace: 'examples', hosts: [] }, 'newest');
  if (failed > 0) throw new Error(`The bench inside the extension host failed:\n${output}`);
  return told.map((line) => JSON.parse(line.slice(line.indexOf(benchMark) + benchMark.length)) as Row);
}
