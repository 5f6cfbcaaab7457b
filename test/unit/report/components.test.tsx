import { describe, expect, it } from 'vitest';
import type { Derivation } from '../../../src/quantity/index.ts';
import {
  columnsFor,
  Comparison,
  Headline,
  Options,
  Problems,
  sorted,
  WorkloadHeader,
} from '../../../src/report/parts/index.ts';
import { Explanation, NumberButton } from '../../../src/report/index.ts';
import { charts, DEPLOYMENTS, estimate, known, missing } from '../../helpers/estimate.ts';
import { expectGolden } from '../../helpers/golden.ts';
import { LIVE, render } from '../../helpers/render.ts';

const named = (name: string) => DEPLOYMENTS.find((one) => one.name === name)!;

describe('headline', () => {
  it.each(['aws-h100', 'own-b200', 'trainium-cerebras', 'rubin-lpx', 'hosted'])('answers for %s', (name) => {
    expectGolden(render(<Headline estimate={estimate()} deployment={named(name)} />), `report/headline-${name}.html`);
  });

  it('compares a what-if with the file rather than with the baseline', () => {
    const cheaper = { ...named('own-b200'), cost: { ...named('own-b200').cost, perMillionTokens: known(0.2, 'USD') } };
    const html = render(<Headline estimate={estimate()} deployment={cheaper} before={named('own-b200')} />);
    expect(html).toContain('−49 %');
    expect(html).toContain('in the file');
  });

  it('never shows an unknown as zero', () => {
    const html = render(<Headline estimate={estimate()} deployment={named('rubin-lpx')} />);
    expect(html).toContain('unknown');
    expect(html).not.toMatch(/[>$]0(?:\.0+)?</);
  });
});

describe('comparison', () => {
  it('is text on paper and buttons in the panel', () => {
    expectGolden(render(<Comparison estimate={estimate()} selected="aws-h100" />), 'report/comparison.html');
    const live = render(<Comparison estimate={estimate()} selected="aws-h100" onSort={() => undefined} />, LIVE);
    expectGolden(live, 'report/comparison-live.html');
    expect(live).toContain('aria-sort="none"');
  });

  it('keeps unknowns last in either direction, lower bounds before them, the impossible at the end', () => {
    const order = (descending: boolean) =>
      sorted(DEPLOYMENTS, { key: 'cost', descending }, columnsFor(undefined)).map(({ name }) => name);
    expect(order(false)).toEqual(['hosted', 'own-b200', 'aws-h100', 'trainium-cerebras', 'rubin-lpx', 'one-l4']);
    expect(order(true)).toEqual(['aws-h100', 'own-b200', 'hosted', 'trainium-cerebras', 'rubin-lpx', 'one-l4']);
  });
});

describe('explanation', () => {
  const tree: Derivation = {
    label: 'cost per hour',
    quantity: known(108, 'USD'),
    formula: 'machines × price',
    inputs: [
      {
        label: 'price',
        quantity: known(36, 'USD', 0),
        inputs: [],
        origin: {
          kind: 'row',
          table: 'clouds/aws.csv',
          row: 'p5.48xlarge us-east-1',
          source: 'AWS price list',
          asOf: '2026-07-20',
          confidence: 'published',
          layer: 'bundled',
        },
      },
      {
        label: 'machines',
        quantity: { value: 3, unit: '', state: 'known' },
        inputs: [],
        origin: {
          kind: 'document',
          path: ['deployments', 'a', 'scaling'],
          range: { start: { line: 12, column: 3 }, end: { line: 12, column: 9 } },
          text: '{replicas: 3}',
        },
      },
      { label: 'tax', quantity: missing('USD'), inputs: [], origin: { kind: 'unknown', reason: 'nobody says' } },
    ],
  };
  const explained = { deployment: 'aws-h100', path: 'cost.perHour', place: 'headline', derivation: tree } as const;

  it('opens in place with formula, table row and the line of the file', () => {
    expectGolden(render(<Explanation place="headline" />, { ...LIVE, explained }), 'report/explanation.html');
  });

  it('opens only where it was asked for', () => {
    expect(render(<Explanation place="table" />, { ...LIVE, explained })).toBe('\n');
    expect(render(<Explanation place="headline" deployment="own-b200" />, { ...LIVE, explained })).toBe('\n');
  });

  it('says when there is none', () => {
    const none = { ...explained, derivation: null };
    expect(render(<Explanation place="headline" />, { ...LIVE, explained: none })).toContain('has no derivation');
  });
});

describe('numbers', () => {
  const of = { deployment: 'a', path: 'cost.perHour', place: 'table' } as const;
  it('are spoken with their interval and age', () => {
    const quantity = { value: 2, low: 1.5, high: 3, unit: 'USD', state: 'stale' } as const;
    const html = render(<NumberButton quantity={quantity} of={of} name="cost" />, LIVE);
    expect(html).toContain('cost: $2.00, $1.50 to $3.00, from an old price. Where it comes from');
  });
  it('mark lower bounds', () => {
    expect(render(<NumberButton quantity={missing('USD', 2.1)} of={of} name="cost" />)).toContain('≥ $2.10');
  });
});

it('shows the first twenty of many deployments and the one in hand; paper shows all', () => {
  const many = Array.from({ length: 57 }, (_, i) => ({ ...estimate().deployments[0]!, name: `d${i}` }));
  const table = <Comparison estimate={estimate({ deployments: many })} selected="d50" />;
  const names = (html: string) => [...html.matchAll(/data-deployment="(d\d+)"/g)].map(([, name]) => name);
  const live = render(table, LIVE);
  expect(names(live)).toEqual([...many.slice(0, 20).map(({ name }) => name), 'd50']);
  expect(live).toContain('Show all 57 deployments');
  expect(names(render(table))).toHaveLength(57);
  expect(render(table)).not.toContain('Show all');
});

it('lists better options with what they save', () => {
  expectGolden(
    render(<Options options={charts().options!.cost} against="aws-h100" add={() => undefined} />, LIVE),
    'report/options.html',
  );
  expect(render(<Options options={[]} against="aws-h100" />)).toContain('Nothing in the catalog beats aws-h100');
});

it('opens errors and folds remarks', () => {
  const range = { start: { line: 4, column: 1 }, end: { line: 4, column: 5 } };
  const base = { path: [], range } as const;
  const html = render(
    <Problems
      problems={[
        { ...base, code: 'unknown-key', severity: 'error', message: 'Unknown key.' },
        { ...base, code: 'stale-price', severity: 'warning', message: 'Old price.' },
      ]}
    />,
    LIVE,
  );
  expectGolden(html, 'report/problems.html');
});

it('escapes what the user wrote', () => {
  const html = render(<WorkloadHeader estimate={estimate({ name: '<img src=x onerror=alert(1)>' })} />);
  expect(html).not.toContain('<img');
});
