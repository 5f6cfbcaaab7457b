import { importNames } from '../../catalog/index.ts';
import { importWorkload, IMPORT_FORMATS, type ImportFormat } from '../../workload/index.ts';
import { commandJson } from '../../report/index.ts';
import { EXIT, UsageError, type ExitCode } from '../exit.ts';
import { write, type FormatOf } from '../formats.ts';
import { createHost } from '../host.ts';
import { readInput } from '../input.ts';
import type { Terminal } from '../terminal.ts';

export interface ImportOptions {
  readonly from?: string;
  readonly format: FormatOf<'import'>;
}

/** `import FILE`: somebody else's deployment file as a workload, on standard output. */
export function importCommand(terminal: Terminal, file: string, options: ImportOptions): ExitCode {
  const input = readInput(file);
  if ('unreadable' in input) {
    terminal.error(`${input.name}: error file-unreadable: ${input.name} could not be read: ${input.unreadable}\n`);
    return EXIT.inputErrors;
  }
  const { catalog } = createHost(terminal, {}).engineFor(process.cwd());
  const names = importNames(catalog);
  const format = checkedFormat(options.from);
  const result = importWorkload(input.text, input.name, { names, ...(format === undefined ? {} : { format }) });
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

function checkedFormat(from: string | undefined): ImportFormat | undefined {
  if (from === undefined) return undefined;
  const format = IMPORT_FORMATS.find((known) => known === from);
  if (format === undefined) throw new UsageError(`--from ${from} is not a format. Use ${IMPORT_FORMATS.join(', ')}.`);
  return format;
}
