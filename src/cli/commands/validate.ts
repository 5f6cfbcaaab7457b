import { createReadStream } from 'node:fs';
import Papa from 'papaparse';
import {
  createValidation,
  formatOf,
  type FileFormat,
  type ValidatedRow,
  type Validation,
} from '../../estimate/index.ts';
import { commandJson, csv, validateText } from '../../report/index.ts';
import { EXIT, UsageError, type ExitCode } from '../exit.ts';
import { write, type FormatOf } from '../formats.ts';
import { refusalText } from '../files.ts';
import { openData, readData, unreadableBecause } from '../input.ts';
import { createHost } from '../host.ts';
import type { Terminal } from '../terminal.ts';

export interface ValidateOptions {
  readonly format: FormatOf<'validate'>;
  readonly pricing?: string;
  readonly asOf?: string;
}

/** `validate CSV…`: predicted against measured, for files of measured runs; streams, so that a file may be of any length. */
export async function validateCommand(
  terminal: Terminal,
  files: readonly string[],
  options: ValidateOptions,
): Promise<ExitCode> {
  const { catalog, performance } = createHost(terminal, options).engineFor(process.cwd());
  const validation = createValidation({ catalog, performance });
  const rows: ValidatedRow[] = [];
  let unreadable = false;
  for (const file of files) {
    const failure = unreadableBecause(file, 'the CSV files') ?? (await readRows(file, validation, rows));
    if (failure === undefined) continue;
    unreadable = true;
    terminal.error(`${file}: error file-unreadable: ${file} could not be read: ${failure}\n`);
  }
  const summary = validation.summary();
  write<'validate'>(terminal, options.format, {
    table: () => validateText(summary, rows, terminal),
    json: () => commandJson('validate', { rows, summary }),
    csv: () => csv(rows.map(({ reason, ...row }) => ({ ...mapNulls(row), reason: reason ?? '' }))),
  });
  return unreadable ? EXIT.inputErrors : EXIT.fine;
}

function mapNulls(row: object): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value === null ? '' : (value as string | number)]),
  );
}

/** @returns why the file is not one of measured runs; undefined when all rows were read */
async function readRows(file: string, validation: Validation, rows: ValidatedRow[]): Promise<string | undefined> {
  return file.endsWith('.json') ? readJson(file, validation, rows) : readCsv(file, validation, rows);
}

const LARGEST_JSON_BYTES = 64e6;

function readJson(file: string, validation: Validation, rows: ValidatedRow[]): string | undefined {
  const text = readData(file, LARGEST_JSON_BYTES);
  if (!text.ok) return refusalText(text.refusal);
  let value: unknown;
  try {
    value = JSON.parse(text.text);
  } catch {
    return 'it is not JSON.';
  }
  const read = validation.addResults(file, value);
  for (const row of read ?? []) rows.push(row);
  return read === undefined ? 'its keys are neither those of InferenceX nor of vllm bench serve.' : undefined;
}

function readCsv(file: string, validation: Validation, rows: ValidatedRow[]): Promise<string | undefined> {
  const opened = openData(file);
  if (!opened.ok) return Promise.resolve(refusalText(opened.refusal));
  return new Promise((resolve, reject) => {
    let format: FileFormat | undefined;
    let line = 1;
    Papa.parse<Record<string, string>>(createReadStream(file, { encoding: 'utf8', fd: opened.handle }), {
      header: true,
      skipEmptyLines: true,
      step: ({ data, meta }, parser) => {
        format ??= formatOf(meta.fields ?? []);
        if (format === undefined) return parser.abort();
        line += 1;
        rows.push(...validation.add(file, format, data, line));
      },
      complete: () =>
        resolve(
          format === undefined
            ? 'its columns are neither those of measurements nor those of serving points.'
            : undefined,
        ),
      error: (error) => reject(new UsageError(`${file} could not be read: ${error.message}`)),
    });
  });
}
