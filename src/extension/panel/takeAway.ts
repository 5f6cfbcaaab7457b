/** What the person takes along: a report file, a table, Markdown for a pull request. */
import * as vscode from 'vscode';
import type { Derivation } from '../../quantity/index.ts';
import type { Exported } from '../../panel/index.ts';
import type { ExportFormat } from '../../panel/protocol.ts';
import { baseName } from '../convert.ts';
import { words } from '../words.ts';

/** Report modules are loaded when asked for: most sessions never are. */
export async function exportAs(format: ExportFormat, what: Exported): Promise<void> {
  const report = await import('../../report/index.ts');
  const { estimate, locale } = what;
  if (format === 'copy') {
    await vscode.env.clipboard.writeText(report.estimateMarkdown([estimate], locale));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied as Markdown'), 4000);
    return;
  }
  const text =
    format === 'html'
      ? report.htmlReport({
          workloads: [
            {
              estimate,
              charts: what.charts,
              explain: what.explain,
              ...(what.selected === undefined ? {} : { selected: what.selected }),
            },
          ],
          asOf: what.asOf,
          tables: what.tables,
          ...words(),
        })
      : format === 'csv'
        ? report.estimateCsv([estimate])
        : report.estimateMarkdown([estimate], locale);
  await save(text, vscode.Uri.parse(what.uri), estimate.name, format === 'markdown' ? 'md' : format);
}

/** One calculation for a pull request or a chat: its tree as text, under the number it ends in. */
export async function copyDerivation(derivation: Derivation, of: string, path: string): Promise<void> {
  const { derivationMarkdown } = await import('../../report/index.ts');
  await vscode.env.clipboard.writeText(derivationMarkdown(derivation, of, path, vscode.env.language));
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied as Markdown'), 4000);
}

async function save(text: string, document: vscode.Uri, name: string, extension: string): Promise<void> {
  const file = `${name.replace(/[^\w.-]+/g, '-')}.${extension}`;
  const folder =
    document.scheme === 'untitled' ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.joinPath(document, '..');
  const target = await vscode.window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, file) }),
    filters: { [extension.toUpperCase()]: [extension] },
  });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const open = vscode.l10n.t('Open');
  const answer = await vscode.window.showInformationMessage(vscode.l10n.t('Saved {0}', baseName(target)), open);
  if (answer === open) await vscode.env.openExternal(target);
}
