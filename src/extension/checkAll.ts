/** "Check all workloads": evaluates every workload file of the workspace and fills the Problems view, closed files too. */
import * as vscode from 'vscode';
import type { Engine } from '../estimate/index.ts';
import { inSlices } from '../panel/index.ts';
import { clock } from './clock.ts';
import { detect } from './detect.ts';
import type { DiagnosticsView } from './diagnosticsView.ts';
import { fileNameOf } from './evaluationStore.ts';
import type { Services } from './services.ts';

const PATTERN = '**/*.workload.{yaml,yml}';
const OTHER_YAML = '**/*.{yaml,yml}';
const EXCLUDE = '**/{node_modules,.git}/**';
const LIMIT = 2000;

export interface CheckResult {
  readonly files: number;
  readonly problems: number;
}

/** @param engineOf of a file, since each workspace folder may have its own prices */
export async function checkAll(
  engineOf: (uri: vscode.Uri) => Engine,
  services: Services,
  view: DiagnosticsView,
): Promise<CheckResult | undefined> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Checking workloads'), cancellable: true },
    async (progress, token) => {
      const uris = new Map<string, vscode.Uri>();
      for (const pattern of [PATTERN, OTHER_YAML])
        for (const uri of await vscode.workspace.findFiles(pattern, EXCLUDE, LIMIT, token))
          uris.set(uri.toString(), uri);
      let files = 0;
      let problems = 0;
      for (const uri of uris.values()) {
        if (token.isCancellationRequested) return undefined;
        const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
        const text = open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
        if (detect(uri.path, text).kind !== 'workload') continue;
        files += 1;
        progress.report({ message: vscode.workspace.asRelativePath(uri) });
        const known = open && (await services.evaluations.current(open));
        const slices = engineOf(uri).evaluateTextSlices(text, { fileName: fileNameOf(uri) });
        const evaluation = known?.evaluation ?? (await inSlices(slices, clock, () => token.isCancellationRequested));
        if (evaluation === undefined) return undefined;
        problems += evaluation.problems.length;
        view.show({ uri, evaluation });
      }
      return { files, problems };
    },
  );
}
