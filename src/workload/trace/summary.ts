/**
 * A request trace reduced to what an estimate needs: lengths, their correlation, the shape of the day.
 * Kept beside the trace as `<trace>.summary.json`, small enough to read on every keystroke.
 */
import * as z from 'zod';

export const TRACE_SCHEMA = 'inference-tco/trace/v1';

/** Upper edges of the length histogram, tokens: powers of two; the last bucket is open. */
export const BUCKETS: readonly number[] = Array.from({ length: 21 }, (_, i) => 2 ** i);

const lengths = z
  .object({
    mean: z.number().nonnegative(),
    p50: z.number().nonnegative(),
    p95: z.number().nonnegative(),
    p99: z.number().nonnegative(),
    max: z.number().nonnegative(),
    /** Requests per bucket of `BUCKETS`; bucket i holds lengths in (BUCKETS[i−1], BUCKETS[i]]. */
    histogram: z.array(z.number().nonnegative()).length(BUCKETS.length + 1),
  })
  .readonly();

const summary = z
  .object({
    schema: z.literal(TRACE_SCHEMA),
    /** File or table it was made from, for people. */
    source: z.string(),
    requests: z.number().int().positive(),
    /** ISO timestamps of the first and last request, UTC. */
    first: z.string(),
    last: z.string(),
    /** Requests/s over the whole trace. */
    requestsPerSecond: z.number().positive(),
    input: lengths,
    output: lengths,
    /** Share of input tokens found in the prefix cache; absent where the trace does not say. */
    cachedInput: z.number().min(0).max(1).optional(),
    /** Pearson correlation of input and output length. */
    correlation: z.number().min(-1).max(1),
    /** Requests by hour of the day (UTC); 24 numbers. Zero for hours the trace does not cover. */
    hourly: z.array(z.number().nonnegative()).length(24),
    /** Share of the 24 hours that the trace covers: under 1 its day is not a profile. */
    hoursCovered: z.number().min(0).max(1),
  })
  .readonly();

export type TraceSummary = z.infer<typeof summary>;
export type LengthSummary = z.infer<typeof lengths>;

export type TraceResult =
  | { readonly ok: true; readonly summary: TraceSummary }
  /** `line` counts from 1; absent where the whole file is meant. */
  | { readonly ok: false; readonly line?: number; readonly message: string };

/** Reads a summary file. */
export function readSummary(json: string): TraceResult {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { ok: false, message: 'The trace summary is not JSON. Make it anew with inference-tco trace.' };
  }
  const parsed = summary.safeParse(value);
  if (parsed.success) return { ok: true, summary: parsed.data };
  const [issue] = parsed.error.issues;
  return {
    ok: false,
    message: `The trace summary is not usable: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}. Make it anew with inference-tco trace.`,
  };
}

/** Where the summary of a trace stands. */
export function summaryPath(trace: string): string {
  return `${trace}.summary.json`;
}
