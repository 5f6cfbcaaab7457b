import { withProposals, type EvaluatedWorkload } from '../../estimate/index.ts';
import { breakEvenText, commandJson, quantitiesOf, sensitivityText, twoWayText } from '../../report/index.ts';
import { UsageError, type ExitCode } from '../exit.ts';
import { write } from '../formats.ts';
import { ofDeployment, Session, type CommonOptions } from '../session.ts';
import type { Terminal } from '../terminal.ts';

export interface SensitivityOptions extends CommonOptions<'sensitivity'> {
  readonly deployment?: string;
  readonly value: string;
  /** Two inputs, `traffic.requests,electricity`: the two-way table instead of the tornado. */
  readonly table?: string;
}

/** `sensitivity FILE`: what moves the cost of a deployment, most first. */
export function sensitivityCommand(terminal: Terminal, file: string, options: SensitivityOptions): ExitCode {
  const asked = ({ estimate }: EvaluatedWorkload): string | undefined =>
    options.deployment ?? estimate.baseline ?? estimate.deployments[0]?.name;
  const session = new Session(terminal, options, ofDeployment(asked));
  const found = session.one(session.evaluateAll([file]), options.deployment);
  const workload = found?.workload.workload && withProposals(found.workload.workload, found.workload.proposals);
  const deployment = found && asked(found.workload);
  if (found === undefined || workload === undefined || deployment === undefined) {
    if (options.format === 'json') terminal.out(commandJson('sensitivity', { rows: [] }));
    return session.exit;
  }
  const about = { workload: found.workload.estimate.name };
  const text = { locale: terminal.locale, width: terminal.width };
  const sensitivity = found.engine.sensitivity(workload, deployment, options.value);
  if (sensitivity === undefined) throw new UsageError(noValue(found.workload, deployment, options.value));
  if (options.table !== undefined) {
    const [row = '', column = ''] = options.table.split(',').map((name) => name.trim());
    const table = found.engine.twoWay(workload, deployment, row, column, options.value);
    if (table === undefined) {
      const inputs = sensitivity.rows.map(({ input }) => input).join(', ');
      throw new UsageError(`--table ${options.table} is not two inputs of ${deployment}. Its inputs are: ${inputs}.`);
    }
    write<'sensitivity'>(terminal, options.format, {
      table: () => twoWayText(table, text),
      json: () => commandJson('sensitivity', { ...about, table }),
    });
    return session.exit;
  }
  write<'sensitivity'>(terminal, options.format, {
    table: () => sensitivityText(sensitivity, text),
    json: () => commandJson('sensitivity', { ...about, ...sensitivity }),
  });
  return session.exit;
}

function noValue({ estimate }: EvaluatedWorkload, name: string, value: string): string {
  const deployment = estimate.deployments.find((other) => other.name === name);
  const paths = deployment === undefined ? [] : quantitiesOf(deployment).map(({ path }) => path);
  return `There is no value ${value} in ${name} to vary. Values are: ${paths.join(', ')}.`;
}

/** `break-even FILE`: months until owning beats renting, traffic above which self-hosting beats the API. */
export function breakEvenCommand(terminal: Terminal, file: string, options: CommonOptions<'break-even'>): ExitCode {
  const session = new Session(terminal, options);
  const found = session.one(session.evaluateAll([file]));
  const workload = found?.workload.workload && withProposals(found.workload.workload, found.workload.proposals);
  const pairs = found !== undefined && workload !== undefined ? found.engine.breakEven(workload).pairs : [];
  write<'break-even'>(terminal, options.format, {
    table: () => breakEvenText({ pairs }, { locale: terminal.locale, width: terminal.width }),
    json: () => commandJson('break-even', { workload: found?.workload.estimate.name ?? null, pairs }),
  });
  return session.exit;
}
