/** The open documents, each version of them evaluated once. */
import { fileURLToPath } from 'node:url';
import { type Position, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Engine } from '../estimate/index.ts';
import { LastGood, type LanguageContext } from '../language/index.ts';
import { ENGLISH } from '../quantity/index.ts';

export interface Asked {
  readonly document: TextDocument;
  readonly context: LanguageContext;
}

export class OpenDocuments {
  readonly documents = new TextDocuments(TextDocument);
  readonly #engineFor: (folder: string | undefined) => Engine;
  readonly #versions = new Map<string, { readonly version: number; readonly context: LanguageContext }>();

  readonly #lastGood = new LastGood();

  constructor(engineFor: (folder: string | undefined) => Engine) {
    this.#engineFor = engineFor;
    this.documents.onDidClose(({ document: { uri } }) => {
      this.#versions.delete(uri);
      this.#lastGood.forget(uri);
    });
  }

  /** The present text with its answer; undefined where it is no workload, or closed. */
  ask(uri: string): Asked | undefined {
    const document = this.documents.get(uri);
    if (!document) return undefined;
    let known = this.#versions.get(uri);
    if (known?.version !== document.version) {
      known = { version: document.version, context: this.#contextOf(document) };
      this.#versions.set(uri, known);
    }
    const { workloads, problems } = known.context.evaluation;
    return workloads.length === 0 && problems.length === 0 ? undefined : { document, context: known.context };
  }

  /** @param answer of a feature that is asked at an offset */
  at<T>(uri: string, position: Position, answer: (context: LanguageContext, offset: number) => T): T | undefined {
    const found = this.ask(uri);
    return found && answer(found.context, found.document.offsetAt(position));
  }

  /** After tables or files on disk have changed. */
  forget(): void {
    this.#versions.clear();
  }

  #contextOf(document: TextDocument): LanguageContext {
    const { uri } = document;
    const engine = this.#engineFor(folderOf(uri));
    const fileName = pathOf(uri);
    const evaluation = engine.evaluateText(document.getText(), { fileName });
    return { ...ENGLISH, engine, evaluation, shown: this.#lastGood.of(uri, evaluation), uri, fileName };
  }
}

/** The path that messages name: of a document that is not a file, what its URI says. */
function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch {
    return decodeURIComponent(uri.replace(/^[\w+.-]+:(?:\/\/)?/, ''));
  }
}

function folderOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  const path = pathOf(uri);
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) || undefined;
}
