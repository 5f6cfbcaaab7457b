/** "Copy diagnostics report": versions, settings and timings for a bug report. No paths, no document text. */
import * as vscode from 'vscode';
import { CONFIGURATION, SETTINGS } from './contributions.ts';
import type { Services } from './services.ts';

/** What the report is about. */
export interface Reported {
  readonly context: vscode.ExtensionContext;
  readonly services: Services;
  readonly engineMilliseconds: () => number;
}

export function diagnosticsReport({ context, services, engineMilliseconds }: Reported): string {
  const { version } = context.extension.packageJSON as { version: string };
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION);
  const { catalog, asOf } = services.engine;
  const documents = services.evaluations.all();
  const problems = documents.flatMap(({ evaluation }) => evaluation.problems.map(({ code }) => code));
  const lines = [
    `Inference TCO ${version}, VS Code ${vscode.version}, ${vscode.env.appHost}, ${vscode.UIKind[vscode.env.uiKind]}`,
    `language ${vscode.env.language}, ${vscode.workspace.isTrusted ? 'trusted' : 'Restricted Mode'}, folders ${vscode.workspace.workspaceFolders?.length ?? 0}`,
    `as of ${asOf}; ${catalog.accelerators.length} accelerators, ${catalog.models.length} models, ${catalog.instances.length} offers`,
    `workload documents ${documents.length}; workloads ${documents.reduce((n, one) => n + one.evaluation.workloads.length, 0)}`,
    `last evaluation ${engineMilliseconds().toFixed(1)} ms`,
    `problems ${problems.length === 0 ? 'none' : [...new Set(problems)].sort().join(', ')}`,
    `Red Hat YAML ${vscode.extensions.getExtension('redhat.vscode-yaml') === undefined ? 'absent' : 'present'}`,
    ...Object.entries(SETTINGS)
      .filter(([name]) => name !== 'pricingDirectory')
      .map(([, setting]) => `${setting} = ${String(configuration.get(setting))}`),
    `${SETTINGS.pricingDirectory} ${configuration.get<string>(SETTINGS.pricingDirectory) ? 'set' : 'not set'}`,
  ];
  return ['```text', ...lines, '```', ''].join('\n');
}
