/** One webview and the editor behind it: states go out, checked intents come in, the latest wins. */
import { type ChartData, withProposals } from '../estimate/index.ts';
import { ChartRunner } from './chartRunner.ts';
import { explainNumber, type Standpoint } from './explain.ts';
import { fileName, type Focus, scopeOf } from './focus.ts';
import type { PanelHost } from './host.ts';
import { isUnwritten } from '../language/index.ts';
import { numberOf } from './numberOf.ts';
import { fromWebview, type FromWebview, type PanelSnapshot, type PanelState } from './protocol.ts';
import { chosenName, panelSnapshot } from './snapshot.ts';
import { WhatIfs } from './whatIf.ts';
import { writeDeployment, writeLevers } from './writes.ts';

const NO_CHARTS: ChartData = {};

type Intent<T extends FromWebview['type']> = Extract<FromWebview, { type: T }>;

export class PanelSession {
  readonly #host: PanelHost;
  readonly #charts: ChartRunner;
  readonly #whatIfs: WhatIfs;
  #anyPrecision = false;
  #stopRefresh: () => void = () => undefined;

  constructor(host: PanelHost) {
    this.#host = host;
    this.#charts = new ChartRunner(host, () => this.#postState());
    this.#whatIfs = new WhatIfs(() => host.engine);
  }

  /** Sends what is true now, and computes charts for it. */
  refresh(): void {
    const { focus } = this.#host;
    if (focus !== undefined) this.#startCharts(focus);
    this.#postState();
  }

  /** @param data as it came from the webview, unchecked */
  async receive(data: unknown): Promise<void> {
    const { log } = this.#host;
    const intent = fromWebview(data);
    if (intent === undefined) return log.warn('The panel sent a message that is none of its own; ignored.');
    try {
      await this.#handle(intent);
    } catch (error) {
      log.error(error);
    }
  }

  dispose(): void {
    this.#stopRefresh();
    this.#charts.dispose();
  }

  #postState(): void {
    try {
      this.#host.post({ type: 'state', state: this.#state() });
    } catch (error) {
      this.#host.log.error(error);
      this.#host.post({ type: 'state', state: { kind: 'idle', reason: 'failed' } });
    }
  }

  #state(): PanelState {
    const { focus } = this.#host;
    if (focus === undefined) return { kind: 'idle', reason: 'no-document' };
    if (isUnwritten(focus.workload)) return { kind: 'idle', reason: 'unwritten', file: fileName(focus) };
    const { problems, deployments } = focus.workload.estimate;
    const tooLarge = problems.find(({ code }) => code === 'too-large');
    if (tooLarge !== undefined && deployments.length === 0)
      return { kind: 'idle', reason: 'too-large', file: fileName(focus), message: tooLarge.message };
    return this.#snapshot(focus);
  }

  #snapshot(focus: Focus): PanelSnapshot {
    const { document, workload } = focus;
    const scope = scopeOf(focus);
    const moved = this.#whatIfs.of(focus);
    const answer = this.#whatIfs.answer(focus);
    return panelSnapshot({
      uri: document.uri,
      file: fileName(focus),
      version: document.version,
      evaluation: numberOf(document.evaluation),
      words: this.#host.localization,
      asOf: this.#host.engine.asOf,
      engine: this.#host.engine,
      workloads: document.evaluation.workloads,
      workload,
      selected: focus.deployment,
      charts: this.#charts.dataOf(scope) ?? NO_CHARTS,
      work: this.#charts.work,
      whatIf: moved === undefined || answer === undefined ? undefined : { ...moved, estimate: answer.estimate },
    });
  }

  #startCharts(focus: Focus): void {
    const { workload } = focus;
    if (workload.workload === undefined) return;
    const scope = scopeOf(focus);
    const values = this.#whatIfs.of(focus)?.values ?? {};
    const answer = this.#whatIfs.answer(focus);
    const estimate = answer?.estimate ?? workload.estimate;
    const selected = estimate.deployments.find(({ name }) => name === chosenName(estimate, focus.deployment));
    if (selected === undefined || selected.status === 'invalid') return;
    const anyPrecision = this.#anyPrecision;
    // The workload that the figures are of: a line that does not read starts nothing.
    const key = JSON.stringify([scope, numberOf(workload.workload), selected.name, values, anyPrecision]);
    const asked = withProposals(answer?.workload ?? workload.workload, workload.proposals);
    this.#charts.start(scope, key, { workload: asked, estimate, selected, anyPrecision });
  }

  /** Intents that need no workload; the others are handed on with the one in focus. */
  #handle(intent: FromWebview): PromiseLike<void> | void {
    switch (intent.type) {
      case 'ready':
        return this.refresh();
      case 'precision':
        this.#anyPrecision = intent.any;
        return this.refresh();
      case 'command':
        return this.#host.run(intent.command);
      case 'remember':
        return this.#host.remember(intent.state);
      case 'cancel':
        return this.#charts.cancel();
      default: {
        const { focus } = this.#host;
        return focus === undefined ? undefined : this.#handleIn(focus, intent);
      }
    }
  }

  #handleIn(
    focus: Focus,
    intent: Exclude<FromWebview, { type: 'ready' | 'remember' | 'precision' | 'command' | 'cancel' }>,
  ): PromiseLike<void> | void {
    const host = this.#host;
    const { uri } = focus.document;
    const { document } = focus.workload;
    switch (intent.type) {
      case 'select':
        return host.select(uri, document.index, intent.deployment);
      case 'selectWorkload':
        return host.select(uri, intent.index, undefined);
      case 'revealLine': {
        const position = { line: Math.max(1, intent.line), column: 1 };
        return host.reveal(uri, { start: position, end: position });
      }
      case 'reveal': {
        const range = document.rangeOf(intent.path)?.key;
        return range === undefined ? undefined : host.reveal(uri, range, { preserveFocus: true });
      }
      case 'explain':
        return this.#postDerivation(focus, intent);
      case 'copyExplanation':
        return this.#copyExplanation(focus, intent);
      case 'openCalculation':
        return host.showCalculation(uri, document.index, intent.deployment, intent.path);
      case 'levers':
        return this.#moveLevers(focus, intent);
      case 'apply':
        return this.#applyLevers(focus, intent);
      case 'add': {
        const deployment = this.#charts.ranked(intent.name);
        return deployment === undefined ? undefined : writeDeployment(host, focus, deployment);
      }
      case 'export':
        return this.#export(focus, intent);
    }
  }

  #postDerivation(focus: Focus, { request, deployment, path }: Intent<'explain'>): void {
    const derivation = explainNumber(this.#standpoint(focus), deployment, path) ?? null;
    this.#host.post({ type: 'derivation', request, derivation });
  }

  async #copyExplanation(focus: Focus, { deployment, path }: Intent<'copyExplanation'>): Promise<void> {
    const derivation = explainNumber(this.#standpoint(focus), deployment, path);
    const of = deployment || focus.workload.estimate.name;
    if (derivation !== undefined) await this.#host.copyDerivation(derivation, of, path);
  }

  /** Several moves that arrive together are answered once, for the last of them; charts follow when the hand rests. */
  #moveLevers(focus: Focus, { request, values }: Intent<'levers'>): void {
    this.#whatIfs.move(focus, { request, values });
    this.#stopRefresh();
    this.#stopRefresh = this.#host.clock.after(0, () => this.refresh());
  }

  async #applyLevers(focus: Focus, { values, review }: Intent<'apply'>): Promise<void> {
    if (!(await writeLevers(this.#host, focus, values, review))) return;
    this.#whatIfs.reset();
    this.#host.post({ type: 'leversApplied' });
    this.refresh();
  }

  /** What is shown is what is exported: the what-if where a lever is moved. */
  #export(focus: Focus, { format }: Intent<'export'>): PromiseLike<void> {
    const { estimate, charts, selected, asOf, locale } = this.#snapshot(focus);
    const tables = this.#host.engine.catalog.pricesAsOf();
    const answer = this.#whatIfs.answer(focus);
    return this.#host.exportAs(format, {
      uri: focus.document.uri,
      estimate: answer?.estimate ?? estimate,
      charts,
      selected,
      explain: answer?.explain ?? focus.workload.explain,
      asOf,
      tables,
      locale,
    });
  }

  /** The text, or the what-if where a lever is moved. */
  #standpoint(focus: Focus): Standpoint {
    const { workload, deployment } = focus;
    const answer = this.#whatIfs.answer(focus);
    const now = answer?.workload ?? workload.workload;
    return {
      engine: this.#host.engine,
      workload: now === undefined ? undefined : withProposals(now, workload.proposals),
      explain: answer?.explain ?? workload.explain,
      selected: chosenName(answer?.estimate ?? workload.estimate, deployment),
      charts: this.#charts.dataOf(scopeOf(focus)) ?? NO_CHARTS,
      ranked: (name): ReturnType<Standpoint['ranked']> => this.#charts.ranked(name),
    };
  }
}
