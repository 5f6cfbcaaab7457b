/**
 * A request trace reduced to what an estimate needs: lengths, their correlation, the shape of the day.
 * Kept beside the trace as `<trace>.summary.json`, small enough to read on every keystroke.
 */
import * as z from 'zod/mini';

export const TRACE_SCHEMA = 'inference-tco/trace/v1';

/** Upper edges of the length histogram, tokens: powers of two; the last bucket is open. */
export const BUCKETS: readonly number[] = Array.from({ length: 21 }, (_, i) => 2 ** i);

/** Made when the first summary is read: most documents have no trace. */
function schemas() {
  const nonnegative = z.number().check(z.nonnegative());
  const share = nonnegative.check(z.maximum(1));

  const lengths = z.readonly(
    z.object({
      mean: nonnegative,
      p50: nonnegative,
      p95: nonnegative,
      p99: nonnegative,
      max: nonnegative,
      /** Requests per bucket of `BUCKETS`; bucket i holds lengths in (BUCKETS[i−1], BUCKETS[i]]. */
      histogram: z.array(nonnegative).check(z.length(BUCKETS.length + 1)),
    }),
  );

  const summary = z.readonly(
    z.object({
      schema: z.literal(TRACE_SCHEMA),
      /** File or table it was made from, for people. */
      source: z.string(),
      requests: z.int().check(z.positive()),
      /** ISO timestamps of the first and last request, UTC. */
      first: z.optional(z.string()),
      last: z.optional(z.string()),
      /** Requests/s over the whole trace; absent, with the two times, where the trace has lengths only. */
      requestsPerSecond: z.optional(z.number().check(z.positive())),
      input: lengths,
      output: lengths,
      /** Share of input tokens found in the prefix cache; absent where the trace does not say. */
      cachedInput: z.optional(share),
      /** Pearson correlation of input and output length. */
      correlation: z.number().check(z.minimum(-1), z.maximum(1)),
      /** Requests by hour of the day (UTC); 24 numbers. Zero for hours the trace does not cover. */
      hourly: z.array(nonnegative).check(z.length(24)),
      /** Share of the 24 hours that the trace covers: under 1 its day is not a profile. */
      hoursCovered: share,
    }),
  );
  return { lengths, summary };
}

type Schemas = ReturnType<typeof schemas>;
let known: Schemas | undefined;

export type TraceSummary = z.infer<Schemas['summary']>;
export type LengthSummary = z.infer<Schemas['lengths']>;

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
  const parsed = (known ??= schemas()).summary.safeParse(value);
  if (parsed.success) return { ok: true, summary: parsed.data };
  const [issue] = parsed.error.issues;
  return {
    ok: false,
    message: `The trace summary is not usable: ${issue?.path.join('.') || 'it'} is not as inference-tco trace writes it. Make it anew.`,
  };
}

/** Where the summary of a trace stands. */
export function summaryPath(trace: string): string {
  return `${trace}.summary.json`;
}
