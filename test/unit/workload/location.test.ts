/** From the cursor to the path, and back: in the middle of words, on blank lines, in open braces. */
import { describe, expect, it } from 'vitest';
import { parseWorkloadFile } from '../../../src/workload/index.ts';
import { at } from '../../helpers/cursor.ts';
import { document, smallest } from './parse.ts';

function place(fixture: string): string {
  const { text, offset } = at(fixture, '¦');
  const found = parseWorkloadFile(text, { force: true }).documentAt(offset)?.pathAt(offset);
  return found ? `${found.where} ${found.path.join('.')}`.trim() : 'nowhere';
}

describe('the cursor stands', () => {
  it.each([
    ['in a key', 'mod¦el: m', 'key model'],
    ['at the end of a key', 'model¦: m', 'key model'],
    ['in a value', 'model: llama¦-3', 'value model'],
    ['at the end of a value', 'model: llama¦', 'value model'],
    ['behind the colon', 'model:¦', 'value model'],
    ['behind the colon and a blank', 'model: ¦', 'value model'],
    ['behind the colon, more lines follow', 'model: ¦\ntraffic: {}', 'value model'],
    ['behind a value and a blank', 'slo:\n  ttft: 800 ¦\n  tpot: 1', 'value slo.ttft'],
    ['in a value of a flow mapping', 'deployments: {a: {rent: {cloud: a¦ws}}}', 'value deployments.a.rent.cloud'],
    ['in a key of a flow mapping', 'deployments: {a: {rent: {clo¦ud: aws}}}', 'key deployments.a.rent.cloud'],
    ['in empty braces', 'deployments: {a: {rent: {¦}}}', 'key deployments.a.rent.'],
    ['behind a comma in braces', 'deployments: {a: {rent: {cloud: aws, ¦}}}', 'key deployments.a.rent.'],
    ['in braces that are still open', 'deployments:\n  a: {accelerator: ¦', 'value deployments.a.accelerator'],
    ['in a list', 'traffic:\n  profile: [1, 2¦, 3]', 'value traffic.profile.1'],
    ['on a blank line at the top level', 'model: m\n¦\n', 'key'],
    ['on a blank line inside a mapping', 'slo:\n  ttft: 1 s\n  ¦\nserving: {}', 'key slo.'],
    ['on a blank line inside an empty mapping', 'deployments:\n  a:\n    ¦\n', 'key deployments.a.'],
    ['on a blank line, dedented', 'deployments:\n  a:\n    rent: {}\n  ¦\n', 'key deployments.'],
    ['in a first key of a mapping, half typed', 'slo:\n  tt¦\n', 'key slo.tt'],
    ['in a later key, half typed', 'slo:\n  ttft: 1 s\n  tp¦\n', 'key slo.tp'],
    ['in a first key of the document, half typed', 'mod¦', 'key mod'],
    ['in an empty document', '¦', 'key'],
    ['in a comment', 'model: m # the mo¦del', 'none'],
    ['in a comment of its own line', '# about ¦\nmodel: m', 'none'],
    ['in the second document', 'model: m\n---\nslo:\n  ttft: 80¦', 'value slo.ttft'],
    ['in a range', 'traffic: {requests: {low: ¦1, mid: 2, high: 3}}', 'value traffic.requests.low'],
  ])('%s', (_, fixture, expected) => expect(place(fixture)).toBe(expected));
});

describe('a path', () => {
  const text = smallest('deployments:\n  a:\n    rent: {cloud: aws}\n    api:\n');
  const read = document(text);
  const slice = (path: string, part: 'keySpan' | 'valueSpan'): string | undefined => {
    const span = read.rangeOf(path.split('.'))?.[part];
    return span && text.slice(span.start, span.end);
  };

  it('has its key and its value in the text', () => {
    expect([slice('deployments.a.rent', 'keySpan'), slice('deployments.a.rent', 'valueSpan')]).toEqual([
      'rent',
      '{cloud: aws}',
    ]);
    expect([slice('deployments.a.rent.cloud', 'keySpan'), slice('deployments.a.rent.cloud', 'valueSpan')]).toEqual([
      'cloud',
      'aws',
    ]);
  });

  it('without a value has its key alone', () => {
    expect([slice('deployments.a.api', 'keySpan'), slice('deployments.a.api', 'valueSpan')]).toEqual([
      'api',
      undefined,
    ]);
  });

  it('that is not there has no place', () => expect(read.rangeOf(['deployments', 'b'])).toBeUndefined());

  it('of the cursor leads back to the cursor, for every character of a value', () => {
    for (const path of ['model', 'traffic.requests', 'deployments.a.rent.cloud']) {
      const span = read.rangeOf(path.split('.'))?.valueSpan;
      if (!span) throw new Error(path);
      for (let offset = span.start; offset <= span.end; offset += 1)
        expect(read.pathAt(offset)).toMatchObject({ where: 'value', path: path.split('.') });
    }
  });
});
