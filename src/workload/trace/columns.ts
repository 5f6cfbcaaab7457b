/** Which columns of a trace hold what: public traces, logs of gateways and engines, or our generic form. */

/** Column names as the file spells them. */
export interface TraceColumns {
  /** Absent: lengths without times, which tell nothing about rates. */
  readonly timestamp?: string;
  /** Numbers as times count milliseconds, not seconds. */
  readonly milliseconds?: true;
  readonly input: string;
  readonly output: string;
  readonly cached?: string;
  /** Hashes of the blocks of the prompt, which tell what prefixes requests share (Mooncake, Qwen-Bailian). */
  readonly blocks?: string;
}

/**
 * Accepted names, first match wins. Azure: AzurePublicDataset, AzureLLMInferenceTrace 2023 and 2024
 * (`TIMESTAMP,ContextTokens,GeneratedTokens`). BurstGPT: `Timestamp,Request tokens,Response tokens`. Mooncake and Qwen-Bailian: JSON
 * lines of `timestamp,input_length,output_length,hash_ids`. LiteLLM spend logs: `startTime,prompt_tokens,completion_tokens`. The
 * generic form is documented in docs/commands/trace.md.
 */
const NAMES: Readonly<Record<'timestamp' | 'input' | 'output' | 'cached' | 'blocks', readonly string[]>> = {
  timestamp: [
    'timestamp',
    'time',
    'arrived_at',
    'arrival_time',
    'arrival_timestamp',
    'starttime',
    'start_time',
    'created',
    'created_at',
  ],
  input: [
    'contexttokens',
    'input_tokens',
    'prompt_tokens',
    'num_prefill_tokens',
    'request tokens',
    'request_tokens',
    'input_length',
    'input_len',
    'prompt_len',
    'prompt_length',
    'num_input_tokens',
    'context_tokens',
    'usage.prompt_tokens',
    'usage.input_tokens',
    'attributes.gen_ai.usage.input_tokens',
    'gen_ai.usage.input_tokens',
  ],
  output: [
    'generatedtokens',
    'output_tokens',
    'completion_tokens',
    'num_decode_tokens',
    'response tokens',
    'response_tokens',
    'output_length',
    'output_len',
    'completion_len',
    'completion_length',
    'num_output_tokens',
    'generated_tokens',
    'usage.completion_tokens',
    'usage.output_tokens',
    'attributes.gen_ai.usage.output_tokens',
    'gen_ai.usage.output_tokens',
  ],
  cached: [
    'cached_input_tokens',
    'cached_tokens',
    'cache_read_input_tokens',
    'input_cached_tokens',
    'usage.cached_tokens',
  ],
  blocks: ['hash_ids'],
};

/** @returns the columns, or the names that are missing (the first accepted name of each) */
export function traceColumns(header: readonly string[]): TraceColumns | { readonly missing: readonly string[] } {
  const find = (field: keyof typeof NAMES): string | undefined =>
    NAMES[field]
      .map((name) => header.find((column) => column.trim().toLowerCase() === name))
      .find((column) => column !== undefined);
  const timestamp = find('timestamp');
  const input = find('input');
  const output = find('output');
  const cached = find('cached');
  const blocks = find('blocks');
  if (input === undefined || output === undefined)
    return {
      missing: [
        ...(timestamp === undefined ? ['timestamp'] : []),
        ...(input === undefined ? ['input_tokens'] : []),
        ...(output === undefined ? ['output_tokens'] : []),
      ],
    };
  // Mooncake counts milliseconds; Qwen-Bailian, which names chats, counts seconds.
  const milliseconds = blocks !== undefined && !header.includes('chat_id');
  return {
    input,
    output,
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(cached === undefined ? {} : { cached }),
    ...(blocks === undefined ? {} : { blocks }),
    ...(milliseconds ? { milliseconds } : {}),
  };
}
