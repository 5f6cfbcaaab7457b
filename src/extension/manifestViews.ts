/**
 * Lenses, hovers, problems and definitions on files that a workload reads with `from`, and on no others. Workloads that are
 * not open count too: they are read from the disk once, and again when they or their files change.
 */
import * as vscode from 'vscode';
import type { Engine } from '../estimate/index.ts';
import * as language from '../language/index.ts';
import { INTERNAL_COMMANDS } from './contributions.ts';
import { toRange } from './convert.ts';
import { detect } from './detect.ts';
import { toDiagnostic } from './diagnosticsView.ts';
import { fileNameOf, type EvaluationStore } from './evaluationStore.ts';
import { EXCLUDED, READS, WORKLOADS } from './namedFiles.ts';
import { commandOf, type ContextOf } from './providers.ts';
import type { EvaluatedDocument } from './services.ts';
import { isOn, onDidChangeSettings } from './settings.ts';

/** Languages in which people keep what starts an engine. */
const SELECTOR: vscode.DocumentSelector = ['yaml', 'shellscript', 'json', 'jsonc', 'python', 'markdown'].map((one) => ({
  language: one,
}));

const SETTLE_MS = 150;
const MOST_WORKLOADS = 500;

export interface ManifestParts {
  readonly store: EvaluationStore;
  readonly contextOf: ContextOf;
  readonly engineOf: (uri: vscode.Uri) => Engine;
  readonly extensionUri: vscode.Uri;
  /** Fires when a file that a workload reads is there, or changed. */
  readonly onDidChangeFiles: vscode.Event<void>;
}

/** A workload that reads the file, seen from the file. */
interface Reader {
  readonly context: language.LanguageContext;
  readonly uri: vscode.Uri;
  readonly is: language.IsFile;
}

export class ManifestViews implements vscode.Disposable {
  readonly #parts: ManifestParts;
  readonly #closed = new Map<string, { readonly uri: vscode.Uri; readonly text: string }>();
  readonly #problems = vscode.languages.createDiagnosticCollection('inference-tco manifests');
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ManifestParts) {
    this.#parts = parts;
    const watcher = vscode.workspace.createFileSystemWatcher(WORKLOADS);
    const again = (): void => void this.#find().then(() => this.#soon());
    const soon = (): void => this.#soon();
    this.#subscriptions = [
      watcher,
      watcher.onDidChange(again),
      watcher.onDidCreate(again),
      watcher.onDidDelete(again),
      parts.store.onDidChange(soon),
      parts.onDidChangeFiles(soon),
      onDidChangeSettings((affects) => affects('manifests') && soon()),
      vscode.languages.registerCodeLensProvider(SELECTOR, {
        onDidChangeCodeLenses: this.#changed.event,
        provideCodeLenses: (document) => this.#lenses(document.uri),
      }),
      vscode.languages.registerHoverProvider(SELECTOR, {
        provideHover: (document, position) => this.#hover(document.uri, position),
      }),
      vscode.languages.registerDefinitionProvider(SELECTOR, {
        provideDefinition: (document, position) => this.#definition(document.uri, position),
      }),
      this.#problems,
      this.#changed,
    ];
    again();
  }

  /** Workloads of the folders that read another file, open or not. */
  async #find(): Promise<void> {
    this.#closed.clear();
    for (const uri of await vscode.workspace.findFiles(WORKLOADS, EXCLUDED, MOST_WORKLOADS)) {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      if (text.match(READS) !== null && detect(uri.path, text).kind === 'workload')
        this.#closed.set(uri.toString(), { uri, text });
    }
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#show();
      this.#changed.fire();
    }, SETTLE_MS);
  }

  #workloads(): readonly EvaluatedDocument[] {
    const open = this.#parts.store.all();
    const seen = new Set(open.map(({ uri }) => uri.toString()));
    const closed = [...this.#closed].flatMap(([key, { uri, text }]): readonly EvaluatedDocument[] => {
      if (seen.has(key)) return [];
      const evaluation = this.#parts.engineOf(uri).evaluateText(text, { fileName: fileNameOf(uri) });
      return [{ uri, version: 0, text, evaluation, shown: language.workloadsOf({ evaluation }) }];
    });
    return [...open, ...closed];
  }

  #readers(file: vscode.Uri): readonly Reader[] {
    if (!isOn('manifests')) return [];
    const wanted = file.toString();
    return this.#workloads().flatMap((document) => {
      const is = (path: string): boolean => placeOf(document.uri, path).toString() === wanted;
      if (!language.manifestFiles(document).some(is)) return [];
      return [{ context: this.#parts.contextOf(document), uri: document.uri, is }];
    });
  }

  #lenses(file: vscode.Uri): vscode.CodeLens[] {
    if (!isOn('codeLens')) return [];
    return this.#readers(file).flatMap(({ context, uri, is }) =>
      language.manifestLenses(context, is).map(
        ({ range, title, tooltip, action }) =>
          new vscode.CodeLens(toRange(range), {
            title,
            tooltip,
            ...commandOf(uri, action, true),
          }),
      ),
    );
  }

  #hover(file: vscode.Uri, { line }: vscode.Position): vscode.Hover | undefined {
    if (!isOn('hover')) return undefined;
    const texts = this.#readers(file).flatMap(({ context, is }) => language.manifestHover(context, is, line + 1) ?? []);
    if (texts.length === 0) return undefined;
    const text = new vscode.MarkdownString(texts.join('\n\n---\n\n'));
    text.isTrusted = { enabledCommands: [INTERNAL_COMMANDS.explain, INTERNAL_COMMANDS.focusDeployment] };
    return new vscode.Hover(text);
  }

  #definition(file: vscode.Uri, { line }: vscode.Position): vscode.Location[] {
    return this.#readers(file).flatMap(({ context, uri, is }) =>
      language.manifestReferences(context, is, line + 1).map((range) => new vscode.Location(uri, toRange(range))),
    );
  }

  #show(): void {
    this.#problems.clear();
    if (!isOn('manifests') || !isOn('diagnostics')) return;
    const files = new Map(
      this.#workloads().flatMap((document) =>
        language.manifestFiles(document).map((path) => {
          const uri = placeOf(document.uri, path);
          return [uri.toString(), uri] as const;
        }),
      ),
    );
    for (const uri of files.values()) {
      const found = this.#readers(uri).flatMap(({ context, is }) => language.manifestProblems(context, is));
      this.#problems.set(
        uri,
        found.map((problem) => toDiagnostic(problem)),
      );
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

const placeOf = (document: vscode.Uri, path: string): vscode.Uri => vscode.Uri.joinPath(document, '..', path);
