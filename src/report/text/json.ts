/** JSON of every command: `{schema: "inference-tco/<command>/v1", …}` (docs/commands describes each). */

export type CommandName =
  | 'estimate'
  | 'rank'
  | 'explain'
  | 'diff'
  | 'check'
  | 'validate'
  | 'sensitivity'
  | 'break-even'
  | 'tco'
  | 'portfolio'
  | 'actuals'
  | 'trace'
  | 'import'
  | 'prices';

/** Two spaces, keys in the order given, a newline at the end. Not-a-number never leaves the program: it is a bug and throws. */
export function commandJson(command: CommandName, body: object): string {
  return JSON.stringify({ schema: `inference-tco/${command}/v1`, ...body }, refuseNonFinite, 2) + '\n';
}

function refuseNonFinite(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${key} is ${value}`);
  return value;
}
