/** The panel speaks the language of the editor: every word goes through one translator, and German is there. */
import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { panelPage } from '../../../src/panel/page.ts';
import { type Bundle, english, type Translate, translator } from '../../../src/quantity/index.ts';
import {
  Bars,
  Breakdown,
  BreakEvenChart,
  PriceHistory,
  Day,
  ENERGY_METRICS,
  Memory,
  metricsFor,
  Pareto,
  Tornado,
} from '../../../src/report/charts/index.ts';
import { SurfaceContext } from '../../../src/report/index.ts';
import { Idle, Loading } from '../../../webview/Idle.tsx';
import { wordsOfPage } from '../../../webview/messages.ts';
import type { Lever, PanelSnapshot } from '../../../src/panel/protocol.ts';
import { WhatIf } from '../../../webview/WhatIf.tsx';
import { WorkloadPanel } from '../../../webview/WorkloadPanel.tsx';
import { charts, DEPLOYMENTS, estimate } from '../../helpers/estimate.ts';
import { expectGolden } from '../../helpers/golden.ts';
import { LIVE, render } from '../../helpers/render.ts';

// The toolkit asks for a browser as it is loaded; its elements are plain tags here.
vi.mock('@vscode/webview-ui-toolkit', () => ({}));

const bundle = JSON.parse(
  readFileSync(new URL('../../../l10n/bundle.l10n.de.json', import.meta.url), 'utf8'),
) as Bundle;
const nothing = (): void => undefined;
const data = charts();
const named = (name: string) => DEPLOYMENTS.find((one) => one.name === name)!;

const LEVERS: readonly Lever[] = [
  {
    kind: 'amount',
    key: 'life',
    label: 'Life of machines',
    isDefault: true,
    value: 4,
    min: 1,
    max: 9,
    scale: 'linear',
    factor: 1,
    unit: 'years',
  },
  { kind: 'choice', key: 'weights', label: 'Weights', isDefault: false, value: 'fp8', options: ['fp8', 'bf16'] },
];

const SNAPSHOT: PanelSnapshot = {
  kind: 'workload',
  document: 'a',
  file: 'a.workload.yaml',
  version: 1,
  evaluation: 1,
  documentIndex: 0,
  workloads: [],
  locale: 'de',
  asOf: '2026-11-23',
  prices: 'Tabellen vom 18.09.2026',
  estimate: estimate(),
  selected: 'own-b200',
  levers: LEVERS,
  charts: data,
};

const panel = (wide: boolean) => (
  <WorkloadPanel
    snapshot={SNAPSHOT}
    wide={wide}
    remembered={{}}
    remember={nothing}
    levers={{}}
    moveLevers={nothing}
    post={nothing}
  />
);

/** Everything that the panel shows, by what it is. */
const surfaces = (t: Translate) => ({
  panel: panel(false),
  'wide panel': panel(true),
  'what if': (
    <WhatIf
      played={{ before: undefined, now: DEPLOYMENTS[0]! }}
      levers={LEVERS}
      values={{ life: 5 }}
      move={nothing}
      apply={nothing}
    />
  ),
  loading: <Loading file={undefined} t={t} />,
  'no document': <Idle state={{ kind: 'idle', reason: 'no-document' }} post={nothing} t={t} />,
  'not a workload': <Idle state={{ kind: 'idle', reason: 'not-a-workload' }} post={nothing} t={t} />,
  'too large': <Idle state={{ kind: 'idle', reason: 'too-large' }} post={nothing} t={t} />,
  failed: <Idle state={{ kind: 'idle', reason: 'failed' }} post={nothing} t={t} />,
  bars: (
    <>
      {[...metricsFor(undefined), ...ENERGY_METRICS].map((metric) => (
        <Bars key={metric.key} estimate={estimate()} metric={metric} />
      ))}
    </>
  ),
  pareto: <Pareto estimate={estimate()} curves={data.curves!} measurements={data.measurements!} />,
  breakdown: <Breakdown deployment={named('aws-h100')} />,
  memory: <Memory deployment={named('trainium-cerebras')} />,
  day: <Day profile={data.day!} />,
  tornado: <Tornado sensitivity={data.sensitivity!} />,
  prices: <PriceHistory history={data.history!} />,
  'break-even': <BreakEvenChart breakEven={data.breakEven!} estimate={estimate()} />,
});

/** Marks what went through it; marks inside marks fall together. */
const marking: Translate = (message, ...values) =>
  `⟦${english(message, ...values.map((value) => String(value).replace(/[⟦⟧]/g, '')))}⟧`;

/** Texts and spoken names of a page, without what the translator gave. */
function untranslated(html: string): readonly string[] {
  const spoken = [...html.matchAll(/ (?:aria-label|title|aria-valuetext)="([^"]*)"/g)].map(([, text]) => text ?? '');
  const seen = html.replace(/<style[\s\S]*?<\/style>/g, '').split(/<[^>]*>/);
  return [...spoken, ...seen].map((text) => text.replace(/⟦[^⟧]*⟧/g, ' ')).filter((text) => /[a-z]{3}/i.test(text));
}

/** Names, units and sentences of the engine, which speaks for itself. */
const NOT_OURS = [
  ...DEPLOYMENTS.flatMap(({ name, reasons, stages }) => [
    name,
    ...reasons.map(({ message }) => message),
    ...stages.flatMap((stage) => [stage.accelerator, stage.instance ?? '', stage.region ?? '', stage.purchase ?? '']),
  ]),
  ...data.breakEven!.pairs.map(({ message }) => message),
  ...data.options!.cost.flatMap(({ name, machines }) => [
    name,
    ...[machines?.accelerator, machines?.cloud, machines?.region, machines?.purchase].map((code) => code ?? ''),
  ]),
  ...['support-chat', 'llama-3.3-70b', 'llama-70b', 'TTFT', 'TPOT', 'USD', 'CSV', 'Markdown', 'kWh', 'fp8', 'bf16'],
].sort((a, b) => b.length - a.length);

describe.each(Object.keys(surfaces(english)) as (keyof ReturnType<typeof surfaces>)[])('%s', (name) => {
  it('shows no word that the translator has not seen', () => {
    const html = render(surfaces(marking)[name], { ...LIVE, t: marking });
    expect(html).toContain('⟦');
    const words = untranslated(html).map((text) => NOT_OURS.reduce((left, own) => left.replaceAll(own, ' '), text));
    expect(words.filter((text) => /[a-z]{3}/i.test(text))).toEqual([]);
  });
});

it('is German where the editor is', () => {
  const t = translator(bundle);
  expectGolden(render(panel(false), { ...LIVE, locale: 'de', t }), 'report/panel-german.html');
});

describe('the page', () => {
  const page = (messages: Bundle) =>
    panelPage({ title: 'P', nonce: 'n', css: '', script: { uri: 'u' }, language: 'de', messages });
  const blockOf = (html: string) =>
    /<script type="application\/json" id="messages">([\s\S]*?)<\/script>/.exec(html)![1]!;

  it('carries its words as data that is never run and cannot end early', () => {
    const html = page({ 'Go to line': 'Zur Zeile</script><b>' });
    expect(html).toContain('<html lang="de">');
    expect(blockOf(html)).not.toContain('<');
    const t = wordsOfPage({ getElementById: () => ({ textContent: blockOf(html) }) as HTMLElement });
    expect([t('Go to line'), t('Close')]).toEqual(['Zur Zeile</script><b>', 'Close']);
  });
  it('is English without words, or with words that do not read', () => {
    expect(wordsOfPage({ getElementById: () => null })('line {0}', 3)).toBe('line 3');
    expect(wordsOfPage({ getElementById: () => ({ textContent: '{' }) as HTMLElement })('Close')).toBe('Close');
  });
});

it('gives every surface its own translator', () => {
  const html = render(
    <SurfaceContext.Provider value={{ locale: 'en-US', currency: 'USD', plotWidth: 300, t: () => 'X' }}>
      <Breakdown deployment={named('aws-h100')} />
    </SurfaceContext.Provider>,
  );
  expect(html).not.toContain('As a table');
});
