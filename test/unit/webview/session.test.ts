/** The panel in an editor that is no editor: what it is sent, and what its intents do there. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Focus, PanelHost } from '../../../src/panel/index.ts';
import { LastGood } from '../../../src/language/index.ts';
import { PanelSession } from '../../../src/panel/index.ts';
import type { PanelMemory, PanelSnapshot, ToWebview } from '../../../src/panel/protocol.ts';
import { ENGLISH } from '../../../src/quantity/index.ts';
import { applyEdits } from '../../../src/workload/index.ts';
import { engine as shared } from '../../helpers/language.ts';

const engine = shared();

const TEXT = `apiVersion: inference-tco/v1
model: llama-3.3-70b
traffic: {requests: 3/s, input_tokens: 1800, output_tokens: 350}
deployments:
  rented: {accelerator: h100-sxm, rent: {cloud: aws}}
  second: {accelerator: h200-sxm, rent: {cloud: aws}}
`;

/** A slow machine: 20 ms pass whenever somebody looks at the clock. Tasks run in their order, when told to. */
class Tasks {
  #now = 0;
  #next = 0;
  readonly #tasks = new Map<number, { readonly at: number; readonly task: () => void }>();
  readonly clock: PanelHost['clock'] = {
    now: () => (this.#now += 20),
    after: (milliseconds, task) => {
      const id = (this.#next += 1);
      this.#tasks.set(id, { at: this.#now + milliseconds, task });
      return () => void this.#tasks.delete(id);
    },
  };

  /** Runs the earliest task; false where none waits. */
  step(): boolean {
    const [first] = [...this.#tasks].sort(([, a], [, b]) => a.at - b.at);
    if (first === undefined) return false;
    const [id, { at, task }] = first;
    this.#tasks.delete(id);
    this.#now = Math.max(this.#now, at);
    task();
    return true;
  }
}

function editor() {
  const tasks = new Tasks();
  const posted: ToWebview[] = [];
  const said: string[] = [];
  const warned: string[] = [];
  const remembered: PanelMemory[] = [];
  const lastGood = new LastGood();
  let text = TEXT;
  let version = 1;
  let deployment: string | undefined;
  const focus = (): Focus => {
    const evaluation = engine.evaluateText(text, { fileName: 'chat.workload.yaml' });
    const document = { uri: 'file:///chat.workload.yaml', path: '/chat.workload.yaml', version, text, evaluation };
    const [workload] = lastGood.of(document.uri, evaluation);
    return { document, workload: workload!, ...(deployment === undefined ? {} : { deployment }) };
  };
  const done = Promise.resolve();
  const host: PanelHost = {
    engine,
    get focus() {
      return focus();
    },
    localization: ENGLISH,
    clock: tasks.clock,
    measured: undefined,
    remember: (state) => void remembered.push(state),
    post: (message) => posted.push(message),
    select: (_uri, _index, name) => void (deployment = name),
    reveal: () => done,
    applyEdit: async (_uri, on, edits) => {
      if (on !== version) return 'changed';
      text = applyEdits(text, edits);
      version += 1;
      return 'done';
    },
    showCalculation: () => done,
    copyDerivation: () => done,
    exportAs: () => done,
    run: () => done,
    inform: (sentence) => said.push(sentence),
    log: { warn: (sentence) => warned.push(sentence), error: (error) => expect.unreachable(String(error)) },
  };
  const session = new PanelSession(host);
  const last = (): PanelSnapshot => {
    const state = posted.findLast(({ type }) => type === 'state');
    return (state as { readonly state: PanelSnapshot }).state;
  };
  return { tasks, posted, said, warned, session, last, text: () => text, selected: () => deployment };
}

describe('a session of the panel', () => {
  let there: ReturnType<typeof editor>;
  beforeEach(() => (there = editor()));

  it('sends the workload at once and its charts when they are done', async () => {
    await there.session.receive({ type: 'ready' });
    expect(there.last()).toMatchObject({ kind: 'workload', file: 'chat.workload.yaml', charts: {} });
    while (there.tasks.step());
    const { charts, work } = there.last();
    expect(work).toBeUndefined();
    expect(Object.keys(charts)).toEqual(['curves', 'day', 'sensitivity', 'breakEven', 'history', 'options', 'ways']);
    expect(charts.curves!.map((curve) => curve.deployment)).toEqual(['rented', 'second']);
  });

  it('tells how far it is while it works, and stops when asked', async () => {
    await there.session.receive({ type: 'ready' });
    while (there.last().work === undefined && there.tasks.step());
    const { done, total } = there.last().work!;
    expect(done).toBeLessThan(total);
    await there.session.receive({ type: 'cancel' });
    expect(there.last().work).toBeUndefined();
    expect(there.tasks.step()).toBe(false);
  });

  it('answers levers with a what-if and writes them on request', async () => {
    await there.session.receive({ type: 'levers', request: 4, values: { requests: 30 } });
    there.tasks.step();
    expect(there.last().whatIf).toMatchObject({ request: 4, values: { requests: 30 } });
    await there.session.receive({ type: 'apply', values: { requests: 30 }, review: false });
    expect(there.text()).toContain('requests: 30,');
    expect(there.posted.map(({ type }) => type)).toContain('leversApplied');
    await there.session.receive({ type: 'apply', values: {}, review: false });
    expect(there.said).toEqual(['The file already says so.']);
  });

  it('adds an option of the catalog under its name and selects it', async () => {
    await there.session.receive({ type: 'ready' });
    while (there.tasks.step());
    const [option] = there.last().charts.options!.cost;
    await there.session.receive({ type: 'add', name: option!.name });
    expect(there.text()).toContain(`  ${option!.name}:`);
    expect(there.selected()).toBe(option!.name);
  });

  it('explains a number and ignores what is no message', async () => {
    await there.session.receive({ type: 'explain', request: 9, deployment: 'rented', path: 'cost.perMonth' });
    const answer = there.posted.at(-1);
    expect(answer).toMatchObject({ type: 'derivation', request: 9 });
    expect((answer as { readonly derivation: object }).derivation).not.toBeNull();
    await there.session.receive({ type: 'format-disk' });
    expect(there.warned).toHaveLength(1);
  });
});
