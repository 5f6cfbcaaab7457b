/**
 * Engines: one per workspace folder, since its `.inference-tco/pricing/` may hold its own prices. The shipped tables are read
 * once, through `workspace.fs`, so that the web host can too; overlays are read again when they change.
 */
import * as vscode from 'vscode';
import { createCatalog, readOverlay, type CatalogData, type OverlayTables } from '../catalog/index.ts';
import {
  createEngine,
  MEASUREMENT_FILE,
  MEASUREMENTS_FOLDER,
  measuredByYou,
  OFFER_REASONS,
  type Engine,
  type EngineOptions,
  type MeasuredFile,
  type OfferReason,
} from '../estimate/index.ts';
import type { Layer, Localization } from '../quantity/index.ts';
import { CONFIGURATION, SETTINGS } from './contributions.ts';
import { words } from './words.ts';
import { onDidChangeSettings, pricingDirectory } from './settings.ts';

const TABLES = ['dist', 'pricing.json'];
const OVERLAY = '.inference-tco/pricing';
const LARGEST_TABLE = 5_000_000;
const SETTLE_MS = 200;

export class Engines implements vscode.Disposable {
  readonly #data: CatalogData;
  readonly #context: vscode.ExtensionContext;
  readonly #readFile: NonNullable<EngineOptions['readFile']>;
  readonly #engines = new Map<string, Engine>();
  readonly #overlays = new Map<string, readonly OverlayTables[]>();
  /** By workspace folder, and of the folders that all share. */
  readonly #unread = new Map<string, number>();
  /** Results of the user's own runs, by workspace folder. */
  readonly #measured = new Map<string, readonly MeasuredFile[]>();
  readonly #problems = vscode.languages.createDiagnosticCollection('inference-tco prices');
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly onDidChange = this.#changed.event;

  private constructor(
    context: vscode.ExtensionContext,
    data: CatalogData,
    readFile: NonNullable<EngineOptions['readFile']>,
  ) {
    this.#context = context;
    this.#data = data;
    this.#readFile = readFile;
    const watcher = vscode.workspace.createFileSystemWatcher(`**/{${OVERLAY},${MEASUREMENTS_FOLDER}}/**`);
    const soon = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.reload(), SETTLE_MS);
    };
    this.#subscriptions = [
      watcher,
      watcher.onDidChange(soon),
      watcher.onDidCreate(soon),
      watcher.onDidDelete(soon),
      vscode.workspace.onDidChangeWorkspaceFolders(soon),
      onDidChangeSettings((affects) => (affects('pricingDirectory') || affects('include')) && soon()),
      this.#problems,
      this.#changed,
    ];
  }

  static async load(
    context: vscode.ExtensionContext,
    readFile: NonNullable<EngineOptions['readFile']>,
  ): Promise<Engines> {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, ...TABLES));
    const engines = new Engines(context, JSON.parse(new TextDecoder().decode(bytes)) as CatalogData, readFile);
    await engines.#readOverlays();
    return engines;
  }

  /** The engine of a document: that of its workspace folder, as of today. Programs are answered in English. */
  of(uri: vscode.Uri | undefined, spoken: Localization = words()): Engine {
    const folder = (uri && vscode.workspace.getWorkspaceFolder(uri)) ?? vscode.workspace.workspaceFolders?.[0];
    const key = folder?.uri.toString() ?? '';
    const spokenKey = `${spoken.locale} ${key}`;
    const known = this.#engines.get(spokenKey);
    const asOf = today();
    if (known?.asOf === asOf) return known;
    const catalog = createCatalog(this.#data, this.#overlays.get(key) ?? this.#overlays.get('') ?? []);
    const own = this.#measured.get(key) ?? [];
    const engine = createEngine({
      catalog,
      asOf,
      words: spoken,
      readFile: this.#readFile,
      include: includedOffers(),
      ...(own.length === 0 ? {} : { performance: measuredByYou(catalog, own).performance }),
    });
    this.#engines.set(spokenKey, engine);
    return engine;
  }

  /** Lines of the user's own tables that a document would use and that cannot be read. */
  unreadLines(uri: vscode.Uri): number {
    const folder = vscode.workspace.getWorkspaceFolder(uri) ?? vscode.workspace.workspaceFolders?.[0];
    return (this.#unread.get(folder?.uri.toString() ?? '') ?? 0) + (this.#unread.get('') ?? 0);
  }

  /** Reads the overlays again, for example after a refresh of the tables. */
  async reload(): Promise<void> {
    await this.#readOverlays();
    this.#engines.clear();
    this.#changed.fire();
  }

  async #readOverlays(): Promise<void> {
    this.#overlays.clear();
    this.#measured.clear();
    this.#problems.clear();
    this.#unread.clear();
    const shared = [
      ...(await this.#layer('setting', settingFolder(), '')),
      ...(await this.#layer('refreshed', vscode.Uri.joinPath(this.#context.globalStorageUri, 'pricing'), '')),
    ];
    this.#overlays.set('', shared);
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const own = vscode.Uri.joinPath(folder.uri, MEASUREMENTS_FOLDER);
      this.#measured.set(folder.uri.toString(), await tableFiles(own, MEASUREMENT_FILE));
      this.#overlays.set(folder.uri.toString(), [
        ...(await this.#layer('workspace', vscode.Uri.joinPath(folder.uri, OVERLAY), folder.uri.toString())),
        ...shared,
      ]);
    }
  }

  /** @param whose the workspace folder whose documents use it; empty for all */
  async #layer(layer: Layer, folder: vscode.Uri | undefined, whose: string): Promise<readonly OverlayTables[]> {
    const files = folder === undefined ? [] : await tableFiles(folder, /\.(csv|ya?ml)$/);
    if (files.length === 0) return [];
    const { tables, problems } = readOverlay(files, layer, { base: this.#data, today: today() });
    const wrong = problems.filter(({ severity }) => severity === 'error');
    const lines = new Set(wrong.map(({ file, line }) => `${file}:${line}`));
    this.#unread.set(whose, (this.#unread.get(whose) ?? 0) + lines.size);
    for (const { uri, path } of files) {
      const own = problems.filter(({ file }) => file === path);
      this.#problems.set(
        uri,
        own.map(({ line, code, message }) => {
          const range = new vscode.Range(Math.max(0, line - 1), 0, Math.max(0, line - 1), 1000);
          const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Warning);
          diagnostic.source = 'inference-tco';
          diagnostic.code = code;
          return diagnostic;
        }),
      );
    }
    return [tables];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

function settingFolder(): vscode.Uri | undefined {
  const given = pricingDirectory();
  if (given === '') return undefined;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (/^(\/|[A-Za-z]:[\\/])/.test(given)) return vscode.Uri.file(given);
  return folder && vscode.Uri.joinPath(folder.uri, given);
}

interface TableFile {
  readonly uri: vscode.Uri;
  /** Relative to the layer's folder: its first part says which table it is. */
  readonly path: string;
  readonly text: string;
}

/** Tables in a folder and the folders in it; a folder that is not there holds none. */
async function tableFiles(folder: vscode.Uri, names: RegExp, prefix = ''): Promise<readonly TableFile[]> {
  const { fs } = vscode.workspace;
  let entries: readonly [string, vscode.FileType][];
  try {
    entries = await fs.readDirectory(folder);
  } catch {
    return [];
  }
  const found: TableFile[] = [];
  for (const [name, type] of entries.toSorted(([a], [b]) => a.localeCompare(b))) {
    const uri = vscode.Uri.joinPath(folder, name);
    if (type === vscode.FileType.Directory && prefix.length < 40)
      found.push(...(await tableFiles(uri, names, `${prefix}${name}/`)));
    if (type !== vscode.FileType.File || !names.test(name)) continue;
    if ((await fs.stat(uri)).size <= LARGEST_TABLE)
      found.push({ uri, path: prefix + name, text: new TextDecoder().decode(await fs.readFile(uri)) });
  }
  return found;
}

/** ISO date in the user's zone; prices age by it. */
export function today(now = new Date()): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Kinds of offers that the setting lets in; words that no reason has are nobody's. */
function includedOffers(): readonly OfferReason[] {
  const given: unknown = vscode.workspace.getConfiguration(CONFIGURATION).get(SETTINGS.include);
  return Array.isArray(given) ? OFFER_REASONS.filter((reason) => given.includes(reason)) : [];
}
