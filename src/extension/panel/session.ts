/** One webview and the services behind it: states go out, checked intents come in, the latest wins. */
import * as vscode from 'vscode';
import { type ChartData, type Estimate, type MeasuredTable, withProposals } from '../../estimate/index.ts';
import type { Derivation } from '../../quantity/index.ts';
import {
  fromWebview,
  type FromWebview,
  type PanelSnapshot,
  type PanelState,
  type ToWebview,
} from '../../panel/protocol.ts';
import { COMMANDS } from '../contributions.ts';
import type { Focus, Services } from '../services.ts';
import { ChartRunner } from './chartRunner.ts';
import { chosenName, explainNumber, isGood, numberOf, panelSnapshot, type Standpoint } from '../../panel/index.ts';
import { scopeOf, WhatIfs } from './whatIf.ts';
import { writeDeployment, writeLevers } from './writes.ts';

/** Documents whose last good answer is kept. */
const KEPT = 20;

const NO_CHARTS: ChartData = {};

export class PanelSession implements vscode.Disposable {
  readonly #services: Services;
  readonly #webview: vscode.Webview;
  readonly #subscriptions: vscode.Disposable[];
  readonly #lastGood = new Map<string, Estimate>();
  readonly #charts: ChartRunner;
  readonly #whatIfs: WhatIfs;
  #anyPrecision = false;
  #leverTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(webview: vscode.Webview, services: Services, measured: () => MeasuredTable | undefined) {
    this.#services = services;
    this.#webview = webview;
    this.#charts = new ChartRunner(services, measured, () => this.#postState());
    this.#whatIfs = new WhatIfs(() => services.engine);
    this.#subscriptions = [
      webview.onDidReceiveMessage((data: unknown) => {
        const message = fromWebview(data);
        if (message === undefined) services.log.warn('The panel sent a message that is none of its own; ignored.');
        else this.#handle(message).catch((error: unknown) => services.log.error(String(error)));
      }),
      services.focus.onDidChange(() => this.refresh()),
    ];
  }

  /** Sends what is true now, and computes charts for it. */
  refresh(): void {
    const focus = this.#services.focus.current;
    if (focus !== undefined) this.#startCharts(focus);
    this.#postState();
  }

  dispose(): void {
    clearTimeout(this.#leverTimer);
    this.#charts.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #post(message: ToWebview): void {
    void this.#webview.postMessage(message);
  }

  #postState(): void {
    try {
      this.#post({ type: 'state', state: this.#state() });
    } catch (error) {
      this.#services.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      this.#post({ type: 'state', state: { kind: 'idle', reason: 'failed' } });
    }
  }

  #state(): PanelState {
    const focus = this.#services.focus.current;
    if (focus === undefined) return { kind: 'idle', reason: 'no-document' };
    const { problems, deployments } = focus.workload.estimate;
    const tooLarge = problems.find(({ code }) => code === 'too-large');
    if (tooLarge !== undefined && deployments.length === 0)
      return { kind: 'idle', reason: 'too-large', file: fileName(focus), message: tooLarge.message };
    return this.#snapshot(focus);
  }

  #snapshot(focus: Focus): PanelSnapshot {
    const { document, workload } = focus;
    const scope = scopeOf(focus);
    if (isGood(workload.estimate)) this.#remember(scope, workload.estimate);
    const moved = this.#whatIfs.of(focus);
    const answer = this.#whatIfs.answer(focus);
    return panelSnapshot({
      uri: document.uri.toString(),
      file: fileName(focus),
      version: document.version,
      evaluation: numberOf(document.evaluation),
      locale: vscode.env.language,
      asOf: this.#services.engine.asOf,
      workloads: document.evaluation.workloads,
      workload,
      selected: focus.deployment,
      lastGood: this.#lastGood.get(scope),
      charts: this.#charts.dataOf(scope) ?? NO_CHARTS,
      work: this.#charts.work,
      whatIf: moved === undefined || answer === undefined ? undefined : { ...moved, estimate: answer.estimate },
    });
  }

  #startCharts(focus: Focus): void {
    const { workload, document } = focus;
    if (workload.workload === undefined) return;
    const scope = scopeOf(focus);
    const values = this.#whatIfs.of(focus)?.values ?? {};
    const answer = this.#whatIfs.answer(focus);
    const estimate = answer?.estimate ?? workload.estimate;
    const selected = estimate.deployments.find(({ name }) => name === chosenName(estimate, focus.deployment));
    if (selected === undefined || selected.status === 'invalid') return;
    this.#charts.start(
      scope,
      JSON.stringify([scope, numberOf(document.evaluation), selected.name, values, this.#anyPrecision]),
      {
        workload: withProposals(answer?.workload ?? workload.workload, workload.proposals),
        estimate,
        selected,
        anyPrecision: this.#anyPrecision,
      },
    );
  }

  #remember(scope: string, estimate: Estimate): void {
    this.#lastGood.delete(scope);
    this.#lastGood.set(scope, estimate);
    if (this.#lastGood.size > KEPT) this.#lastGood.delete(this.#lastGood.keys().next().value ?? '');
  }

  async #handle(message: FromWebview): Promise<void> {
    const services = this.#services;
    if (message.type === 'ready') return this.refresh();
    if (message.type === 'precision') {
      this.#anyPrecision = message.any;
      return this.refresh();
    }
    if (message.type === 'command') return void (await vscode.commands.executeCommand(COMMANDS[message.command]));
    const focus = services.focus.current;
    if (focus === undefined) return;
    const { uri } = focus.document;
    const { document } = focus.workload;
    switch (message.type) {
      case 'select':
        return services.focus.select(uri, document.index, message.deployment);
      case 'selectWorkload':
        return services.focus.select(uri, message.index, undefined);
      case 'revealLine': {
        const position = { line: Math.max(1, message.line), column: 1 };
        return services.reveal(uri, { start: position, end: position });
      }
      case 'reveal': {
        const range = document.rangeOf(message.path)?.key;
        return range === undefined ? undefined : services.reveal(uri, range, { preserveFocus: true });
      }
      case 'explain': {
        const { request, deployment, path } = message;
        return this.#post({ type: 'derivation', request, derivation: this.#explain(focus, deployment, path) ?? null });
      }
      case 'copyExplanation': {
        const derivation = this.#explain(focus, message.deployment, message.path);
        if (derivation === undefined) return;
        const { copyDerivation } = await import('./takeAway.ts');
        return copyDerivation(derivation, message.deployment || focus.workload.estimate.name, message.path);
      }
      case 'openCalculation':
        return services.showCalculation(uri, document.index, message.deployment, message.path);
      case 'levers':
        return this.#moveLevers(focus, message);
      case 'apply': {
        if (!(await writeLevers(services, focus, message.values, message.review))) return;
        this.#whatIfs.rest();
        this.#post({ type: 'leversApplied' });
        return this.refresh();
      }
      case 'add': {
        const deployment = this.#charts.ranked(message.name);
        return deployment === undefined ? undefined : writeDeployment(services, focus, deployment);
      }
      case 'cancel':
        return this.#charts.cancel();
      case 'export': {
        const { takeAway } = await import('./takeAway.ts');
        const { estimate, charts, selected, asOf, locale } = this.#snapshot(focus);
        // What is shown is what is taken away: the what-if where a lever is moved.
        const answer = this.#whatIfs.answer(focus);
        return takeAway(message.format, {
          uri,
          estimate: answer?.estimate ?? estimate,
          charts,
          selected,
          explain: answer?.explain ?? focus.workload.explain,
          asOf,
          locale,
        });
      }
    }
  }

  #explain(focus: Focus, deployment: string, path: string): Derivation | undefined {
    return explainNumber(this.#standpoint(focus), deployment, path);
  }

  /** The text, or the what-if where a lever is moved. */
  #standpoint(focus: Focus): Standpoint {
    const { workload, deployment } = focus;
    const answer = this.#whatIfs.answer(focus);
    const now = answer?.workload ?? workload.workload;
    return {
      engine: this.#services.engine,
      workload: now === undefined ? undefined : withProposals(now, workload.proposals),
      explain: answer?.explain ?? workload.explain,
      selected: chosenName(answer?.estimate ?? workload.estimate, deployment),
      charts: this.#charts.dataOf(scopeOf(focus)) ?? NO_CHARTS,
      ranked: (name) => this.#charts.ranked(name),
    };
  }

  /** Several moves that arrive together are answered once, for the last of them; charts follow when the hand rests. */
  #moveLevers(focus: Focus, moved: Extract<FromWebview, { type: 'levers' }>): void {
    this.#whatIfs.move(focus, { request: moved.request, values: moved.values });
    clearTimeout(this.#leverTimer);
    this.#leverTimer = setTimeout(() => this.refresh(), 0);
  }
}

function fileName({ document: { uri } }: Focus): string {
  return uri.path.split('/').at(-1) ?? uri.path;
}
