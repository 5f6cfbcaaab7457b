/** The committed version (HEAD) of open workloads, through the API of the built-in git extension. Without git: nothing, silently. */
import * as vscode from 'vscode';
import type { Engine, Evaluation } from '../estimate/index.ts';
import { inSlices } from '../panel/index.ts';
import { clock } from './clock.ts';
import { fileNameOf, type EvaluationStore } from './evaluationStore.ts';

/** The few members of the git extension's API that are used here. */
interface GitRepository {
  readonly state: {
    readonly HEAD?: { readonly commit?: string } | undefined;
    readonly onDidChange: vscode.Event<void>;
  };
  show(ref: string, path: string): Promise<string>;
}
interface GitApi {
  getRepository(uri: vscode.Uri): GitRepository | null;
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
}
interface GitExtension {
  getAPI(version: 1): GitApi;
}

interface Entry {
  readonly commit: string;
  readonly text?: string;
  /** Of the text, by the engine that has the present prices: an edit is not blamed for what a table changed. */
  answer?: { readonly engine: Engine; readonly evaluation: Evaluation };
  /** The engine that is answering. */
  asked?: Engine;
}

export class CommittedVersions implements vscode.Disposable {
  readonly #engine: (uri: vscode.Uri) => Engine;
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [this.#changed];
  readonly #watched = new Set<GitRepository>();
  readonly #store: EvaluationStore;
  #git: GitApi | undefined;
  #connecting: Promise<void> | undefined;
  readonly onDidChange = this.#changed.event;

  constructor(engine: (uri: vscode.Uri) => Engine, store: EvaluationStore) {
    this.#engine = engine;
    this.#store = store;
    const connect = (): void => {
      this.#connecting ??= this.#connect().finally(() => {
        this.#connecting = undefined;
        this.#lookAtAll();
      });
    };
    this.#subscriptions.push(
      store.onDidChange(({ uri, document }) => document && void this.#look(uri)),
      // In Restricted Mode git is not there yet: it comes when the workspace is trusted.
      vscode.extensions.onDidChange(() => this.#git === undefined && connect()),
    );
    connect();
  }

  /** The committed version as far as it is known now. */
  of(uri: vscode.Uri): Evaluation | undefined {
    const entry = this.#entries.get(uri.toString());
    if (entry?.text === undefined) return undefined;
    const engine = this.#engine(uri);
    if (entry.answer?.engine !== engine) void this.#answer(uri, entry, entry.text, engine);
    return entry.answer?.engine === engine ? entry.answer.evaluation : undefined;
  }

  /** In slices; whoever asked is told by the event. */
  async #answer(uri: vscode.Uri, entry: Entry, text: string, engine: Engine): Promise<void> {
    if (entry.asked === engine) return;
    entry.asked = engine;
    const replaced = (): boolean => this.#entries.get(uri.toString()) !== entry || entry.asked !== engine;
    const slices = engine.evaluateTextSlices(text, { fileName: fileNameOf(uri) });
    const evaluation = await inSlices(slices, clock, replaced);
    if (evaluation === undefined || replaced()) return;
    entry.answer = { engine, evaluation };
    this.#changed.fire();
  }

  textOf(uri: vscode.Uri): string | undefined {
    return this.#entries.get(uri.toString())?.text;
  }

  async #connect(): Promise<void> {
    const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
    if (extension === undefined) return;
    try {
      this.#git = (extension.isActive ? extension.exports : await extension.activate()).getAPI(1);
      this.#subscriptions.push(
        this.#git.onDidOpenRepository(() => vscode.workspace.textDocuments.forEach(({ uri }) => void this.#look(uri))),
      );
    } catch {
      // git.enabled is off: there is no committed version to compare with.
      this.#git = undefined;
    }
  }

  async #look(uri: vscode.Uri): Promise<void> {
    const repository =
      uri.scheme === 'file' || uri.scheme === 'vscode-remote' ? this.#git?.getRepository(uri) : undefined;
    const commit = repository?.state.HEAD?.commit;
    if (!repository) return;
    this.#watch(repository);
    const key = uri.toString();
    if (commit === undefined || this.#entries.get(key)?.commit === commit) return;
    this.#entries.set(key, { commit });
    const text = await repository.show(commit, uri.fsPath).catch(() => undefined);
    if (this.#entries.get(key)?.commit !== commit) return;
    // A file that the commit does not have is one without a committed version.
    this.#entries.set(key, text === undefined ? { commit } : { commit, text });
    this.#changed.fire();
  }

  #lookAtAll(): void {
    for (const { uri } of this.#store.all()) void this.#look(uri);
  }

  #watch(repository: GitRepository): void {
    if (this.#watched.has(repository)) return;
    this.#watched.add(repository);
    this.#subscriptions.push(repository.state.onDidChange(() => this.#lookAtAll()));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
