/** Rules of a pipeline: comparisons of numbers of the estimate, in the logic of three values. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkRules,
  type DeploymentEstimate,
  readRule,
  RULE_NAMES,
  type RuleCheck,
} from '../../../src/estimate/index.ts';
import type { Quantity } from '../../../src/quantity/index.ts';
import { ask, document } from './support.ts';

const RATES = { EUR: 1.1 };
const [base] = [ask(document('a: {accelerator: h100-sxm, rent: {cloud: lambda}}')).estimate];
const deployment = base.deployments[0] as DeploymentEstimate;

const known = (value: number, low = value, high = value): Quantity => ({ value, low, high, unit: '', state: 'known' });
const UNKNOWN: Quantity = { value: null, unit: '', state: 'unknown' };
const atLeast = (low: number): Quantity => ({ value: null, low, unit: '', state: 'unknown' });

/** The rule on one deployment whose bill, median speed and energy are these. */
function judge(text: string, numbers: { month?: Quantity; tpot?: Quantity; kwh?: Quantity } = {}): RuleCheck {
  const { month = known(100), tpot = known(0.02), kwh = known(2) } = numbers;
  const read = readRule(text, RATES);
  if (!read.ok) throw new Error(read.failure.code);
  const changed: DeploymentEstimate = {
    ...deployment,
    cost: { ...deployment.cost, perMonth: month },
    performance: { ...deployment.performance, tpot },
    energy: { ...deployment.energy, kwhPerMillionTokens: kwh },
  };
  const [check] = checkRules({ ...base, deployments: [changed] }, [read.rule], RATES);
  if (check === undefined) throw new Error('no check');
  return check;
}

const verdict = (...args: Parameters<typeof judge>): RuleCheck['verdict'] => judge(...args).verdict;

describe('a comparison', () => {
  it.each([
    ['cost_per_month > 99', 'failed'],
    ['cost_per_month > 99 USD', 'failed'],
    ['cost_per_month > 100', 'passed'],
    ['cost_per_month >= 90 EUR', 'failed'],
    ['cost_per_month >= 91 EUR', 'passed'],
    ['tpot > 19 ms', 'failed'],
    ['tpot > 0.021', 'passed'],
    ['tpot * 1000 > 19', 'failed'],
    ['kwh_per_million_tokens > 1', 'failed'],
    ['kwh_per_million_tokens > 7.1 MJ', 'failed'],
    ['kwh_per_million_tokens > 7.3 MJ', 'passed'],
    ['max(cost_per_month, 300 USD) > 200 USD', 'failed'],
  ])('%s: %s, with a unit or in the unit of the JSON', (text, expected) => {
    expect(verdict(text)).toBe(expected);
  });

  it('decides by the value; an interval that could turn it is said', () => {
    expect(judge('cost_per_month > 95', { month: known(100, 90, 120) })).toMatchObject({
      verdict: 'failed',
      straddles: true,
    });
    expect(judge('cost_per_month > 80', { month: known(100, 90, 120) })).toMatchObject({
      verdict: 'failed',
      straddles: false,
    });
  });

  it('of a lower bound is decided where no value above it could change it', () => {
    expect(verdict('cost_per_month > 50', { month: atLeast(60) })).toBe('failed');
    expect(verdict('cost_per_month < 50', { month: atLeast(60) })).toBe('passed');
    expect(verdict('cost_per_month > 70', { month: atLeast(60) })).toBe('undecided');
    expect(verdict('cost_per_month > 70', { month: UNKNOWN })).toBe('undecided');
  });
});

describe('and, or, not', () => {
  it('a side that is not known stays open unless the other decides', () => {
    const numbers = { month: UNKNOWN };
    expect(verdict('cost_per_month > 1 or tpot > 0', numbers)).toBe('failed');
    expect(verdict('cost_per_month > 1 or tpot < 0', numbers)).toBe('undecided');
    expect(verdict('cost_per_month > 1 and tpot < 0', numbers)).toBe('passed');
    expect(verdict('cost_per_month > 1 and tpot > 0', numbers)).toBe('undecided');
    expect(verdict('not (cost_per_month > 1)', numbers)).toBe('undecided');
  });

  it('"not" is of the whole comparison behind it', () => {
    expect(verdict('not cost_per_month > 99')).toBe('passed');
    expect(verdict('not cost_per_month + 1 < 99 and tpot > 0')).toBe('failed');
  });

  it('holds exactly where its parts hold', () => {
    interface Drawn {
      readonly text: string;
      readonly holds: (numbers: Readonly<Record<string, number>>) => boolean;
    }
    const compare: Readonly<Record<string, (a: number, b: number) => boolean>> = {
      '<': (a, b) => a < b,
      '>': (a, b) => a > b,
      '<=': (a, b) => a <= b,
      '>=': (a, b) => a >= b,
    };
    const small = fc.integer({ min: 0, max: 4 });
    const leaf = fc
      .tuple(
        fc.constantFrom('cost_per_month', 'tpot', 'kwh_per_million_tokens'),
        fc.constantFrom(...Object.keys(compare)),
        small,
      )
      .map(([name, op, n]): Drawn => ({
        text: `${name} ${op} ${n}`,
        holds: (numbers) => compare[op]!(numbers[name]!, n),
      }));
    const { tree } = fc.letrec<{ tree: Drawn }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]): Drawn => ({
          text: `(${a.text}) and (${b.text})`,
          holds: (numbers) => a.holds(numbers) && b.holds(numbers),
        })),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]): Drawn => ({
          text: `(${a.text}) or (${b.text})`,
          holds: (numbers) => a.holds(numbers) || b.holds(numbers),
        })),
        tie('tree').map((a): Drawn => ({ text: `not (${a.text})`, holds: (numbers) => !a.holds(numbers) })),
      ),
    }));
    fc.assert(
      fc.property(tree, small, small, small, ({ text, holds }, month, tpot, kwh) => {
        fc.pre(text.length < 500);
        const expected = holds({ cost_per_month: month, tpot, kwh_per_million_tokens: kwh }) ? 'failed' : 'passed';
        expect(verdict(text, { month: known(month), tpot: known(tpot), kwh: known(kwh) })).toBe(expected);
      }),
    );
  });
});

describe('what is no rule is refused before any file is read', () => {
  it.each([
    ['cost_per_mont > 1', 'unknown-name'],
    ['cost_per_month', 'no-comparison'],
    ['cost_per_month + 1', 'no-comparison'],
    ['cost_per_month > 1 kg', 'dimensions'],
    ['cost_per_month >', 'syntax'],
    ['process.exit(1) > 0', 'not-allowed'],
    ['import("fs") > 0', 'unknown-name'],
    ['cost_per_month > 1; 2', 'no-comparison'],
    [`${'('.repeat(60)}tpot${')'.repeat(60)} > 1`, 'too-complex'],
    [`tpot > ${'1'.repeat(600)}`, 'too-long'],
  ])('%s', (text, code) => {
    expect(readRule(text, RATES)).toMatchObject({ ok: false, failure: { code } });
  });
});

it('every name is told on the page of the command', () => {
  const page = readFileSync('docs/commands/check.md', 'utf8');
  expect(RULE_NAMES.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

it('a percentile without a target is open, and says why', () => {
  const check = judge('ttft_p99 > 1 s');
  expect(check.verdict).toBe('undecided');
  expect(check.message).toBe(
    'Not computed here: ttft_p99. A percentile needs a target of its own, input_tokens_per_second a workload without output.',
  );
});
