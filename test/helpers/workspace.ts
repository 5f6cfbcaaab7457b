/** A folder of its own for a test file, with files as they are needed. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Workspace {
  readonly folder: string;
  /** Writes a file, with its folders; the whole path of it. */
  readonly file: (name: string, text: string) => string;
}

export function workspace(): Workspace {
  const folder = mkdtempSync(path.join(tmpdir(), 'workspace-'));
  const file = (name: string, text: string): string => {
    const target = path.join(folder, name);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    return target;
  };
  return { folder, file };
}
