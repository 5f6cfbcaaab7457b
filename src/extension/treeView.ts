/** Native tree: file → workload → deployments, cheapest first. */
import * as vscode from 'vscode';
import * as language from '../language/index.ts';
import { INTERNAL_COMMANDS, VIEWS } from './contributions.ts';
import type { EvaluationStore } from './evaluationStore.ts';
import type { ContextOf } from './providers.ts';

interface Node {
  readonly uri: vscode.Uri;
  readonly model?: language.TreeNode;
}

const ICONS = { ok: 'server', warning: 'warning', error: 'error', hosted: 'cloud', workload: 'graph' } as const;

export function registerTree(store: EvaluationStore, contextOf: ContextOf): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren(node) {
      if (node === undefined) return store.all().map(({ uri }) => ({ uri }));
      if (node.model !== undefined) return node.model.children.map((model) => ({ uri: node.uri, model }));
      const evaluated = store.of(node.uri);
      return evaluated === undefined
        ? []
        : language.tree(contextOf(evaluated)).map((model) => ({ uri: node.uri, model }));
    },
    getTreeItem: (node) => (node.model === undefined ? fileItem(node.uri) : modelItem(node.uri, node.model)),
  };
  return vscode.Disposable.from(
    changed,
    store.onDidChange(() => changed.fire()),
    vscode.window.createTreeView(VIEWS.tree, { treeDataProvider: provider, showCollapseAll: true }),
  );
}

function fileItem(uri: vscode.Uri): vscode.TreeItem {
  const item = new vscode.TreeItem(uri, vscode.TreeItemCollapsibleState.Expanded);
  item.iconPath = vscode.ThemeIcon.File;
  item.id = uri.toString();
  return item;
}

function modelItem(uri: vscode.Uri, model: language.TreeNode): vscode.TreeItem {
  const { Expanded, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(model.label, model.children.length > 0 ? Expanded : None);
  item.id = `${uri.toString()}#${model.id}`;
  item.description = model.description;
  item.tooltip = model.tooltip;
  item.iconPath = new vscode.ThemeIcon(ICONS[model.icon]);
  item.contextValue = model.action.deployment === undefined ? 'workload' : 'deployment';
  item.command = {
    command: INTERNAL_COMMANDS.focusDeployment,
    title: model.label,
    arguments: [uri.toString(), model.action.documentIndex, model.action.deployment, true],
  };
  return item;
}
