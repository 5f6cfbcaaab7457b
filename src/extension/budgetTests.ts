/** Budgets and latency targets as tests: file → workload → deployment → one test per limit. */
import * as vscode from 'vscode';
import * as language from '../language/index.ts';
import { baseName, toRange } from './convert.ts';
import type { EvaluationStore } from './evaluationStore.ts';
import type { ContextOf } from './providers.ts';

/** The Testing view gets its entry with the first test: in a window without any it would be an empty one. */
export function registerBudgetTests(store: EvaluationStore, contextOf: ContextOf): vscode.Disposable {
  let tests: BudgetTests | undefined;
  const look = (uri: vscode.Uri): void => {
    const evaluated = store.of(uri);
    const found = evaluated === undefined ? [] : language.budgetTests(contextOf(evaluated));
    if (found.length > 0) tests ??= openBudgetTests();
    tests?.list(uri, found);
  };
  store.all().forEach(({ uri }) => look(uri));
  const subscription = store.onDidChange(({ uri }) => look(uri));
  return vscode.Disposable.from(subscription, {
    dispose() {
      tests?.dispose();
    },
  });
}

interface BudgetTests extends vscode.Disposable {
  /** What the file holds now. */
  list(uri: vscode.Uri, tests: readonly language.BudgetTest[]): void;
}

function openBudgetTests(): BudgetTests {
  const controller = vscode.tests.createTestController(
    'inferenceTco.budgets',
    vscode.l10n.t('Budgets and latency targets'),
  );
  const verdicts = new WeakMap<vscode.TestItem, language.BudgetTest>();

  const list: BudgetTests['list'] = (uri, tests) => {
    const key = uri.toString();
    if (tests.length === 0) return controller.items.delete(key);
    const file = controller.items.get(key) ?? controller.createTestItem(key, baseName(uri), uri);
    const groups = new Map<string, vscode.TestItem[]>();
    for (const test of tests) {
      const item = controller.createTestItem(`${key}#${test.id}`, test.label, uri);
      item.range = toRange(test.range);
      verdicts.set(item, test);
      groups.set(test.group, [...(groups.get(test.group) ?? []), item]);
    }
    file.children.replace(
      [...groups].map(([name, items]) => {
        const group = controller.createTestItem(`${key}#${name}`, name, uri);
        group.children.replace(items);
        return group;
      }),
    );
    controller.items.add(file);
  };

  const run = (request: vscode.TestRunRequest): void => {
    const run = controller.createTestRun(request);
    const visit = (item: vscode.TestItem): void => {
      if (request.exclude?.includes(item)) return;
      const test = verdicts.get(item);
      if (test === undefined) return item.children.forEach(visit);
      run.started(item);
      run.appendOutput(`${test.group}: ${test.message}\r\n`, undefined, item);
      if (test.verdict === 'passed') return run.passed(item);
      const message = new vscode.TestMessage(test.message);
      message.location = new vscode.Location(item.uri ?? vscode.Uri.file('/'), toRange(test.range));
      if (test.verdict === 'failed') run.failed(item, message);
      else run.errored(item, message);
    };
    if (request.include === undefined) controller.items.forEach(visit);
    else request.include.forEach(visit);
    run.end();
  };
  controller.createRunProfile(vscode.l10n.t('Check'), vscode.TestRunProfileKind.Run, run, true);
  return { list, dispose: () => controller.dispose() };
}
