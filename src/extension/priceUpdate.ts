/** "Update prices": asks before it goes out, shows what changes before it writes, and keeps the old tables on any failure. */
import * as vscode from 'vscode';
import type { UpdateOptions, UpdateResult, World } from '../catalog/sources/index.ts';
import { updateText } from '../report/index.ts';
import type { Engine } from '../estimate/index.ts';
import { updateWithConsent } from '../panel/index.ts';

export interface PriceUpdate {
  readonly engine: Engine;
  /** Folder of the refreshed layer. */
  readonly folder: vscode.Uri;
  /** Reads the tables again. */
  readonly reload: () => Promise<void>;
}

export async function updatePriceTables({ engine, folder, reload }: PriceUpdate): Promise<void> {
  if (inBrowser()) {
    const reason = vscode.l10n.t(
      'Price feeds do not answer web pages of other sites. Run inference-tco prices update, or this command in VS Code for desktop.',
    );
    return void vscode.window.showInformationMessage(reason);
  }
  const { PRICE_SOURCES, updatePrices } = await import('../catalog/sources/index.ts');
  const sources = PRICE_SOURCES.filter(({ heavy }) => !heavy);
  const hosts = [...new Set(sources.flatMap((source) => source.urls().map((url) => new URL(url).host)))];
  const outcome = await updateWithConsent({
    mayRead: async () => {
      const go = vscode.l10n.t('Read prices');
      const question = vscode.l10n.t('Read current prices from public sources?');
      const detail = vscode.l10n.t('Over https from {0}. Nothing of yours is sent.', hosts.join(', '));
      return (await vscode.window.showInformationMessage(question, { modal: true, detail }, go)) === go;
    },
    read: () => readWithProgress((options) => updatePrices(sources, engine.catalog, network(), options), engine.asOf),
    show: async (result) => {
      const content = updateText(result);
      const shown = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
      await vscode.window.showTextDocument(shown, { preview: true });
    },
    mayWrite: async ({ changes }) => {
      const write = vscode.l10n.t('Use these prices');
      const question = vscode.l10n.t('{0} prices change.', changes.length);
      return (await vscode.window.showInformationMessage(question, write)) === write;
    },
    write: (result) => writeTables(folder, result),
  });
  if (outcome === 'nothing')
    return void vscode.window.showInformationMessage(vscode.l10n.t('No source answered. The tables are as they were.'));
  if (outcome === 'same')
    return void vscode.window.showInformationMessage(vscode.l10n.t('The prices are as they were.'));
  if (outcome === 'written') await reload();
}

function readWithProgress(read: (options: UpdateOptions) => Promise<UpdateResult>, today: string) {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Reading prices'), cancellable: true },
    (progress, token) => {
      const cancel = new AbortController();
      token.onCancellationRequested(() => cancel.abort());
      return read({
        today,
        signal: cancel.signal,
        onProgress: ({ source, step, of }) =>
          progress.report({ message: `${source}: ${step}`, increment: step === 'done' ? 100 / of : 0 }),
      });
    },
  );
}

/** Whole files, each beside its target under a name of this window alone, and then moved: no reader sees half a table, no other window's. */
async function writeTables(folder: vscode.Uri, { files }: UpdateResult): Promise<void> {
  const { fs } = vscode.workspace;
  for (const { path, text } of files) {
    const target = vscode.Uri.joinPath(folder, path);
    const part = target.with({ path: `${target.path}.${crypto.randomUUID()}.part` });
    await fs.createDirectory(vscode.Uri.joinPath(target, '..'));
    try {
      await fs.writeFile(part, new TextEncoder().encode(text));
      await fs.rename(part, target, { overwrite: true });
    } catch (error) {
      await Promise.resolve(fs.delete(part)).catch(() => undefined);
      throw error;
    }
  }
}

function network(): World {
  return {
    fetch: (url, init) => fetch(url, init),
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        signal?.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      }),
  };
}

function inBrowser(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Web && vscode.env.remoteName === undefined;
}
