import { commandJson, derivationText } from '../../report/index.ts';
import { quantitiesOf } from '../../report/index.ts';
import { UsageError, type ExitCode } from '../exit.ts';
import { write } from '../formats.ts';
import { ofDeployment, Session, type CommonOptions } from '../session.ts';
import type { Terminal } from '../terminal.ts';

export interface ExplainOptions extends CommonOptions<'explain'> {
  readonly deployment?: string;
  readonly value: string;
}

/** `explain FILE --deployment NAME --value PATH`: the derivation tree, to table rows and YAML lines. */
export function explainCommand(terminal: Terminal, file: string, options: ExplainOptions): ExitCode {
  const asked = options.deployment;
  const concern = ofDeployment(({ estimate }) => asked ?? estimate.deployments[0]?.name);
  const session = new Session(terminal, options, concern);
  const found = session.one(session.evaluateAll([file]), options.deployment);
  const deployment = found?.workload.estimate.deployments.find(
    ({ name }) => options.deployment === undefined || name === options.deployment,
  );
  if (found === undefined || deployment === undefined) {
    if (options.format === 'json') terminal.out(commandJson('explain', { derivation: null }));
    return session.exit;
  }
  const { workload } = found.workload;
  const derivation =
    found.workload.explain(deployment.name, options.value) ??
    (workload && found.engine.explainAcross(workload, deployment.name, options.value));
  if (derivation === undefined) {
    const paths = quantitiesOf(deployment).map(({ path }) => path);
    throw new UsageError(`There is no value ${options.value} in ${deployment.name}. Values are: ${paths.join(', ')}.`);
  }
  const about = { workload: found.workload.estimate.name, deployment: deployment.name, value: options.value };
  const text = derivationText(derivation, { locale: terminal.locale });
  write<'explain'>(terminal, options.format, {
    table: () => text,
    json: () => commandJson('explain', { ...about, derivation }),
    markdown: () => '```text\n' + text + '```\n',
  });
  return session.exit;
}
