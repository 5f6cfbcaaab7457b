import { withProposals } from '../../estimate/index.ts';
import { MOST_YEARS } from '../../workload/index.ts';
import { commandJson, yearsCsv, yearsMarkdown, yearsText } from '../../report/index.ts';
import { UsageError, type ExitCode } from '../exit.ts';
import { write } from '../formats.ts';
import { type CommonOptions, Session } from '../session.ts';
import type { Terminal } from '../terminal.ts';

export interface TcoOptions extends CommonOptions<'tco'> {
  readonly years?: string;
}

/** `tco FILE…`: the bill over years. */
export function tcoCommand(terminal: Terminal, files: readonly string[], options: TcoOptions): ExitCode {
  const years = options.years === undefined ? undefined : Number(options.years);
  if (years !== undefined && !(years > 0 && years <= MOST_YEARS))
    throw new UsageError(`--years ${options.years} is not a number of years above 0, at most ${MOST_YEARS}.`);
  const session = new Session(terminal, options);
  const selected = session.select(session.evaluateAll(files));
  const workloads = selected.flatMap(({ workload: { workload, proposals }, engine }) => {
    if (!workload) return [];
    return engine.years(withProposals(workload, proposals), years === undefined ? {} : { years }) ?? [];
  });
  const { locale, width } = terminal;
  write<'tco'>(terminal, options.format, {
    table: () => yearsText(workloads, { locale, width }),
    json: () => commandJson('tco', { workloads }),
    markdown: () => yearsMarkdown(workloads, locale),
    csv: () => yearsCsv(workloads),
  });
  return session.exit;
}
