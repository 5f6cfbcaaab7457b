/** The files below a folder, in a stable order and within bounds; links to folders are not followed, so that it ends. */
import { type Dirent, readdirSync } from 'node:fs';
import path from 'node:path';

export interface Walked {
  readonly files: readonly string[];
  /** What bound ended the walk, for people; undefined where everything was seen. */
  readonly leftOut?: string;
}

export const WALK_LIMITS = { depth: 40, entries: 200_000, milliseconds: 30_000 } as const;

type WalkLimits = Readonly<Record<keyof typeof WALK_LIMITS, number>>;

const NOT_OURS: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** @param wanted whether a file is one of those sought, by its path */
export function filesBelow(
  folder: string,
  wanted: (file: string) => boolean,
  limits: WalkLimits = WALK_LIMITS,
): Walked {
  const files: string[] = [];
  const end = Date.now() + limits.milliseconds;
  let entries = 0;
  let leftOut: string | undefined;
  const walk = (at: string, depth: number): void => {
    for (const entry of entriesOf(at)) {
      entries += 1;
      if (entries > limits.entries) leftOut ??= `more than ${limits.entries} files`;
      if (Date.now() > end) leftOut ??= `more than ${limits.milliseconds / 1000} s`;
      if (leftOut !== undefined) return;
      const child = path.join(at, entry.name);
      if (!entry.isDirectory()) {
        if (wanted(child)) files.push(child);
      } else if (NOT_OURS.has(entry.name)) continue;
      else if (depth < limits.depth) walk(child, depth + 1);
      else leftOut = `folders deeper than ${limits.depth}`;
    }
  };
  walk(folder, 1);
  return { files, ...(leftOut === undefined ? {} : { leftOut }) };
}

/** A folder that may not be read holds nothing that could be used. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
