/** What the panel's service asks of the editor around it. VS Code's answers stand in extension/panel/host.ts. */
import type { DeploymentEstimate, Engine, Estimate, MeasuredTable, ChartData } from '../estimate/index.ts';
import type { Derivation, Localization, Range } from '../quantity/index.ts';
import type { TextEdit } from '../workload/index.ts';
import type { Focus } from './focus.ts';
import type { ExportFormat, PanelCommand, PanelMemory, ToWebview } from './protocol.ts';

/** Time of the host, so that tests have their own. */
export interface Clock {
  /** Milliseconds since any fixed moment. */
  now(): number;
  /** Runs `task` later. @returns a function that calls it off */
  after(milliseconds: number, task: () => void): () => void;
}

/** `changed`: the document is newer than the edits. `declined`: they were reviewed and not wanted. */
export type EditOutcome = 'done' | 'changed' | 'declined';

export interface EditOptions {
  /** What undo calls it. */
  readonly label: string;
  /** Shows the edits for review before they are made. */
  readonly review?: boolean;
}

/** What is exported: what the panel shows, a what-if included. */
export interface Exported {
  readonly uri: string;
  readonly estimate: Estimate;
  readonly charts: ChartData;
  readonly selected: DeploymentEstimate['name'] | undefined;
  readonly explain: (deployment: string, path: string) => Derivation | undefined;
  readonly asOf: string;
  /** Date of the tables. */
  readonly tables: string;
  readonly locale: string;
}

export interface PanelHost {
  readonly engine: Engine;
  readonly focus: Focus | undefined;
  readonly localization: Localization;
  readonly clock: Clock;
  /** Published runs; charts do without them where the file is missing. */
  readonly measured: MeasuredTable | undefined;
  post(message: ToWebview): void;
  /** Keeps what the panel remembers for the next window. */
  remember(state: PanelMemory): void;
  /** Moves the focus, not the cursor. */
  select(uri: string, documentIndex: number, deployment: string | undefined): void;
  /** Shows the place in an editor. Positions count from 1. */
  reveal(
    uri: string,
    range: Range,
    options?: { readonly preserveFocus?: boolean; readonly flash?: boolean },
  ): PromiseLike<void>;
  /** Applies edits computed on `version`; nothing changed unless `done`. */
  applyEdit(uri: string, version: number, edits: readonly TextEdit[], options: EditOptions): PromiseLike<EditOutcome>;
  /** Opens the whole calculation of one number as a document. */
  showCalculation(uri: string, documentIndex: number, deployment: string, path: string): PromiseLike<void>;
  copyDerivation(derivation: Derivation, of: string, path: string): PromiseLike<void>;
  exportAs(format: ExportFormat, what: Exported): PromiseLike<void>;
  run(command: PanelCommand): PromiseLike<void>;
  /** One sentence to the person, in their language. */
  inform(sentence: string): void;
  readonly log: { warn(sentence: string): void; error(error: unknown): void };
}
