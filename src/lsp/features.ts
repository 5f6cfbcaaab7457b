/** What a client asks about a document, answered by the language service. No decision is made here. */
import {
  type CompletionItem,
  type Connection,
  ErrorCodes,
  MarkupKind,
  type MarkupContent,
  ResponseError,
} from 'vscode-languageserver/node';
import * as language from '../language/index.ts';
import {
  ACTION_KINDS,
  fromPosition,
  toCodeAction,
  toCompletion,
  toEdit,
  toLens,
  toPosition,
  toRange,
  toSymbol,
  withoutCommandLinks,
} from './convert.ts';
import type { OpenDocuments } from './openDocuments.ts';

const markdown = (text: string): MarkupContent => ({ kind: MarkupKind.Markdown, value: withoutCommandLinks(text) });

/** Lenses, hints, hovers, symbols, folds, links. */
export function serveReading(connection: Connection, open: OpenDocuments): void {
  connection.onCodeLens(({ textDocument: { uri } }) => {
    const found = open.ask(uri);
    return found ? language.codeLenses(found.context).map((lens) => toLens(lens, uri)) : [];
  });
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }) => {
    const found = open.ask(uri);
    if (!found) return [];
    const { document, context } = found;
    return language
      .inlayHints(context)
      .map((hint) => ({ hint, position: toPosition(hint.position) }))
      .filter(({ position }) => position.line >= range.start.line && position.line <= range.end.line)
      .map(({ hint, position }) => ({
        position,
        label: hint.label,
        tooltip: hint.tooltip,
        paddingLeft: true,
        textEdits: hint.edits().map((edit) => toEdit(document, edit)),
      }));
  });
  connection.onHover(({ textDocument, position }) => {
    const found = open.at(textDocument.uri, position, language.hover);
    return found ? { contents: markdown(found.markdown), range: toRange(found.range) } : null;
  });
  connection.onDocumentSymbol(({ textDocument }) => {
    const found = open.ask(textDocument.uri);
    return found ? language.symbols(found.context).map(toSymbol) : [];
  });
  connection.onFoldingRanges(({ textDocument }) => {
    const found = open.ask(textDocument.uri);
    const ranges = found ? language.folding(found.context) : [];
    return ranges.map(({ start, end }) => ({ startLine: start.line - 1, endLine: end.line - 1 }));
  });
  connection.onDocumentLinks(({ textDocument }) => {
    const found = open.ask(textDocument.uri);
    return (found ? language.links(found.context) : []).map(({ range, target, kind, tooltip }) => ({
      range: toRange(range),
      target: kind === 'web' ? target : new URL(target, textDocument.uri).href,
      tooltip,
    }));
  });
}

/** Completion, with documentation when an item is looked at; and fixes. @param snippets whether the client understands them */
export function serveWriting(connection: Connection, open: OpenDocuments, snippets: () => boolean): void {
  let offered: readonly language.Completion[] = [];
  connection.onCompletion(({ textDocument, position }): CompletionItem[] => {
    offered = open.at(textDocument.uri, position, language.completions) ?? [];
    return offered.map((one, index) => toCompletion(one, snippets(), index));
  });
  connection.onCompletionResolve((item): CompletionItem => {
    const text = offered[item.data as number]?.documentation?.();
    return text === undefined ? item : { ...item, documentation: markdown(text) };
  });
  connection.onCodeAction(({ textDocument, range, context: asked }) => {
    const found = open.ask(textDocument.uri);
    if (!found) return [];
    const place = { start: fromPosition(range.start), end: fromPosition(range.end) };
    const wants = (kind: language.CodeAction['kind']): boolean =>
      asked.only?.some((only) => ACTION_KINDS[kind] === only || ACTION_KINDS[kind].startsWith(`${only}.`)) ?? true;
    return language
      .codeActions(found.context, place, wants)
      .filter(({ run }) => run === undefined)
      .map((action) => toCodeAction(action, found.document, asked.diagnostics));
  });
}

const NOT_A_NAME = 'Names of deployments and of let can be renamed here.';

/** Names: where they are defined and used, and a new one for all places. */
export function serveNames(connection: Connection, open: OpenDocuments): void {
  connection.onDefinition(({ textDocument: { uri }, position }) => {
    const range = open.at(uri, position, language.definition);
    return range ? { uri, range: toRange(range) } : null;
  });
  connection.onReferences(({ textDocument: { uri }, position }) =>
    (open.at(uri, position, language.references) ?? []).map((range) => ({ uri, range: toRange(range) })),
  );
  connection.onPrepareRename(({ textDocument, position }) => {
    const name = open.at(textDocument.uri, position, language.nameAt);
    return name ? toRange(name.range) : null;
  });
  connection.onRenameRequest(({ textDocument: { uri }, position, newName }) => {
    const found = open.ask(uri);
    const result = open.at(uri, position, (context, offset) => language.rename(context, offset, newName));
    if (!found || result === undefined) throw new ResponseError(ErrorCodes.InvalidRequest, NOT_A_NAME);
    if (!result.ok) throw new ResponseError(ErrorCodes.InvalidParams, result.message);
    return { changes: { [uri]: result.edits.map((edit) => toEdit(found.document, edit)) } };
  });
}
