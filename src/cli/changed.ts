/** Which workloads a change touches: those among the files that changed, and those that read one of them. */
import path from 'node:path';
import { readFileText } from './files.ts';
import { filesBelow } from './folderWalk.ts';
import { isWorkload, type NamedFile, workspaceRoot } from './input.ts';

/** Keys whose value is the path of another file, with what stands behind `#`. */
const REFERENCE = /(?:^|[\s{,])(?:from|model|trace):[ \t]*["']?([^\s"'#,{}]+)/gm;

const LARGEST_WORKLOAD_BYTES = 1e6;

/** @returns workloads in the order of their workspaces, each once; none where nothing that changed concerns one */
export function workloadsTouched(changed: readonly string[]): readonly NamedFile[] {
  const wanted = new Set(changed.map((file) => path.resolve(file)));
  const roots = new Set([...wanted].map((file) => workspaceRoot(path.dirname(file))));
  return [...roots].flatMap((root) =>
    filesBelow(root, (file) => isWorkload(file, root))
      .files.filter((file) => wanted.has(file) || references(file, root).some((one) => wanted.has(one)))
      .map((file): NamedFile => ({ file: path.relative(process.cwd(), file) || file, named: false })),
  );
}

function references(file: string, within: string): readonly string[] {
  const read = readFileText(file, { within, largestBytes: LARGEST_WORKLOAD_BYTES });
  if (!read.ok) return [];
  return [...read.text.matchAll(REFERENCE)].map(([, name = '']) => path.resolve(path.dirname(file), name));
}
