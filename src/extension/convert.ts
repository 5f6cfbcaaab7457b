/** From the language service's plain data to the editor's classes and back. Positions count from 1 there, from 0 here. */
import * as vscode from 'vscode';
import type { Position, Range } from '../quantity/index.ts';
import type { TextEdit } from '../workload/index.ts';

export function toPosition(position: Position): vscode.Position {
  return new vscode.Position(Math.max(0, position.line - 1), Math.max(0, position.column - 1));
}

export function toRange(range: Range): vscode.Range {
  return new vscode.Range(toPosition(range.start), toPosition(range.end));
}

export function fromPosition(position: vscode.Position): Position {
  return { line: position.line + 1, column: position.character + 1 };
}

/** Name of a file without its folders. */
export function baseName({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Offsets of `edits` are of the document's current text. */
export function toWorkspaceEdit(
  document: vscode.TextDocument,
  edits: readonly TextEdit[],
  metadata?: vscode.WorkspaceEditEntryMetadata,
): vscode.WorkspaceEdit {
  const result = new vscode.WorkspaceEdit();
  for (const edit of edits) result.replace(document.uri, toEditRange(document, edit), edit.newText, metadata);
  return result;
}

export function toEditRange(document: vscode.TextDocument, edit: TextEdit): vscode.Range {
  return new vscode.Range(document.positionAt(edit.start), document.positionAt(edit.end));
}
