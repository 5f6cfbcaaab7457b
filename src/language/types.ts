/** What language features take and give: plain data, positions from 1, nothing of an editor in it. */
import type { Engine, EvaluatedWorkload, Evaluation, Problem } from '../estimate/index.ts';
import type { Range, Localization } from '../quantity/index.ts';
import type { TextEdit } from '../workload/index.ts';

/** How figures stand to the text: see standing.ts. */
export type Standing =
  | { readonly kind: 'fresh'; readonly problem?: undefined }
  | { readonly kind: 'last-good' | 'partial'; readonly problem: Problem }
  | { readonly kind: 'none'; readonly problem?: Problem };

/** A workload as surfaces show it: the last good figures where the text does not read, and the problems of the present text. */
export interface ShownWorkload extends EvaluatedWorkload {
  /** The present text alone: what it says and where, whatever the figures are of. */
  readonly present: EvaluatedWorkload;
  /** Of the workload as a whole: what stands in its own lines, outside of deployments. */
  readonly standing: Standing;
  standingOf(deployment: string): Standing;
  /** The evaluation that the figures of a deployment are of: the present one or an earlier one. */
  sourceOf(deployment: string): EvaluatedWorkload;
}

/** Everything a feature may look at. `evaluation` is of exactly the text that positions refer to. */
export interface LanguageContext extends Localization {
  readonly engine: Engine;
  readonly evaluation: Evaluation;
  /** URI of the document, for links; and its name, as the engine was told. */
  readonly uri: string;
  readonly fileName: string;
  /** The workloads with the last good figures where a line does not read; absent where no text came before. */
  readonly shown?: readonly ShownWorkload[];
  /** Lines of the user's own price tables that cannot be read: the figures are without them. */
  readonly unreadPrices?: number;
  /** The committed version, for the change shown in lenses. */
  readonly committed?: Evaluation;
}

/** A click: which deployment to show, or which number to explain. The host turns it into a command. */
export type Action =
  | { readonly kind: 'focus'; readonly documentIndex: number; readonly deployment?: string }
  /** To the templates. */
  | { readonly kind: 'template' }
  /** To a line that does not read. */
  | { readonly kind: 'reveal'; readonly range: Range }
  | { readonly kind: 'explain'; readonly documentIndex: number; readonly deployment: string; readonly value: string };

export interface Lens {
  readonly range: Range;
  readonly title: string;
  readonly tooltip: string;
  readonly action: Exclude<Action, { kind: 'explain' }>;
}

export interface InlayHint {
  readonly position: { readonly line: number; readonly column: number };
  readonly label: string;
  readonly tooltip: string;
  /** What a double-click writes; made when asked for, since each is an edit of the YAML tree. */
  readonly edits: () => readonly TextEdit[];
}

export interface Hover {
  readonly range: Range;
  /** Markdown; user text is escaped; `command:` links only of {@link HOVER_COMMAND}. */
  readonly markdown: string;
}

export interface CodeAction {
  readonly title: string;
  readonly kind: 'quickfix' | 'refactor.rewrite' | 'source.fixAll';
  readonly edits: readonly TextEdit[];
  /** The one fix to take without thinking; at most one per problem. */
  readonly preferred?: true;
  /** Why the action cannot be taken as it is; then `edits` is empty. */
  readonly disabled?: string;
  /** A command of the host in place of edits; a host that has none leaves the action out. */
  readonly run?: 'updatePrices';
  /** Code of the problem it settles, with its place. */
  readonly problem?: { readonly code: string; readonly range: Range };
}

export type CompletionKind = 'key' | 'value' | 'snippet' | 'unit' | 'variable';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  /** Short, beside the label in every line of the list: the cost. */
  readonly aside?: string;
  readonly sortText?: string;
  /** Snippet syntax where `snippet` is set. */
  readonly insertText: string;
  readonly snippet?: true;
  /** The list of values is to open behind it. */
  readonly asks?: true;
  /** What it replaces. */
  readonly range: Range;
  /** For the lazy documentation. */
  readonly documentation?: () => string | undefined;
}

export interface SymbolNode {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'workload' | 'section' | 'deployment' | 'pool' | 'variable';
  readonly range: Range;
  readonly selection: Range;
  readonly children: readonly SymbolNode[];
}

/** `target`: a web address, or a path relative to the document. */
export interface Link {
  readonly range: Range;
  readonly target: string;
  readonly kind: 'web' | 'file';
  readonly tooltip: string;
}
