/** Every language feature, adapted: ask the service for plain data, turn it into the editor's classes. No decision is made here. */
import * as vscode from 'vscode';
import * as language from '../language/index.ts';
import { clock } from './clock.ts';
import { COMMANDS, INTERNAL_COMMANDS } from './contributions.ts';
import { toEditRange, toPosition, toRange, toWorkspaceEdit } from './convert.ts';
import type { EvaluationStore } from './evaluationStore.ts';
import { LensQuestions } from './lensQuestions.ts';
import { isOn, onDidChangeSettings } from './settings.ts';
import type { EvaluatedDocument } from './services.ts';

export const SELECTOR: vscode.DocumentSelector = { language: 'yaml' };

/** Builds the context of one question; `committed` is set where git is there. */
export type ContextOf = (document: EvaluatedDocument) => language.LanguageContext;

export interface Providers {
  readonly store: EvaluationStore;
  readonly contextOf: ContextOf;
  /** Fires when the committed version of a document is known or changed. */
  readonly onDidChangeCommitted: vscode.Event<void>;
}

export function registerProviders(providers: Providers): vscode.Disposable {
  const refresh = new vscode.EventEmitter<void>();
  const refreshHints = new vscode.EventEmitter<void>();
  const questions = new LensQuestions(() => refresh.fire(), clock.after);
  return vscode.Disposable.from(
    refresh,
    refreshHints,
    questions,
    providers.store.onDidChange(({ uri, document }) => {
      questions.evaluated(uri.toString(), document?.version);
      refreshHints.fire();
    }),
    refresh.event(() => refreshHints.fire()),
    providers.onDidChangeCommitted(() => refresh.fire()),
    onDidChangeSettings(() => refresh.fire()),
    vscode.languages.registerCodeLensProvider(SELECTOR, lenses(providers, refresh.event, questions)),
    vscode.languages.registerInlayHintsProvider(SELECTOR, hints(providers, refreshHints.event)),
    vscode.languages.registerHoverProvider(SELECTOR, { provideHover: (d, p) => hover(providers, d, p) }),
    vscode.languages.registerDocumentSymbolProvider(SELECTOR, { provideDocumentSymbols: (d) => symbols(providers, d) }),
    vscode.languages.registerDocumentLinkProvider(SELECTOR, { provideDocumentLinks: (d) => links(providers, d) }),
    vscode.languages.registerFoldingRangeProvider(SELECTOR, { provideFoldingRanges: (d) => folding(providers, d) }),
    vscode.languages.registerDefinitionProvider(SELECTOR, { provideDefinition: (d, p) => definition(providers, d, p) }),
    vscode.languages.registerReferenceProvider(SELECTOR, { provideReferences: (d, p) => references(providers, d, p) }),
    vscode.languages.registerRenameProvider(SELECTOR, {
      prepareRename: (d, p) => prepareRename(providers, d, p),
      provideRenameEdits: (d, p, name) => rename(providers, d, p, name),
    }),
  );
}

/** The context of the document's present text; undefined where it is no workload. */
export async function ask(
  providers: Providers,
  document: vscode.TextDocument,
): Promise<language.LanguageContext | undefined> {
  const evaluated = await providers.store.current(document);
  return evaluated && providers.contextOf(evaluated);
}

function lenses(
  providers: Providers,
  onDidChange: vscode.Event<void>,
  questions: LensQuestions,
): vscode.CodeLensProvider {
  return {
    onDidChangeCodeLenses: onDidChange,
    async provideCodeLenses(document) {
      const shown = isOn('codeLens') ? await providers.store.shown(document) : undefined;
      if (shown === undefined) return [];
      questions.given(document.uri.toString(), shown.version);
      return language.codeLenses(providers.contextOf(shown)).map(
        (lens) =>
          new vscode.CodeLens(toRange(lens.range), {
            title: lens.title,
            tooltip: lens.tooltip,
            ...commandOf(document.uri, lens.action),
          }),
      );
    },
  };
}

/** @param alsoReveal shows the line of the deployment too, for lenses in another file */
export function commandOf(
  uri: vscode.Uri,
  action: language.Lens['action'],
  alsoReveal = false,
): Pick<vscode.Command, 'command' | 'arguments'> {
  if (action.kind === 'template') return { command: COMMANDS.newWorkload, arguments: [] };
  if (action.kind === 'reveal')
    return { command: INTERNAL_COMMANDS.revealRange, arguments: [uri.toString(), action.range] };
  const { documentIndex, deployment } = action;
  const values = [uri.toString(), documentIndex, deployment, ...(alsoReveal ? [true] : [])];
  return { command: INTERNAL_COMMANDS.focusDeployment, arguments: values };
}

class Hint extends vscode.InlayHint {
  readonly edits: () => vscode.TextEdit[];
  constructor(source: language.InlayHint, edits: () => vscode.TextEdit[]) {
    super(toPosition(source.position), source.label);
    this.paddingLeft = true;
    this.tooltip = source.tooltip;
    this.edits = edits;
  }
}

function hints(providers: Providers, onDidChange: vscode.Event<void>): vscode.InlayHintsProvider {
  return {
    onDidChangeInlayHints: onDidChange,
    async provideInlayHints(document, visible) {
      const context = isOn('inlayHints') ? await ask(providers, document) : undefined;
      if (context === undefined) return [];
      return language
        .inlayHints(context)
        .filter((hint) => visible.contains(toPosition(hint.position)))
        .map(
          (hint) =>
            new Hint(hint, () =>
              hint.edits().map((edit) => new vscode.TextEdit(toEditRange(document, edit), edit.newText)),
            ),
        );
    },
    resolveInlayHint(hint) {
      if (hint instanceof Hint) hint.textEdits = hint.edits();
      return hint;
    },
  };
}

async function hover(
  providers: Providers,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | undefined> {
  const context = isOn('hover') ? await ask(providers, document) : undefined;
  const found = context && language.hover(context, document.offsetAt(position));
  if (found === undefined) return undefined;
  const text = new vscode.MarkdownString(found.markdown);
  text.isTrusted = { enabledCommands: [INTERNAL_COMMANDS.explain, INTERNAL_COMMANDS.focusDeployment] };
  return new vscode.Hover(text, toRange(found.range));
}

const SYMBOL_KINDS = {
  workload: vscode.SymbolKind.Module,
  section: vscode.SymbolKind.Namespace,
  deployment: vscode.SymbolKind.Class,
  pool: vscode.SymbolKind.Struct,
  variable: vscode.SymbolKind.Variable,
} as const;

async function symbols(providers: Providers, document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
  const context = await ask(providers, document);
  const convert = (node: language.SymbolNode): vscode.DocumentSymbol => {
    const range = toRange(node.range);
    const selection = toRange(node.selection);
    const symbol = new vscode.DocumentSymbol(
      node.name,
      node.detail,
      SYMBOL_KINDS[node.kind],
      range.union(selection),
      selection,
    );
    symbol.children = node.children.map(convert);
    return symbol;
  };
  return context === undefined ? [] : language.symbols(context).map(convert);
}

async function links(providers: Providers, document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
  const context = await ask(providers, document);
  return (context === undefined ? [] : language.links(context)).map((link) => {
    const target =
      link.kind === 'web' ? vscode.Uri.parse(link.target, true) : vscode.Uri.joinPath(document.uri, '..', link.target);
    const result = new vscode.DocumentLink(toRange(link.range), target);
    result.tooltip = link.tooltip;
    return result;
  });
}

async function folding(providers: Providers, document: vscode.TextDocument): Promise<vscode.FoldingRange[]> {
  const context = await ask(providers, document);
  return (context === undefined ? [] : language.folding(context)).map(
    (range) => new vscode.FoldingRange(range.start.line - 1, range.end.line - 1, vscode.FoldingRangeKind.Region),
  );
}

async function definition(
  providers: Providers,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Location | undefined> {
  const context = await ask(providers, document);
  const offset = document.offsetAt(position);
  const range = context && language.definition(context, offset);
  if (range) return new vscode.Location(document.uri, toRange(range));
  const place = context && language.manifestDefinition(context, offset);
  return (
    place &&
    new vscode.Location(vscode.Uri.joinPath(document.uri, '..', place.file), new vscode.Position(place.line - 1, 0))
  );
}

async function references(
  providers: Providers,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Location[]> {
  const context = await ask(providers, document);
  const ranges = context === undefined ? [] : language.references(context, document.offsetAt(position));
  return ranges.map((range) => new vscode.Location(document.uri, toRange(range)));
}

async function prepareRename(
  providers: Providers,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Range> {
  const context = await ask(providers, document);
  const name = context && language.nameAt(context, document.offsetAt(position));
  if (name === undefined) throw new Error(vscode.l10n.t('Names of deployments and of let can be renamed here.'));
  return toRange(name.range);
}

async function rename(
  providers: Providers,
  document: vscode.TextDocument,
  position: vscode.Position,
  newName: string,
): Promise<vscode.WorkspaceEdit> {
  const context = await ask(providers, document);
  const result = context && language.rename(context, document.offsetAt(position), newName);
  if (result === undefined) throw new Error(vscode.l10n.t('Names of deployments and of let can be renamed here.'));
  if (!result.ok) throw new Error(result.message);
  return toWorkspaceEdit(document, result.edits);
}
