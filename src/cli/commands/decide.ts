import { breakEvenText, commandJson, sensitivityText, twoWayText } from '../../report/index.ts';
import { UsageError, type ExitCode } from '../exit.ts';
import { Session, type CommonOptions } from '../session.ts';
import type { Terminal } from '../terminal.ts';

export interface SensitivityOptions extends CommonOptions {
  readonly deployment?: string;
  readonly value: string;
  /** Two inputs, `traffic.requests,electricity`: the two-way table instead of the tornado. */
  readonly table?: string;
}

/** `sensitivity FILE`: what moves the cost of a deployment, most first. */
export function sensitivityCommand(terminal: Terminal, file: string, options: SensitivityOptions): ExitCode {
  const session = new Session(terminal, options);
  const found = session.one(session.evaluateAll([file]), options.deployment);
  const workload = found?.workload.workload;
  const deployment =
    options.deployment ?? found?.workload.estimate.baseline ?? found?.workload.estimate.deployments[0]?.name;
  if (found === undefined || workload === undefined || deployment === undefined) {
    if (options.format === 'json') terminal.out(commandJson('sensitivity', { rows: [] }));
    return session.exit;
  }
  const about = { workload: found.workload.estimate.name };
  const text = { locale: terminal.locale, width: terminal.width };
  if (options.table !== undefined) {
    const [row, column] = options.table.split(',');
    const table = row && column ? found.engine.twoWay(workload, deployment, row, column, options.value) : undefined;
    if (table === undefined)
      throw new UsageError(
        `--table ${options.table} needs two inputs of this deployment, such as traffic.requests,price.`,
      );
    terminal.out(options.format === 'json' ? commandJson('sensitivity', { ...about, table }) : twoWayText(table, text));
    return session.exit;
  }
  const sensitivity = found.engine.sensitivity(workload, deployment, options.value);
  if (sensitivity === undefined) throw new UsageError(`${deployment} has no value ${options.value} to vary.`);
  terminal.out(
    options.format === 'json'
      ? commandJson('sensitivity', { ...about, ...sensitivity })
      : sensitivityText(sensitivity, text),
  );
  return session.exit;
}

/** `break-even FILE`: months until owning beats renting, traffic above which self-hosting beats the API. */
export function breakEvenCommand(terminal: Terminal, file: string, options: CommonOptions): ExitCode {
  const session = new Session(terminal, options);
  const found = session.one(session.evaluateAll([file]));
  const workload = found?.workload.workload;
  const pairs = found !== undefined && workload !== undefined ? found.engine.breakEven(workload).pairs : [];
  if (options.format === 'json')
    terminal.out(commandJson('break-even', { workload: found?.workload.estimate.name ?? null, pairs }));
  else terminal.out(breakEvenText({ pairs }, { locale: terminal.locale, width: terminal.width }));
  return session.exit;
}
