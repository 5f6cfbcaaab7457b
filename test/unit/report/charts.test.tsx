import { describe, expect, it } from 'vitest';
import {
  Bars,
  Breakdown,
  BreakEvenChart,
  PriceHistory,
  costAt,
  Day,
  ENERGY_METRICS,
  Memory,
  metricsFor,
  nextStop,
  Pareto,
  paretoFinding,
  Tornado,
  tornadoFinding,
  useMarks,
} from '../../../src/report/charts/index.ts';
import { english } from '../../../src/quantity/index.ts';
import { charts, DEPLOYMENTS, estimate, known } from '../../helpers/estimate.ts';
import { expectGolden } from '../../helpers/golden.ts';
import { LIVE, render } from '../../helpers/render.ts';

const data = charts();
const words = { locale: 'en-US', currency: 'USD', t: english };
const named = (name: string) => DEPLOYMENTS.find((one) => one.name === name)!;

const drawings = {
  bars: <Bars estimate={estimate()} metric={metricsFor(undefined)[0]!} selected="aws-h100" />,
  energy: <Bars estimate={estimate()} metric={ENERGY_METRICS[0]!} selected="aws-h100" />,
  breakdown: <Breakdown deployment={named('aws-h100')} />,
  'breakdown-open': <Breakdown deployment={named('trainium-cerebras')} />,
  memory: <Memory deployment={named('trainium-cerebras')} />,
  pareto: <Pareto estimate={estimate()} curves={data.curves!} measurements={data.measurements!} selected="aws-h100" />,
  tornado: <Tornado sensitivity={data.sensitivity!} />,
  day: <Day profile={data.day!} />,
  prices: <PriceHistory history={data.history!} />,
  'break-even': <BreakEvenChart breakEven={data.breakEven!} estimate={estimate()} />,
};

describe.each(Object.entries(drawings))('%s', (name, drawing) => {
  it('draws the same as last time', () => expectGolden(render(drawing), `report/chart-${name}.html`));

  it('states a finding and has a table twin', () => {
    const html = render(drawing);
    expect(html).toMatch(/<figcaption class="finding">[^<]{20,}\.</);
    expect(html).toMatch(/<details class="twin">[\s\S]*<th scope="row">/);
  });

  it('is one tab stop with named marks in the panel, one named image on paper', () => {
    const live = render(drawing, LIVE);
    expect(live.match(/<(?:g|circle)[^>]*tabindex="0"/g)).toHaveLength(1);
    expect(live).not.toMatch(/data-mark="\d+"[^>]*aria-label=""/);
    expect(render(drawing)).toMatch(/<svg class="plot"[^>]*role="img"[^>]*aria-label="[^"]+"/);
  });

  it('has finite coordinates and no style that a strict policy would drop', () => {
    for (const width of [180, 360, 1100]) {
      const html = render(drawing, { ...LIVE, plotWidth: width });
      expect(html).not.toMatch(/NaN|Infinity|undefined/);
      expect(html).not.toMatch(/ style=|="-\d[\d.]*" height=/);
      for (const [, w] of html.matchAll(/<rect[^>]* width="(-?[\d.]+)"/g)) expect(Number(w)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('where a number comes from', () => {
  const explained = { deployment: 'aws-h100', path: 'cost.perMillionTokens' };
  const derivation = { label: 'cost per million tokens', quantity: known(0.581, 'USD'), inputs: [] };
  const bars = <Bars estimate={estimate()} metric={metricsFor(undefined)[0]!} selected="aws-h100" />;

  it('opens from a mark, below its chart and nowhere else', () => {
    const open = { ...explained, place: `chart ${metricsFor(undefined)[0]!.name(english)}`, derivation } as const;
    const html = render(bars, { ...LIVE, explained: open });
    expect(html).toMatch(/data-number="chart cost per million tokens:aws-h100:cost.perMillionTokens"/);
    expect(html.match(/<section class="explanation"/g)).toHaveLength(1);
    expect(html.match(/aria-expanded="true"/g)).toHaveLength(1);
    expect(render(drawings.tornado, { ...LIVE, explained: open })).not.toContain('class="explanation"');
  });
  it('opens from a row of the table', () => {
    const open = { ...explained, place: `twin ${metricsFor(undefined)[0]!.name(english)}`, derivation } as const;
    const html = render(bars, { ...LIVE, explained: open });
    expect(html.match(/<details class="twin">[\s\S]*<section class="explanation"/g)).toHaveLength(1);
    expect(html).toMatch(/<button[^>]*aria-label="cost per million tokens of aws-h100: \$0.58/);
  });
  it('is asked by a press and by the keyboard, of the number that the mark shows', () => {
    const asked: unknown[] = [];
    let marks: ReturnType<typeof useMarks> | undefined;
    const Probe = () => {
      marks = useMarks('plot', ['a', 'b'], 'chart', [explained, undefined]);
      return null;
    };
    render(<Probe />, { ...LIVE, explain: (key) => asked.push(key) });
    const [mark, plain] = [marks!.mark(0), marks!.mark(1)];
    (mark['onClick'] as () => void)();
    const key = (name: string) => ({ key: name, preventDefault: () => undefined });
    for (const name of ['Enter', ' ', 'a']) (mark['onKeyDown'] as (event: object) => void)(key(name));
    expect(asked).toEqual([1, 2, 3].map(() => ({ ...explained, place: 'chart chart' })));
    expect([mark['role'], plain['role'], plain['onClick']]).toEqual(['button', 'img', undefined]);
  });
});

describe('findings', () => {
  it('name the cheapest at each speed', () => {
    expect(paretoFinding(estimate(), data.curves!, words)).toBe(
      'own-b200 is cheapest up to 142 tokens/s per user; beyond that trainium-cerebras is cheaper.',
    );
    expect(paretoFinding(estimate(), data.curves!.slice(0, 1), words)).toMatch(/^aws-h100 reaches up to/);
    expect(paretoFinding(estimate(), [], words)).toMatch(/^No deployment/);
  });
  it('say why a deployment has no curve', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ ...DEPLOYMENTS[0]!, name: `d${i}` }));
    const html = render(<Pareto estimate={estimate({ deployments: many })} curves={data.curves!} />);
    expect(html).toContain('Not drawn, too many for one chart: d0, d1, d2, d3, d4, d5 and 6 more');
    expect(html).not.toContain('price unknown');
  });
  it('interpolate between points and stop at the ends', () => {
    const [curve] = data.curves!;
    expect(costAt(curve!, 1e6)).toBeUndefined();
    const slow = costAt(curve!, 1)!;
    expect(slow).toBeCloseTo(Math.min(...curve!.points.map((p) => p.perMillionTokens!)), 6);
  });
  it('start with a capital letter', () => {
    const rows = data.sensitivity!.rows.map((row) => ({ ...row, label: row.label.toLowerCase() }));
    expect(tornadoFinding({ ...data.sensitivity!, rows }, words)).toMatch(
      /^Requests moves the cost most: \$0\.49 to \$0\.78/,
    );
  });
});

it('walks over marks by the keyboard', () => {
  expect(nextStop('ArrowRight', 0, 4)).toBe(1);
  expect(nextStop('ArrowRight', 4, 4)).toBe(4);
  expect(nextStop('ArrowUp', 0, 4)).toBe(0);
  expect(nextStop('End', 0, 4)).toBe(4);
  expect(nextStop('a', 0, 4)).toBeUndefined();
});
