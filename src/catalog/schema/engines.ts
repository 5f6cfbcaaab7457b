/** What engines admit when nobody sets it, and how many drafted tokens a model accepts. */
import { EVIDENCE, integer, needed, number, oneOf, text, type TableDefinition } from './column.ts';

export const limits = {
  kind: 'limits',
  title: 'Admission limits of engines, as they come',
  identity: ['engine', 'accelerators', 'memory_from_gib'],
  columns: [
    text('engine', 'Engine and releases of it that share the limit, with a space between, by the names of measurements: vllm vllm-25.', needed),
    text('accelerators', 'Prefix of the accelerator ids it is for; empty: all.'),
    number('memory_from_gib', 0, 1e4, 'GiB of the accelerator from which on it holds; empty: any.'),
    integer('sequences', 1, 1e6, 'Sequences at once, per attention rank: max_num_seqs, max_running_requests, max_batch_size.', needed),
    integer('batched_tokens', 1, 1e7, 'Prompt tokens of a step: max_num_batched_tokens, chunked_prefill_size, max_num_tokens.', needed),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;

export const speculation = {
  kind: 'speculation',
  title: 'Tokens that a step yields under speculation',
  identity: ['method', 'scope', 'draft_tokens'],
  columns: [
    oneOf('method', ['mtp', 'eagle3', 'draft'], 'Who drafts: layers of the model (multi-token prediction), a trained head, another model.', needed),
    text('scope', 'Model id, family of models, or any.', needed),
    integer('draft_tokens', 1, 64, 'Tokens drafted a step.', { ...needed, fallback: 1 }),
    number('tokens_per_step', 1, 65, 'Mean tokens a step yields, the model’s own among them (acceptance length).', { ...needed, fallback: 1 }),
    number('low', 1, 65, 'Low end over kinds of text.', needed),
    number('high', 1, 65, 'High end.', needed),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;
