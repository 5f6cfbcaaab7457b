/** Every problem of the text: its code, the words it underlines, and the data that its sentence and fix need. */
import { describe, expect, it } from 'vitest';
import { parseWorkloadFile, WORKLOAD_PROBLEM_CODES, type WorkloadProblemCode } from '../../../src/workload/index.ts';
import { brief, document, problems, smallest, filesBehind } from './parse.ts';

const only = (text: string): ReturnType<typeof problems>[number] => {
  const [first, ...rest] = problems(text);
  if (!first || rest.length > 0) throw new Error(`expected one problem: ${JSON.stringify([first, ...rest])}`);
  return first;
};

describe('unknown keys', () => {
  it('are errors with the closest key there is', () => {
    expect(only(smallest('basline: a'))).toMatchObject({
      code: 'unknown-key',
      at: 'basline',
      path: 'basline',
      data: { key: 'basline', closest: 'baseline' },
    });
    expect(only(smallest('deployments: {a: {accelerator: h100-sxm, rent: {regoin: x}}}'))).toMatchObject({
      at: 'regoin',
      path: 'deployments.a.rent.regoin',
      data: { closest: 'region', allowed: expect.arrayContaining(['cloud', 'region']) as string[] },
    });
  });

  it('forgive letter case and separators in the suggestion', () => {
    expect(only(smallest('serving: {kvCache: fp8}')).data.closest).toBe('kv_cache');
    expect(only(smallest('serving: {max-batch: 8}')).data.closest).toBe('max_batch');
    expect(only(smallest('SLO: {}')).data.closest).toBe('slo');
  });

  it('have no suggestion when nothing is close', () => {
    expect(only(smallest('colour: blue')).data).not.toHaveProperty('closest');
  });

  it('beginning with x- are ignored at the top level only', () => {
    expect(brief('x-shared: {anything: [1, {goes: here}]}')).toEqual([]);
    expect(brief('serving: {x-mine: 1}')).toEqual(['unknown-key @ x-mine']);
  });

  it('that mean something to JavaScript mean nothing here', () => {
    for (const key of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
      expect(brief(`${key}: {a: 1}`), key).toEqual([`unknown-key @ ${key}`]);
      expect(brief(`serving: {${key}: 1}`), key).toEqual([`unknown-key @ ${key}`]);
    }
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      expect(brief(`deployments: {${key}: {api: {}}}`), key).toEqual([`wrong-type @ ${key}`]);
      expect(brief(`let: {${key}: 1}`), key).toEqual([`wrong-type @ ${key}`]);
    }
    const { workload } = document(
      '{model: {__proto__: {polluted: 1}}, traffic: {requests: 1, input_tokens: 1, output_tokens: 1}}',
    );
    expect(Object.getPrototypeOf(workload?.model.kind === 'config' ? workload.model.config : {})).toBeNull();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('keys that are missing', () => {
  it('are shown where they should stand', () => {
    expect(problems('name: a').map(({ code, at, data }) => [code, at, data.key])).toEqual([
      ['missing-key', 'name', 'model'],
      ['missing-key', 'name', 'traffic'],
    ]);
    expect(problems('model: m\ntraffic: {requests: 1}').map(({ at, data }) => [at, data.key])).toEqual([
      ['traffic', 'input_tokens'],
      ['traffic', 'output_tokens'],
    ]);
  });

  it('may be one of several', () => {
    expect(only(smallest('deployments: {a: {}}'))).toMatchObject({
      code: 'missing-key',
      at: 'a',
      data: { anyOf: ['accelerator', 'prefill', 'api'] },
    });
    expect(only(smallest('deployments: {a: {accelerator: h100-sxm}}'))).toMatchObject({
      path: 'deployments.a',
      data: { key: 'rent', anyOf: ['rent', 'own'] },
    });
    expect(only(smallest('slo: {ttft: {}}')).data.anyOf).toEqual(['mean', 'p50', 'p95', 'p99']);
  });

  it('of a split deployment are its other half', () => {
    expect(brief('deployments: {a: {prefill: {accelerator: b200, own: {}}}}')).toEqual(['missing-key @ a']);
    expect(brief('deployments: {a: {decode: {accelerator: b200, own: {}}}}')).toEqual(['missing-key @ a']);
    expect(brief('deployments: {a: {prefill: {own: {}}, decode: {accelerator: b200, own: {}}}}')).toEqual([
      'missing-key @ prefill',
    ]);
  });
});

describe('keys that exclude each other', () => {
  it.each([
    ['deployments: {a: {accelerator: b200, rent: {}, own: {}}}', 'own', ['rent', 'own']],
    [
      'deployments: {a: {accelerator: b200, rent: {}, prefill: {accelerator: b200, own: {}}, decode: {accelerator: b200, own: {}}}}',
      'prefill',
      ['accelerator', 'prefill'],
    ],
    [
      'deployments: {a: {accelerator: b200, rent: {}, decode: {accelerator: b200, own: {}}}}',
      'decode',
      ['accelerator', 'decode'],
    ],
    ['deployments: {a: {api: {}, own: {}}}', 'api', ['own', 'api']],
    [
      'deployments: {a: {accelerator: b200, own: {colocation: 180 USD/kW/month, building: 11 USD/W}}}',
      'building',
      ['colocation', 'building'],
    ],
    ['serving: {scaling: {replicas: 2, max: 4}}', 'max', ['replicas', 'max']],
    ['slo: {ttft: {p95: 1 s, mean: 1 s}}', 'p95', ['mean', 'p95']],
  ])('%s', (text, at, keys) => {
    const seen = problems(smallest(text)).find(({ code }) => code === 'conflicting-keys');
    expect(seen).toMatchObject({
      at: expect.stringMatching(new RegExp(`^(${at}|${keys.join('|')})$`)) as string,
      data: { keys },
    });
  });

  it('peak_to_average and profile both give the shape of the day', () => {
    const text =
      'model: m\ntraffic: {requests: 1, input_tokens: 1, output_tokens: 1, peak_to_average: 2, profile: flat}';
    expect(only(text)).toMatchObject({
      code: 'conflicting-keys',
      at: 'profile',
      data: { keys: ['peak_to_average', 'profile'] },
    });
  });

  it('serving keys have no effect on an API: a warning', () => {
    const read = document(smallest('deployments: {a: {api: {}, tensor_parallel: 4}}'));
    expect(read.problems).toMatchObject([
      { code: 'conflicting-keys', severity: 'warning', path: ['deployments', 'a', 'tensor_parallel'] },
    ]);
    expect(read.workload?.deployments).toHaveLength(1);
  });
});

describe('values', () => {
  it('that are not among the allowed ones get the closest', () => {
    expect(only(smallest('serving: {engine: vlm}'))).toMatchObject({
      code: 'unknown-value',
      at: 'vlm',
      data: { closest: 'vllm', allowed: expect.arrayContaining(['sglang']) as string[] },
    });
    expect(only(smallest('serving: {scaling: autoscaling}')).data.closest).toBe('autoscale');
    expect(only(smallest('deployments: {a: {accelerator: b200, rent: {purchase: 1 year}}}')).data.closest).toBe(
      '1-year',
    );
  });

  it.each([
    ['serving: fast', 'fast', 'a mapping', 'text'],
    ['serving: {headroom: [1]}', '[1]', 'a quantity', 'a list'],
    ['serving: {headroom: true}', 'true', 'a quantity', 'true or false'],
    ['serving: {headroom: }', 'headroom', 'a quantity', 'nothing'],
    ['name: [a]', '[a]', 'text', 'a list'],
    ['name: ', 'name', 'text', 'nothing'],
    ['deployments: {a: {accelerator: b200, own: {share: maybe}}}', 'maybe', 'true or false', 'text'],
    ['deployments: [a]', '[a]', 'a mapping', 'a list'],
  ])('%s is of the wrong type', (text, at, expected, got) => {
    expect(only(smallest(text))).toMatchObject({ code: 'wrong-type', at, data: { expected, got } });
  });

  it('of a section may be left out: an empty section is an empty mapping', () => {
    expect(brief('let:\nslo:\nserving:\nsite:\nbudget:\ndeployments:')).toEqual([]);
    expect(brief('deployments:\n  a:\n    accelerator: b200\n    rent:\n  b:\n    api:')).toEqual([]);
    expect(problems('model: m\ntraffic:').map(({ code, at, data }) => [code, at, data.key])).toEqual([
      ['missing-key', 'traffic', 'requests'],
      ['missing-key', 'traffic', 'input_tokens'],
      ['missing-key', 'traffic', 'output_tokens'],
    ]);
  });

  it('must lie in their range', () => {
    const bound = (text: string): unknown => {
      const { code, at, data } = only(smallest(text));
      return [code, at, data.minimum ?? data.above, data.maximum, data.integer];
    };
    expect(bound('serving: {headroom: -1%}')).toEqual(['out-of-range', '-1%', 0, 500, undefined]);
    expect(bound('serving: {headroom: 15}')).toEqual(['out-of-range', '15', 0, 5, undefined]);
    expect(bound('serving: {tensor_parallel: 1.5}')).toEqual(['out-of-range', '1.5', 1, undefined, true]);
    expect(bound('serving: {tensor_parallel: 0}')).toEqual(['out-of-range', '0', 1, undefined, true]);
    expect(bound('site: {pue: 0.9}')).toEqual(['out-of-range', '0.9', 1, 4, undefined]);
    expect(bound('slo: {ttft: 0 ms}')).toEqual(['out-of-range', '0 ms', 0, undefined, undefined]);
    expect(bound('serving: {scaling: {min: 4, max: 2}}')).toEqual(['out-of-range', '2', 4, undefined, undefined]);
  });

  it('of speculative decoding accept no more than the draft and the model itself can yield', () => {
    const steps = (keys: string) => `serving: {speculative: {${keys}}}`;
    expect(only(smallest(steps('tokens_per_step: 5, draft_tokens: 2')))).toMatchObject({
      code: 'out-of-range',
      at: '5',
      path: 'serving.speculative.tokens_per_step',
      data: { maximum: 3, reason: 'draft' },
    });
    expect(brief(steps('tokens_per_step: {low: 1.3, mid: 2, high: 4}, draft_tokens: 2'))).toHaveLength(1);
    expect(brief(steps('tokens_per_step: 3, draft_tokens: 2'))).toEqual([]);
    expect(brief(steps('tokens_per_step: 5'))).toEqual([]);
    const pool = `{accelerator: b200, own: {}, speculative: {tokens_per_step: 2, draft_tokens: 0}}`;
    expect(brief(`deployments: {a: ${pool}}`)).toEqual(['out-of-range @ 2']);
  });

  it('of a profile are not all zero', () => {
    const day = (first: string) =>
      `model: m\ntraffic: {requests: 1, input_tokens: 1, output_tokens: 1, profile: [${first}${', 0'.repeat(23)}]}`;
    expect(only(day('0'))).toMatchObject({
      code: 'out-of-range',
      path: 'traffic.profile',
      data: { above: 0, reason: 'zeros' },
    });
    expect(problems(day('1'))).toEqual([]);
  });

  it('that were meant as percent are suggested as percent', () => {
    expect(only(smallest('serving: {headroom: 15}')).data).toEqual({
      text: '15',
      minimum: 0,
      maximum: 5,
      unit: '',
      suggestion: '15%',
    });
    expect(only(smallest('serving: {headroom: 900%}')).data).toEqual({
      text: '900%',
      minimum: 0,
      maximum: 500,
      unit: '%',
    });
  });

  it('of a range come in order, each of them checked', () => {
    expect(only(smallest('serving: {headroom: {low: 3%, mid: 2%, high: 1%}}'))).toMatchObject({
      code: 'out-of-range',
      data: { reason: 'order' },
    });
    expect(only(smallest('serving: {headroom: {low: 1%, mid: 2%}}'))).toMatchObject({
      code: 'missing-key',
      data: { key: 'high' },
    });
    expect(only(smallest('serving: {headroom: {low: 1%, mid: 2%, high: 900%}}'))).toMatchObject({
      code: 'out-of-range',
      at: '900%',
      path: 'serving.headroom.high',
    });
    expect(only(smallest('slo: {ttft: {low: 1 s, mid: 2, high: 3 s}}'))).toMatchObject({
      code: 'missing-unit',
      at: '2',
    });
    expect(brief('slo: {ttft: {low: 1 s, mid: 2 s, hihg: 3 s}}')).toEqual([
      'missing-key @ {low: 1 s, mid: 2 s, hihg: 3 s}',
      'unknown-key @ hihg',
    ]);
  });

  it('of a profile are 24', () => {
    const text = 'model: m\ntraffic: {requests: 1, input_tokens: 1, output_tokens: 1, profile: [1, 2, 3]}';
    expect(only(text)).toMatchObject({
      code: 'out-of-range',
      at: '[1, 2, 3]',
      data: { reason: 'length', minimum: 24 },
    });
  });
});

describe('units', () => {
  it.each([
    ['slo: {ttft: 800}', '800', 'a time', '800 ms'],
    ['slo: {ttft: 0.8}', '0.8', 'a time', '0.8 s'],
    ['budget: {per_month: 60000}', '60000', 'money', '60000 USD'],
    ['site: {electricity: 0.08}', '0.08', 'money per energy', '0.08 USD/kWh'],
    ['site: {carbon_intensity: 370}', '370', 'mass per energy', '370 g/kWh'],
    ['site: {water: 1.8}', '1.8', 'volume per energy', '1.8 l/kWh'],
    ['deployments: {a: {accelerator: b200, own: {life: 4}}}', '4', 'a time', '4 years'],
    [
      'deployments: {a: {accelerator: b200, own: {colocation: 180}}}',
      '180',
      'money per power and time',
      '180 USD/kW/month',
    ],
    ['deployments: {a: {accelerator: b200, own: {building: 11.7}}}', '11.7', 'money per power', '11.7 USD/W'],
    ['deployments: {a: {accelerator: b200, rent: {price: 55}}}', '55', 'money per hour', '55 USD/hour'],
    ['slo: {ttft: 2 * 400}', '2 * 400', 'a time', '(2 * 400) ms'],
  ])('%s needs one: the problem names it', (text, at, expected, suggestion) => {
    expect(only(smallest(text))).toMatchObject({ code: 'missing-unit', at, data: { expected, suggestion } });
  });

  it('of a bandwidth too', () => {
    const split = 'prefill: {accelerator: b200, own: {}}, decode: {accelerator: b200, own: {}}';
    expect(only(smallest(`deployments: {a: {${split}, transfer: 400}}`)).data).toMatchObject({
      suggestion: '400 Gbit/s',
      units: expect.arrayContaining(['GB/s']) as string[],
    });
  });

  it('are suggested in the currency of the document', () => {
    const [problem] = problems(smallest('currency: EUR\nbudget: {per_month: 60000}'), {
      force: true,
      rates: { EUR: 1.1 },
    });
    expect(problem?.data.suggestion).toBe('60000 EUR');
  });

  it('that are missing leave numbers that need none alone', () => {
    expect(brief('serving: {headroom: 0.15, max_batch: 256}\nsite: {pue: 1.2}\nbudget: {}')).toEqual([]);
  });

  it.each([
    ['slo: {ttft: 800 kWh}', '800 kWh', 'a time', 'energy', undefined],
    ['slo: {ttft: 50%}', '50%', 'a time', 'a share', undefined],
    ['site: {electricity: 0.08 USD}', '0.08 USD', 'money per energy', 'money', '0.08 USD/kWh'],
    ['serving: {headroom: 3 s}', '3 s', 'a share', 'a time', undefined],
    ['serving: {max_batch: 3 USD}', '3 USD', 'a count', 'money', '3'],
    [
      'deployments: {a: {accelerator: b200, own: {cost_of_capital: 9 USD}}}',
      '9 USD',
      'a share per year',
      'money',
      undefined,
    ],
  ])('%s is the wrong one', (text, at, expected, got, suggestion) => {
    const { code, at: underlined, data } = only(smallest(text));
    expect([code, underlined, data.expected, data.got, data.suggestion]).toEqual([
      'wrong-unit',
      at,
      expected,
      got,
      suggestion,
    ]);
  });

  it('that nobody knows get the closest', () => {
    expect(only(smallest('site: {electricity: 0.08 USD/kwh}'))).toMatchObject({
      code: 'unknown-name',
      at: 'kwh',
      data: { closest: 'kWh' },
    });
    expect(only(smallest('slo: {ttft: 800 secnds}'))).toMatchObject({
      code: 'unknown-name',
      at: 'secnds',
      data: { closest: 'seconds' },
    });
  });

  it.each([
    ['12 rps', 'rps', '/s'],
    ['12 req/s', 'req', 'request'],
    ['90 rpm', 'rpm', '/min'],
  ])('of other tools get the way they are written here: %s', (text, at, closest) => {
    expect(only(`model: m\ntraffic: {requests: ${text}, input_tokens: 1, output_tokens: 1}`)).toMatchObject({
      code: 'unknown-name',
      at,
      data: { closest },
    });
    expect(
      problems(`model: m\ntraffic: {requests: ${text.replace(at, closest)}, input_tokens: 1, output_tokens: 1}`),
    ).toEqual([]);
  });
});

describe('a rewriting that would change the value', () => {
  const requests = (text: string) =>
    only(`model: m\ntraffic: {requests: "${text}", input_tokens: 1, output_tokens: 1}`);

  it.each(['1000 / 5k / s', '6e3k / day', 'rps * 12', '500 tps'])('is not offered for %s', (text) => {
    const { closest } = requests(text).data as { readonly closest?: string };
    expect(closest === undefined || !/[/*]/.test(closest)).toBe(true);
  });

  it('takes no decimal comma for thousands', () => {
    expect(requests('0,125 / s').data).not.toHaveProperty('suggestion');
    expect(requests('60,000 / s').data).toMatchObject({ suggestion: '60000 / s' });
  });
});

describe('let', () => {
  const withLet = (names: string, requests = '1'): string =>
    `model: m\nlet: {${names}}\ntraffic: {requests: ${requests}, input_tokens: 1, output_tokens: 1}`;

  it('reads names in any order', () => {
    expect(problems(withLet('a: b * 2, b: c + 1, c: 3', 'a'))).toEqual([]);
  });

  it('says an unknown name at its word, with the closest', () => {
    expect(only(withLet('users: 3', 'user * 2'))).toMatchObject({
      code: 'unknown-name',
      at: 'user',
      path: 'traffic.requests',
      data: { kind: 'name', closest: 'users', known: ['users'] },
    });
    expect(only(withLet('users: 3', 'mox(users, 2)').replace('mox(users, 2)', '"mox(users, 2)"'))).toMatchObject({
      data: { kind: 'function', closest: 'max' },
    });
  });

  it('says a cycle once', () => {
    expect(only(withLet('a: b, b: c, c: a', 'a'))).toMatchObject({
      code: 'expression-cycle',
      at: 'b',
      path: 'let.a',
      data: { names: ['a', 'b', 'c'] },
    });
    expect(only(withLet('a: a + 1'))).toMatchObject({ code: 'expression-cycle', data: { names: ['a'] } });
  });

  it('says each of several cycles, and what only leads to one is silent', () => {
    const seen = problems(withLet('a: b, b: a, c: d, d: c + 1, e2: a * 2, f: 3', 'e2 * f'));
    expect(seen.map(({ code, data }) => [code, data.names])).toEqual([
      ['expression-cycle', ['a', 'b']],
      ['expression-cycle', ['c', 'd']],
    ]);
    expect(problems(withLet('a: {low: 1, mid: b, high: 9}, b: a')).map(({ code }) => code)).toEqual([
      'expression-cycle',
    ]);
  });

  it('says an error once, where it is, and not again where the name is used', () => {
    expect(only(withLet('users: 3 +', 'users * 2'))).toMatchObject({
      code: 'bad-expression',
      path: 'let.users',
      data: { reason: 'syntax' },
    });
  });

  it.each([
    ['kWh: 3', 'kWh', 'unit'],
    ['day: 3', 'day', 'unit'],
    ['min: 3', 'min', 'function'],
    ['sqrt: 3', 'sqrt', 'function'],
    ['USD: 3', 'USD', 'unit'],
    ['token: 3', 'token', 'unit'],
    ['m: 3', 'm', 'unit'],
    ['to: 3', 'to', 'keyword'],
  ])('%s shadows a unit or a function', (names, name, kind) => {
    expect(only(withLet(names))).toMatchObject({ code: 'shadowed-name', at: name, data: { name, kind } });
  });

  it('may redefine what is only a plural or a constant', () => {
    expect(problems(withLet('requests: 3, tokens: 4, e: 2', 'requests * tokens * e'))).toEqual([]);
  });

  it('names are words', () => {
    expect(only(withLet('"two words": 3'))).toMatchObject({ code: 'wrong-type', data: { text: 'two words' } });
  });

  it('is bounded', () => {
    const many = Array.from(
      { length: 600 },
      (_, index) => `n${index}: ${index === 0 ? 1 : `n${index - 1} + n${index - 1}`}`,
    );
    expect(problems(withLet(many.join(', '))).map(({ code }) => code)).toContain('too-large');
  });
});

describe('expressions', () => {
  const requests = (text: string): ReturnType<typeof only> =>
    only(`model: m\ntraffic: {requests: ${JSON.stringify(text)}, input_tokens: 1, output_tokens: 1}`);

  it.each([
    ['3 +', 'syntax'],
    ['1 s + 1 kWh', 'dimensions'],
    ['1 / 0', 'not-finite'],
    ['sqrt(1, 2)', 'arguments'],
    ['f(x) = 3', 'not-allowed'],
    ['[1]', 'not-allowed'],
    ['"a".constructor', 'not-allowed'],
    [`${'1 + '.repeat(200)}1`, 'too-long'],
    [`${'1+'.repeat(120)}1`, 'too-complex'],
  ])('%s is refused: %s', (text, reason) =>
    expect(requests(text)).toMatchObject({ code: 'bad-expression', data: { reason } }),
  );

  it.each(['import("fs")', 'evaluate("1")', 'createUnit("x")', 'parse("1")'])('%s is no function', (text) => {
    expect(requests(text)).toMatchObject({ code: 'unknown-name', data: { kind: 'function' } });
  });
});

describe('money written with its sign', () => {
  it.each([
    ['$0.08/kWh', '0.08 USD/kWh'],
    ['0.08 $/kWh', '0.08 USD/kWh'],
    ['0.08$/kWh', '0.08 USD/kWh'],
    ['€0.08/kWh', '0.08 EUR/kWh'],
    ['1,000 USD/MWh', '1000 USD/MWh'],
  ])('%s is suggested as %s', (text, suggestion) => {
    const [problem] = problems(smallest(`site: {electricity: "${text}"}`), { force: true, rates: { EUR: 1.1 } });
    expect(problem).toMatchObject({ code: 'bad-expression', data: { reason: 'syntax', suggestion } });
  });

  it('has no suggestion where it would be a guess', () => {
    expect(only(smallest('site: {electricity: "$ 3 + 4"}')).data).not.toHaveProperty('suggestion');
  });
});

describe('deployments', () => {
  it('with an error are set apart; the others stay', () => {
    const { workload, deploymentNames } = document(
      smallest('deployments:\n  good: {api: {}}\n  bad: {accelerator: b200, rent: {}, weights: fp9}\n  worse:'),
    );
    expect(workload?.deployments.map(({ name }) => name)).toEqual(['good']);
    expect(workload?.invalidDeployments.map(({ name, range }) => [name, range.start.line])).toEqual([
      ['bad', 5],
      ['worse', 6],
    ]);
    expect(deploymentNames).toEqual(['good', 'bad', 'worse']);
  });

  it('of the same name are an error at the second', () => {
    const seen = problems(smallest('deployments:\n  a: {api: {}}\n  a: {api: {}}'));
    expect(seen).toMatchObject([
      { code: 'duplicate-key', at: 'a', path: 'deployments.a', data: { key: 'a', first: { start: { line: 4 } } } },
    ]);
  });

  it('are what baseline names', () => {
    expect(only(smallest('baseline: aws-h10\ndeployments: {aws-h100: {api: {}}}'))).toMatchObject({
      code: 'unknown-name',
      at: 'aws-h10',
      data: { kind: 'deployment', closest: 'aws-h100', known: ['aws-h100'] },
    });
    expect(brief('baseline: a\ndeployments: {a: {api: {}}}')).toEqual([]);
  });
});

describe('texts that are too large', () => {
  const codes = (text: string): readonly unknown[] =>
    problems(text)
      .filter(({ code }) => code === 'too-large')
      .map(({ data }) => data.what);

  it('are not read', () => expect(codes(smallest(`# ${'x'.repeat(250_001)}`))).toEqual(['text']));
  it('of too many documents are read in part', () => {
    const file = parseWorkloadFile('---\na: 1\n'.repeat(150), { force: true });
    expect(file.documents).toHaveLength(100);
    expect(file.documents.at(-1)?.problems.map(({ code }) => code)).toContain('too-large');
  });
  it('are too deep', () => expect(codes(`x-deep: ${'['.repeat(200)}${']'.repeat(200)}\nmodel: m`)).toEqual(['depth']));
  it.each([
    ['[', 20_000],
    ['{', 40_000],
    ['{a: ', 10_000],
    ['- ', 20_000],
    ['? ', 20_000],
    ['[? ', 15_000],
  ])('are much too deep: %j, %d times', (piece, times) => {
    const { problems: found } = document(piece.repeat(times));
    expect(found).toMatchObject([{ code: 'too-large', data: { what: 'depth', limit: 100 } }]);
  });
  it('are not too deep because of what they quote', () => {
    expect(brief(`description: "${'['.repeat(500)}"\nname: |\n  ${'- '.repeat(200)}`)).toEqual([]);
  });
  it('have too many mistakes: the first five hundred are told', () => {
    expect(problems(Array.from({ length: 2000 }, (_, n) => `key${n}: 1`).join('\n'))).toHaveLength(500);
  });
  it('hold too many nodes', () => expect(codes(`x-many: [${'1,'.repeat(60_000)}]`)).toEqual(['nodes']));
  it('laugh a billion times', () => {
    const lines = [
      'x-0: &a0 {k: 1}',
      ...Array.from({ length: 30 }, (_, n) => `x-${n + 1}: &a${n + 1} {a: *a${n}, b: *a${n}}`),
    ];
    expect(
      codes(`${lines.join('\n')}\nmodel: *a30\ntraffic: {requests: 1, input_tokens: 1, output_tokens: 1}`),
    ).toEqual(['nodes']);
    const merges = [
      'x-0: &m0 {k: 1}',
      ...Array.from({ length: 20 }, (_, n) => `x-${n + 1}: &m${n + 1} {<<: [*m${n}, *m${n}], k${n}: 1}`),
    ];
    expect(problems(`${merges.join('\n')}\n${smallest()}`)).toEqual([]);
    const wide = Array.from({ length: 3000 }, (_, n) => `k${n}: 1`).join(', ');
    expect(codes(`x-0: &w {${wide}}\nx-1: {<<: [*w, *w]}\n${smallest()}`)).toEqual(['aliases']);
  });
});

it('every code of the list has a text that shows it, and no other code exists', () => {
  const texts: Readonly<Record<WorkloadProblemCode, string>> = {
    'yaml-syntax': 'name: [a',
    'too-large': `x-deep: ${'['.repeat(200)}`,
    'unknown-key': 'bogus: 1',
    'duplicate-key': 'name: a\nname: b',
    'missing-key': 'deployments: {a: }',
    'unknown-value': 'serving: {engine: fast}',
    'unknown-name': 'baseline: nobody',
    'wrong-type': 'name: [a]',
    'wrong-unit': 'slo: {ttft: 3 kWh}',
    'missing-unit': 'slo: {ttft: 3}',
    'out-of-range': 'site: {pue: 0.5}',
    'bad-expression': 'site: {pue: 1 +}',
    'expression-cycle': 'let: {a: a}',
    'shadowed-name': 'let: {kWh: 1}',
    'conflicting-keys': 'slo: {ttft: {p50: 1 s, p95: 2 s}}',
    'unreadable-manifest': 'deployments: {a: {from: gone.yaml}}',
    'unclear-unit': 'deployments: {a: {from: two.sh}}',
    'other-model': 'deployments: {a: {from: two.sh#b}}',
  };
  for (const code of WORKLOAD_PROBLEM_CODES) {
    expect(
      problems(smallest(texts[code]), {
        force: true,
        manifests: filesBehind({ 'two.sh': 'vllm serve a\nvllm serve b' }),
      }).map((problem) => problem.code),
      code,
    ).toContain(code);
  }
  expect(Object.keys(texts)).toEqual([...WORKLOAD_PROBLEM_CODES]);
});
