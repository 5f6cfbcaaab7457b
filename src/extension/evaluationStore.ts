/**
 * Evaluations of the open workload documents, by version.
 *
 * Typing is debounced; a provider that asks earlier gets the answer of the present text at once (the engine takes
 * milliseconds), so no surface ever shows positions of another version. A snapshot never changes.
 */
import * as vscode from 'vscode';
import type { Engine } from '../estimate/index.ts';
import { LastGood } from '../language/index.ts';
import { detect } from './detect.ts';
import type { EvaluatedDocument, Evaluations } from './services.ts';

const DEBOUNCE_MS = 120;

export interface StoreOptions {
  readonly log: vscode.LogOutputChannel;
  /** `onSave`: typing does not evaluate; asking (hover, completion) does. */
  readonly update: () => 'onType' | 'onSave';
}

interface Entry {
  /** The name of an untitled file is used again after it is closed: version and URI alone do not tell two documents apart. */
  readonly source: vscode.TextDocument;
  readonly result: EvaluatedDocument;
}

export class EvaluationStore implements Evaluations, vscode.Disposable {
  readonly #engine: (uri: vscode.Uri) => Engine;
  readonly #options: StoreOptions;
  readonly #documents = new Map<string, Entry>();
  readonly #lastGood = new LastGood();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #changed = new vscode.EventEmitter<{ readonly uri: vscode.Uri; readonly document?: EvaluatedDocument }>();
  readonly #subscriptions: vscode.Disposable[];
  readonly onDidChange = this.#changed.event;
  /** Engine time of the last evaluation, ms: shown in the diagnostics report. */
  lastMilliseconds = 0;

  constructor(engine: (uri: vscode.Uri) => Engine, options: StoreOptions) {
    this.#engine = engine;
    this.#options = options;
    this.#subscriptions = [
      vscode.workspace.onDidOpenTextDocument((document) => this.#schedule(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (options.update() === 'onType' || !this.#documents.has(document.uri.toString()))
          this.#schedule(document, DEBOUNCE_MS);
      }),
      vscode.workspace.onDidSaveTextDocument((document) => this.#schedule(document, 0)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document.uri)),
      this.#changed,
    ];
    for (const document of vscode.workspace.textDocuments) this.#schedule(document, 0);
  }

  of(uri: vscode.Uri): EvaluatedDocument | undefined {
    return this.#documents.get(uri.toString())?.result;
  }

  all(): readonly EvaluatedDocument[] {
    return [...this.#documents.values()].map(({ result }) => result);
  }

  current(document: vscode.TextDocument): Promise<EvaluatedDocument | undefined> {
    return Promise.resolve(this.now(document));
  }

  /** As `current`, for callers that may block for the milliseconds it takes. */
  now(document: vscode.TextDocument): EvaluatedDocument | undefined {
    const known = this.#documents.get(document.uri.toString());
    if (known?.source === document && known.result.version === document.version) return known.result;
    return this.#evaluate(document);
  }

  /** What lenses and diagnostics are drawn from: the present text, or with `onSave` the saved one. */
  shown(document: vscode.TextDocument): EvaluatedDocument | undefined {
    const known = this.of(document.uri);
    return known !== undefined && this.#options.update() === 'onSave' && document.isDirty ? known : this.now(document);
  }

  /** After the tables, the date or a referenced file changed. */
  refresh(): void {
    this.#documents.clear();
    for (const document of vscode.workspace.textDocuments) this.#schedule(document, 0);
  }

  #schedule(document: vscode.TextDocument, delay: number): void {
    if (document.languageId !== 'yaml' || document.uri.scheme === 'git') return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        if (!document.isClosed) this.now(document);
      }, delay),
    );
  }

  #evaluate(document: vscode.TextDocument): EvaluatedDocument | undefined {
    if (document.languageId !== 'yaml' || document.isClosed) return undefined;
    const text = document.getText();
    if (detect(document.fileName, text).kind !== 'workload') {
      this.#forget(document.uri);
      return undefined;
    }
    const started = performance.now();
    try {
      const evaluation = this.#engine(document.uri).evaluateText(text, { fileName: fileNameOf(document.uri) });
      const shown = this.#lastGood.of(document.uri.toString(), evaluation);
      const result: EvaluatedDocument = { uri: document.uri, version: document.version, text, evaluation, shown };
      this.lastMilliseconds = performance.now() - started;
      this.#documents.set(document.uri.toString(), { source: document, result });
      this.#options.log.debug(`${document.uri.path} v${document.version}: ${this.lastMilliseconds.toFixed(1)} ms`);
      this.#changed.fire({ uri: document.uri, document: result });
      return result;
    } catch (error) {
      // An engine that throws is a defect of ours: it is logged with its stack and the last answer stays.
      this.#options.log.error(error instanceof Error ? error : String(error));
      return this.of(document.uri);
    }
  }

  #forget(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#lastGood.forget(key);
    if (this.#documents.delete(key)) this.#changed.fire({ uri });
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

/** What the engine is told: the path alone, so that messages and JSON never carry a scheme or an authority. */
export function fileNameOf(uri: vscode.Uri): string {
  return uri.path;
}
