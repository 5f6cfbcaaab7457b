/**
 * Everything but the entry: loaded once, at the first workload or command. Builds the engine, then composes store, focus,
 * providers, views and panel. Decisions live in those files; here is only who gets what.
 */
import * as vscode from 'vscode';
import type { Engine } from '../estimate/index.ts';
import { ENGLISH, type Range } from '../quantity/index.ts';
import type { LanguageContext } from '../language/index.ts';
import type { PublicApi } from './api.ts';
import { registerBudgetTests } from './budgetTests.ts';
import { runCommand, type Parts } from './commands.ts';
import { CommittedVersions } from './committed.ts';
import { registerCompletion } from './completionProvider.ts';
import { CONTEXT_KEYS, INTERNAL_COMMANDS } from './contributions.ts';
import { toRange, toWorkspaceEdit } from './convert.ts';
import { registerDiagnostics } from './diagnosticsView.ts';
import { Engines } from './engineHost.ts';
import { EvaluationStore } from './evaluationStore.ts';
import { CursorFocus } from './focus.ts';
import { ManifestViews } from './manifestViews.ts';
import { registerPanel } from './panel/index.ts';
import { type ContextOf, type Providers, registerProviders } from './providers.ts';
import { Review } from './review.ts';
import { ReferencedFiles } from './referencedFiles.ts';
import type { Services } from './services.ts';
import { isOn, updateMode } from './settings.ts';
import { registerStatus } from './statusView.ts';
import { registerTools } from './tools.ts';
import { registerTree } from './treeView.ts';
import { VirtualDocuments } from './virtualDocuments.ts';
import { words } from './words.ts';

export interface Workbench {
  readonly api: Pick<PublicApi, 'estimate'>;
  run(command: string, values: readonly unknown[]): unknown;
  resolvePanel(view: vscode.WebviewView): Promise<void>;
}

export async function openWorkbench(context: vscode.ExtensionContext): Promise<Workbench> {
  const log = vscode.window.createOutputChannel('Inference TCO', { log: true });
  const files = new ReferencedFiles();
  const started = performance.now();
  const engines = await Engines.load(context, files.read);
  const engineOf = (uri?: vscode.Uri): Engine => engines.of(uri);
  const took = (performance.now() - started).toFixed(0);
  log.info(`Engine loaded in ${took} ms, tables of ${engineOf().catalog.pricesAsOf()}`);

  const store = new EvaluationStore(engineOf, { log, update: updateMode });
  const focus = new CursorFocus(store);
  const committed = new CommittedVersions(engineOf, store);
  const contextOf = languageContexts(engines, committed);
  const review = new Review();
  const documents = new VirtualDocuments({ store, committed, contextOf, extensionUri: context.extensionUri });
  const services: Services = {
    get engine() {
      return engineOf(focus.current?.document.uri);
    },
    evaluations: store,
    focus,
    log,
    reveal,
    applyEdit: editor(review),
    showCalculation: (uri, index, deployment, value) => documents.showCalculation(uri, index, deployment, value),
  };
  const providers = { store, contextOf, onDidChangeCommitted: committed.onDidChange };
  activeWithFirst(store);
  const panel = registerPanel(context, services);
  const diagnostics = registerDiagnostics(providers);
  const parts: Parts = {
    context,
    services,
    contextOf,
    engineOf,
    panel,
    diagnostics,
    documents,
    engineMilliseconds: () => store.lastMilliseconds,
    reloadPrices: () => engines.reload(),
  };
  context.subscriptions.push(
    log,
    files,
    engines,
    vscode.Disposable.from(
      files.onDidChange(() => store.refresh()),
      engines.onDidChange(() => store.refresh()),
    ),
    store,
    focus,
    committed,
    documents,
    review,
    panel,
    diagnostics,
    ...surfaces(providers, focus, engines),
    new ManifestViews({
      ...providers,
      engineOf,
      extensionUri: context.extensionUri,
      onDidChangeFiles: files.onDidChange,
    }),
    ...internalCommands(parts),
  );
  return {
    api: apiOf(engines),
    run: (command, values) => runCommand(parts, command, values),
    resolvePanel: (view) => panel.resolve(view),
  };
}

/** What the language functions are asked with, for a document. */
function languageContexts(engines: Engines, committed: CommittedVersions): ContextOf {
  return (document): LanguageContext => {
    const before = isOn('compareWithHead') ? committed.of(document.uri) : undefined;
    return {
      engine: engines.of(document.uri),
      unreadPrices: engines.unreadLines(document.uri),
      evaluation: document.evaluation,
      shown: document.shown,
      uri: document.uri.toString(),
      fileName: document.uri.path,
      ...words(),
      ...(before === undefined ? {} : { committed: before }),
    };
  };
}

/** What the editor itself shows: lenses, hints, completion, status, tree, tests, tools of the chat. */
function surfaces(providers: Providers, focus: CursorFocus, engines: Engines): vscode.Disposable[] {
  const { store, contextOf } = providers;
  return [
    registerProviders(providers),
    registerCompletion(providers),
    registerStatus(store, focus, contextOf),
    registerTree(store, contextOf),
    registerBudgetTests(store, contextOf),
    registerTools((uri) => engines.of(uri, ENGLISH), store, contextOf),
  ];
}

/** For other extensions; always in English. */
function apiOf(engines: Engines): Workbench['api'] {
  return {
    estimate: (text, options) => {
      const { workloads } = engines.of(undefined, ENGLISH).evaluateText(text, {
        fileName: options?.fileName ?? 'untitled.workload.yaml',
      });
      return Promise.resolve(workloads.map(({ estimate }) => estimate));
    },
  };
}

/** The tree has its place in the Explorer from the first workload on; a window without any is left alone. */
function activeWithFirst(store: EvaluationStore): void {
  const set = (): unknown => vscode.commands.executeCommand('setContext', CONTEXT_KEYS.active, true);
  if (store.all().length > 0) return void set();
  const waiting = store.onDidChange(({ document }) => {
    if (document === undefined) return;
    waiting.dispose();
    void set();
  });
}

function internalCommands({ services, panel, documents }: Parts): vscode.Disposable[] {
  const { registerCommand } = vscode.commands;
  return [
    registerCommand(
      INTERNAL_COMMANDS.focusDeployment,
      async (uri: string, index: number, deployment?: string, alsoReveal?: boolean) => {
        const target = vscode.Uri.parse(uri);
        // From a file that a workload reads, the workload may not be open.
        if (alsoReveal) await services.evaluations.current(await vscode.workspace.openTextDocument(target));
        services.focus.select(target, index, deployment);
        const workload = services.focus.current?.workload;
        const range =
          deployment === undefined ? undefined : workload?.document.rangeOf(['deployments', deployment])?.key;
        if (alsoReveal && range !== undefined) await services.reveal(target, range);
        await panel.show();
      },
    ),
    registerCommand(INTERNAL_COMMANDS.revealRange, (uri: string, range: Range) =>
      services.reveal(vscode.Uri.parse(uri), range),
    ),
    registerCommand(INTERNAL_COMMANDS.explain, (uri: string, index: number, deployment: string, value: string) =>
      documents.showCalculation(vscode.Uri.parse(uri), index, deployment, value),
    ),
    registerCommand(INTERNAL_COMMANDS.problemPage, (code: string) => documents.showProblem(code)),
  ];
}

const reveal: Services['reveal'] = async (uri, range, options) => {
  const target = toRange(range);
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
    ...(visible?.viewColumn === undefined ? {} : { viewColumn: visible.viewColumn }),
    preserveFocus: options?.preserveFocus ?? false,
  });
  if (options?.flash === true) flash(editor, target);
  editor.selection = new vscode.Selection(target.start, target.start);
  editor.revealRange(target, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
};

const FLASH_MS = 1_200;

/** New lines are marked for a moment, so that the eye finds them. */
function flash(editor: vscode.TextEditor, range: vscode.Range): void {
  const mark = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
  });
  editor.setDecorations(mark, [range]);
  setTimeout(() => mark.dispose(), FLASH_MS);
}

function editor(review: Review): Services['applyEdit'] {
  return async (uri, version, edits, options) => {
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.version !== version) return 'changed';
    const label = options?.label ?? 'Inference TCO';
    if (options?.review && !(await review.wants(document, edits, label))) return 'declined';
    if (document.version !== version) return 'changed';
    return (await vscode.workspace.applyEdit(toWorkspaceEdit(document, edits))) ? 'done' : 'changed';
  };
}
