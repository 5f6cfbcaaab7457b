/** Machines as benchmark tools write them: `h200`, `h200_sxm`, `gb200-nvl72`, `b200-trt`. */
import { machine, type RowContext } from '../context.ts';

/** The accelerator's id where the catalog has one; else the name as it stands, to be reported as unknown. */
export function acceleratorName(context: RowContext, written: string): string {
  const name = written.toLowerCase().replaceAll('_', '-');
  const bare = name.split('-')[0] ?? name;
  return [name, bare, `${bare}-sxm`].find((id) => id !== '' && machine(context, id) !== undefined) ?? written;
}
