/** Long answers in short steps, so that the host goes on answering others; given up as soon as nobody waits for them. */
import type { Slices } from '../economics/index.ts';

/** Work between two breaths of the host. */
const BREATH_MS = 10;

/** @returns undefined where given up */
export async function inSlices<T>(slices: Slices<T>, givenUp: () => boolean): Promise<T | undefined> {
  for (;;) {
    const until = performance.now() + BREATH_MS;
    do {
      const step = slices.next();
      if (step.done === true) return step.value;
    } while (performance.now() < until);
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (givenUp()) return undefined;
  }
}
