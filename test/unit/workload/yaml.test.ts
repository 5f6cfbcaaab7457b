/** YAML as people write it, and as it stands halfway through a keystroke. */
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseWorkloadFile } from '../../../src/workload/index.ts';
import { dedent } from '../../helpers/cursor.ts';
import { document, problems, smallest, workload } from './parse.ts';
import { draws } from '../../helpers/soak.ts';

describe('anchors, aliases and merge keys', () => {
  const shared = `
    x-rent: &aws {cloud: aws, region: us-east-1}
    x-defaults: &defaults
      weights: fp8
      headroom: 20%
    model: &m llama-3.3-70b
    traffic: {requests: 1, input_tokens: &n 100, output_tokens: *n}
    deployments:
      a:
        <<: *defaults
        accelerator: h100-sxm
        rent: *aws
      b:
        <<: [{weights: fp4}, *defaults]
        headroom: 30%
        accelerator: b200
        rent: {<<: *aws, purchase: spot}
  `;

  it('are followed', () => {
    const { traffic, deployments } = workload(shared);
    expect(traffic.outputTokens.mean.mid).toBe(100);
    expect(deployments).toMatchObject([
      {
        pool: { payment: { cloud: { value: 'aws' } }, serving: { weights: { value: 'fp8' }, headroom: { mid: 0.2 } } },
      },
      {
        pool: {
          payment: { purchase: { value: 'spot' } },
          serving: { weights: { value: 'fp4' }, headroom: { mid: 0.3 } },
        },
      },
    ]);
  });

  it('place a problem where the alias stands', () => {
    const text = 'x: &n 3 s\nmodel: m\ntraffic: {requests: 1, input_tokens: *n, output_tokens: 1}'.replace(
      'x:',
      'x-n:',
    );
    expect(problems(text)).toMatchObject([{ code: 'wrong-unit', at: '*n', path: 'traffic.input_tokens' }]);
  });

  it('that lead nowhere are a syntax error', () => {
    expect(problems(smallest('name: *nobody'))).toMatchObject([
      { code: 'wrong-type' },
      { code: 'yaml-syntax', at: '*nobody' },
    ]);
  });

  it('that lead to themselves are a syntax error, not an endless walk', () => {
    expect(problems(`x-a: &a {b: *a}\n${smallest()}`)).toMatchObject([
      { code: 'yaml-syntax', data: { code: 'BAD_ALIAS' } },
    ]);
  });

  it('merge mappings only', () => {
    expect(problems(`x-a: &a 3\n${smallest('serving: {<<: *a}')}`)).toMatchObject([
      { code: 'yaml-syntax', data: { code: 'BAD_MERGE' } },
    ]);
  });
});

describe('the text itself', () => {
  it('may end its lines as Windows does', () => {
    const text = dedent(smallest('slo:\n  ttft: 800 ms\n  tpot: 40\n')).replaceAll('\n', '\r\n');
    const read = document(text);
    expect(read.workload?.slo.ttft?.limit.mid).toBe(0.8);
    expect(read.problems[0]).toMatchObject({
      code: 'missing-unit',
      range: { start: { line: 5, column: 9 }, end: { line: 5, column: 11 } },
    });
  });

  it('may begin with a byte order mark', () => {
    const read = document(`\uFEFF${smallest('bogus: 1')}`);
    expect(read.workload?.model).toMatchObject({ id: 'llama-3.3-70b' });
    expect(read.problems).toMatchObject([{ code: 'unknown-key', range: { start: { line: 3, column: 1 } } }]);
  });

  it('may not be indented by tabs: one error, and the rest is read', () => {
    expect(problems(smallest('slo:\n\tttft: 800 ms')).map(({ code }) => code)).toContain('yaml-syntax');
  });

  it('may quote, fold and comment', () => {
    const read = workload(`
      # a comment first
      "model": 'llama-3.3-70b'      # behind a value
      description: >
        folded
        text
      traffic:
        # inside
        requests: "20 / s"
        input_tokens: !!int 1800
        output_tokens:
          350
    `);
    expect(read).toMatchObject({
      description: 'folded text\n',
      traffic: { requests: { mid: 20 }, outputTokens: { mean: { mid: 350 } } },
    });
  });

  it('may be JSON', () => {
    expect(
      workload('{"model": "m", "traffic": {"requests": "1 / s", "input_tokens": 1e3, "output_tokens": 5}}').traffic
        .inputTokens.mean.mid,
    ).toBe(1000);
  });

  it('counts columns as editors do, in UTF-16 units', () => {
    const [problem] = document(
      '{name: "𝄞", bogus: 1, model: m, traffic: {requests: 1, input_tokens: 1, output_tokens: 1}}',
    ).problems;
    expect(problem?.range.start).toEqual({ line: 1, column: 14 });
  });
});

describe('half-typed documents', () => {
  it('empty: the keys that are missing', () => {
    for (const text of ['', '\n', '# only a comment\n', '---\n']) {
      expect(
        problems(text).map(({ code, data }) => `${code} ${String(data.key)}`),
        JSON.stringify(text),
      ).toEqual(['missing-key model', 'missing-key traffic']);
    }
  });

  it('a key on its way is one problem, and the rest still counts', () => {
    const read = document(`${smallest()}\nserv`);
    expect(read.problems.map(({ code }) => code)).toEqual(['yaml-syntax']);
    expect(read.workload?.traffic.requests.mid).toBe(20);
  });

  it('an open brace keeps what stands before it', () => {
    const read = document(`${smallest()}\ndeployments:\n  a: {accelerator: h100-sxm, rent: {cloud: `);
    expect(read.deploymentNames).toEqual(['a']);
    expect(read.workload?.invalidDeployments.map(({ name }) => name)).toEqual(['a']);
  });

  it('a scalar alone is a document of the wrong type', () => {
    expect(problems('mod')).toMatchObject([{ code: 'wrong-type', at: 'mod', data: { expected: 'a mapping' } }]);
  });
});

describe('several documents', () => {
  const text = `${smallest()}---\n${smallest('name: second\n')}---\n`;
  const file = parseWorkloadFile(text, { force: true, fileName: 'a.workload.yaml' });

  it('are read each on its own', () => {
    expect(file.documents.map((one) => one.workload?.name)).toEqual(['a', 'second', undefined]);
  });

  it('the empty one behind the last separator is no workload', () => {
    expect(file.documents.map(({ isWorkload, problems: list }) => [isWorkload, list.length])).toEqual([
      [true, 0],
      [true, 0],
      [false, 0],
    ]);
  });

  it('know which holds an offset', () => {
    expect(file.documentAt(0)?.index).toBe(0);
    expect(file.documentAt(text.indexOf('second'))?.index).toBe(1);
    expect(file.documentAt(text.length)?.index).toBe(2);
  });

  it('have names of their own, not of the others', () => {
    const two = parseWorkloadFile(
      'model: m\nlet: {a: 1}\n---\nmodel: m\ntraffic: {requests: a, input_tokens: 1, output_tokens: 1}',
      { force: true },
    );
    expect(two.documents[1]?.problems).toMatchObject([{ code: 'unknown-name' }]);
  });
});

describe('which documents are ours', () => {
  const ours = (text: string, fileName?: string, force = false): readonly boolean[] =>
    parseWorkloadFile(text, { ...(fileName === undefined ? {} : { fileName }), force }).documents.map(
      ({ isWorkload }) => isWorkload,
    );

  it.each([
    ['apiVersion: inference-tco/v1', 'deploy.yaml', true],
    ['apiVersion: "inference-tco/v1"', undefined, true],
    ['{apiVersion: inference-tco/v1}', undefined, true],
    ['model: m', 'chat.workload.yaml', true],
    ['model: m', 'chat.workload.yml', true],
    ['', 'chat.workload.yaml', true],
    ['model: m', 'chat.yaml', false],
    ['model: m', undefined, false],
    ['', 'chat.yaml', false],
    ['kind: Deployment', 'k8s.workload.yaml', false],
    ['apiVersion: apps/v1', 'k8s.workload.yaml', false],
    ['apiVersion: inference-tco/v2', 'chat.workload.yaml', false],
    ['- a', 'list.workload.yaml', false],
    ['apiVersion: apps/v1\nkind: Deployment', 'deploy.yaml', false],
    ['services: {web: {image: nginx}}', 'compose.yaml', false],
    ['on: push\njobs: {}', '.github/workflows/ci.yml', false],
  ])('%j in %s: %s', (text, fileName, expected) => expect(ours(text, fileName)).toEqual([expected]));

  it('all of them in a file that is named on the command line', () => {
    expect(ours('model: m\n---\nkind: x\napiVersion: v1', 'any.yaml', true)).toEqual([true, true]);
  });

  it('only one of two in a mixed file', () => {
    expect(ours('apiVersion: v1\nkind: Service\n---\napiVersion: inference-tco/v1', 'mixed.yaml')).toEqual([
      false,
      true,
    ]);
  });

  it('others have no problems and no workload, whatever they hold', () => {
    const file = parseWorkloadFile('kind: x\nfoo: [', { fileName: 'x.yaml' });
    expect(file.documents[0]).toMatchObject({ isWorkload: false, problems: [], deploymentNames: [] });
  });
});

describe('whatever is typed', () => {
  const folder = new URL('../../../examples/', import.meta.url);
  const examples = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));

  /** Everything the text layer offers, on one text. */
  function exercise(text: string): void {
    const file = parseWorkloadFile(text, { force: true });
    for (const one of file.documents) {
      for (const { range } of one.problems) {
        const [start, end] = [file.offsetAt(range.start), file.offsetAt(range.end)];
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }
      const { path } = one.pathAt(Math.floor(text.length / 2));
      one.rangeOf(path);
      one.pathAt(text.length);
    }
  }

  it('any prefix of any example is read without throwing', () => {
    for (const text of examples) {
      for (let end = 0; end <= text.length; end += draws(1) > 1 ? 1 : 41) exercise(text.slice(0, end));
    }
  });

  it('so is any example with a piece cut out, doubled, or anything put in', () => {
    const piece = fc
      .constantFrom(...examples)
      .chain((text) => fc.tuple(fc.constant(text), fc.nat(text.length), fc.nat(40)));
    const noise = fc.oneof(
      fc.constantFrom(
        '\t',
        '\r\n',
        '---\n',
        '&a ',
        '*a',
        '<<: ',
        '{',
        '}',
        '[',
        ']',
        '"',
        "'",
        '|',
        '>',
        '#',
        '? ',
        '- ',
        ': ',
        '!!set',
        '%',
        '\uFEFF',
        '\0',
        '__proto__: ',
        '{low: 1}',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(piece, noise, fc.boolean(), ([text, from, length], inserted, twice) => {
        const cut = text.slice(from, from + length);
        exercise(text.slice(0, from) + inserted + (twice ? cut + cut : '') + text.slice(from + length));
      }),
      { numRuns: draws(60) },
    );
  });

  /** Any code point, half a surrogate pair too. The unit 'binary' of fast-check lists all 1.1 million of them before the first draw. */
  const character = fc.nat(0x10ffff).map(
    (point) => String.fromCodePoint(point),
    (text) => String(text).codePointAt(0) ?? 0,
  );

  it('so is any text at all', () => {
    fc.assert(fc.property(fc.string({ unit: character }), exercise), { numRuns: draws(100) });
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'abc: -?{}[]&*!|>\'"%@`#,\n\t<') }), exercise), {
      numRuns: draws(300),
    });
  });

  it('a long chain of let names is walked without end of the stack', () => {
    const chain = (piece: (next: string) => string): string => {
      const names = Array.from(
        { length: 500 },
        (_, index) => `n${index}: ${index === 499 ? '1' : piece(`n${index + 1}`)}`,
      );
      return `model: m\nlet: {${names.join(', ')}}\ntraffic: {requests: n0, input_tokens: 1, output_tokens: 1}`;
    };
    expect(document(chain((next) => `${next} + 1`)).workload?.traffic.requests.mid).toBe(500);
    const deep = chain((next) => `${'('.repeat(39)}${next}${')'.repeat(39)} + 1`);
    expect(document(deep).workload?.traffic.requests.mid).toBe(500);
    const ranges = chain((next) => `"${next} + 1"`).replaceAll(/n(\d+): "(.*?)"/g, 'n$1: {low: $2, mid: $2, high: $2}');
    expect(document(ranges).workload?.traffic.requests.mid).toBe(500);
  });
});

it('a document that says it is ours stays ours where a line below slipped into the value', () => {
  const [document] = parseWorkloadFile('apiVersion: inference-tco/v1\n\t- x').documents;
  expect(document?.isWorkload).toBe(true);
  expect(document?.problems.map(({ code }) => code)).toContain('yaml-syntax');
});
