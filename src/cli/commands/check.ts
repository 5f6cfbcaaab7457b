import { checkEstimate } from '../../estimate/index.ts';
import {
  checkJunit,
  checkMarkdown,
  checkSarif,
  checkText,
  commandJson,
  type LocatedCheck,
} from '../../report/index.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { expandFolders } from '../input.ts';
import { Session, type CommonOptions } from '../session.ts';
import type { Terminal } from '../terminal.ts';

export interface CheckCommandOptions extends CommonOptions {
  readonly all?: boolean;
  readonly allowUnknown?: boolean;
}

/** `check FILE…`: budgets and latency targets; exit 1 if one fails, 2 if the input has errors. */
export function checkCommand(terminal: Terminal, files: readonly string[], options: CheckCommandOptions): ExitCode {
  const session = new Session(terminal, options);
  const selected = session.select(session.evaluateAll(expandFolders(files)));
  const checks = selected.flatMap(({ workload, input }): readonly LocatedCheck[] =>
    checkEstimate(workload.estimate, { all: options.all ?? false }).map((check) => ({
      ...check,
      file: input.name,
      line: workload.document.rangeOf(['deployments', check.deployment])?.key?.start.line ?? 1,
      currency: workload.estimate.currency,
    })),
  );
  const allowUnknown = options.allowUnknown ?? false;
  const failed = checks.some(({ verdict }) => verdict === 'failed' || (verdict === 'undecided' && !allowUnknown));
  terminal.out(write(checks, failed || session.exit !== EXIT.fine, options, terminal));
  return session.exit !== EXIT.fine ? session.exit : failed ? EXIT.checkFailed : EXIT.fine;
}

function write(
  checks: readonly LocatedCheck[],
  failed: boolean,
  options: CheckCommandOptions,
  { locale, width }: Terminal,
): string {
  switch (options.format) {
    case 'json':
      return commandJson('check', { passed: !failed, checks });
    case 'markdown':
      return checkMarkdown(checks, locale);
    case 'junit':
      return checkJunit(checks, locale, options.allowUnknown ?? false);
    case 'sarif':
      return checkSarif(checks, locale);
    default:
      return checkText(checks, { locale, width });
  }
}
