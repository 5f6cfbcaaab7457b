/**
 * The panel's host side. Start at session.ts (one webview and the services), then snapshot.ts (what it is sent).
 *
 * The side panel and the editor tab are the same page and the same session; everything but session.ts, takeAway.ts and
 * this file is pure and tested without an editor.
 */
import * as vscode from 'vscode';
import { VIEWS, WEBVIEW_PANEL } from '../contributions.ts';
import type { RegisterPanel, Services } from '../services.ts';
import { newNonce, panelPage } from './page.ts';
import { PanelSession } from './session.ts';

export const registerPanel: RegisterPanel = (context, services) => {
  const tabs = new Set<vscode.WebviewPanel>();
  const root = vscode.Uri.joinPath(context.extensionUri, 'dist');
  const fill = (webview: vscode.Webview, title: string): Promise<PanelSession> =>
    openSession(webview, title, root, services);

  const view = vscode.window.registerWebviewViewProvider(VIEWS.panel, {
    resolveWebviewView: async (resolved) => {
      const session = await fill(resolved.webview, 'Inference TCO');
      resolved.onDidDispose(() => session.dispose());
      // A hidden view hears nothing; it is told everything when it is back.
      resolved.onDidChangeVisibility(() => resolved.visible && session.refresh());
    },
  });

  const adopt = async (panel: vscode.WebviewPanel): Promise<void> => {
    tabs.add(panel);
    const session = await fill(panel.webview, 'Inference TCO report');
    panel.onDidDispose(() => {
      tabs.delete(panel);
      session.dispose();
    });
    panel.onDidChangeViewState(() => panel.visible && session.refresh());
  };
  const serializer = vscode.window.registerWebviewPanelSerializer(WEBVIEW_PANEL, { deserializeWebviewPanel: adopt });

  return {
    show: async () => void (await vscode.commands.executeCommand(`${VIEWS.panel}.focus`)),
    openReport: async () => {
      const [open] = tabs;
      if (open !== undefined) return open.reveal();
      const title = vscode.l10n.t('Inference TCO');
      await adopt(
        vscode.window.createWebviewPanel(WEBVIEW_PANEL, title, vscode.ViewColumn.Beside, {
          localResourceRoots: [root],
        }),
      );
    },
    dispose: () => {
      view.dispose();
      serializer.dispose();
      for (const panel of tabs) panel.dispose();
    },
  };
};

async function openSession(
  webview: vscode.Webview,
  title: string,
  root: vscode.Uri,
  services: Services,
): Promise<PanelSession> {
  const { PANEL_CSS } = await import('../../../webview/index.ts');
  webview.options = { enableScripts: true, localResourceRoots: [root] };
  const session = new PanelSession(webview, services);
  const uri = webview.asWebviewUri(vscode.Uri.joinPath(root, 'panel.js')).toString();
  webview.html = panelPage({ title, nonce: newNonce(), css: PANEL_CSS, script: { uri } });
  return session;
}
