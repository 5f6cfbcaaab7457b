/** One webview and the services behind it: states go out, checked intents come in, the latest wins. */
import * as vscode from 'vscode';
import type { Estimate, WhatIf } from '../../estimate/index.ts';
import type { ChartData, MeasuredTable } from '../../report/charts/index.ts';
import { addDeployment } from '../../workload/index.ts';
import { deploymentYaml, freeName } from '../../language/index.ts';
import {
  fromWebview,
  type FromWebview,
  type LeverValues,
  type PanelSnapshot,
  type PanelState,
  type ToWebview,
} from '../../../webview/protocol.ts';
import { COMMANDS } from '../contributions.ts';
import type { Focus, Services } from '../services.ts';
import { applyLevers } from './apply.ts';
import { ChartRunner } from './chartRunner.ts';
import { engineLevers } from './levers.ts';
import { chosenName, isGood, panelSnapshot } from './snapshot.ts';

/** Documents whose last good answer is kept. */
const KEPT = 20;

const NO_CHARTS: ChartData = {};

export class PanelSession implements vscode.Disposable {
  readonly #services: Services;
  readonly #webview: vscode.Webview;
  readonly #subscriptions: vscode.Disposable[];
  readonly #lastGood = new Map<string, Estimate>();
  readonly #charts: ChartRunner;
  #levers: { readonly scope: string; readonly request: number; readonly values: LeverValues } | undefined;
  #whatIf: { readonly key: string; readonly answer: WhatIf } | undefined;
  #anyPrecision = false;
  #leverTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(webview: vscode.Webview, services: Services, measured: () => MeasuredTable | undefined) {
    this.#services = services;
    this.#webview = webview;
    this.#charts = new ChartRunner(services, measured, () => this.#postState());
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

  #postState(): void {
    let state: PanelState;
    try {
      state = this.#state();
    } catch (error) {
      this.#services.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      state = { kind: 'idle', reason: 'failed' };
    }
    void this.#webview.postMessage({ type: 'state', state } satisfies ToWebview);
  }

  #state(): PanelState {
    const focus = this.#services.focus.current;
    if (focus === undefined) return { kind: 'idle', reason: 'no-document' };
    const { document, workload } = focus;
    const tooLarge = workload.estimate.problems.find(({ code }) => code === 'too-large');
    const file = fileName(document.uri);
    if (tooLarge !== undefined && workload.estimate.deployments.length === 0)
      return { kind: 'idle', reason: 'too-large', file, message: tooLarge.message };
    return this.#snapshot(focus, file);
  }

  #snapshot(focus: Focus, file: string): PanelSnapshot {
    const { document, workload } = focus;
    const scope = scopeOf(focus);
    if (isGood(workload.estimate)) this.#remember(scope, workload.estimate);
    const levers = this.#levers?.scope === scope ? this.#levers : undefined;
    const answer = levers === undefined ? undefined : this.#answer(focus, levers.values);
    return panelSnapshot({
      uri: document.uri.toString(),
      file,
      version: document.version,
      locale: vscode.env.language,
      asOf: this.#services.engine.asOf,
      workloads: document.evaluation.workloads,
      workload,
      selected: focus.deployment,
      lastGood: this.#lastGood.get(scope),
      charts: this.#charts.dataOf(scope) ?? NO_CHARTS,
      work: this.#charts.work,
      whatIf:
        levers === undefined || answer === undefined
          ? undefined
          : { request: levers.request, values: levers.values, estimate: answer.estimate },
    });
  }

  /** The what-if of the present text; computed once per text and position of the levers. */
  #answer({ document, workload }: Focus, values: LeverValues): WhatIf | undefined {
    if (workload.workload === undefined || Object.keys(values).length === 0) return undefined;
    const key = JSON.stringify([document.uri.toString(), document.version, workload.document.index, values]);
    if (this.#whatIf?.key !== key)
      this.#whatIf = { key, answer: this.#services.engine.whatIf(workload.workload, engineLevers(values)) };
    return this.#whatIf.answer;
  }

  #startCharts(focus: Focus): void {
    const { workload, document } = focus;
    if (workload.workload === undefined) return;
    const scope = scopeOf(focus);
    const values = this.#levers?.scope === scope ? this.#levers.values : {};
    const answer = this.#answer(focus, values);
    const estimate = answer?.estimate ?? workload.estimate;
    const selected = estimate.deployments.find(({ name }) => name === chosenName(estimate, focus.deployment));
    if (selected === undefined || selected.status === 'invalid') return;
    this.#charts.start(scope, JSON.stringify([scope, document.version, selected.name, values, this.#anyPrecision]), {
      workload: withProposals(answer?.workload ?? workload.workload, workload.proposals),
      estimate,
      selected,
      anyPrecision: this.#anyPrecision,
    });
  }

  #remember(scope: string, estimate: Estimate): void {
    this.#lastGood.delete(scope);
    this.#lastGood.set(scope, estimate);
    if (this.#lastGood.size > KEPT) this.#lastGood.delete(this.#lastGood.keys().next().value ?? '');
  }

  async #handle(message: FromWebview): Promise<void> {
    const { services } = { services: this.#services };
    const focus = services.focus.current;
    if (message.type === 'ready') return this.refresh();
    if (message.type === 'precision') {
      this.#anyPrecision = message.any;
      return this.refresh();
    }
    if (message.type === 'command') return void (await vscode.commands.executeCommand(COMMANDS[message.command]));
    if (focus === undefined) return;
    const { document, workload } = focus;
    const index = workload.document.index;
    switch (message.type) {
      case 'select':
        return services.focus.select(document.uri, index, message.deployment);
      case 'selectWorkload':
        return services.focus.select(document.uri, message.index, undefined);
      case 'revealLine': {
        const position = { line: Math.max(1, message.line), column: 1 };
        return services.reveal(document.uri, { start: position, end: position });
      }
      case 'reveal': {
        const range = workload.document.rangeOf(message.path)?.key;
        return range === undefined ? undefined : services.reveal(document.uri, range, { preserveFocus: true });
      }
      case 'explain': {
        const derivation = this.#explain(focus, message.deployment, message.path) ?? null;
        await this.#webview.postMessage({
          type: 'derivation',
          request: message.request,
          derivation,
        } satisfies ToWebview);
        return;
      }
      case 'copyExplanation': {
        const derivation = this.#explain(focus, message.deployment, message.path);
        if (derivation === undefined) return;
        const { derivationText } = await import('../../report/index.ts');
        const text = derivationText(derivation, { locale: vscode.env.language });
        await vscode.env.clipboard.writeText(
          `**${message.deployment}**: \`${message.path}\`\n\n\`\`\`text\n${text}\`\`\`\n`,
        );
        vscode.window.setStatusBarMessage(vscode.l10n.t('Copied as Markdown'), 4000);
        return;
      }
      case 'openCalculation':
        return services.showCalculation(document.uri, index, message.deployment, message.path);
      case 'levers':
        return this.#moveLevers(focus, message.request, message.values);
      case 'apply':
        return this.#apply(focus, message.values, message.review);
      case 'add':
        return this.#add(focus, message.name);
      case 'cancel':
        return this.#charts.cancel();
      case 'export': {
        const { takeAway } = await import('./takeAway.ts');
        const state = this.#snapshot(focus, fileName(document.uri));
        return takeAway(message.format, {
          uri: document.uri,
          estimate: state.estimate,
          charts: state.charts,
          selected: state.selected,
          explain: (deployment, path) => focus.workload.explain(deployment, path),
          asOf: state.asOf,
          locale: state.locale,
        });
      }
    }
  }

  #explain(focus: Focus, deployment: string, path: string): ReturnType<WhatIf['explain']> {
    const values = this.#levers?.scope === scopeOf(focus) ? this.#levers.values : {};
    const answer = this.#answer(focus, values);
    return answer === undefined ? focus.workload.explain(deployment, path) : answer.explain(deployment, path);
  }

  /** Several moves that arrive together are answered once, for the last of them; charts follow when the hand rests. */
  #moveLevers(focus: Focus, request: number, values: LeverValues): void {
    this.#levers = Object.keys(values).length === 0 ? undefined : { scope: scopeOf(focus), request, values };
    clearTimeout(this.#leverTimer);
    this.#leverTimer = setTimeout(() => {
      const now = this.#services.focus.current;
      if (now !== undefined) this.#startCharts(now);
      this.#postState();
    }, 0);
  }

  async #apply(focus: Focus, values: LeverValues, review: boolean): Promise<void> {
    const { document, workload } = focus;
    if (workload.workload === undefined) return;
    const has = (path: readonly string[]): boolean => workload.document.rangeOf(path) !== undefined;
    const edits = applyLevers(document.text, workload.document.index, workload.workload, values, has);
    if (edits.length === 0)
      return void vscode.window.showInformationMessage(vscode.l10n.t('The file already says so.'));
    const done = await this.#services.applyEdit(document.uri, document.version, edits, {
      label: vscode.l10n.t('Apply what-if'),
      review,
    });
    if (!done) return this.#moved();
    this.#levers = undefined;
    await this.#webview.postMessage({ type: 'leversApplied' } satisfies ToWebview);
    const line = document.text.slice(0, edits[0]?.start ?? 0).split('\n').length;
    const position = { line, column: 1 };
    await this.#services.reveal(document.uri, { start: position, end: position }, { preserveFocus: true });
    this.refresh();
  }

  async #add(focus: Focus, name: string): Promise<void> {
    const { document, workload } = focus;
    const deployment = this.#charts.ranked(name);
    if (deployment === undefined) return;
    const free = freeName(name, workload.document.deploymentNames);
    const edits = addDeployment(document.text, workload.document.index, free, deploymentYaml(deployment));
    const done = await this.#services.applyEdit(document.uri, document.version, edits, {
      label: vscode.l10n.t('Add {0}', name),
    });
    if (!done) return this.#moved();
    this.#services.focus.select(document.uri, workload.document.index, free);
  }

  #moved(): void {
    void vscode.window.showInformationMessage(vscode.l10n.t('The file changed meanwhile. Try again.'));
  }
}

function scopeOf({ document, workload }: Focus): string {
  return `${document.uri.toString()}#${workload.document.index}`;
}

function fileName(uri: vscode.Uri): string {
  return uri.path.split('/').at(-1) ?? uri.path;
}

/** Charts of a proposed workload are of what was proposed. */
function withProposals<W extends Focus['workload']['workload'] & object>(
  workload: W,
  proposals: Focus['workload']['proposals'],
): W {
  return workload.deployments.length > 0 || proposals.length === 0 ? workload : { ...workload, deployments: proposals };
}
