/**
 * What the parts of the extension get from each other: evaluations by document version, the selected deployment,
 * and the few things that touch the editor. The panel, the tree and the commands know this face and no other part.
 */
import type * as vscode from 'vscode';
import type { Engine, Evaluation } from '../estimate/index.ts';
import type { ShownWorkload } from '../language/index.ts';
import type { EditOutcome } from '../panel/index.ts';
import type { Range } from '../quantity/index.ts';
import type { TextEdit } from '../workload/index.ts';

/** One document at one version with its answer. A snapshot: never changes, a newer one replaces it. */
export interface EvaluatedDocument {
  readonly uri: vscode.Uri;
  readonly version: number;
  readonly text: string;
  readonly evaluation: Evaluation;
  /** Its workloads as surfaces show them: with the last good figures where a line does not read. */
  readonly shown: readonly ShownWorkload[];
}

/** Which workload and deployment the user is at: follows the cursor, the lens clicked, the row selected in the panel. */
export interface Focus {
  readonly document: EvaluatedDocument;
  readonly workload: ShownWorkload;
  /** Undefined: the cursor stands outside any deployment; surfaces show the baseline or the first. */
  readonly deployment?: string;
}

export interface Evaluations {
  /** The newest finished evaluation of an open workload document. */
  of(uri: vscode.Uri): EvaluatedDocument | undefined;
  /** All open workload documents. */
  all(): readonly EvaluatedDocument[];
  /** Evaluates now if the newest finished one is older than the document; undefined where it is no workload. */
  current(document: vscode.TextDocument): Promise<EvaluatedDocument | undefined>;
  /** Fires with each finished evaluation (versions only grow), and with the URI alone when a document is closed or stops being one. */
  readonly onDidChange: vscode.Event<{ readonly uri: vscode.Uri; readonly document?: EvaluatedDocument }>;
}

export interface FocusSource {
  readonly current: Focus | undefined;
  /** Fires when the document, workload or deployment changes, and with every new evaluation of the focused document. */
  readonly onDidChange: vscode.Event<Focus | undefined>;
  /** Selects a deployment without moving the cursor. */
  select(uri: vscode.Uri, documentIndex: number, deployment: string | undefined): void;
}

export interface Services {
  readonly engine: Engine;
  readonly evaluations: Evaluations;
  readonly focus: FocusSource;
  readonly log: vscode.LogOutputChannel;
  /** Shows the place in an editor beside or in front, cursor at its start. Positions count from 1. */
  reveal(
    uri: vscode.Uri,
    range: Range,
    options?: { readonly preserveFocus?: boolean; readonly flash?: boolean },
  ): Promise<void>;
  /**
   * Applies edits computed on `version`; nothing changed unless `done`.
   * `review` shows the difference and asks before.
   */
  applyEdit(
    uri: vscode.Uri,
    version: number,
    edits: readonly TextEdit[],
    options?: { readonly label?: string; readonly review?: boolean },
  ): Promise<EditOutcome>;
  /** Opens the read-only "Show calculation" document of one number, such as `cost.perMillionTokens`. */
  showCalculation(uri: vscode.Uri, documentIndex: number, deployment: string, valuePath: string): Promise<void>;
}

/** What the panel gives back; the serializer of its tab is registered by `registerPanel` itself. */
export interface Panel extends vscode.Disposable {
  /** Fills the side panel view; the entry registers it, because it may be open before the workbench is loaded. */
  resolve(view: vscode.WebviewView): Promise<void>;
  /** Reveals the side panel view. */
  show(): Promise<void>;
  /** Opens the full report in an editor tab. */
  openReport(): Promise<void>;
}

/** Face of `panel/index.ts`: `export const registerPanel: RegisterPanel`. */
export type RegisterPanel = (context: vscode.ExtensionContext, services: Services) => Panel;
