/**
 * What the panel and the extension host say to each other. Types only, and the guards of what comes from the webview.
 *
 * The host sends whole states, never differences, so a message lost while the panel was hidden costs nothing. The
 * panel sends intents; each is checked field by field in {@link fromWebview} before the host looks at it.
 */
import type { ChartData, ChartStep, Estimate } from '../estimate/index.ts';
import type { Derivation } from '../quantity/index.ts';
import { INPUTS, type LeverKey } from './inputs.ts';

/** Id of the data block of the page that holds the reader's words. */
export const MESSAGES_ID = 'messages';
/** Id of the data block that holds what the panel remembered before the window was reloaded. */
export const MEMORY_ID = 'memory';

/** Absolute values in SI, or the name of a choice; absent: as in the file. */
export type LeverValues = Readonly<Partial<Record<LeverKey, number | string>>>;

interface LeverBase {
  readonly key: LeverKey;
  /** English; the panel translates. */
  readonly label: string;
  /** The file says nothing about it: a default is in force. */
  readonly isDefault: boolean;
}

export interface AmountLever extends LeverBase {
  readonly kind: 'amount';
  /** As in the file, SI. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly scale: 'linear' | 'log';
  /** Value in the unit shown = SI × factor. */
  readonly factor: number;
  /** English; the panel translates. */
  readonly unit: string;
}

export interface ChoiceLever extends LeverBase {
  readonly kind: 'choice';
  readonly value: string;
  readonly options: readonly string[];
}

export type Lever = AmountLever | ChoiceLever;

/** As in `language/standing.ts`, with the line that does not read and the words for it, in the reader's language. */
export interface PanelStanding {
  readonly kind: 'last-good' | 'partial' | 'none';
  readonly line?: number;
  readonly words?: string;
}

/** Everything the panel shows of one workload at one version of its document. */
export interface PanelSnapshot {
  readonly kind: 'workload';
  readonly document: string;
  readonly file: string;
  readonly version: number;
  /** Differs where the text, the prices or a file it names changed: what was asked of an earlier one is asked again. */
  readonly evaluation: number;
  readonly documentIndex: number;
  readonly workloads: readonly { readonly index: number; readonly name: string }[];
  readonly locale: string;
  /** ISO date that prices are aged against. */
  readonly asOf: string;
  /** How old the prices are, in the reader's language: "Tables of …; oldest price used 131 days old". */
  readonly prices: string;
  readonly estimate: Estimate;
  readonly selected?: string;
  /** How the figures of the selected deployment stand to the text; absent: they are of the text as it is. */
  readonly standing?: PanelStanding;
  /** Deployments whose figures are not of the present text. */
  readonly unread?: readonly string[];
  readonly levers: readonly Lever[];
  /** Answer to the levers moved last; `request` tells the panel which. */
  readonly whatIf?: { readonly request: number; readonly values: LeverValues; readonly estimate: Estimate };
  readonly charts: ChartData;
  /** Charts are being recomputed; those in `charts` are of an earlier version. */
  readonly work?: Work;
}

/** What is being computed, and how far it is. */
export type Work = Omit<ChartStep, 'data'>;

export type PanelState =
  | PanelSnapshot
  | { readonly kind: 'loading'; readonly file: string }
  /** Nothing to show, and why. */
  | {
      readonly kind: 'idle';
      readonly reason: 'no-document' | 'unwritten' | 'not-a-workload' | 'too-large' | 'failed';
      readonly file?: string;
      readonly message?: string;
    };

export type ToWebview =
  | { readonly type: 'state'; readonly state: PanelState }
  /** The file says now what the levers said: they go back to rest. */
  | { readonly type: 'leversApplied' }
  | { readonly type: 'derivation'; readonly request: number; readonly derivation: Derivation | null };

export const EXPORT_FORMATS = ['html', 'markdown', 'csv', 'copy'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The only commands that the panel may ask for. */
export const PANEL_COMMANDS = ['openSample', 'newWorkload', 'showReport', 'showLog'] as const;
export type PanelCommand = (typeof PANEL_COMMANDS)[number];

/** What the person did to the panel; only the panel reads it. */
export type PanelMemory = Readonly<Record<string, unknown>>;

export type FromWebview =
  | { readonly type: 'ready' }
  | { readonly type: 'remember'; readonly state: PanelMemory }
  | { readonly type: 'select'; readonly deployment: string }
  | { readonly type: 'selectWorkload'; readonly index: number }
  | { readonly type: 'reveal'; readonly path: readonly string[] }
  | { readonly type: 'revealLine'; readonly line: number }
  | { readonly type: 'explain'; readonly request: number; readonly deployment: string; readonly path: string }
  | { readonly type: 'copyExplanation'; readonly deployment: string; readonly path: string }
  | { readonly type: 'openCalculation'; readonly deployment: string; readonly path: string }
  | { readonly type: 'levers'; readonly request: number; readonly values: LeverValues }
  | { readonly type: 'apply'; readonly values: LeverValues; readonly review: boolean }
  | { readonly type: 'add'; readonly name: string }
  /** Better options in any precision, or only in that of the file. */
  | { readonly type: 'precision'; readonly any: boolean }
  | { readonly type: 'cancel' }
  | { readonly type: 'export'; readonly format: ExportFormat }
  | { readonly type: 'command'; readonly command: PanelCommand };

const MAX_TEXT = 400;
const MAX_PATH = 12;
/** Characters of what the panel may have kept for it. */
const MAX_MEMORY = 8_000;

/** The message if it is one of ours in every field; undefined otherwise. Extra fields are dropped. */
export function fromWebview(data: unknown): FromWebview | undefined {
  if (!isRecord(data)) return undefined;
  switch (data['type']) {
    case 'ready':
      return { type: 'ready' };
    case 'cancel':
      return { type: 'cancel' };
    case 'remember': {
      const { state } = data;
      return isRecord(state) && JSON.stringify(state).length <= MAX_MEMORY ? { type: 'remember', state } : undefined;
    }
    case 'select':
      return isText(data['deployment']) ? { type: 'select', deployment: data['deployment'] } : undefined;
    case 'precision':
      return typeof data['any'] === 'boolean' ? { type: 'precision', any: data['any'] } : undefined;
    case 'add':
      return isText(data['name']) ? { type: 'add', name: data['name'] } : undefined;
    case 'selectWorkload':
      return isCount(data['index']) ? { type: 'selectWorkload', index: data['index'] } : undefined;
    case 'revealLine':
      return isCount(data['line']) ? { type: 'revealLine', line: data['line'] } : undefined;
    case 'reveal': {
      const path = data['path'];
      return Array.isArray(path) && path.length <= MAX_PATH && path.every(isText)
        ? { type: 'reveal', path }
        : undefined;
    }
    case 'explain': {
      const { request, deployment, path } = data;
      return isCount(request) && isText(deployment) && isText(path)
        ? { type: 'explain', request, deployment, path }
        : undefined;
    }
    case 'copyExplanation':
    case 'openCalculation': {
      const { type, deployment, path } = data;
      return isText(deployment) && isText(path) ? { type, deployment, path } : undefined;
    }
    case 'levers': {
      const values = leverValues(data['values']);
      return isCount(data['request']) && values !== undefined
        ? { type: 'levers', request: data['request'], values }
        : undefined;
    }
    case 'apply': {
      const values = leverValues(data['values']);
      return values === undefined ? undefined : { type: 'apply', values, review: data['review'] === true };
    }
    case 'export': {
      const format = EXPORT_FORMATS.find((one) => one === data['format']);
      return format === undefined ? undefined : { type: 'export', format };
    }
    case 'command': {
      const command = PANEL_COMMANDS.find((one) => one === data['command']);
      return command === undefined ? undefined : { type: 'command', command };
    }
    default:
      return undefined;
  }
}

/** Known keys with finite numbers or short texts; anything else refuses the whole. */
export function leverValues(data: unknown): LeverValues | undefined {
  if (!isRecord(data)) return undefined;
  const values: Partial<Record<LeverKey, number | string>> = {};
  for (const [name, value] of Object.entries(data)) {
    if (!Object.hasOwn(INPUTS, name)) return undefined;
    if (typeof value === 'number' ? !Number.isFinite(value) || value < 0 : !isText(value)) return undefined;
    values[name as LeverKey] = value as number | string;
  }
  return values;
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TEXT;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
