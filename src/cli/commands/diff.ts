import { commandJson, diffMarkdown, diffText } from '../../report/index.ts';
import { UsageError, type ExitCode } from '../exit.ts';
import { readInput, readRevision, type Input } from '../input.ts';
import { Session, type CommonOptions } from '../session.ts';
import type { Terminal } from '../terminal.ts';

export interface DiffOptions extends CommonOptions {
  readonly against?: string;
}

/** `diff OLD NEW` or `diff FILE --against REV`: what a change does to cost, energy and latency. */
export function diffCommand(terminal: Terminal, files: readonly string[], options: DiffOptions): ExitCode {
  const session = new Session(terminal, options);
  session.expectFormat('table', 'json', 'markdown');
  const [before, after] = sides(files, options.against);
  const engine = session.host.engineFor(after.folder);
  const diff = engine.diff(before.text, after.text, { fileName: after.name, force: true });
  session.report(before.name, diff.before);
  session.report(after.name, diff.after);
  const deployments =
    options.workload === undefined
      ? diff.deployments
      : diff.deployments.filter(({ workload }) => workload === options.workload);
  if (options.format === 'json')
    terminal.out(commandJson('diff', { before: before.name, after: after.name, deployments }));
  else if (options.format === 'markdown') terminal.out(diffMarkdown(deployments, terminal.locale));
  else terminal.out(diffText(deployments, { locale: terminal.locale, width: terminal.width }));
  return session.exit;
}

function sides(files: readonly string[], against: string | undefined): readonly [Input, Input] {
  const [first, second] = files;
  if (first !== undefined && second === undefined && against !== undefined)
    return [readRevision(first, against), readable(first)];
  if (first !== undefined && second !== undefined && against === undefined) return [readable(first), readable(second)];
  throw new UsageError('Name two files, or one file and --against REVISION.');
}

function readable(file: string): Input {
  const input = readInput(file);
  if ('unreadable' in input) throw new UsageError(`${file} could not be read: ${input.unreadable}`);
  return input;
}
