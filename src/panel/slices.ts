/** Long answers in short slices, so that the host answers others in between; given up as soon as nobody waits for them. */
import type { Slices } from '../economics/index.ts';
import type { Clock } from './host.ts';

/** Work without a pause, milliseconds. */
const SLICE_MS = 10;

/** @returns undefined where given up */
export async function inSlices<T>(slices: Slices<T>, clock: Clock, givenUp: () => boolean): Promise<T | undefined> {
  for (;;) {
    const until = clock.now() + SLICE_MS;
    do {
      const step = slices.next();
      if (step.done === true) return step.value;
    } while (clock.now() < until);
    await new Promise<void>((resolve) => void clock.after(0, resolve));
    if (givenUp()) return undefined;
  }
}
