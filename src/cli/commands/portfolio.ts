import { type Estimate, portfolioOf } from '../../estimate/index.ts';
import {
  commandJson,
  metricsText,
  portfolioCsv,
  portfolioFocus,
  portfolioJson,
  portfolioMarkdown,
  portfolioText,
} from '../../report/index.ts';
import type { ExitCode } from '../exit.ts';
import { write } from '../formats.ts';
import { type CommonOptions, type Selected, Session, underGivenName } from '../session.ts';
import type { Terminal } from '../terminal.ts';

/** `portfolio DIR…`: all workloads below folders as one bill. */
export function portfolioCommand(
  terminal: Terminal,
  folders: readonly string[],
  options: CommonOptions<'portfolio'>,
): ExitCode {
  const session = new Session(terminal, options);
  const selected = session.select(session.evaluateBelow(folders));
  const catalog = selected[0]?.engine.catalog;
  const rate = (currency: string): number | undefined => (currency === 'USD' ? 1 : catalog?.currency(currency)?.usd);
  const portfolio = portfolioOf(selected.map(named), rate);
  const { locale, width } = terminal;
  write<'portfolio'>(terminal, options.format, {
    table: () => portfolioText(portfolio, { locale, width }),
    json: () => commandJson('portfolio', portfolioJson(portfolio)),
    markdown: () => portfolioMarkdown(portfolio, locale),
    csv: () => portfolioCsv(portfolio),
    focus: () => portfolioFocus(portfolio, session.host.asOf),
  });
  return session.exit;
}

/** `export DIR…`: every deployment of all workloads below folders as metrics. */
export function exportCommand(
  terminal: Terminal,
  folders: readonly string[],
  options: CommonOptions<'export'>,
): ExitCode {
  const session = new Session(terminal, options);
  const estimates = session.select(session.evaluateBelow(folders)).map(named);
  write<'export'>(terminal, options.format, {
    prometheus: () => metricsText(estimates, 'prometheus'),
    openmetrics: () => metricsText(estimates, 'openmetrics'),
  });
  return session.exit;
}

const named = ({ workload, input }: Selected): Estimate => underGivenName(workload.estimate, input);
