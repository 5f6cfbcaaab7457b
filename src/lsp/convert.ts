/** From the language service's plain data to the protocol's. Positions count from 1 there, from 0 here; both in UTF-16. */
import {
  CodeActionKind,
  CompletionItemKind,
  DiagnosticSeverity,
  type CodeAction,
  type CodeLens,
  type CompletionItem,
  type Diagnostic,
  type DocumentSymbol,
  InsertTextFormat,
  type Position,
  type Range,
  SymbolKind,
  type TextEdit,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type * as language from '../language/index.ts';
import type { Range as SourceRange } from '../quantity/index.ts';

const SOURCE = 'inference-tco';
/** Command behind a lens: arguments are the URI, the index of the document in it, and the deployment. */
export const SHOW_COMMAND = 'inferenceTco.showCalculation';

export function toPosition({ line, column }: SourceRange['start']): Position {
  return { line: Math.max(0, line - 1), character: Math.max(0, column - 1) };
}

export const toRange = ({ start, end }: SourceRange): Range => ({ start: toPosition(start), end: toPosition(end) });

export const fromPosition = ({ line, character }: Position): SourceRange['start'] => ({
  line: line + 1,
  column: character + 1,
});

const SEVERITY = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

/** @param pages address that the pages of problems stand below */
export function toDiagnostic(problem: language.Diagnostic, pages: string): Diagnostic {
  return {
    range: toRange(problem.range),
    message: problem.message,
    severity: SEVERITY[problem.severity],
    source: SOURCE,
    code: problem.code,
    codeDescription: { href: `${pages}${problem.page}` },
  };
}

export function toLens(lens: ReturnType<typeof language.codeLenses>[number], uri: string): CodeLens {
  // A line that does not read and an empty file lead to their own document: the command shows the first.
  const documentIndex = 'documentIndex' in lens.action ? lens.action.documentIndex : 0;
  const deployment = 'deployment' in lens.action ? lens.action.deployment : undefined;
  return {
    range: toRange(lens.range),
    command: { title: lens.title, command: SHOW_COMMAND, arguments: [uri, documentIndex, deployment ?? null] },
  };
}

/** Offsets of an edit are those of the text that was asked about. */
export function toEdit(
  document: TextDocument,
  edit: { readonly start: number; readonly end: number; readonly newText: string },
): TextEdit {
  return {
    range: { start: document.positionAt(edit.start), end: document.positionAt(edit.end) },
    newText: edit.newText,
  };
}

export const ACTION_KINDS = {
  quickfix: CodeActionKind.QuickFix,
  'refactor.rewrite': CodeActionKind.RefactorRewrite,
  'source.fixAll': `${CodeActionKind.SourceFixAll}.inferenceTco`,
} as const satisfies Readonly<Record<language.CodeAction['kind'], string>>;

export function toCodeAction(
  action: language.CodeAction,
  document: TextDocument,
  diagnostics: readonly Diagnostic[],
): CodeAction {
  const { problem } = action;
  const settles = problem
    ? diagnostics.filter(({ code, range }) => code === problem.code && same(range, toRange(problem.range)))
    : [];
  return {
    title: action.title,
    kind: ACTION_KINDS[action.kind],
    ...(action.disabled === undefined
      ? { edit: { changes: { [document.uri]: action.edits.map((edit) => toEdit(document, edit)) } } }
      : { disabled: { reason: action.disabled } }),
    ...(action.preferred ? { isPreferred: true } : {}),
    ...(settles.length > 0 ? { diagnostics: settles } : {}),
  };
}

const same = (a: Range, b: Range): boolean =>
  a.start.line === b.start.line &&
  a.start.character === b.start.character &&
  a.end.line === b.end.line &&
  a.end.character === b.end.character;

const COMPLETION_KINDS = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  snippet: CompletionItemKind.Snippet,
  unit: CompletionItemKind.Unit,
  variable: CompletionItemKind.Variable,
} as const satisfies Readonly<Record<language.Completion['kind'], CompletionItemKind>>;

/** @param snippets whether the client understands them; else the places of a snippet are left empty */
export function toCompletion(one: language.Completion, snippets: boolean, data: number): CompletionItem {
  const newText = one.snippet && !snippets ? withoutPlaces(one.insertText) : one.insertText;
  return {
    label: one.label,
    kind: COMPLETION_KINDS[one.kind],
    ...(one.detail === undefined ? {} : { detail: one.detail }),
    ...(one.aside === undefined ? {} : { labelDetails: { description: one.aside } }),
    ...(one.sortText === undefined ? {} : { sortText: one.sortText }),
    filterText: one.label,
    insertTextFormat: one.snippet && snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: toRange(one.range), newText },
    data,
  };
}

/** `${1:text}` becomes its text, `$1` nothing. */
function withoutPlaces(snippet: string): string {
  return snippet
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/\$\d+/g, '');
}

const SYMBOL_KINDS = {
  workload: SymbolKind.Module,
  section: SymbolKind.Namespace,
  deployment: SymbolKind.Class,
  pool: SymbolKind.Struct,
  variable: SymbolKind.Variable,
} as const satisfies Readonly<Record<language.SymbolNode['kind'], SymbolKind>>;

export function toSymbol(node: language.SymbolNode): DocumentSymbol {
  const [range, selectionRange] = [toRange(node.range), toRange(node.selection)];
  return {
    name: node.name,
    detail: node.detail,
    kind: SYMBOL_KINDS[node.kind],
    // The protocol wants the selection inside the range.
    range: { start: earlier(range.start, selectionRange.start), end: later(range.end, selectionRange.end) },
    selectionRange,
    children: node.children.map(toSymbol),
  };
}

const before = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);
const earlier = (a: Position, b: Position): Position => (before(a, b) ? a : b);
const later = (a: Position, b: Position): Position => (before(a, b) ? b : a);

/** Links that only one editor could follow become their text. */
export function withoutCommandLinks(markdown: string): string {
  return markdown.replace(/\[((?:\\.|[^\]\\])*)\]\(command:[^)]*\)/g, '$1');
}
