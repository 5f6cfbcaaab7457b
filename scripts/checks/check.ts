/** A check: one line in the report of `npm test`, one or many tests. */

export interface Result {
  readonly passed: number;
  readonly failed: number;
  /** Shown when something failed, or always where `show` is set. */
  readonly output: string;
}

export interface Check {
  /** `npm test -- <name>` runs those whose name begins so. */
  readonly name: string;
  /** Names of checks that come first. */
  readonly after?: readonly string[];
  /** The processor is shared by two at a time; fetching and waiting are not work. */
  readonly lane: 'work' | 'editor' | 'fetch';
  readonly run: () => Promise<Result>;
}

/** A check that either holds or throws. */
export const single = (work: () => Promise<string | void>) => async (): Promise<Result> => {
  try {
    return { passed: 1, failed: 0, output: (await work()) ?? '' };
  } catch (error) {
    return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) };
  }
};
