import { commandJson, diffMarkdown, diffText } from '../../report/index.ts';
import type { EvaluatedWorkload, FileAnswer } from '../../estimate/index.ts';
import { UsageError, type ExitCode } from '../exit.ts';
import { write } from '../formats.ts';
import { readInput, readInside, type Input, workspaceRoot } from '../input.ts';
import { readerAt, readRevision } from '../revision.ts';
import { isCalled, Session, type CommonOptions } from '../session.ts';
import type { Terminal } from '../terminal.ts';

export interface DiffOptions extends CommonOptions<'diff'> {
  readonly against?: string;
}

/** `diff OLD NEW` or `diff FILE --against REV`: what a change does to cost, energy and latency. */
export function diffCommand(terminal: Terminal, files: readonly string[], options: DiffOptions): ExitCode {
  const session = new Session(terminal, options);
  const [before, after] = sides(files, options.against);
  const engine = session.host.engineFor(after.folder);
  const reading = { fileName: after.name, force: true };
  const diff = engine.diff(before?.text ?? '', after.text, reading, {
    ...reading,
    readFile:
      options.against === undefined ? readerIn((before ?? after).folder) : readerAt(after.folder, options.against),
  });
  // A file that is new since the revision has no text that could be wrong: all of it was added.
  if (before) session.report(before.name, diff.before);
  session.report(after.name, diff.after);
  const names = selectedNames(options.workload, [...diff.after.workloads, ...diff.before.workloads]);
  const deployments = diff.deployments.filter(({ workload }) => names?.has(workload) ?? true);
  write<'diff'>(terminal, options.format, {
    table: () => diffText(deployments, { locale: terminal.locale, width: terminal.width }),
    json: () => commandJson('diff', { before: before?.name ?? null, after: after.name, deployments }),
    markdown: () => diffMarkdown(deployments, terminal.locale),
  });
  return session.exit;
}

/** Files that the older text names, from its own folder. */
const readerIn =
  (folder: string) =>
  (reference: string): FileAnswer =>
    readInside(workspaceRoot(folder), folder, reference);

/** Names of the workloads that `--workload` selects; undefined for all. */
function selectedNames(wanted: string | undefined, all: readonly EvaluatedWorkload[]): Set<string> | undefined {
  if (wanted === undefined) return undefined;
  const found = new Set(all.filter(isCalled(wanted, all)).map(({ estimate }) => estimate.name));
  if (found.size > 0) return found;
  const known = [...new Set(all.map(({ estimate }) => estimate.name))].join(', ');
  throw new UsageError(`There is no workload ${wanted}. The input has: ${known}.`);
}

function sides(files: readonly string[], against: string | undefined): readonly [Input | undefined, Input] {
  const [first, second] = files;
  if (first !== undefined && second === undefined && against !== undefined) {
    const now = readable(first);
    return [readRevision(first, against), now];
  }
  if (first !== undefined && second !== undefined && against === undefined) return [readable(first), readable(second)];
  throw new UsageError('Name two files, or one file and --against REVISION.');
}

function readable(file: string): Input {
  const input = readInput(file);
  if ('unreadable' in input) throw new UsageError(`${file} could not be read: ${input.unreadable}`);
  return input;
}
