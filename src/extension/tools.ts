/** Language-model tools: three read-only questions to the same engine. They never edit and never fetch. */
import * as vscode from 'vscode';
import * as language from '../language/index.ts';
import { inSlices } from '../panel/index.ts';
import { clock } from './clock.ts';
import { TOOLS } from './contributions.ts';
import { fileNameOf, type EvaluationStore } from './evaluationStore.ts';
import type { ContextOf } from './providers.ts';
import type { Engine } from '../estimate/index.ts';
import { ENGLISH } from '../quantity/index.ts';
import type { EvaluatedDocument } from './services.ts';

interface Input {
  /** YAML text, or the path of a workload file; neither: the active editor. */
  readonly text?: string;
  readonly file?: string;
  readonly workload?: string;
  readonly deployment?: string;
  readonly value?: string;
}

/** @param engine one that speaks English */
export function registerTools(
  engine: (uri: vscode.Uri) => Engine,
  store: EvaluationStore,
  contextOf: ContextOf,
): vscode.Disposable {
  if (!('lm' in vscode) || typeof vscode.lm.registerTool !== 'function') return vscode.Disposable.from();
  const answer = async (input: Input, reply: (context: language.LanguageContext, input: Input) => string) => {
    const context = await contextFor(input, engine, store, contextOf);
    const text =
      context === undefined
        ? 'No workload there. Give text, or the path of a *.workload.yaml file.'
        : reply(context, input);
    return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
  };
  const tool = (name: string, message: string, reply: (context: language.LanguageContext, input: Input) => string) =>
    vscode.lm.registerTool<Input>(name, {
      prepareInvocation: () => ({ invocationMessage: message }),
      invoke: ({ input }) => answer(input, reply),
    });
  return vscode.Disposable.from(
    tool(TOOLS.estimateCost, vscode.l10n.t('Estimating the workload'), language.estimateForModel),
    tool(TOOLS.explainNumber, vscode.l10n.t('Explaining the number'), language.explainForModel),
    tool(TOOLS.suggestCheaper, vscode.l10n.t('Ranking the catalog'), language.suggestForModel),
  );
}

async function contextFor(
  { text, file }: Input,
  engine: (uri: vscode.Uri) => Engine,
  store: EvaluationStore,
  contextOf: ContextOf,
): Promise<language.LanguageContext | undefined> {
  const inEnglish = async (
    document: Omit<EvaluatedDocument, 'evaluation' | 'shown'>,
    force = false,
  ): Promise<language.LanguageContext | undefined> => {
    const own = engine(document.uri);
    const slices = own.evaluateTextSlices(document.text, { fileName: fileNameOf(document.uri), force });
    const evaluation = await inSlices(slices, clock, () => false);
    if (evaluation === undefined) return undefined;
    const shown = language.workloadsOf({ evaluation });
    return { ...contextOf({ ...document, evaluation, shown }), ...ENGLISH, engine: own };
  };
  if (text !== undefined) {
    const uri = vscode.Uri.from({ scheme: 'untitled', path: 'tool.workload.yaml' });
    return inEnglish({ uri, version: 0, text }, true);
  }
  const document = file === undefined ? vscode.window.activeTextEditor?.document : await open(file);
  const evaluated = document && (await store.current(document));
  return evaluated && inEnglish(evaluated);
}

/** Only files of the workspace: a model cannot use the tool to read elsewhere. */
async function open(file: string): Promise<vscode.TextDocument | undefined> {
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const uri = file.startsWith('/') ? folder.uri.with({ path: file }) : vscode.Uri.joinPath(folder.uri, file);
    if (vscode.workspace.getWorkspaceFolder(uri) === undefined) continue;
    try {
      return await vscode.workspace.openTextDocument(uri);
    } catch {
      // Not in this folder: the next one is asked, and undefined says that none has it.
    }
  }
  return undefined;
}
