/** What the panel writes into the file: the levers as they stand, or one more deployment. Always on a person's press. */
import { currencyRates } from '../estimate/index.ts';
import { deploymentYaml, freeName } from '../language/index.ts';
import type { Range } from '../quantity/index.ts';
import { addDeployment, type Deployment, type TextEdit } from '../workload/index.ts';
import { leverEdits } from './apply.ts';
import type { Focus } from './focus.ts';
import type { PanelHost } from './host.ts';
import type { LeverValues } from './protocol.ts';

/** @returns whether the file says now what the levers say */
export async function writeLevers(
  host: PanelHost,
  { document, workload }: Focus,
  values: LeverValues,
  review: boolean,
): Promise<boolean> {
  if (workload.workload === undefined) return false;
  const { t } = host.localization;
  const has = (path: readonly string[]): boolean => workload.document.rangeOf(path) !== undefined;
  const { text } = document;
  const rates = currencyRates(host.engine.catalog);
  const edits = leverEdits(
    { text, documentIndex: workload.document.index, workload: workload.workload, has, rates },
    values,
  );
  if (edits.length === 0) {
    host.inform(t('The file already says so.'));
    return false;
  }
  const done = await host.applyEdit(document.uri, document.version, edits, { label: t('Apply what-if'), review });
  if (done === 'changed') changedMeanwhile(host);
  if (done !== 'done') return false;
  const [first] = edits;
  if (first !== undefined)
    await host.reveal(document.uri, writtenLines(document.text, first), { preserveFocus: true, flash: true });
  return true;
}

/** Under its own name, or that name with a number where it is taken; it is selected afterwards. */
export async function writeDeployment(host: PanelHost, focus: Focus, deployment: Deployment): Promise<void> {
  const { document, workload } = focus;
  const { name } = deployment;
  const free = freeName(name, workload.document.deploymentNames);
  const edits = addDeployment(document.text, workload.document.index, free, deploymentYaml(deployment));
  const label = host.localization.t('Add {0}', name);
  const done = await host.applyEdit(document.uri, document.version, edits, { label });
  if (done === 'changed') return changedMeanwhile(host);
  host.select(document.uri, workload.document.index, free);
  const [first] = edits;
  if (first !== undefined) await host.reveal(document.uri, writtenLines(document.text, first), { flash: true });
}

/** The lines that an edit wrote, in the text after it. */
function writtenLines(before: string, { start, newText }: TextEdit): Range {
  const line = before.slice(0, start).split('\n').length;
  const first = newText.startsWith('\n') || newText.startsWith('\r\n') ? line + 1 : line;
  return {
    start: { line: first, column: 1 },
    end: { line: line + newText.trimEnd().split('\n').length - 1, column: 1000 },
  };
}

function changedMeanwhile(host: PanelHost): void {
  host.inform(host.localization.t('The file changed meanwhile. Try again.'));
}
