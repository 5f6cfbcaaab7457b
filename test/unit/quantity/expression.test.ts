/** What a user may write as a number, what it means, and what is refused. */
import fc from 'fast-check';
import { create, parseDependencies, type FactoryFunctionMap } from 'mathjs/number';
import { describe, expect, it } from 'vitest';
import { describeDimension, parseLiteral, PLAIN } from '../../../src/quantity/index.ts';
import {
  createExpressionEngine,
  evaluateExpression,
  EXPRESSION_LIMITS,
  FUNCTIONS,
  interval,
  ranged,
  words,
  type Lookup,
} from '../../../src/quantity/expression/index.ts';
import { draws } from '../../helpers/soak.ts';

const names: Readonly<Record<string, string>> = { users: '250e3', chats: '6 / day', share: '40%' };

const lookup: Lookup = (name) => (Object.hasOwn(names, name) ? parseLiteral(names[name] ?? '') : undefined);

function evaluate(text: string): string {
  const result = evaluateExpression(text, lookup, { EUR: 1.1 });
  if (!result.ok) return 'what' in result ? `${result.code} ${result.what}` : result.code;
  return `${Number(result.value.value.toPrecision(6))} ${describeDimension(result.value.dimension)}`;
}

describe('an expression', () => {
  it.each([
    ['users * chats', '17.3611 a rate'],
    ['users chats', '17.3611 a rate'],
    ['users * 6 / day * share', '6.94444 a rate'],
    ['2 * (3 + 4)', '14 a plain number'],
    ['2 ^ 3 ^ 2', '512 a plain number'],
    ['-2', '-2 a plain number'],
    ['1 kWh + 1 MJ', '4600000 energy'],
    ['0.08 USD/kWh + 1 USD/MWh', '2.25e-8 money per energy'],
    ['0.1 EUR/kWh', '3.05556e-8 money per energy'],
    ['3 kWh to J', '10800000 energy'],
    ['users > 1e6 ? 2 : 1', '1 a plain number'],
    ['max(1 s, 900 ms)', '1 a time'],
    ['sqrt(4 s * 1 s)', '2 a time'],
    ['round(17.361, 1)', '17.4 a plain number'],
    ['5 µs * 2', '0.00001 a time'],
    ['0.6 USD / 1e6 token', '6e-7 money'],
  ])('%s is %s', (text, expected) => expect(evaluate(text)).toBe(expected));

  it('reads n% as the number n/100, whatever follows', () => {
    expect(evaluate('100 + 5%')).toBe('100.05 a plain number');
    expect(evaluate('10% - 3')).toBe('-2.9 a plain number');
    expect(evaluate('50 % * users')).toBe('125000 a plain number');
    expect(evaluate('users % 3')).toBe('syntax');
  });

  it('reads min as the minute unless a parenthesis follows', () => {
    expect(evaluate('users / 1 min')).toBe('4166.67 a rate');
    expect(evaluate('min (3, 2) * min')).toBe('120 a time');
  });

  it('counts a token and a request as one', () => {
    expect(evaluate('3 token / request')).toBe('3 a plain number');
    expect(evaluate('3 tokens')).toBe('3 a plain number');
  });

  it.each([
    ['nobody', 'unknown-name'],
    ['constructor', 'unknown-name'],
    ['__proto__', 'unknown-name'],
    ['toString', 'unknown-name'],
    ['1 s + 1 kWh', 'dimensions'],
    ['2 ^ (3 s)', 'dimensions'],
    ['log(3 s)', 'dimensions'],
    ['ceil(2.5 h)', 'dimensions'],
    ['sqrt()', 'arguments'],
    ['pow(2)', 'arguments'],
    ['1 / 0', 'not-finite'],
    ['NaN', 'not-finite'],
    ['Infinity', 'not-finite'],
    ['((', 'syntax'],
    ['3 *', 'syntax'],
    ['', 'not-allowed undefined'],
  ])('%j fails as %s', (text, expected) => expect(evaluate(text)).toBe(expected));

  it.each([
    'users = 3',
    'f(x) = x',
    'users; 3',
    'users.length',
    'users["constructor"]',
    '[1, 2]',
    '{a: 1}',
    '1:3',
    '"text"',
    'true',
    'null',
    '5!',
    'not 1',
    '1 and 1',
    '5 mod 3',
    'max',
    'max.constructor("return 1")()',
  ])('refuses %s', (text) => expect(evaluate(text)).toMatch(/^(not-allowed|syntax)/));

  it.each([
    'import',
    'createUnit',
    'evaluate',
    'eval',
    'parse',
    'simplify',
    'derivative',
    'resolve',
    'help',
    'random',
    'config',
    'typed',
  ])('does not know the function %s', (name) => {
    expect(FUNCTIONS.has(name)).toBe(false);
    expect(evaluate(`${name}(1)`)).toBe('unknown-name');
    expect(evaluate(`${name}("1")`)).toBe('unknown-name');
    expect(evaluate(name)).toBe('unknown-name');
  });

  it('is bounded in length, nodes and depth', () => {
    expect(evaluate('1+'.repeat(EXPRESSION_LIMITS.length) + '1')).toBe('too-long');
    expect(evaluate(`${'1+'.repeat(EXPRESSION_LIMITS.nodes / 2 + 1)}1`)).toBe('too-complex');
    expect(evaluate('('.repeat(100) + '1' + ')'.repeat(100))).toBe('too-complex');
    expect(evaluate('-'.repeat(400) + '1')).toBe('too-complex');
  });

  it('never throws and is never anything but a finite number', () => {
    const part = fc.constantFrom(
      ...[
        'users',
        'chats',
        '3',
        '1e308',
        '%',
        '+',
        '-',
        '*',
        '/',
        '^',
        '(',
        ')',
        ' ',
        'min',
        'kWh',
        '?',
        ':',
        ',',
        '.',
        '[',
        ']',
        '{',
        '}',
        '"',
        "'",
        '=',
        ';',
        '\n',
        '#',
        '!',
        '__proto__',
        'to',
        'in',
        'π',
        '\\',
        '~',
        '|',
        '&',
        '=>',
        '->',
        '??',
        '?.',
      ],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(part, { maxLength: 30 }).map((parts) => parts.join('')),
          fc.string(),
        ),
        (text) => {
          const result = evaluateExpression(text, lookup);
          if (result.ok) expect(Number.isFinite(result.value.value)).toBe(true);
        },
      ),
      { numRuns: draws(500) },
    );
  });
});

describe('ranges in expressions', () => {
  const a = ranged('a', { low: 1, mid: 2, high: 4 }, PLAIN);
  const b = ranged('b', { low: 1, mid: 2, high: 4 }, PLAIN);
  const both: Lookup = (name) => (name === 'a' ? a : name === 'b' ? b : undefined);

  function range(text: string): readonly number[] {
    const result = evaluateExpression(text, both);
    if (!result.ok) throw new Error(result.code);
    const { low, mid, high } = interval(result.value);
    return [low, mid, high].map((value) => Number(value.toPrecision(4)));
  }

  it('flow through one factor unchanged', () => expect(range('3 * a')).toEqual([3, 6, 12]));
  it('turn round in a divisor', () => expect(range('4 / a')).toEqual([1, 2, 4]));
  it('cancel where the same name stands twice', () => expect(range('a / a')).toEqual([1, 1, 1]));
  it('add in quadrature where they are independent', () => {
    const spread = 2 ** Math.SQRT2;
    expect(range('a * b')).toEqual([4 / spread, 4, 4 * spread].map((value) => Number(value.toPrecision(4))));
  });
  it('always hold the middle', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('a + b', 'a - b', 'a * b', 'a / b', 'a ^ 2 - b', 'max(a, b)', '1 / (a + b)'),
        (text) => {
          const [low = NaN, mid = NaN, high = NaN] = range(text);
          expect(low <= mid && mid <= high).toBe(true);
        },
      ),
    );
  });
});

describe('words of an expression', () => {
  it('are its names with their places, for rename and go to definition', () => {
    expect(words('users * min(chats, 3 min)')).toEqual([
      { name: 'users', offset: 0, call: false },
      { name: 'min', offset: 8, call: true },
      { name: 'chats', offset: 12, call: false },
      { name: 'min', offset: 21, call: false },
    ]);
  });
});

describe('the nodes that the parser of mathjs builds', () => {
  interface Tree {
    readonly type: string;
    readonly [field: string]: unknown;
  }
  /** What evaluate.ts reads of a node, and nothing else of it. */
  const read = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(read);
    if (typeof node !== 'object' || node === null || !('type' in node)) return node;
    const { type, ...rest } = node as Tree;
    const fields = ['value', 'name', 'op', 'args', 'content', 'condition', 'trueExpr', 'falseExpr'];
    const known = /^(Constant|Symbol|Parenthesis|Operator|Function|Conditional)Node$/.test(type);
    const of = node as Tree;
    const fn = type === 'FunctionNode' ? { fn: read(of['fn']) } : {};
    if (!known) return { type };
    return { type, ...fn, ...Object.fromEntries(fields.filter((f) => f in rest).map((f) => [f, read(of[f])])) };
  };
  const stock = create(parseDependencies as FactoryFunctionMap) as unknown as { parse: (text: string) => object };
  const token = fc.constantFrom(
    ...['1', '2.5', '1e6', 'a', 'users', 's', 'min', 'in', 'to', 'true', 'null', 'end', '"x"', 'f(', 'max(', '(', ')'],
    ...['+', '-', '*', '/', '^', '!', '<', '>=', '==', '?', ':', ',', '.', '[', ']', '{', '}', '=', ';', 'mod', 'not'],
    ...['and', '|', '&', '<<', '??', "'"],
  );

  it('are those of mathjs in all that is read of them', () => {
    const ours = createExpressionEngine();
    fc.assert(
      fc.property(fc.array(token, { minLength: 1, maxLength: 9 }), (tokens) => {
        const text = tokens.join(' ').replaceAll(/\bmin\b(?! \()/g, 'minute');
        let theirs: object | undefined;
        try {
          theirs = stock.parse(text);
        } catch {
          expect(evaluateExpression(text, lookup).ok).toBe(false);
          return;
        }
        const parsed = ours.parse(text);
        expect(parsed.ok && read(parsed.node)).toEqual(read(theirs));
      }),
      { numRuns: draws(500) },
    );
  });
});
