/** Lengths, cache share and the shape of the day taken from a request trace: its summary, or a small CSV read directly. */
import type { Origin } from '../../quantity/index.ts';
import {
  type Amount,
  type LengthSummary,
  readSummary,
  reduceCsv,
  summaryPath,
  type TokenLengths,
  type TraceSummary,
  type Workload,
} from '../../workload/index.ts';
import type { ProblemCollector } from '../problems/index.ts';
import type { ReadFile } from './resolve.ts';

/** A CSV above this is reduced with `inference-tco trace` first. */
const DIRECT_CHARACTERS = 4_000_000;

/** @returns the workload with its traces read, or undefined where one cannot be (the pending problems say why) */
export function withTraces(
  workload: Workload,
  pending: ProblemCollector,
  readFile: ReadFile | undefined,
): Workload | undefined {
  const { traffic } = workload;
  const input = traffic.inputTokens.trace;
  const output = traffic.outputTokens.trace;
  if (!input && !output) return workload;
  const of = (given: NonNullable<TokenLengths['trace']>): TraceSummary | undefined =>
    read(given.value, given.origin, pending, readFile);
  const inputTrace = input && of(input);
  const outputTrace = output && (output.value === input?.value ? inputTrace : of(output));
  if ((input && !inputTrace) || (output && !outputTrace)) return undefined;
  const day = inputTrace ?? outputTrace;
  const origin = (input ?? output)?.origin ?? traffic.requests.origin;
  const keepsProfile = traffic.profile !== undefined || traffic.peakToAverage.origin.kind === 'document';
  return {
    ...workload,
    traffic: {
      ...traffic,
      inputTokens: inputTrace ? lengths(inputTrace.input, origin) : traffic.inputTokens,
      outputTokens: outputTrace ? lengths(outputTrace.output, origin) : traffic.outputTokens,
      ...(inputTrace?.cachedInput !== undefined && traffic.cachedInput.origin.kind !== 'document'
        ? { cachedInput: amount(inputTrace.cachedInput, origin) }
        : {}),
      ...(day && day.hoursCovered >= 0.999 && !keepsProfile ? { profile: { value: day.hourly, origin } } : {}),
    },
  };
}

function lengths(summary: LengthSummary, origin: Origin): TokenLengths {
  return { mean: amount(summary.mean, origin), p50: amount(summary.p50, origin), p95: amount(summary.p95, origin) };
}

const amount = (value: number, origin: Origin): Amount => ({ low: value, mid: value, high: value, origin });

function read(
  path: string,
  origin: Origin,
  pending: ProblemCollector,
  readFile: ReadFile | undefined,
): TraceSummary | undefined {
  if (!readFile) {
    pending.add('unreadable-reference', { reference: path, reason: 'no-reader' }, origin);
    return undefined;
  }
  const summary = readFile(summaryPath(path));
  const answer = summary.ok ? summary : readFile(path);
  if (!answer.ok) {
    if (answer.reason === 'outside-workspace') pending.add('outside-workspace', { reference: path }, origin);
    else
      pending.add(
        'unreadable-reference',
        { reference: path, reason: answer.reason },
        origin,
        answer.reason === 'pending' ? 'information' : 'error',
      );
    return undefined;
  }
  if (!summary.ok && answer.text.length > DIRECT_CHARACTERS) {
    pending.add(
      'unreadable-reference',
      { reference: path, reason: 'trace', detail: 'too large to read at once; reduce it with inference-tco trace' },
      origin,
    );
    return undefined;
  }
  const result = summary.ok ? readSummary(answer.text) : reduceCsv(answer.text, path);
  if (result.ok) return result.summary;
  const detail = `${result.line === undefined ? '' : `line ${result.line}: `}${result.message.replace(/\.$/, '')}`;
  pending.add('unreadable-reference', { reference: path, reason: 'trace', detail }, origin);
  return undefined;
}
