/**
 * The panel in VS Code: the side panel and the editor tab are the same page and the same session.
 *
 * What they do is the service in src/panel; host.ts is what VS Code gives it.
 */
import type { MeasuredTable } from '../../estimate/index.ts';
import * as vscode from 'vscode';
import { VIEWS, WEBVIEW_PANEL } from '../contributions.ts';
import type { RegisterPanel, Services } from '../services.ts';
import { bundle } from '../words.ts';
import { panelPage, PanelSession } from '../../panel/index.ts';
import type { PanelMemory } from '../../panel/protocol.ts';
import { hostOf } from './host.ts';
import { newNonce } from './nonce.ts';

type Layout = 'panel' | 'report';

interface OpenSession {
  refresh(): void;
  dispose(): void;
}

export const registerPanel: RegisterPanel = (context, services) => {
  const tabs = new Set<vscode.WebviewPanel>();
  const root = vscode.Uri.joinPath(context.extensionUri, 'dist');
  let measured: MeasuredTable | undefined;
  const reading = readMeasured(root).then((table) => (measured = table));
  const fill = async (webview: vscode.Webview, layout: Layout): Promise<OpenSession> => {
    await reading;
    return openSession({ webview, layout, root, services, measured: () => measured, memory: context.workspaceState });
  };

  const adopt = async (panel: vscode.WebviewPanel): Promise<void> => {
    tabs.add(panel);
    const session = await fill(panel.webview, 'report');
    panel.onDidDispose(() => {
      tabs.delete(panel);
      session.dispose();
    });
    panel.onDidChangeViewState(() => panel.visible && session.refresh());
  };
  const serializer = vscode.window.registerWebviewPanelSerializer(WEBVIEW_PANEL, { deserializeWebviewPanel: adopt });

  return {
    resolve: async (view) => {
      const session = await fill(view.webview, 'panel');
      view.onDidDispose(() => session.dispose());
      // A hidden view hears nothing; it is told everything when it is back.
      view.onDidChangeVisibility(() => view.visible && session.refresh());
    },
    show: async () => void (await vscode.commands.executeCommand(`${VIEWS.panel}.focus`)),
    openReport: async () => {
      const [open] = tabs;
      if (open !== undefined) return open.reveal();
      const name = services.focus.current?.workload.estimate.name;
      const title = name === undefined ? 'Inference TCO' : vscode.l10n.t('{0} · estimate', name);
      const panel = vscode.window.createWebviewPanel(WEBVIEW_PANEL, title, vscode.ViewColumn.Beside, {
        localResourceRoots: [root],
      });
      panel.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media', 'icon.svg');
      await adopt(panel);
    },
    dispose: () => {
      serializer.dispose();
      for (const panel of tabs) panel.dispose();
    },
  };
};

interface Opened {
  readonly webview: vscode.Webview;
  readonly layout: Layout;
  readonly root: vscode.Uri;
  readonly services: Services;
  readonly measured: () => MeasuredTable | undefined;
  /** VS Code keeps the state of a webview only sometimes over a reload, and never when the view moves to another window. */
  readonly memory: vscode.Memento;
}

async function openSession({ webview, layout, root, services, measured, memory }: Opened): Promise<OpenSession> {
  const key = `remembered.${layout}`;
  const title = layout === 'panel' ? 'Inference TCO' : 'Inference TCO report';
  const { PANEL_CSS } = await import('../../../webview/index.ts');
  webview.options = { enableScripts: true, localResourceRoots: [root] };
  const session = new PanelSession(hostOf(webview, services, measured, (state) => void memory.update(key, state)));
  const subscriptions = vscode.Disposable.from(
    webview.onDidReceiveMessage((data: unknown) => session.receive(data)),
    services.focus.onDidChange(() => session.refresh()),
    session,
  );
  const uri = webview.asWebviewUri(vscode.Uri.joinPath(root, 'panel.js')).toString();
  const language = vscode.env.language;
  const messages = bundle() ?? {};
  webview.html = panelPage({
    title,
    layout,
    nonce: newNonce(),
    css: PANEL_CSS,
    language,
    messages,
    memory: memory.get<PanelMemory>(key, {}),
    script: { uri },
  });
  return { refresh: () => session.refresh(), dispose: () => void subscriptions.dispose() };
}

/** Published runs for the dots; the charts do without them where the file is missing. */
async function readMeasured(root: vscode.Uri): Promise<MeasuredTable | undefined> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(root, 'measured.json'));
    return JSON.parse(new TextDecoder().decode(bytes)) as MeasuredTable;
  } catch {
    return undefined;
  }
}
