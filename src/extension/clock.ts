import type { Clock } from '../panel/index.ts';

/** Time of the extension host. */
export const clock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, task) => {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
};
