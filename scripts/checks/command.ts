import { spawn } from 'node:child_process';
import { inRoot } from '../harness/paths.ts';

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program to its end, its output kept. */
export function ended(
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  cwd: string = inRoot(),
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject).once('close', (code) => resolve({ code, output }));
  });
}

/** A tool of node_modules, by the script its package names; throws with its output when it is not content. */
export async function tool(script: string, ...args: string[]): Promise<string> {
  const { code, output } = await ended(process.execPath, [inRoot('node_modules', script), ...args]);
  if (code !== 0) throw new Error(output.trim() || `${script} ended with ${code}`);
  return '';
}
