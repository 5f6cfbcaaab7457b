/** Language status for YAML that looks meant as a workload and is not one: why nothing shows, and what to do. */
import * as vscode from 'vscode';
import { detect, type Detection } from './detect.ts';

type Reason = Extract<Detection, { kind: 'near-miss' }>['reason'];

export function registerSilence(): vscode.Disposable {
  let item: vscode.LanguageStatusItem | undefined;
  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const detection = document?.languageId === 'yaml' ? detect(document.fileName, document.getText()) : undefined;
    if (document === undefined || detection?.kind !== 'near-miss') {
      item?.dispose();
      item = undefined;
      return;
    }
    item ??= vscode.languages.createLanguageStatusItem('inferenceTco.silence', { language: 'yaml' });
    item.name = 'Inference TCO';
    item.text = vscode.l10n.t('Inference TCO: not a workload');
    item.detail = sentence(detection.reason);
    item.severity = vscode.LanguageStatusSeverity.Information;
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(update, 300);
  };
  const subscriptions = [
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === vscode.window.activeTextEditor?.document && event.document.languageId === 'yaml') soon();
    }),
  ];
  update();
  return {
    dispose() {
      clearTimeout(timer);
      item?.dispose();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function sentence(reason: Reason): string {
  switch (reason) {
    case 'other-api-version':
      return vscode.l10n.t('The file has another apiVersion. Write apiVersion: inference-tco/v1 to have it estimated.');
    case 'has-kind':
      return vscode.l10n.t(
        'The file has a kind, so it belongs to another tool. Add apiVersion: inference-tco/v1 to have it estimated.',
      );
    case 'no-api-version':
      return vscode.l10n.t('Add apiVersion: inference-tco/v1, or name the file *.workload.yaml, to have it estimated.');
    case 'too-large':
      return vscode.l10n.t('The file is larger than 1 MB. Split it into several workloads.');
  }
}
