import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leverEdits } from '../../../src/panel/apply.ts';
import { engineLevers, leversOf } from '../../../src/panel/levers.ts';
import { DEPLOYMENTS } from '../../helpers/estimate.ts';
import { engine } from '../../helpers/language.ts';
import { applyEdits, parseWorkloadFile } from '../../../src/workload/index.ts';
import { fromPosition, position, shown, STEPS, typed, written } from '../../../webview/leverScale.ts';
import type { AmountLever, LeverValues } from '../../../src/panel/protocol.ts';
import { draws } from '../../helpers/soak.ts';

const TEXT = `apiVersion: inference-tco/v1
model: llama-3.3-70b
let: {users: 250e3}
traffic:
  requests: users * 6 / day   # chats
  input_tokens: {mean: 1800, p95: 4000}
  output_tokens: 350
  cached_input: 40%
slo:
  ttft: {p95: 800 ms}
  tpot: 40 ms
serving: {weights: fp8}
deployments:
  rented:
    accelerator: h100-sxm
    weights: bf16
    rent: {cloud: aws, purchase: 1-year}
  owned:
    accelerator: b200
    own: {life: 4 years}
`;

const file = parseWorkloadFile(TEXT, { fileName: 'a.workload.yaml' });
const workload = file.documents[0]!.workload!;
const named = (name: string) => workload.deployments.find((one) => one.name === name)!;

function apply(values: LeverValues, text = TEXT): string {
  const [read] = parseWorkloadFile(text, { fileName: 'a.workload.yaml' }).documents;
  const has = (path: readonly string[]): boolean => read!.rangeOf(path) !== undefined;
  return applyEdits(text, leverEdits({ text, documentIndex: 0, workload: read!.workload!, has, rates: {} }, values));
}

/** Lines that differ. */
function changed(values: LeverValues): readonly string[] {
  const before = new Set(TEXT.split('\n'));
  return apply(values)
    .split('\n')
    .filter((line) => !before.has(line));
}

describe('levers of a workload', () => {
  it('stand where the file stands', () => {
    const levers = leversOf(workload, named('rented'));
    const value = (key: string) => levers.find((lever) => lever.key === key)?.value;
    expect(value('requests')).toBeCloseTo(17.36, 2);
    expect(value('tpot')).toBeCloseTo(0.04, 6);
    expect(value('purchase')).toBe('1-year');
    expect(levers.find(({ key }) => key === 'headroom')?.isDefault).toBe(true);
  });

  it('are those that touch the deployment: life where something is owned, purchase where it is rented', () => {
    const keys = (name: string) => leversOf(workload, named(name)).map(({ key }) => key);
    expect(keys('rented')).toContain('purchase');
    expect(keys('rented')).not.toContain('life');
    expect(keys('owned')).toContain('life');
    expect(keys('owned')).not.toContain('purchase');
  });

  it('take from the engine what the file leaves open, by code', () => {
    const assumed = (what: string) => (what === 'pue' ? 1.4 : undefined);
    const pue = leversOf(workload, named('owned'), assumed).find(({ key }) => key === 'pue');
    expect(pue).toMatchObject({ value: 1.4, isDefault: true });
    const [evaluated] = engine().evaluateText(TEXT, { fileName: 'a.workload.yaml' }).workloads;
    const value = (what: string) => evaluated!.explain('owned', `stages.0.own.${what}`)?.quantity.value;
    expect(value('life')).toBeCloseTo(4, 9);
    for (const what of ['costOfCapital', 'electricity', 'pue']) expect(value(what)).toBeGreaterThan(0);
    expect(evaluated!.explain('rented', 'stages.0.own.life')).toBeUndefined();
  });

  it('take from the estimate what was chosen where the file is silent', () => {
    const stage = DEPLOYMENTS[0]!.stages[0]!;
    const lever = (key: string) => leversOf(workload, named('owned'), undefined, stage).find((one) => one.key === key);
    expect(lever('maxBatch')).toMatchObject({ value: 1024, isDefault: true });
    expect(lever('kvCache')).toMatchObject({ value: 'fp8', isDefault: true });
    expect(lever('weights')).toMatchObject({ value: 'fp8', isDefault: false });
  });

  it('reach the engine only with names it knows', () => {
    expect(engineLevers({ requests: 3, weights: 'fp4', purchase: 'stolen' })).toEqual({ requests: 3, weights: 'fp4' });
  });
});

describe('apply to YAML', () => {
  it('replaces a value where it stands and keeps the comment', () => {
    expect(changed({ outputTokens: 400 })).toEqual(['  output_tokens: 400']);
    expect(apply({ requests: 31.25 }, TEXT.replace('users * 6 / day', '17 / s'))).toContain(
      '  requests: 31.3   # chats',
    );
  });
  it.each([
    ['users * 6 / day', 'users * 6 / day * 1.8'],
    ['users * 6 / day * 1.5', 'users * 6 / day * 1.8'],
    ['users * 6 / day * 1.8', 'users * 6 / day * 1.8'],
    ['6 / day * users * 2', '6 / day * users * 2 * 0.9'],
    ['users * (3 + 3) / day', '(users * (3 + 3) / day) * 1.8'],
    ['max(users, 250e3) * 6 / day', '"(max(users, 250e3) * 6 / day) * 1.8"'],
  ])('scales %s and keeps its names', (written, after) => {
    const requests = (1.8 * (250e3 * 6)) / 86400;
    expect(apply({ requests }, TEXT.replace('users * 6 / day', written))).toContain(`  requests: ${after}   # chats`);
  });
  it('takes the factor back with the what-if', () => {
    const up = apply({ requests: 31.25 });
    expect(apply({ requests: (250e3 * 6) / 86400 }, up)).toBe(TEXT);
  });
  it('writes units as people do', () => {
    expect(changed({ cachedInput: 0.55, tpot: 0.0305, ttft: 0.5 })).toEqual([
      '  cached_input: 55%',
      '  ttft: {p95: 500 ms}',
      '  tpot: 30.5 ms',
    ]);
  });
  it('reaches into the mean of a distribution', () => {
    expect(changed({ inputTokens: 2400.4 })).toEqual(['  input_tokens: {mean: 2400, p95: 4000}']);
  });
  it('changes the default and every override', () => {
    expect(changed({ weights: 'fp4' })).toEqual(['serving: {weights: fp4}', '    weights: fp4']);
  });
  it('touches only those who rent, or own', () => {
    expect(changed({ purchase: 'spot', life: 5 * 8760 * 3600 })).toEqual([
      '    rent: {cloud: aws, purchase: spot}',
      '    own: {life: 5 years}',
    ]);
  });
  it('adds what the file does not say', () => {
    const text = apply({ headroom: 0.3, electricity: 0.12 / 3.6e6 });
    expect(text).toMatch(/serving: \{weights: fp8, headroom: 30%\}/);
    expect(text).toMatch(/site: ?\{?\s*electricity: 0\.12 USD\/kWh/);
  });
  it('writes every lever of both deployments into a text that reads the same values', () => {
    const values: LeverValues = {
      maxBatch: 37.4,
      weights: 'fp4',
      kvCache: 'fp8',
      electricity: 0.2 / 3.6e6,
      life: 6 * 8760 * 3600,
      costOfCapital: 0.09,
      pue: 1.3,
      headroom: 0.25,
    };
    const after = parseWorkloadFile(apply(values), { fileName: 'a.workload.yaml' }).documents[0]!;
    expect(after.problems).toEqual([]);
    const owned = leversOf(
      after.workload!,
      after.workload!.deployments.find(({ name }) => name === 'owned'),
    );
    const value = (key: string) => owned.find((lever) => lever.key === key)?.value;
    expect(value('maxBatch')).toBe(37);
    for (const key of ['weights', 'kvCache'] as const) expect(value(key)).toBe(values[key]);
    for (const key of ['electricity', 'life', 'costOfCapital', 'pue', 'headroom'] as const)
      expect(value(key)).toBeCloseTo(values[key] as number, 6);
  });
  it('changes nothing for nothing', () => expect(apply({})).toBe(TEXT));
  it('gives a text that still reads, with the value in it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 1e5, noNaN: true }), (requests) => {
        const after = parseWorkloadFile(apply({ requests }), { fileName: 'a.workload.yaml' }).documents[0]!;
        expect(after.problems).toEqual([]);
        expect(after.workload!.traffic.requests.mid / requests).toBeCloseTo(1, 2);
      }),
      { numRuns: draws(50) },
    );
  });
});

describe('sliders', () => {
  const lever: AmountLever = {
    kind: 'amount',
    key: 'tpot',
    label: 'TPOT target',
    isDefault: false,
    value: 0.04,
    min: 0.004,
    max: 0.4,
    scale: 'log',
    factor: 1000,
    unit: 'ms',
  };

  it('come back to where they were put', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: STEPS }),
        fc.constantFrom('log' as const, 'linear' as const),
        (at, scale) => {
          const one = { ...lever, scale };
          expect(Math.abs(position(one, fromPosition(one, at)) - at)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
  it('write three digits in the unit shown', () => {
    expect(written(lever, 0.03121, 'en-US')).toBe('31.2');
    expect(shown(lever, 0.0400001)).toBe(shown(lever, 0.04));
  });
  it('read what people type', () => {
    expect(typed(lever, ' 35 ')).toBeCloseTo(0.035);
    expect(typed(lever, '35,5')).toBeCloseTo(0.0355);
    expect(typed(lever, 'fast')).toBeUndefined();
    expect(typed(lever, '-3')).toBeUndefined();
    expect(typed(lever, '')).toBeUndefined();
  });
});
