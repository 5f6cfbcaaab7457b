import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { importNames } from '../../catalog/index.ts';
import { importFiles, IMPORT_FORMATS, type ImportFormat, type SourceFile } from '../../workload/index.ts';
import { commandJson } from '../../report/index.ts';
import { EXIT, UsageError, type ExitCode } from '../exit.ts';
import { write, type FormatOf } from '../formats.ts';
import { createHost } from '../host.ts';
import { readFileText, refusalText } from '../files.ts';
import { filesBelow } from '../folderWalk.ts';
import { readInput, workspaceRoot } from '../input.ts';
import type { Terminal } from '../terminal.ts';

export interface ImportOptions {
  readonly from?: string;
  readonly format: FormatOf<'import'>;
}

/** `import FILE…`: deployment files of other tools as workloads, on standard output. A folder is every file in it. */
export function importCommand(terminal: Terminal, named: readonly string[], options: ImportOptions): ExitCode {
  const files: SourceFile[] = [];
  for (const name of named) {
    const read = filesAt(terminal, name);
    if (read === undefined) return EXIT.inputErrors;
    files.push(...read);
  }
  const { catalog } = createHost(terminal, {}).engineFor(process.cwd());
  const names = importNames(catalog);
  const format = checkedFormat(options.from);
  const result = importFiles(files, named.join(', '), { names, ...(format === undefined ? {} : { format }) });
  if (!result.ok) {
    terminal.error(`error: ${result.message}\n`);
    return EXIT.inputErrors;
  }
  write<'import'>(terminal, options.format, {
    table: () => result.text,
    json: () => commandJson('import', { from: result.format, text: result.text, ...result.notes }),
  });
  return EXIT.fine;
}

/** What people keep in a folder of manifests. */
const MANIFEST = /\.(?:ya?ml|json|tpl|sh|slurm)$/i;
const LARGEST_MANIFEST_BYTES = 4e6;

/** A file or standard input, or the files of a folder; undefined where one that was named cannot be read. */
function filesAt(terminal: Terminal, name: string): readonly SourceFile[] | undefined {
  if (name !== '-' && existsSync(name) && statSync(name).isDirectory()) {
    const { files, leftOut } = filesBelow(name, (file) => MANIFEST.test(file));
    if (leftOut !== undefined)
      terminal.error(`${name}: warning folder-left-out: ${name} has ${leftOut}; the rest is not read.\n`);
    const within = workspaceRoot(path.resolve(name));
    return files.flatMap((file) => {
      const read = readFileText(file, { within, largestBytes: LARGEST_MANIFEST_BYTES });
      if (read.ok) return [{ name: path.relative(name, file).replaceAll(path.sep, '/'), text: read.text }];
      terminal.error(`${file}: warning file-unreadable: ${file} could not be read: ${refusalText(read.refusal)}\n`);
      return [];
    });
  }
  const input = readInput(name);
  if (!('unreadable' in input)) return [{ name: input.name, text: input.text }];
  terminal.error(`${input.name}: error file-unreadable: ${input.name} could not be read: ${input.unreadable}\n`);
  return undefined;
}

function checkedFormat(from: string | undefined): ImportFormat | undefined {
  if (from === undefined) return undefined;
  const format = IMPORT_FORMATS.find((known) => known === from);
  if (format === undefined) throw new UsageError(`--from ${from} is not a format. Use ${IMPORT_FORMATS.join(', ')}.`);
  return format;
}
