import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compute,
  derived,
  leaf,
  product,
  sharing,
  sum,
  toQuantity,
  unknown,
  worstState,
  type Derivation,
  Figure,
} from '../../../src/quantity/index.ts';

const origin = { kind: 'default', reason: 'test' } as const;
const exact = (value: number, label = 'x'): Figure => leaf(label, { value }, '1', origin);
const ranged = (value: number, low: number, high: number, label = 'x'): Figure =>
  leaf(label, { value, low, high }, '1', origin);

const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
const anyFigure = fc
  .tuple(positive, fc.double({ min: 1, max: 3, noNaN: true }), fc.double({ min: 1, max: 3, noNaN: true }))
  .map(([value, down, up]) => ranged(value, value / down, value * up));

describe('a leaf', () => {
  it('is exact without a range and carries no bounds then', () => {
    expect(toQuantity(exact(3))).toEqual({ value: 3, unit: '1', state: 'known' });
    expect(toQuantity(ranged(3, 3, 3))).toEqual({ value: 3, unit: '1', state: 'known' });
  });
  it('names its origin', () => {
    expect(exact(3).why()).toMatchObject({ label: 'x', inputs: [], origin });
  });
});

describe('a result that no number holds', () => {
  it.each([
    [
      'too large',
      () =>
        product(
          'p',
          '1',
          [
            [exact(1e200), 1],
            [exact(1e200), 1],
          ],
          'a × b',
        ),
    ],
    ['too large to add', () => sum('s', '1', [exact(1.7e308), exact(1.7e308)])],
    ['0 ÷ 0', () => compute('c', '1', [exact(0)], 'x ÷ x', ([x = 0]) => x / x)],
    ['1 ÷ 0', () => product('p', '1', [[exact(0), -1]], '1 ÷ x')],
    ['read as one', () => exact(Number.POSITIVE_INFINITY)],
    ['worked out elsewhere', () => derived('d', { value: NaN }, '1', [exact(1)], 'f')],
    ['with such a bound', () => ranged(1, NaN, 2)],
  ] as const)('is unknown and says why: %s', (_, make) => {
    expect(toQuantity(make())).toEqual({ value: null, unit: '1', state: 'unknown' });
    if (_ !== 'read as one' && _ !== 'with such a bound')
      expect(make().why()).toMatchObject({
        origin: { kind: 'unknown', reason: expect.stringContaining('finite') as string },
      });
  });
});

describe('a sum', () => {
  it('adds values and, because parts share their errors, bounds', () => {
    expect(toQuantity(sum('s', 'USD', [ranged(10, 8, 12), ranged(5, 5, 6), exact(1)]))).toEqual({
      value: 16,
      low: 14,
      high: 19,
      unit: 'USD',
      state: 'known',
    });
  });
  it('with an unknown part is the lower bound of what is known', () => {
    expect(toQuantity(sum('s', 'USD', [ranged(10, 8, 12), unknown('y', 'USD', 'none')]))).toEqual({
      value: null,
      low: 10,
      unit: 'USD',
      state: 'unknown',
    });
  });
  it('of unknowns alone has no bound at all', () => {
    expect(toQuantity(sum('s', 'USD', [unknown('y', 'USD', 'none')]))).toEqual({
      value: null,
      unit: 'USD',
      state: 'unknown',
    });
  });
  it('of nothing is zero', () => {
    expect(sum('s', 'USD', [])).toMatchObject({ value: 0, state: 'known' });
  });
  it('keeps a lower bound inside a lower bound', () => {
    const inner = sum('i', 'USD', [exact(2), unknown('y', 'USD', 'none')]);
    expect(sum('s', 'USD', [exact(1), inner])).toMatchObject({ value: null, low: 3 });
  });
  it('writes its formula from the names of its parts', () => {
    expect(sum('s', 'USD', [exact(1, 'a'), exact(2, 'b')]).why().formula).toBe('a + b');
  });
  it('is stale when a part is', () => {
    expect(sum('s', 'USD', [exact(1), leaf('p', { value: 1 }, 'USD', origin, 'stale')]).state).toBe('stale');
  });
});

describe('a product', () => {
  it('adds log-intervals in quadrature', () => {
    const figure = product(
      'p',
      '1',
      [
        [ranged(10, 5, 20), 1],
        [ranged(4, 2, 8), 1],
      ],
      'a × b',
    );
    const width = Math.hypot(Math.LN2, Math.LN2);
    expect(figure.value).toBe(40);
    expect(figure.low).toBeCloseTo(40 * Math.exp(-width), 9);
    expect(figure.high).toBeCloseTo(40 * Math.exp(width), 9);
  });
  it('turns the interval of a denominator round', () => {
    const figure = product(
      'p',
      '1',
      [
        [exact(10), 1],
        [ranged(5, 4, 10), -1],
      ],
      'a ÷ b',
    );
    expect(figure.value).toBe(2);
    expect(figure.low).toBeCloseTo(1, 9);
    expect(figure.high).toBeCloseTo(2.5, 9);
  });
  it('is unknown with a lower bound where a numerator has one', () => {
    const bound = sum('s', 'USD', [exact(6), unknown('y', 'USD', 'none')]);
    expect(
      toQuantity(
        product(
          'p',
          'USD',
          [
            [bound, 1],
            [exact(3), -1],
          ],
          'a ÷ b',
        ),
      ),
    ).toEqual({ value: null, low: 2, unit: 'USD', state: 'unknown' });
  });
  it('is unknown without a bound where a denominator is', () => {
    const figure = product(
      'p',
      'USD',
      [
        [exact(6), 1],
        [unknown('y', '1', 'none'), -1],
      ],
      'a ÷ b',
    );
    expect(toQuantity(figure)).toEqual({ value: null, unit: 'USD', state: 'unknown' });
  });
  it('reaches down to zero where a factor does', () => {
    expect(
      product(
        'p',
        '1',
        [
          [ranged(4, 0, 8), 1],
          [exact(2), 1],
        ],
        'a × b',
      ),
    ).toMatchObject({ value: 8, low: 0, high: 16 });
  });
  it('has no upper bound where a denominator reaches zero', () => {
    const figure = product(
      'p',
      '1',
      [
        [exact(8), 1],
        [ranged(4, 0, 8), -1],
      ],
      'a ÷ b',
    );
    expect(toQuantity(figure)).toEqual({ value: 2, low: 1, unit: '1', state: 'known' });
    expect(JSON.stringify(toQuantity(sum('s', '1', [figure, exact(1)])))).not.toContain('null');
  });
  it('of zero is zero', () => {
    expect(
      product(
        'p',
        '1',
        [
          [exact(0), 1],
          [ranged(4, 2, 8), 1],
        ],
        'a × b',
      ),
    ).toMatchObject({ value: 0 });
  });
  it('never loses order: low ≤ value ≤ high', () => {
    fc.assert(
      fc.property(anyFigure, anyFigure, fc.constantFrom(1, -1, 0.5), (a, b, power) => {
        const {
          value,
          low = value,
          high = value,
        } = product(
          'p',
          '1',
          [
            [a, 1],
            [b, power],
          ],
          'a × b',
        );
        expect(low ?? 0).toBeLessThanOrEqual((value ?? 0) * (1 + 1e-12));
        expect(high ?? 0).toBeGreaterThanOrEqual((value ?? 0) * (1 - 1e-12));
      }),
    );
  });
});

describe('what the traffic moves', () => {
  const load = sharing(ranged(10, 5, 20, 'requests'));
  it('cancels in a ratio of things it moves alike', () => {
    const cost = product(
      'cost',
      'USD',
      [
        [load, 1],
        [exact(3), 1],
      ],
      'a × b',
    );
    const each = product(
      'each',
      'USD',
      [
        [cost, 1],
        [load, -1],
      ],
      'a ÷ b',
    );
    expect(cost).toMatchObject({ low: 15, high: 60 });
    expect(each.value).toBeCloseTo(3, 12);
    expect(each.low ?? each.value).toBeCloseTo(3, 9);
    expect(each.high ?? each.value).toBeCloseTo(3, 9);
  });
  it('leaves the other errors of the ratio alone', () => {
    const cost = product(
      'cost',
      'USD',
      [
        [load, 1],
        [ranged(3, 1.5, 6), 1],
      ],
      'a × b',
    );
    const each = product(
      'each',
      'USD',
      [
        [cost, 1],
        [load, -1],
      ],
      'a ÷ b',
    );
    expect(each.low).toBeCloseTo(1.5, 9);
    expect(each.high).toBeCloseTo(6, 9);
  });
  it('moves a fixed cost per request the other way', () => {
    const each = product(
      'each',
      'USD',
      [
        [exact(30), 1],
        [load, -1],
      ],
      'a ÷ b',
    );
    expect(each.low).toBeCloseTo(1.5, 9);
    expect(each.high).toBeCloseTo(6, 9);
  });
  it('is weighted by value in a sum', () => {
    const cost = sum('cost', 'USD', [product('v', 'USD', [[load, 1]], 'a'), exact(10)]);
    const each = product(
      'each',
      'USD',
      [
        [cost, 1],
        [load, -1],
      ],
      'a ÷ b',
    );
    expect(each.value).toBe(2);
    expect(each.low).toBeCloseTo(30 / 20, 9);
    expect(each.high).toBeCloseTo(15 / 5, 9);
  });
  it('passes through any function', () => {
    const twice = compute('twice', '1', [load], '2 × load', ([x = 0]) => 2 * x);
    expect(twice.low).toBeCloseTo(10, 9);
    const one = product(
      'one',
      '1',
      [
        [twice, 1],
        [load, -1],
      ],
      'a ÷ b',
    );
    expect(one.low ?? one.value).toBeCloseTo(2, 9);
  });
});

describe('any function', () => {
  it('moves each input alone and adds the moves in quadrature', () => {
    const figure = compute('f', '1', [ranged(10, 7, 13), ranged(20, 16, 24)], 'a + b', ([a = 0, b = 0]) => a + b);
    expect(toQuantity(figure)).toEqual({ value: 30, low: 25, high: 35, unit: '1', state: 'known' });
  });
  it('knows which way a falling function turns the interval', () => {
    expect(compute('f', '1', [ranged(0.2, 0.1, 0.4)], '1 − x', ([x = 0]) => 1 - x)).toMatchObject({
      value: 0.8,
      low: 0.6,
      high: 0.9,
    });
  });
  it('is unknown with one unknown input', () => {
    expect(compute('f', '1', [unknown('y', '1', 'none'), exact(1)], 'f', () => 5)).toMatchObject({
      value: null,
      state: 'unknown',
    });
  });
  it('takes numbers computed elsewhere and the state of its inputs', () => {
    const old = leaf('p', { value: 1 }, 'USD', origin, 'stale');
    expect(toQuantity(derived('d', { value: 7, low: 6, high: 9 }, '1', [old], 'f'))).toEqual({
      value: 7,
      low: 6,
      high: 9,
      unit: '1',
      state: 'stale',
    });
    expect(derived('d', { value: 7 }, '1', [unknown('y', '1', 'none')], 'f').value).toBeNull();
  });
});

describe('a derivation', () => {
  const tree = product(
    'cost',
    'USD',
    [
      [sum('sum', 'USD', [exact(1, 'a'), exact(2, 'b')]), 1],
      [exact(4, 'c'), 1],
    ],
    'sum × c',
  );
  const leaves = (node: Derivation): readonly Derivation[] =>
    node.inputs.length === 0 ? [node] : node.inputs.flatMap(leaves);
  it('unfolds to leaves that all have an origin', () => {
    expect(leaves(tree.why()).map((each) => each.label)).toEqual(['a', 'b', 'c']);
    for (const each of leaves(tree.why())) expect(each.origin).toEqual(origin);
  });
  it('is not made before somebody asks', () => {
    let asked = 0;
    const spy = new Figure({ label: 'spy', unit: '1', inputs: () => ((asked += 1), []) }, 'known', { value: 1 });
    const formula = (): string => ((asked += 1), 'text');
    const figure = compute(
      'f',
      '1',
      [product('p', '1', [[sum('s', '1', [spy]), 1]], formula)],
      formula,
      ([x = 0]) => x,
    );
    toQuantity(figure);
    expect(asked).toBe(0);
    figure.why();
    expect(asked).toBe(3);
  });
  it('says the same number as the figure', () => {
    expect(tree.why().quantity).toMatchObject({ value: tree.value, unit: tree.unit });
  });
});

it('the worst state wins', () => {
  expect(worstState(['known', 'stale', 'derived'])).toBe('stale');
  expect(worstState(['known', 'unknown', 'stale'])).toBe('unknown');
  expect(worstState([])).toBe('known');
});
