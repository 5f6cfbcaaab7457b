/** Completion, all of it ours: Red Hat YAML, where it is installed, is told by schema/beside.schema.json that these files have an owner. */
import * as vscode from 'vscode';
import * as language from '../language/index.ts';
import { toRange } from './convert.ts';
import { ask, SELECTOR, type Providers } from './providers.ts';
import { inSlices } from '../panel/index.ts';
import { clock } from './clock.ts';

const KINDS = {
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.Value,
  snippet: vscode.CompletionItemKind.Snippet,
  unit: vscode.CompletionItemKind.Unit,
  variable: vscode.CompletionItemKind.Variable,
} as const;

class Item extends vscode.CompletionItem {
  readonly source: language.Completion;
  constructor(source: language.Completion) {
    // The detail is shown of the selected entry alone; a description stands in every line.
    super(
      source.aside === undefined ? source.label : { label: source.label, description: source.aside },
      KINDS[source.kind],
    );
    this.source = source;
    this.range = toRange(source.range);
    this.insertText = source.snippet ? new vscode.SnippetString(source.insertText) : source.insertText;
    this.filterText = source.label;
    if (source.detail !== undefined) this.detail = source.detail;
    if (source.sortText !== undefined) this.sortText = source.sortText;
    if (source.asks) this.command = SUGGEST_AGAIN;
  }
}

const SUGGEST_AGAIN: vscode.Command = { command: 'editor.action.triggerSuggest', title: '' };

export function registerCompletion(providers: Providers): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    SELECTOR,
    {
      async provideCompletionItems(document, position, token) {
        const context = await ask(providers, document);
        if (context === undefined || token.isCancellationRequested) return [];
        const slices = language.completionSlices(context, document.offsetAt(position));
        const found = await inSlices(slices, clock, () => token.isCancellationRequested);
        return found?.map((one) => new Item(one)) ?? [];
      },
      resolveCompletionItem(item) {
        const text = item instanceof Item ? item.source.documentation?.() : undefined;
        if (text !== undefined) item.documentation = new vscode.MarkdownString(text);
        return item;
      },
    },
    ':',
    ' ',
    '{',
    ',',
  );
}
