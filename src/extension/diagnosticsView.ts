/** Problems and their quick fixes in the editor. The facts a fix needs stay in the service's objects: prose is never parsed. */
import * as vscode from 'vscode';
import * as language from '../language/index.ts';
import { COMMANDS, INTERNAL_COMMANDS } from './contributions.ts';
import { fromPosition, toRange, toWorkspaceEdit } from './convert.ts';
import { ask, SELECTOR, type Providers } from './providers.ts';
import type { EvaluatedDocument } from './services.ts';
import { isOn, onDidChangeSettings } from './settings.ts';
import { words } from './words.ts';

const SOURCE = 'inference-tco';
const SEVERITY = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
} as const;
const KIND = {
  quickfix: vscode.CodeActionKind.QuickFix,
  'refactor.rewrite': vscode.CodeActionKind.RefactorRewrite,
  'source.fixAll': vscode.CodeActionKind.SourceFixAll.append('inferenceTco'),
} as const;

export interface DiagnosticsView extends vscode.Disposable {
  /** Adds the problems of a file that is not open ("Check all workloads"). */
  show(document: Pick<EvaluatedDocument, 'uri' | 'evaluation'> & Partial<Pick<EvaluatedDocument, 'shown'>>): void;
}

export function registerDiagnostics(providers: Providers): DiagnosticsView {
  const collection = vscode.languages.createDiagnosticCollection(SOURCE);
  const show: DiagnosticsView['show'] = ({ uri, ...answer }) => {
    if (!isOn('diagnostics')) {
      collection.delete(uri);
      return;
    }
    collection.set(uri, language.diagnostics({ ...answer, ...words() }).map(toDiagnostic));
  };
  const all = vscode.Disposable.from(
    collection,
    providers.store.onDidChange(({ uri, document }) =>
      document === undefined ? collection.delete(uri) : show(document),
    ),
    onDidChangeSettings((affects) => {
      if (!affects('diagnostics')) return;
      if (!isOn('diagnostics')) collection.clear();
      else providers.store.all().forEach(show);
    }),
    vscode.languages.registerCodeActionsProvider(
      SELECTOR,
      { provideCodeActions: (document, range, context) => actions(providers, document, range, context) },
      { providedCodeActionKinds: Object.values(KIND) },
    ),
  );
  providers.store.all().forEach(show);
  return {
    show,
    dispose() {
      all.dispose();
    },
  };
}

/** With the page of its code behind the link. */
export function toDiagnostic(problem: language.Diagnostic): vscode.Diagnostic {
  const result = new vscode.Diagnostic(toRange(problem.range), problem.message, SEVERITY[problem.severity]);
  result.source = SOURCE;
  result.code = { value: problem.code, target: pageOf(problem.code) };
  return result;
}

function pageOf(code: string): vscode.Uri {
  const query = encodeURIComponent(JSON.stringify([code]));
  return vscode.Uri.from({ scheme: 'command', path: INTERNAL_COMMANDS.problemPage, query });
}

async function actions(
  providers: Providers,
  document: vscode.TextDocument,
  range: vscode.Range,
  { diagnostics, only, triggerKind }: vscode.CodeActionContext,
): Promise<vscode.CodeAction[]> {
  const context = await ask(providers, document);
  if (context === undefined) return [];
  const wanted = { start: fromPosition(range.start), end: fromPosition(range.end) };
  // The light bulb asks at every move of the cursor: refactorings are estimated when the menu opens.
  const automatic = triggerKind === vscode.CodeActionTriggerKind.Automatic;
  const wants = (kind: keyof typeof KIND): boolean =>
    only === undefined ? !automatic || kind === 'quickfix' : only.intersects(KIND[kind]);
  return language.codeActions(context, wanted, wants).map((action) => {
    const result = new vscode.CodeAction(action.title, KIND[action.kind]);
    if (action.run !== undefined) result.command = { command: COMMANDS[action.run], title: action.title };
    else if (action.disabled === undefined) result.edit = toWorkspaceEdit(document, action.edits);
    else result.disabled = { reason: action.disabled };
    if (action.preferred) result.isPreferred = true;
    const settles = diagnostics.filter((one) => isOf(one, action.problem));
    if (settles.length > 0) result.diagnostics = settles;
    return result;
  });
}

function isOf(diagnostic: vscode.Diagnostic, problem: language.CodeAction['problem']): boolean {
  return (
    problem !== undefined &&
    diagnostic.source === SOURCE &&
    typeof diagnostic.code === 'object' &&
    diagnostic.code.value === problem.code &&
    diagnostic.range.isEqual(toRange(problem.range))
  );
}
