/** Which deployment the user is at: follows the cursor of the active editor, or what the panel and the lenses select. */
import * as vscode from 'vscode';
import { locate } from '../language/index.ts';
import type { EvaluationStore } from './evaluationStore.ts';
import { fromPosition } from './convert.ts';
import type { Focus, FocusSource } from './services.ts';

const FOLLOW_MS = 100;

export class CursorFocus implements FocusSource, vscode.Disposable {
  readonly #store: EvaluationStore;
  readonly #changed = new vscode.EventEmitter<Focus | undefined>();
  readonly #subscriptions: vscode.Disposable[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #place: { readonly uri: vscode.Uri; readonly index: number; readonly deployment?: string } | undefined;
  readonly onDidChange = this.#changed.event;

  constructor(store: EvaluationStore) {
    this.#store = store;
    this.#subscriptions = [
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#follow(textEditor, FOLLOW_MS)),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#follow(editor, 0)),
      store.onDidChange(({ uri, document }) => {
        if (this.#place === undefined) this.#follow(vscode.window.activeTextEditor, 0);
        else if (this.#place.uri.toString() === uri.toString()) {
          if (document === undefined) this.#place = undefined;
          this.#changed.fire(this.current);
        }
      }),
      this.#changed,
    ];
    this.#follow(vscode.window.activeTextEditor, 0);
  }

  get current(): Focus | undefined {
    const place = this.#place;
    const document = place && this.#store.of(place.uri);
    if (place === undefined || document === undefined) return undefined;
    const { shown } = document;
    const workload = shown.find((one) => one.document.index === place.index) ?? shown[0];
    if (workload === undefined) return undefined;
    const known = workload.estimate.deployments.some((one) => one.name === place.deployment);
    return { document, workload, ...(known && place.deployment !== undefined ? { deployment: place.deployment } : {}) };
  }

  select(uri: vscode.Uri, index: number, deployment: string | undefined): void {
    clearTimeout(this.#timer);
    this.#place = { uri, index, ...(deployment === undefined ? {} : { deployment }) };
    this.#changed.fire(this.current);
  }

  #follow(editor: vscode.TextEditor | undefined, delay: number): void {
    if (editor === undefined || editor.document.languageId !== 'yaml') return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const document = this.#store.of(editor.document.uri);
      if (document === undefined) return;
      const place = locate(document.evaluation, fromPosition(editor.selection.active));
      if (place === undefined) return;
      const before = this.#place;
      const same =
        before?.uri.toString() === document.uri.toString() &&
        before.index === place.index &&
        before.deployment === place.deployment;
      if (!same) this.select(document.uri, place.index, place.deployment);
    }, delay);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
