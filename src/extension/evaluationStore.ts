/**
 * Evaluations of the open workload documents, by version.
 *
 * Typing is debounced; a provider that asks earlier gets the answer of the present text as soon as it is there, so no surface
 * ever shows positions of another version. A long text is answered in slices, so that the host answers others in between, and
 * given up for a newer one. A snapshot never changes.
 */
import * as vscode from 'vscode';
import type { Engine } from '../estimate/index.ts';
import { LastGood } from '../language/index.ts';
import { inSlices } from '../panel/index.ts';
import { clock } from './clock.ts';
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

/** An evaluation on its way. */
interface Run {
  readonly source: vscode.TextDocument;
  readonly version: number;
  readonly answer: Promise<EvaluatedDocument | undefined>;
}

export class EvaluationStore implements Evaluations, vscode.Disposable {
  readonly #engine: (uri: vscode.Uri) => Engine;
  readonly #options: StoreOptions;
  readonly #documents = new Map<string, Entry>();
  readonly #runs = new Map<string, Run>();
  readonly #lastGood = new LastGood();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #changed = new vscode.EventEmitter<{ readonly uri: vscode.Uri; readonly document?: EvaluatedDocument }>();
  readonly #subscriptions: vscode.Disposable[];
  readonly onDidChange = this.#changed.event;
  /** Time of the last evaluation, the pauses between its slices included, ms: shown in the diagnostics report. */
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
    const key = document.uri.toString();
    const known = this.#documents.get(key);
    if (known?.source === document && known.result.version === document.version) return Promise.resolve(known.result);
    const running = this.#runs.get(key);
    if (running?.source === document && running.version === document.version) return running.answer;
    const { version } = document;
    const answer = this.#evaluate(document, () => this.#runs.get(key)?.answer === answer && !document.isClosed);
    this.#runs.set(key, { source: document, version, answer });
    return answer;
  }

  /** What lenses and diagnostics are drawn from: the present text, or with `onSave` the saved one. */
  async shown(document: vscode.TextDocument): Promise<EvaluatedDocument | undefined> {
    const known = this.of(document.uri);
    return known !== undefined && this.#options.update() === 'onSave' && document.isDirty
      ? known
      : this.current(document);
  }

  /** After the tables, the date or a referenced file changed. */
  refresh(): void {
    this.#documents.clear();
    this.#runs.clear();
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
        if (!document.isClosed) void this.current(document);
      }, delay),
    );
  }

  /** @param wanted false as soon as a newer text is asked for, or the document is closed */
  async #evaluate(document: vscode.TextDocument, wanted: () => boolean): Promise<EvaluatedDocument | undefined> {
    if (document.languageId !== 'yaml' || document.isClosed) return undefined;
    const { uri, version } = document;
    const key = uri.toString();
    const text = document.getText();
    if (detect(document.fileName, text).kind !== 'workload') {
      this.#forget(uri);
      return undefined;
    }
    // Whoever asked is on the stack: they get their promise before the engine begins.
    await Promise.resolve();
    const started = performance.now();
    const givenUp = (): boolean => document.version !== version || !wanted();
    try {
      const slices = this.#engine(uri).evaluateTextSlices(text, { fileName: fileNameOf(uri) });
      const evaluation = await inSlices(slices, clock, givenUp);
      if (evaluation === undefined || givenUp()) return document.isClosed ? undefined : await this.current(document);
      const result = { uri, version, text, evaluation, shown: this.#lastGood.of(key, evaluation) };
      this.lastMilliseconds = performance.now() - started;
      this.#documents.set(key, { source: document, result });
      this.#options.log.debug(`${uri.path} v${version}: ${this.lastMilliseconds.toFixed(1)} ms`);
      this.#changed.fire({ uri, document: result });
      return result;
    } catch (error) {
      // An engine that throws is a defect of ours: it is logged with its stack and the last answer stays.
      this.#options.log.error(error instanceof Error ? error : String(error));
      return this.of(uri);
    } finally {
      if (wanted()) this.#runs.delete(key);
    }
  }

  #forget(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#runs.delete(key);
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
