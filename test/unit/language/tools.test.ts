import { describe, expect, it } from 'vitest';
import {
  calculation,
  comparison,
  estimateForModel,
  explainForModel,
  inlayHints,
  suggestForModel,
} from '../../../src/language/index.ts';
import { applyEdits } from '../../../src/language/edits.ts';
import { expectGolden } from '../../helpers/golden.ts';
import { dedent } from '../../helpers/cursor.ts';
import { CHAT, contextOf, engine } from '../../helpers/language.ts';
import { masked, withFixture } from './fixture.ts';

describe('answers for language models', () => {
  it('give every deployment with intervals and lower bounds', () => {
    const answer = estimateForModel(withFixture(), {}).replace(/Tables of \w+ \d+, \d+/, 'Tables of #');
    expectGolden(`${answer}\n`, 'tools/estimate.md');
  });

  it('explain one number to its sources', () => {
    const answer = explainForModel(contextOf(CHAT), { deployment: 'aws-h100', value: 'cost.perMillionTokens' });
    expect(answer).toContain('aws-h100');
    expect(answer).toMatch(/clouds\/aws\.csv/);
  });

  it('suggest only what is cheaper and meets the targets', () => {
    const answer = suggestForModel(contextOf(CHAT), { deployment: 'aws-h100' });
    expect(answer).toMatch(/saves \$[\d.]+[kM]? per month/);
    expect(answer).not.toContain('✗');
  });

  it('say what is wrong with a text that is no workload', () => {
    expect(explainForModel(contextOf('model: [', { fileName: 'a.workload.yaml' }), { deployment: 'x' })).toMatch(
      /Nothing to show|no workload/,
    );
  });
});

describe('documents', () => {
  it('show a calculation whose parts add up in sight', () => {
    const text = calculation(contextOf(CHAT), 0, 'own-b200', 'cost.perMonth');
    expect(text).toMatch(/^# Cost per month: own-b200/);
    expect(text.split('\n').filter((line) => line.trimStart().startsWith('- ')).length).toBeGreaterThan(8);
  });

  it('compare two texts and blame the edits', () => {
    const after = dedent(CHAT).replace('weights: fp8', 'weights: bf16');
    const diff = engine().diff(dedent(CHAT), after, { fileName: 'test.workload.yaml' });
    expectGolden(`${masked(comparison(contextOf(after), diff))}\n`, 'documents/comparison.md');
    const same = engine().diff(after, after, { fileName: 'test.workload.yaml' });
    expect(comparison(contextOf(after), same)).toContain('Nothing changes');
  });
});

describe('inlay hints', () => {
  it('say prices, choices and values', () => {
    const lines = inlayHints(contextOf(CHAT)).map(({ position, label }) => `${position.line}: ${label}`);
    expectGolden(`${masked(lines.join('\n'))}\n`, 'hints/chat.txt');
  });

  it('stand at an instance with the price of the whole of it', () => {
    const text = dedent(CHAT).replace('region: us-east-1}', 'region: us-east-1, instance: p5.48xlarge}');
    const { file } = contextOf(text).evaluation;
    const places = inlayHints(contextOf(text)).flatMap(({ position, label }) =>
      label.includes('/h')
        ? [`${file.text.slice(0, file.offsetAt(position)).split(/[\s{]/).at(-1)} ${masked(label)}`]
        : [],
    );
    expect(places).toEqual(['h100-sxm $#/h each', 'p5.48xlarge $#/h']);
  });

  it('write what they show: the text with the hint written has the same answer and no such hint', () => {
    const text = dedent(CHAT);
    const bills = (source: string): (number | null)[] =>
      engine()
        .evaluateText(source, { fileName: 'test.workload.yaml' })
        .workloads.flatMap(({ estimate }) => estimate.deployments.map(({ cost }) => cost.perMonth.value));
    const before = inlayHints(contextOf(text));
    expect(before.length).toBeGreaterThan(3);
    for (const hint of before) {
      const after = applyEdits(text, hint.edits());
      expect(after, hint.label).not.toBe(text);
      bills(after).forEach((bill, index) =>
        expect(Math.abs((bill ?? 0) / (bills(text)[index] ?? 1) - 1), hint.label).toBeLessThan(0.01),
      );
      expect(inlayHints(contextOf(after)).length, hint.label).toBeLessThan(before.length);
    }
  });

  it('add nothing that is written', () => {
    const written = CHAT.replace('accelerator: h100-sxm', 'accelerator: h100-sxm\n      tensor_parallel: 4').replace(
      'region: us-east-1',
      'region: us-east-1, price: 50 USD/hour',
    );
    const lines = inlayHints(contextOf(written)).map(({ position }) => position.line);
    expect(lines).not.toContain(23);
  });
});
