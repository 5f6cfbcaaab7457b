/** Machines that are more than one pool of servers: disaggregated, split, chains of chips, drafts, whole systems; and traces. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../helpers/catalog.ts';
import { createEngine } from '../../../src/estimate/index.ts';
import { estimateText } from '../../../src/report/index.ts';
import { AS_OF, document, engine, one } from './support.ts';

const FP8 = 'serving: {weights: fp8}';

describe('disaggregated', () => {
  const text =
    '{prefill: {accelerator: h100-sxm, rent: {cloud: lambda}}, decode: {accelerator: h200-sxm, rent: {}}, transfer: 400 Gbit/s}';

  it('has a pool for each stage, both sized for the same requests', () => {
    const { stages, cost, status } = one(text, FP8, 'requests: 40');
    expect(status).toBe('ok');
    expect(stages.map(({ stage, accelerator }) => `${stage} ${accelerator}`)).toEqual([
      'prefill h100-sxm',
      'decode h200-sxm',
    ]);
    expect(cost.breakdown.map(({ code }) => code)).toEqual(['prefill.rent', 'decode.rent']);
  });

  it('spends prefill machines until TTFT is met', () => {
    const loose = one(text, `${FP8}\nslo: {ttft: {p95: 5 s}}`, 'requests: 40');
    const tight = one(text, `${FP8}\nslo: {ttft: {p95: 500 ms}}`, 'requests: 40');
    expect(tight.slo.ttft).toBe('met');
    expect(tight.stages[0]?.accelerators ?? 0).toBeGreaterThanOrEqual(loose.stages[0]?.accelerators ?? 0);
  });

  it('pays for a slow link in TTFT', () => {
    const at = (link: string) => one(text.replace('400 Gbit/s', link), FP8).performance.ttft.value ?? 0;
    expect(at('10 Gbit/s')).toBeGreaterThan(at('400 Gbit/s'));
  });
});

describe('feed-forward apart', () => {
  it('is a third stage on the bill and the meter', () => {
    const found = one(
      '{prefill: {accelerator: b200, own: {}}, decode: {accelerator: b200, own: {}, feed_forward: {accelerator: groq3-lpu, own: {server_price: 3e6 USD}}}}',
      FP8,
    );
    expect(found.status).toBe('ok');
    expect(found.stages.map(({ stage }) => stage)).toEqual(['prefill', 'decode', 'feed_forward']);
    expect(found.cost.breakdown.some(({ code }) => code.startsWith('feed_forward.'))).toBe(true);
    expect(found.performance.tpot.value).toBeGreaterThan(0);
  });
});

describe('chains of chips with weights on board', () => {
  /** Published hosted speeds, output tokens per second of one user. */
  const published = [
    ['llama-3.1-8b', 'cerebras-wse3', 1800],
    ['llama-3.1-70b', 'cerebras-wse3', 446],
    ['gpt-oss-120b', 'groq-lpu', 475],
  ] as const;

  it.each(published)('%s on %s at %d token/s lies inside the interval', (model, accelerator, speed) => {
    const { performance } = one(
      `{accelerator: ${accelerator}, own: {}}`,
      `model: ${model}`,
      'requests: 0.5\ninput_tokens: 1000\noutput_tokens: 300',
    );
    expect(1 / speed).toBeGreaterThan(performance.tpot.low ?? Infinity);
    expect(1 / speed).toBeLessThan(performance.tpot.high ?? 0);
  });

  it('every accelerator of the catalog may be named alone: speed, energy and throughput have values', () => {
    const missing = engine()
      .catalog.accelerators.filter(({ id }) => {
        const { performance, energy } = one(
          `{accelerator: ${id}, own: {}}`,
          'model: llama-3.1-8b\nserving: {weights: int4, engine: other}',
          'requests: 0.2',
        );
        return [
          performance.tpot,
          performance.ttft,
          performance.outputTokensPerSecond,
          energy.joulesPerOutputToken,
        ].some(({ value }) => value === null);
      })
      .map(({ id }) => id);
    expect(missing).toEqual([]);
  });
});

describe('a draft model', () => {
  it('on machines of its own stands on bill, meter and in the stages beside the target', () => {
    const speculative = 'tokens_per_step: 2.1, draft_tokens: 4, overhead: 10%';
    const plain = one(`{accelerator: h100-sxm, rent: {cloud: lambda}, speculative: {${speculative}}}`, FP8);
    const draft = one(
      `{accelerator: h100-sxm, rent: {cloud: lambda}, speculative: {${speculative}, draft: {model: llama-3.1-8b, accelerator: l40s, rent: {cloud: aws}}}}`,
      FP8,
    );
    expect(draft.cost.breakdown.map(({ code }) => code)).toEqual(['rent', 'draft.rent']);
    expect(draft.cost.perMonth.value ?? 0).toBeGreaterThan(plain.cost.perMonth.value ?? 0);
    expect(draft.stages.map(({ stage, accelerator }) => [stage, accelerator])).toEqual([
      ['serve', 'h100-sxm'],
      ['draft', 'l40s'],
    ]);
    expect(estimateText([draft.answer.estimate], { locale: 'en', width: 160 })).toContain(' + ');
    const joules = ({ energy }: typeof draft): number => energy.joulesPerOutputToken.value ?? NaN;
    expect(joules(draft)).toBeGreaterThan(joules(plain));
    expect(draft.answer.explain('a', 'stages.1.machines')).toBeDefined();
  });
});

describe('whole systems', () => {
  it('are bought, and share charges only what is used', () => {
    const whole = one('{accelerator: gb200, own: {}}', FP8);
    const share = one('{accelerator: gb200, own: {share: true}}', FP8);
    expect((whole.stages[0]?.accelerators ?? 0) % 72).toBe(0);
    expect(share.stages[0]?.accelerators).toBe(share.stages[0]?.acceleratorsUsed);
    expect(share.cost.perMonth.value ?? 0).toBeLessThan(whole.cost.perMonth.value ?? 0);
  });
});

describe('traces', () => {
  const csv = [
    'timestamp,input_tokens,output_tokens',
    ...Array.from(
      { length: 48 },
      (_, i) => `2026-01-01 ${String(i % 24).padStart(2, '0')}:00:0${i % 10},${1000 + 10 * i},${200 + i}`,
    ),
  ].join('\n');
  const reader = createEngine({
    catalog: catalog(),
    asOf: AS_OF,
    readFile: (path) => (path === 'requests.csv' ? { ok: true, text: csv } : { ok: false, reason: 'missing' }),
  });

  it('give lengths to a document that names one', () => {
    const text = document(
      'a: {accelerator: h100-sxm, rent: {cloud: lambda}}',
      FP8,
      'input_tokens: {trace: requests.csv}\noutput_tokens: {trace: requests.csv}',
    );
    const [found] = reader.evaluateText(text, { fileName: 'a.workload.yaml' }).workloads;
    expect(found?.estimate.traffic?.inputTokens).toBeCloseTo(1235, 6);
    expect(found?.estimate.traffic?.outputTokens).toBeCloseTo(223.5, 6);
    expect(found?.estimate.deployments[0]?.cost.perMonth.value).toBeGreaterThan(0);
  });
});
