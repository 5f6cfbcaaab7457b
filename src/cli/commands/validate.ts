import { createReadStream, existsSync, statSync } from 'node:fs';
import Papa from 'papaparse';
import {
  createValidation,
  formatOf,
  MEASUREMENT_FILE,
  type FileFormat,
  type GivenRun,
  type ValidatedRow,
  type Validation,
} from '../../estimate/index.ts';
import type { Catalog } from '../../catalog/index.ts';
import { calibrationOf, createPerformanceModel } from '../../performance/index.ts';
import type { Precision } from '../../quantity/index.ts';
import { commandJson, csv, validateText } from '../../report/index.ts';
import { EXIT, UsageError, type ExitCode } from '../exit.ts';
import { write, type FormatOf } from '../formats.ts';
import { refusalText } from '../files.ts';
import { filesBelow } from '../folderWalk.ts';
import { openData, readData, unreadableBecause } from '../input.ts';
import { createHost } from '../host.ts';
import type { Terminal } from '../terminal.ts';

export interface ValidateOptions {
  readonly format: FormatOf<'validate'>;
  readonly pricing?: string;
  readonly asOf?: string;
  readonly model?: string;
  readonly accelerator?: string;
  readonly engine?: string;
  readonly weights?: string;
  readonly tensorParallel?: string;
}

/** `validate CSV…`: predicted against measured, for files of measured runs; streams, so that a file may be of any length. */
export async function validateCommand(
  terminal: Terminal,
  files: readonly string[],
  options: ValidateOptions,
): Promise<ExitCode> {
  const { catalog } = createHost(terminal, options).engineFor(process.cwd());
  // How far off the answers were before the user's own runs drew them.
  const performance = createPerformanceModel(calibrationOf(catalog.calibration));
  const validation = createValidation({ catalog, performance, given: givenRun(options, catalog) });
  const rows: ValidatedRow[] = [];
  let unreadable = false;
  for (const file of files.flatMap(filesOf)) {
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

/** A folder stands for the results in it. */
const filesOf = (name: string): readonly string[] =>
  existsSync(name) && statSync(name).isDirectory()
    ? filesBelow(name, (file) => MEASUREMENT_FILE.test(file)).files
    : [name];

const PRECISIONS: readonly Precision[] = ['bf16', 'fp16', 'fp8', 'int8', 'fp4', 'int4'];

/** What the files of benchmark tools leave out. */
function givenRun(
  { model, accelerator, engine, weights, tensorParallel }: ValidateOptions,
  catalog: Catalog,
): GivenRun {
  const named = accelerator === undefined ? undefined : catalog.acceleratorNamed(accelerator)?.accelerator;
  if (accelerator !== undefined && named === undefined)
    throw new UsageError(`--accelerator ${accelerator}: no accelerator is called so.`);
  const precision = PRECISIONS.find((one) => one === weights);
  if (weights !== undefined && precision === undefined)
    throw new UsageError(`--weights ${weights} is not a number format. Use ${PRECISIONS.join(', ')}.`);
  const degree = tensorParallel === undefined ? undefined : Number(tensorParallel);
  if (degree !== undefined && !(Number.isInteger(degree) && degree > 0))
    throw new UsageError(`--tensor-parallel ${tensorParallel ?? ''} is not a whole number above 0.`);
  return {
    ...(model === undefined ? {} : { model }),
    ...(named === undefined ? {} : { accelerator: named }),
    ...(engine === undefined ? {} : { engine }),
    ...(precision === undefined ? {} : { weights: precision }),
    ...(degree === undefined ? {} : { tensorParallel: degree }),
  };
}

function mapNulls(row: object): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value === null ? '' : (value as string | number)]),
  );
}

/** @returns why the file is not one of measured runs; undefined when all rows were read */
async function readRows(file: string, validation: Validation, rows: ValidatedRow[]): Promise<string | undefined> {
  return /\.jsonl?$/.test(file) ? readJson(file, validation, rows) : readCsv(file, validation, rows);
}

const LARGEST_JSON_BYTES = 64e6;

function readJson(file: string, validation: Validation, rows: ValidatedRow[]): string | undefined {
  const text = readData(file, LARGEST_JSON_BYTES);
  if (!text.ok) return refusalText(text.refusal);
  let value: unknown;
  try {
    value = parseJson(file, text.text);
  } catch {
    return 'it is not JSON.';
  }
  const read = validation.addResults(file, value);
  for (const row of read ?? []) rows.push(row);
  return read === undefined
    ? 'its keys are those of none of the tools that are known: vllm bench serve, SGLang bench_serving, GuideLLM, AIPerf, genai-perf, inference-perf, InferenceX.'
    : undefined;
}

/** JSON lines hold a run each. */
function parseJson(file: string, text: string): unknown {
  if (!file.endsWith('.jsonl')) return JSON.parse(text);
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => JSON.parse(line));
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
