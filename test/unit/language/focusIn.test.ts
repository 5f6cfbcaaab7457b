/** Two open files: what a command on one of them is about. */
import { describe, expect, it } from 'vitest';
import { focusIn } from '../../../src/extension/focusIn.ts';
import type { EvaluatedDocument, Focus } from '../../../src/extension/services.ts';
import { workloadsOf } from '../../../src/language/index.ts';
import { CHAT, contextOf } from '../../helpers/language.ts';

function opened(path: string, text: string): EvaluatedDocument {
  const { evaluation, ...context } = contextOf(text);
  const uri = { path, toString: () => `file://${path}` } as EvaluatedDocument['uri'];
  return { uri, version: 1, text, evaluation, shown: workloadsOf({ evaluation, ...context }) };
}

const mine = opened('/a.workload.yaml', CHAT);
const other = opened('/b.workload.yaml', `${CHAT}---${CHAT.replaceAll('support-chat', 'second')}`);
const at = (document: EvaluatedDocument, index: number, deployment?: string): { readonly current: Focus } => ({
  current: { document, workload: document.shown[index]!, ...(deployment === undefined ? {} : { deployment }) },
});

describe('a command on a file', () => {
  it('is about the deployment at its cursor', () => {
    const { workload, deployment } = focusIn(at(other, 1, 'own-b200'), other);
    expect([workload?.estimate.name, deployment]).toEqual(['second', 'own-b200']);
  });

  it('is never about what is in focus in another', () => {
    const { workload, deployment } = focusIn(at(other, 1, 'own-b200'), mine);
    expect([workload, deployment]).toEqual([mine.shown[0], undefined]);
  });

  it('follows a newer text than the focus is of', () => {
    const newer = opened('/b.workload.yaml', other.text.replaceAll('1800', '3600'));
    expect(focusIn(at(other, 1, 'hosted'), newer)).toEqual({ workload: newer.shown[1], deployment: 'hosted' });
  });
});
