import { commandJson, estimateCsv, estimateMarkdown, estimateText, reportHtml } from '../../report/index.ts';
import { type Estimate, workloadCharts } from '../../estimate/index.ts';
import type { ExitCode } from '../exit.ts';
import { type CommonOptions, Session } from '../session.ts';
import type { Terminal } from '../terminal.ts';

/** `estimate FILE…`: every deployment: fit, speed, cost, energy. */
export function estimateCommand(terminal: Terminal, files: readonly string[], options: CommonOptions): ExitCode {
  const session = new Session(terminal, options);
  const selected = session.select(session.evaluateAll(files));
  const estimates = selected.map(({ workload, input }) => ({
    ...workload.estimate,
    source: { ...workload.estimate.source, file: input.name },
  }));
  const { locale, width } = terminal;
  if (options.format === 'json') terminal.out(commandJson('estimate', { workloads: estimates }));
  else if (options.format === 'markdown') terminal.out(estimateMarkdown(estimates, locale));
  else if (options.format === 'csv') terminal.out(estimateCsv(estimates));
  else if (options.format === 'html') {
    const charts = (_: Estimate, i: number) => selected[i] && workloadCharts(selected[i].engine, selected[i].workload);
    const explain = (i: number) => selected[i]?.workload.explain;
    terminal.out(reportHtml(estimates, { locale, asOf: session.host.asOf, charts, explain }));
  } else terminal.out(estimateText(estimates, { locale, width }));
  return session.exit;
}
