/** What the palette commands do. Each is a small function of the services; ids are in contributions.ts. */
import * as vscode from 'vscode';
import * as language from '../language/index.ts';
import { COMMANDS } from './contributions.ts';
import type { Engine } from '../estimate/index.ts';
import { checkAll } from './checkAll.ts';
import type { DiagnosticsView } from './diagnosticsView.ts';
import { focusIn } from './focusIn.ts';
import { addFromRanking } from './ranking.ts';
import { diagnosticsReport } from './report.ts';
import type { ContextOf } from './providers.ts';
import type { EvaluatedDocument, Panel, Services } from './services.ts';
import { chooseSurfaces, toggleSurface } from './surfaceSwitches.ts';
import { updatePriceTables } from './priceUpdate.ts';
import { importFile, newWorkload, openSample } from './templates.ts';
import type { VirtualDocuments } from './virtualDocuments.ts';

export interface Parts {
  readonly context: vscode.ExtensionContext;
  readonly services: Services;
  readonly contextOf: ContextOf;
  readonly engineOf: (uri: vscode.Uri) => Engine;
  readonly panel: Panel;
  readonly diagnostics: DiagnosticsView;
  readonly documents: VirtualDocuments;
  readonly engineMilliseconds: () => number;
  readonly reloadPrices: () => Promise<void>;
}

type Handler = (parts: Parts, values: readonly unknown[]) => unknown;

const HANDLERS: Readonly<Record<string, Handler>> = {
  [COMMANDS.estimateActive]: estimateActive,
  [COMMANDS.newWorkload]: ({ context, services }) => newWorkload(context.extensionUri, services.evaluations),
  [COMMANDS.openSample]: ({ context }) => openSample(context.extensionUri),
  [COMMANDS.importActive]: ({ services }, [uri]) =>
    importFile(services.engine.catalog, uri instanceof vscode.Uri ? uri : undefined),
  [COMMANDS.updatePrices]: ({ services, context, reloadPrices }) =>
    updatePriceTables({
      engine: services.engine,
      folder: vscode.Uri.joinPath(context.globalStorageUri, 'pricing'),
      reload: reloadPrices,
    }),
  [COMMANDS.showPanel]: ({ panel }) => panel.show(),
  [COMMANDS.showReport]: ({ panel }) => panel.openReport(),
  [COMMANDS.showCalculation]: showCalculation,
  [COMMANDS.compareWithHead]: async ({ documents, services }) => {
    const active = await activeWorkload(services);
    if (active !== undefined) await documents.compareWithHead(active.uri);
  },
  [COMMANDS.checkAll]: check,
  [COMMANDS.addFromRanking]: async ({ services, contextOf }) => {
    const active = await activeWorkload(services);
    if (active !== undefined) await addFromRanking(services, contextOf, active);
  },
  [COMMANDS.chooseSurfaces]: chooseSurfaces,
  [COMMANDS.toggleCodeLens]: () => toggleSurface('codeLens'),
  [COMMANDS.toggleCompareWithHead]: () => toggleSurface('compareWithHead'),
  [COMMANDS.toggleInlayHints]: () => toggleSurface('inlayHints'),
  [COMMANDS.toggleHover]: () => toggleSurface('hover'),
  [COMMANDS.toggleDiagnostics]: () => toggleSurface('diagnostics'),
  [COMMANDS.toggleStatusBar]: () => toggleSurface('statusBar'),
  [COMMANDS.showLog]: ({ services }) => services.log.show(),
  [COMMANDS.copyReport]: async (parts) => {
    await vscode.env.clipboard.writeText(diagnosticsReport(parts));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Diagnostics report copied'), 4000);
  },
};

export function runCommand(parts: Parts, command: string, values: readonly unknown[]): unknown {
  return HANDLERS[command]?.(parts, values);
}

/** The active editor's workload, or a sentence that says what to do. */
async function activeWorkload(services: Services): Promise<EvaluatedDocument | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const evaluated = document && (await services.evaluations.current(document));
  if (evaluated !== undefined && evaluated.evaluation.workloads.length > 0) return evaluated;
  const message = vscode.l10n.t(
    'The active editor shows no workload. Add apiVersion: inference-tco/v1 to the file, name it *.workload.yaml, or start from a template.',
  );
  offerTemplate(message);
  return undefined;
}

function offerTemplate(message: string): void {
  const create = vscode.l10n.t('New workload');
  void vscode.window.showInformationMessage(message, create).then((answer) => {
    if (answer === create) return vscode.commands.executeCommand(COMMANDS.newWorkload);
    return undefined;
  });
}

async function estimateActive({ services, panel }: Parts): Promise<unknown> {
  const active = await activeWorkload(services);
  if (active === undefined) return undefined;
  await panel.show();
  return active.evaluation.workloads.map(({ estimate }) => estimate);
}

async function showCalculation({ services, documents }: Parts, values: readonly unknown[]): Promise<void> {
  const active = await activeWorkload(services);
  if (active === undefined) return;
  const { workload, ...at } = focusIn(services.focus, active);
  if (workload === undefined) return;
  const deployment = at.deployment ?? language.leading(workload.estimate)?.name;
  if (deployment === undefined) {
    const sentence = vscode.l10n.t('There is no number yet: the problems of the text say why.');
    return void vscode.window.showInformationMessage(sentence);
  }
  const given = typeof values[0] === 'string' ? values[0] : undefined;
  const items = language
    .explainable()
    .map(({ path, label }) => ({ label: vscode.l10n.t(label), description: path, path }));
  const value = given ?? (await vscode.window.showQuickPick(items, { title: deployment }))?.path;
  if (value !== undefined) await documents.showCalculation(active.uri, workload.document.index, deployment, value);
}

async function check({ services, diagnostics, engineOf }: Parts): Promise<unknown> {
  const result = await checkAll(engineOf, services, diagnostics);
  if (result === undefined) return undefined;
  const message =
    result.files === 0
      ? vscode.l10n.t('No workload in this workspace. Create one from a template.')
      : vscode.l10n.t('Workload files checked: {0}. Problems: {1}.', result.files, result.problems);
  if (result.files === 0) {
    offerTemplate(message);
    return result;
  }
  void vscode.window.showInformationMessage(message);
  if (result.problems > 0) await vscode.commands.executeCommand('workbench.actions.view.problems');
  return result;
}
