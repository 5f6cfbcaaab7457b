/** Every sentence a user may read about a problem, from documents that cause it. */
import { describe, expect, it } from 'vitest';
import { expectGolden } from '../../helpers/golden.ts';
import { catalog } from '../../helpers/catalog.ts';
import { createEngine, PROBLEM_CODES } from '../../../src/estimate/index.ts';
import { AS_OF, document } from './support.ts';

const H100 = '{accelerator: h100-sxm, rent: {cloud: lambda}}';

/** Name, then the text of the file. */
const CASES: readonly (readonly [string, string])[] = [
  ['yaml-syntax', 'apiVersion: inference-tco/v1\ntraffic: {requests: 1\n'],
  ['unknown-key', document(`a: ${H100}`, 'trafic: {}')],
  ['unknown-key', document('a: {accelerator: h100-sxm, tensor_paralel: 4, rent: {}}')],
  ['duplicate-key', document(`a: ${H100}`, 'budget: {}\nbudget: {}')],
  ['missing-key', 'apiVersion: inference-tco/v1\nmodel: llama-3.3-70b\ntraffic: {requests: 1}\n'],
  ['missing-key', document('a: {accelerator: h100-sxm}')],
  ['unknown-value', document('a: {accelerator: h100-sxm, rent: {purchase: 1-years}}')],
  ['unknown-name', document(`a: ${H100}`, '', 'requests: usres * 2')],
  ['unknown-name', document(`a: ${H100}`, '', 'requests: 12 rps')],
  ['unknown-name', document('a: {accelerator: h200, rent: {cloud: lambda}}')],
  ['unknown-name', document(`a: ${H100}`, 'model: meta-llama/Llama-9')],
  ['unknown-name', document('a: {accelerator: h100-sxm, rent: {cloud: aws, region: us-west-9}}')],
  ['unknown-name', document('a: {api: {provider: togehter}}')],
  ['wrong-type', document(`a: ${H100}`, 'serving: [vllm]')],
  ['wrong-type', 'apiVersion: inference-tco/v1\nmodel:\ntraffic: {requests: 1, input_tokens: 1, output_tokens: 1}\n'],
  ['wrong-type', document('a: {accelerator: h100-sxm, own: {share: yes}}')],
  ['wrong-type', document(`__proto__: ${H100}`)],
  ['wrong-unit', document(`a: ${H100}`, 'slo: {tpot: 40 USD}')],
  ['missing-unit', document(`a: ${H100}`, 'slo: {tpot: 40}')],
  ['out-of-range', document(`a: ${H100}`, '', 'cached_input: 140%')],
  ['out-of-range', document(`a: ${H100}`, 'serving: {headroom: 15}')],
  ['out-of-range', document(`a: ${H100}`, '', 'requests: {low: 9, mid: 5, high: 7}')],
  ['out-of-range', document(`a: {accelerator: h100-sxm, scaling: {min: 5, max: 2}, rent: {cloud: lambda}}`)],
  ['suspicious-magnitude', document('a: {accelerator: h100-sxm, rent: {cloud: aws, price: 6.88 USD/hour}}')],
  ['not-sold-there', document('a: {accelerator: h100-sxm, rent: {cloud: aws, region: us-east1}}')],
  ['not-sold-there', document('a: {accelerator: b200, rent: {cloud: aws, instance: p5.48xlarge, price: 55 USD/hour}}')],
  ['out-of-range', document(`a: ${H100}`, 'serving: {speculative: {tokens_per_step: 5, draft_tokens: 2}}')],
  ['out-of-range', document(`a: ${H100}`, '', `profile: [${Array(24).fill(0).join(', ')}]`)],
  ['bad-expression', document(`a: ${H100}`, '', 'requests: 3 * (2')],
  ['bad-expression', document('a: {accelerator: h100-sxm, rent: {price: "60,000 USD/month"}}')],
  ['bad-expression', document(`a: ${H100}`, '', 'requests: x = 3')],
  ['bad-expression', document(`a: ${H100}`, '', 'requests: 3 / s + 2 USD')],
  ['bad-expression', document(`a: ${H100}`, '', 'requests: 1 / 0')],
  ['expression-cycle', document(`a: ${H100}`, 'let: {a: b * 2, b: a / 2}', 'requests: a')],
  ['shadowed-name', document(`a: ${H100}`, 'let: {day: 3}')],
  ['conflicting-keys', document('a: {accelerator: h100-sxm, rent: {}, own: {}}')],
  ['outside-workspace', document(`a: ${H100}`, 'model: ../../config.json')],
  ['unreadable-reference', document(`a: ${H100}`, 'model: ./missing.json')],
  ['unreadable-reference', document(`a: ${H100}`, 'model: ./broken.json')],
  ['unreadable-reference', document(`a: ${H100}`, 'model: ./other.json')],
  ['unreadable-reference', document(`a: ${H100}`, '', 'input_tokens: {trace: bad.csv}')],
  ['unreadable-manifest', document('a: {from: ./missing.yaml}')],
  ['unreadable-manifest', document('a: {from: ../../chat.yaml}')],
  ['unreadable-manifest', document('a: {from: bad.csv}')],
  ['unreadable-manifest', document('a: {from: chart.yaml}')],
  ['unclear-unit', document('a: {from: start.sh}')],
  ['unclear-unit', document('a: {from: start.sh#gemma}')],
  ['other-model', document('a: {from: start.sh#llama-3.1-8b}')],
  ['does-not-fit', document('a: {accelerator: l4, tensor_parallel: 1, rent: {cloud: gcp}}')],
  [
    'does-not-fit',
    document(
      'a: {accelerator: l4, tensor_parallel: 8, pipeline_parallel: 1, rent: {cloud: gcp}}',
      'model: kimi-k2-instruct',
    ),
  ],
  ['context-too-small', document('a: {api: {}}', '', 'input_tokens: 200000')],
  ['slo-missed', document(`a: ${H100}`, 'slo: {tpot: 2 ms, ttft: {p99: 5 ms}}')],
  [
    'over-budget',
    document(
      `a: ${H100}`,
      'budget: {per_million_tokens: 0.01 USD, per_month: 100 USD, energy_per_million_tokens: 1 Wh}',
    ),
  ],
  ['over-budget', document('a: {accelerator: mtia-400, own: {}}', 'budget: {per_month: 100 USD}')],
  ['unknown-price', document('a: {accelerator: h100-sxm, rent: {cloud: lambda, purchase: spot}}')],
  ['unknown-price', document('a: {accelerator: mtia-400, rent: {}}')],
  ['unknown-price', document('a: {accelerator: tpu8i, own: {}}')],
  ['unknown-price', document('a: {accelerator: tpu7x, rent: {cloud: gcp}}')],
  ['unknown-price', document('a: {api: {provider: deepinfra, batch: true}}')],
  ['stale-price', document('a: {accelerator: h100-sxm, rent: {cloud: azure}}')],
  ['not-sold-there', document('a: {accelerator: mi300x, rent: {cloud: aws, region: us-east-1}}')],
  ['not-available', document('a: {accelerator: vr200-nvl72, own: {}}')],
  ['not-available', document('a: {accelerator: rubin-cpx, own: {}}')],
  ['precision-emulated', document('a: {accelerator: a100-80g-sxm, rent: {}}', 'serving: {weights: fp8}')],
  ['idle-fleet', document(`a: ${H100}`, 'serving: {weights: fp8}', 'requests: 30\npeak_to_average: 12')],
  ['overloaded', document('a: {accelerator: h100-sxm, scaling: {replicas: 1}, rent: {cloud: lambda}}')],
  ['suspicious-magnitude', document(`a: ${H100}`, '', 'requests: 1e6')],
  ['suspicious-magnitude', document('a: {api: {}}', 'slo: {tpot: 40 s}')],
  ['spot-latency', document('a: {accelerator: h100-sxm, rent: {purchase: spot}}', 'slo: {tpot: 50 ms}')],
  ['parallelism-impossible', document('a: {accelerator: h100-sxm, tensor_parallel: 6, rent: {cloud: lambda}}')],
  ['parallelism-impossible', document('a: {accelerator: l40s, tensor_parallel: 16, rent: {}}')],
  ['availability-missed', document('a: {accelerator: h100-sxm, rent: {cloud: lambda}}', 'slo: {availability: 99.95%}')],
  ['no-image-rule', document(`a: ${H100}`, '', 'images: {width: 1024, height: 768}')],
  ['does-not-run', document('a: {accelerator: mi300x, engine: tensorrt-llm, rent: {}}')],
  ['does-not-run', document('a: {accelerator: tpu-v6e, weights: int4, rent: {cloud: gcp}}', 'model: kimi-k2.5')],
  ['support-unknown', document('a: {accelerator: ascend-910c, weights: fp8, own: {accelerator_price: 20000 USD}}')],
  ['slow-link', document('a: {accelerator: h100-sxm, tensor_parallel: 16, rent: {cloud: lambda}}')],
];

const FILES: Readonly<Record<string, string>> = {
  './broken.json': '{"model_type": ',
  './other.json': '{"model_type": "bert"}',
  'bad.csv': 'a,b\n1,2\n',
  'chart.yaml': 'kind: Deployment\nspec:\n  replicas: {{ .Values.replicas }}\n',
  'start.sh': 'vllm serve llama-3.1-8b\nvllm serve llama-3.3-70b -tp 4\n',
};

const reader = createEngine({
  catalog: catalog(),
  asOf: AS_OF,
  readFile: (path) => {
    const text = FILES[path];
    if (text !== undefined) return { ok: true, text };
    return { ok: false, reason: path.startsWith('../') ? 'outside-workspace' : 'missing' };
  },
});

function problems(text: string) {
  return reader.evaluateText(text, { fileName: 'test.workload.yaml' }).problems;
}

describe('sentences', () => {
  it.each(CASES)('%s is told', (code, text) => {
    expect(problems(text).map((problem) => problem.code)).toContain(code);
  });

  it('cover every code that a text can cause', () => {
    const told = new Set(CASES.map(([code]) => code));
    expect(
      PROBLEM_CODES.filter((code) => !told.has(code) && code !== 'file-unreadable' && code !== 'too-large'),
    ).toEqual([]);
  });

  it('read well', () => {
    const lines = CASES.flatMap(([code, text]) =>
      problems(text)
        .filter((problem) => problem.code === code)
        .map(
          ({ severity, message, path }) => `- **${code}** (${severity}, ${path.join('.') || 'document'}): ${message}`,
        ),
    );
    expectGolden(`${[...new Set(lines)].join('\n')}\n`, 'estimate/sentences.md');
  });
});
