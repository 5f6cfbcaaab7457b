/** Which parts of a model run in which engine on which machines. */
import { EVIDENCE, flag, needed, oneOf, text, type TableDefinition } from './column.ts';

/**
 * What of a model an engine must have kernels for on a machine: itself at all; full attention; layers without it; the
 * number format of weights.
 */
const SUPPORT_ASPECTS = ['engine', 'attention', 'linear', 'weights'] as const;

export const support = {
  kind: 'support',
  title: 'What runs: parts of models in engines on machines, with versions',
  identity: ['engine', 'machine', 'aspect', 'value'],
  columns: [
    oneOf('engine', ['vllm', 'sglang', 'tensorrt-llm'], 'Engine.', needed),
    text('machine', 'Class of accelerators (column class), or the id of one, which goes before its class.', needed),
    oneOf('aspect', SUPPORT_ASPECTS, 'engine: whether it runs there at all.', needed),
    text(
      'value',
      'engine: any. attention: grouped (MHA, GQA, MQA), mla, sparse, compressed. linear: kind of linear layers. weights: number format.',
      needed,
    ),
    flag('runs', 'yes: listed, documented or measured; no: the engine says it does not.'),
    text('version', 'Engine version that the source speaks of.'),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;
