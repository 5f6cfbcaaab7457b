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

export const images = {
  kind: 'images',
  title: 'Tokens that an image is for a model',
  identity: ['scope'],
  columns: [
    text('scope', 'Beginning of the model ids it is for; the longest that fits holds.', needed),
    oneOf('rule', ['grid', 'fixed', 'tiles'], 'A token for each square of pixels; the same number for every image; tiles of equal size.', needed),
    number('pixels', 1, 4096, 'Side of the square that is a token (grid), or of a tile.'),
    oneOf('rounding', ['nearest', 'up'], 'How a side that is no multiple of it becomes one (grid).'),
    integer('tokens', 1, 1e5, 'Tokens of an image (fixed) or of a tile.'),
    integer('least', 1, 1e6, 'Tokens at least: a smaller image is enlarged (grid).'),
    integer('most', 1, 1e6, 'Tokens at most: a larger image is reduced (grid); tiles at most (tiles).'),
    number('longest_px', 1, 1e5, 'Longest side before the image is cut into tokens (grid).'),
    integer('per_row', 0, 16, 'Tokens after each row (grid).', { fallback: 0 }),
    integer('extra', 0, 64, 'Tokens beside: start and end of an image.', { fallback: 0 }),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;

export const systems = {
  kind: 'systems',
  title: 'Systems that are sold beside the usual one of an accelerator',
  identity: ['accelerator', 'accelerators'],
  columns: [
    text('accelerator', 'Accelerator id.', { required: true, references: 'accelerators' }),
    integer('accelerators', 1, 1e4, 'Accelerators of one system.', needed),
    oneOf('form', ['workstation', 'server', 'rack'], 'What it stands as.', needed),
    number('price_usd', 500, 1e8, 'USD for the whole system with its accelerators; empty: accelerators and the usual share of a server.'),
    number('host_w', 10, 1e5, 'Rated watts of the rest of the system, per accelerator; empty: the usual share.'),
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
