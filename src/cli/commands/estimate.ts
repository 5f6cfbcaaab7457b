import { commandJson, estimateCsv, estimateMarkdown, estimateText, reportHtml } from '../../report/index.ts';
import { type Engine, type Estimate, withBetter, workloadCharts } from '../../estimate/index.ts';
import type { ExitCode } from '../exit.ts';
import { write } from '../formats.ts';
import { type CommonOptions, Session, underGivenName } from '../session.ts';
import type { Terminal } from '../terminal.ts';

/** Date of the tables that the newest of the engines has: overlays of other folders do not change it. */
function tablesOf(selected: readonly { readonly engine: Engine }[]): string {
  return selected[0]?.engine.catalog.pricesAsOf() ?? '';
}

/** `estimate FILE…`: every deployment: fit, speed, cost, energy. */
export function estimateCommand(
  terminal: Terminal,
  files: readonly string[],
  options: CommonOptions<'estimate'>,
): ExitCode {
  const session = new Session(terminal, options);
  const selected = session.select(session.evaluateAll(files));
  const estimates = selected.map(({ workload, engine, input }) => underGivenName(withBetter(engine, workload), input));
  const { locale, width } = terminal;
  const charts = (_: Estimate, i: number) => selected[i] && workloadCharts(selected[i].engine, selected[i].workload);
  const explain = (i: number) => selected[i]?.workload.explain;
  write<'estimate'>(terminal, options.format, {
    table: () => estimateText(estimates, { locale, width }),
    json: () => commandJson('estimate', { workloads: estimates }),
    markdown: () => estimateMarkdown(estimates, locale),
    csv: () => estimateCsv(estimates),
    html: () => reportHtml(estimates, { locale, asOf: session.host.asOf, tables: tablesOf(selected), charts, explain }),
  });
  return session.exit;
}
