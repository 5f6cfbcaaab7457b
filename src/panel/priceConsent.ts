/** The order of "Update prices": ask, read, show, ask again, write. No editor in it, so that every refusal can be tested. */
import type { UpdateResult } from '../catalog/sources/index.ts';

export interface UpdateSteps {
  /** The only gate to the network. */
  mayRead(): PromiseLike<boolean>;
  read(): PromiseLike<UpdateResult>;
  show(result: UpdateResult): PromiseLike<void>;
  /** The only gate to the disk. */
  mayWrite(result: UpdateResult): PromiseLike<boolean>;
  write(result: UpdateResult): PromiseLike<void>;
}

/** `nothing`: no source answered; `same`: they answered with what is known; `kept`: the user left the tables as they are. */
export type UpdateOutcome = 'declined' | 'nothing' | 'same' | 'kept' | 'written';

export async function updateWithConsent(steps: UpdateSteps): Promise<UpdateOutcome> {
  if (!(await steps.mayRead())) return 'declined';
  const result = await steps.read();
  await steps.show(result);
  if (result.files.length === 0) return result.reports.some(({ status }) => status !== 'failed') ? 'same' : 'nothing';
  if (!(await steps.mayWrite(result))) return 'kept';
  await steps.write(result);
  return 'written';
}
