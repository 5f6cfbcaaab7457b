/** Texts made to break the reader: tags of YAML 1.1, numbers that no machine holds, amounts nobody ever paid. */
import { describe, expect, it } from 'vitest';
import { MEASURES, parseWorkloadFile } from '../../../src/workload/index.ts';
import { parseTree } from '../../../src/workload/text/index.ts';
import type { Measure } from '../../../src/workload/schema/index.ts';
import { problems, smallest } from './parse.ts';

const requests = (value: string): string =>
  `model: llama-3.3-70b\ntraffic: {requests: ${value}, input_tokens: 10, output_tokens: 10}`;
const own = (rest: string): string => smallest(`deployments: {a: {accelerator: h100-sxm, own: {${rest}}}}`);

describe('tags of YAML 1.1', () => {
  it.each([
    '!!omap [a: 1]',
    '!!omap 3',
    '!!pairs [a: 1]',
    '!!pairs {a: 1}',
    '!!set {a}',
    '!!binary "%%"',
    '!!timestamp x',
  ])('%s is refused with a sentence, and nothing throws', (value) => {
    expect(problems(smallest(`x-a: ${value}`))).toMatchObject([
      { code: 'yaml-syntax', data: { detail: expect.stringContaining('is a tag of YAML 1.1') as string } },
    ]);
  });

  it('of the core schema say what is there anyway', () => {
    expect(problems(smallest('name: !!str 3'))).toEqual([]);
  });

  it('of any spelling leave the parser standing', () => {
    for (const tag of ['!', '!a', '!!', '!<x>', '!<tag:yaml.org,2002:omap>', '!!int', '!!float', '!!merge', '!!null'])
      for (const value of ['', ' x', ' [a: 1, b]', ' {a: 1}', ' &x *x', ' "\\u0000"'])
        expect(() => parseTree(`a: ${tag}${value}\n? ${tag}${value}\n: 1`), `${tag}${value}`).not.toThrow();
  });
});

describe('numbers', () => {
  it.each(['1e999', '-1e999', '.inf', '.nan', '1e999 / s', '1e308 * 1e308 / s', '1 / 0 / s'])(
    'that are not finite are a problem that quotes them: %s',
    (value) => {
      const [problem, ...more] = problems(requests(value));
      expect(more).toEqual([]);
      expect(problem).toMatchObject({ code: 'bad-expression', at: value, data: { text: value, reason: 'not-finite' } });
    },
  );

  it.each(['1e', '1E', '""', '" "'])('half typed are no number: %s', (value) => {
    expect(problems(requests(value))).toHaveLength(1);
    expect(JSON.stringify(problems(requests(value)))).not.toContain('undefined');
  });

  it.each([
    ['requests: 1e-320', requests('1e-320'), { minimum: 1e-9 }],
    ['requests: 1e300', requests('1e300'), { maximum: 1e9 }],
    ['life: 1e-30 years', own('life: 1e-30 years'), {}],
    ['replicas: 1.7e308', smallest('serving: {scaling: {replicas: 1.7e308}}'), { maximum: 1e6 }],
    ['redundancy: 1e15', smallest('serving: {redundancy: 1e15}'), { maximum: 1e6 }],
    ['accelerator_price: 1e300 USD', own('accelerator_price: 1e300 USD'), { maximum: 1e12, unit: 'USD' }],
  ] as const)('without a meaning are out of range: %s', (_, text, bounds) => {
    expect(problems(text)).toMatchObject([{ code: 'out-of-range', data: bounds }]);
  });

  it('below zero by the breadth of a hair are below zero', () => {
    const text = smallest('deployments: {a: {api: {price: {input: -0.0000009 USD, output: 1 USD}}}}');
    expect(problems(text)).toMatchObject([{ code: 'out-of-range', at: '-0.0000009 USD' }]);
  });

  it('at a bound by way of rounding are inside', () => {
    expect(problems(smallest('site: {pue: 1.1 + 1.2 - 1.3}'))).toEqual([]);
    expect(problems(requests('1, cached_input: 0.1 + 0.2 + 0.7'))).toEqual([]);
  });

  it('are bounded whatever they measure', () => {
    for (const { name, within } of Object.values(MEASURES) as readonly Measure[])
      expect(within[0] > 0 && within[0] < within[1] && Number.isFinite(within[1]), name).toBe(true);
  });
});

it('a file of nothing but hostile values is read to its end', () => {
  expect(() => parseWorkloadFile('a: !!omap 1\n---\nb: !!pairs x\n---\n? [a]: 1', { force: true })).not.toThrow();
});
