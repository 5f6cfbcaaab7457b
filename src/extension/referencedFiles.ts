/**
 * Files that a workload points at (`model: ./config.json`, `trace: requests.csv`), for an engine that cannot wait.
 *
 * The first question answers `pending` and starts the read; when the text is there the documents are evaluated again. Only
 * files of an open workspace folder are read, whatever `..` or symbolic links a path holds in its text.
 */
import * as vscode from 'vscode';
import type { FileAnswer } from '../estimate/index.ts';

const LARGEST_BYTES = 32 * 1024 * 1024;

export class ReferencedFiles implements vscode.Disposable {
  readonly #known = new Map<string, FileAnswer>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #watchers = new Map<string, vscode.Disposable>();
  readonly onDidChange = this.#changed.event;
  readonly #typing: vscode.Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param path relative to the document @param from the document's path, as the engine was told */
  readonly read = (path: string, from: string): FileAnswer => {
    const document = vscode.workspace.textDocuments.find((open) => open.uri.path === from);
    const base = document?.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri.with({ path: from });
    if (base === undefined || base.scheme === 'untitled') return { ok: false, reason: 'outside-workspace' };
    const target = vscode.Uri.joinPath(base, '..', path);
    if (vscode.workspace.getWorkspaceFolder(target) === undefined) return { ok: false, reason: 'outside-workspace' };
    const key = target.toString();
    const known = this.#known.get(key);
    if (known?.ok) return { ok: true, text: openText(key) ?? known.text };
    if (known !== undefined) return known;
    this.#known.set(key, { ok: false, reason: 'pending' });
    void this.#load(target, key);
    return { ok: false, reason: 'pending' };
  };

  constructor() {
    this.#typing = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (this.#known.has(document.uri.toString())) this.#soon();
    });
  }

  /** What is typed into a file that a workload reads is read as it stands, in the pauses. */
  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed.fire(), TYPING_MS);
  }

  async #load(target: vscode.Uri, key: string): Promise<void> {
    this.#known.set(key, await answer(target));
    this.#changed.fire();
    if (this.#watchers.has(key)) return;
    const folder = vscode.Uri.joinPath(target, '..');
    const name = target.path.slice(folder.path.length + 1);
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, name));
    const again = (): void => void this.#load(target, key);
    watcher.onDidChange(again);
    watcher.onDidCreate(again);
    watcher.onDidDelete(again);
    this.#watchers.set(key, watcher);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#typing.dispose();
    for (const watcher of this.#watchers.values()) watcher.dispose();
    this.#changed.dispose();
  }
}

const TYPING_MS = 150;

const openText = (key: string): string | undefined =>
  vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === key)?.getText();

async function answer(target: vscode.Uri): Promise<FileAnswer> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(target);
    if ((type & vscode.FileType.SymbolicLink) !== 0) return { ok: false, reason: 'outside-workspace' };
    if (size > LARGEST_BYTES) return { ok: false, reason: 'too-large' };
    return { ok: true, text: new TextDecoder().decode(await vscode.workspace.fs.readFile(target)) };
  } catch (error) {
    const missing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    return { ok: false, reason: missing ? 'missing' : 'unreadable' };
  }
}
