/** Read-only documents: "Show calculation" of one number, and "Compare with HEAD". Their text is made anew when their source changes. */
import * as vscode from 'vscode';
import * as language from '../language/index.ts';
import type { CommittedVersions } from './committed.ts';
import { SCHEME } from './contributions.ts';
import { baseName } from './convert.ts';
import type { ContextOf } from './providers.ts';
import { fileNameOf, type EvaluationStore } from './evaluationStore.ts';

/** What the documents are made of. */
interface Sources {
  readonly store: EvaluationStore;
  readonly committed: CommittedVersions;
  readonly contextOf: ContextOf;
  /** The pages of problems stand below it. */
  readonly extensionUri: vscode.Uri;
}

interface Query {
  /** Code of a problem whose page is shown; of no file. */
  readonly problem?: string;
  readonly source: string;
  readonly documentIndex?: number;
  readonly deployment?: string;
  readonly value?: string;
}

/** Documents that follow their source; older ones keep the text they had. */
const KEPT = 20;

export class VirtualDocuments implements vscode.Disposable {
  readonly #open = new Map<string, Query>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscription: vscode.Disposable;
  readonly #store: EvaluationStore;
  readonly #committed: CommittedVersions;
  readonly #contextOf: ContextOf;
  readonly #extensionUri: vscode.Uri;

  constructor({ store, committed, contextOf, extensionUri }: Sources) {
    this.#store = store;
    this.#committed = committed;
    this.#contextOf = contextOf;
    this.#extensionUri = extensionUri;
    this.#subscription = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: (uri) => this.#text(uri),
      }),
      store.onDidChange(({ uri }) => this.#refresh(uri)),
    );
  }

  async showCalculation(source: vscode.Uri, documentIndex: number, deployment: string, value: string): Promise<void> {
    await this.#show(`${deployment} ${value}.md`, { source: source.toString(), documentIndex, deployment, value });
  }

  async compareWithHead(source: vscode.Uri): Promise<void> {
    if (this.#committed.textOf(source) === undefined) return void vscode.window.showInformationMessage(noCommit());
    const name = baseName(source);
    await this.#show(`${name} against HEAD.md`, { source: source.toString() });
  }

  /** The page of a problem, in the language of the editor; read-only, as it is part of the extension. */
  async showProblem(code: string): Promise<void> {
    await this.#show(`${code}.md`, { source: '', problem: code });
  }

  async #show(title: string, query: Query): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title}`, query: JSON.stringify(query) });
    // The one just asked for is the last to go.
    this.#open.delete(uri.toString());
    this.#open.set(uri.toString(), query);
    if (this.#open.size > KEPT) this.#open.delete(this.#open.keys().next().value ?? '');
    const document = await vscode.workspace.openTextDocument(uri);
    if (await shownRendered(uri)) return;
    await vscode.window.showTextDocument(document, {
      preview: true,
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
    });
  }

  #text(uri: vscode.Uri): string | Promise<string> {
    const query = JSON.parse(uri.query) as Query;
    if (query.problem !== undefined) return problemText(this.#extensionUri, query.problem);
    const source = vscode.Uri.parse(query.source);
    const document = this.#store.of(source);
    if (document === undefined) return vscode.l10n.t('The workload is not open any more.');
    const context = this.#contextOf(document);
    if (query.deployment !== undefined && query.value !== undefined)
      return language.calculation(context, query.documentIndex ?? 0, query.deployment, query.value);
    const before = this.#committed.textOf(source);
    if (before === undefined) return noCommit();
    return language.comparison(context, context.engine.diff(before, document.text, { fileName: fileNameOf(source) }));
  }

  /** A rendered document whose text nobody holds open any more hears of no change: it is opened and rendered again. */
  #refresh(source: vscode.Uri): void {
    const held = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    for (const [key, query] of this.#open) {
      if (query.source !== source.toString()) continue;
      const uri = vscode.Uri.parse(key);
      if (held.has(key)) this.#changed.fire(uri);
      else if (isRendered(uri))
        void vscode.workspace
          .openTextDocument(uri)
          .then(() => vscode.commands.executeCommand('markdown.preview.refresh'));
    }
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

async function problemText(extensionUri: vscode.Uri, code: string): Promise<string> {
  for (const page of language.problemPages(code, vscode.env.language)) {
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, page)));
    } catch {
      // No page in this language: the next one is English.
    }
  }
  return '';
}

function noCommit(): string {
  return vscode.workspace.isTrusted
    ? vscode.l10n.t('There is no committed version of this file: git is off, or the file is new.')
    : vscode.l10n.t('Git is off in Restricted Mode. Trust this workspace to compare with HEAD.');
}

/** Beside the editor, as VS Code renders Markdown: tables aligned, links to click. False where its extension is switched off. */
async function shownRendered(uri: vscode.Uri): Promise<boolean> {
  if (vscode.extensions.getExtension('vscode.markdown-language-features') === undefined) return false;
  await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
  return true;
}

function isRendered(uri: vscode.Uri): boolean {
  const name = uri.path.slice(1);
  return vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.endsWith(name)));
}
