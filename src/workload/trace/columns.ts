/** Which columns of a trace hold what: the public Azure LLM inference traces, or our generic form. */

/** Column names as the file spells them. */
export interface TraceColumns {
  readonly timestamp: string;
  readonly input: string;
  readonly output: string;
  readonly cached?: string;
}

/**
 * Accepted names, first match wins. Azure: AzurePublicDataset, AzureLLMInferenceTrace 2023 and 2024
 * (`TIMESTAMP,ContextTokens,GeneratedTokens`). The generic form is documented in docs/commands/trace.md.
 */
const NAMES: Readonly<Record<keyof TraceColumns, readonly string[]>> = {
  timestamp: ['timestamp', 'time', 'arrived_at', 'arrival_time'],
  input: ['contexttokens', 'input_tokens', 'prompt_tokens', 'num_prefill_tokens'],
  output: ['generatedtokens', 'output_tokens', 'completion_tokens', 'num_decode_tokens'],
  cached: ['cached_input_tokens', 'cached_tokens'],
};

/** @returns the columns, or the names that are missing (the first accepted name of each) */
export function traceColumns(header: readonly string[]): TraceColumns | { readonly missing: readonly string[] } {
  const find = (field: keyof TraceColumns): string | undefined =>
    NAMES[field]
      .map((name) => header.find((column) => column.trim().toLowerCase() === name))
      .find((column) => column !== undefined);
  const timestamp = find('timestamp');
  const input = find('input');
  const output = find('output');
  const cached = find('cached');
  if (timestamp !== undefined && input !== undefined && output !== undefined)
    return { timestamp, input, output, ...(cached === undefined ? {} : { cached }) };
  const absent: readonly (readonly [keyof TraceColumns, string | undefined])[] = [
    ['timestamp', timestamp],
    ['input', input],
    ['output', output],
  ];
  return {
    missing: absent.flatMap(([field, column]) =>
      column === undefined ? [field === 'timestamp' ? 'timestamp' : `${field}_tokens`] : [],
    ),
  };
}
