/** A language context on the real tables and the real engine, for tests of what an editor shows. */
import { createEngine, type Engine } from '../../src/estimate/index.ts';
import type { LanguageContext } from '../../src/language/index.ts';
import { ENGLISH } from '../../src/quantity/index.ts';
import { catalog } from './catalog.ts';
import { dedent } from './cursor.ts';

/** Fixed, so that ages of prices in golden texts never change. */
export const AS_OF = '2026-11-23';
let cached: Engine | undefined;

export function engine(): Engine {
  cached ??= createEngine({ catalog: catalog(), asOf: AS_OF });
  return cached;
}

/** @param text dedented if it starts with a line break, as template literals do; a text without `apiVersion` is read as a workload by its file name */
export function contextOf(text: string, extra: Partial<LanguageContext> = {}): LanguageContext {
  const fileName = extra.fileName ?? 'test.workload.yaml';
  return {
    engine: engine(),
    evaluation: (extra.engine ?? engine()).evaluateText(text.startsWith('\n') ? dedent(text) : text, { fileName }),
    uri: `file:///project/${fileName}`,
    fileName,
    ...ENGLISH,
    ...extra,
  };
}

export const CHAT = `
  apiVersion: inference-tco/v1
  name: support-chat
  model: llama-3.3-70b
  let:
    users: 250e3
    chats: 6 / day
  traffic:
    requests: users * chats
    peak_to_average: 2.8
    input_tokens: 1800
    output_tokens: 350
    cached_input: 40%
  slo:
    ttft: 800 ms
    tpot: 40 ms
  serving:
    weights: fp8
  budget:
    per_million_tokens: 0.60 USD
  baseline: aws-h100
  deployments:
    aws-h100:
      accelerator: h100-sxm
      rent: {cloud: aws, region: us-east-1}
    own-b200:
      accelerator: b200
      own: {life: 4 years}
    hosted:
      api: {provider: deepinfra}
`;
