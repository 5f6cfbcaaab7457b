/** How a run ends (docs/commands/README.md): the codes are part of the contract. */
export const EXIT = { fine: 0, checkFailed: 1, inputErrors: 2, internal: 3 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A mistake of the caller (missing file, wrong option): printed as one sentence, exit 2. */
export class UsageError extends Error {}
