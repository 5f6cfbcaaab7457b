/** Traffic and latency targets. */
import type { Amount, Given, Profile, Statistic, Target, TokenLengths, Traffic } from '../types.ts';
import { originOfChecked, type CheckedMapping } from './check.ts';
import type { Context } from './context.ts';
import { amountOf, amountOrDefault, givenText, mappingOf } from './values.ts';

/** 95th percentile of the standard normal distribution. */
const Z95 = 1.6449;

export function readTraffic(traffic: CheckedMapping | undefined, context: Context): Traffic | undefined {
  const requests = amountOf(traffic, 'requests');
  const inputTokens = readLengths(traffic, 'input_tokens', context);
  const outputTokens = readLengths(traffic, 'output_tokens', context);
  if (!traffic || !requests || !inputTokens || !outputTokens) return undefined;
  const profile = readProfile(traffic, context);
  return {
    requests,
    peakToAverage: amountOrDefault(traffic, 'peak_to_average'),
    ...(profile ? { profile } : {}),
    inputTokens,
    outputTokens,
    cachedInput: amountOrDefault(traffic, 'cached_input'),
  };
}

function readProfile(traffic: CheckedMapping, context: Context): Given<Profile> | undefined {
  const value = traffic.values.get('profile');
  if (value?.kind === 'text') return { value: value.value as Profile, origin: originOfChecked(value, context) };
  if (value?.kind !== 'list') return undefined;
  const weights = value.items.map((item) => (item.kind === 'amount' ? item.amount.mid : 0));
  return { value: weights, origin: originOfChecked(value, context) };
}

function readLengths(traffic: CheckedMapping | undefined, key: string, context: Context): TokenLengths | undefined {
  const plain = amountOf(traffic, key);
  if (plain) return { mean: plain };
  const mapping = mappingOf(traffic, key);
  if (!mapping) return undefined;
  const p50 = amountOf(mapping, 'p50');
  const p95 = amountOf(mapping, 'p95');
  const trace = givenText(mapping, 'trace', context);
  const mean = amountOf(mapping, 'mean') ?? meanOf(p50, p95) ?? (trace ? unread() : undefined);
  if (!mean) return undefined;
  return { mean, ...(p50 ? { p50 } : {}), ...(p95 ? { p95 } : {}), ...(trace ? { trace } : {}) };
}

/** Mean of the log-normal distribution with these percentiles; the median alone stands for the mean. */
function meanOf(p50: Amount | undefined, p95: Amount | undefined): Amount | undefined {
  if (!p50) return undefined;
  const sigma = p95 ? Math.log(Math.max(1, p95.mid / p50.mid)) / Z95 : 0;
  const scale = Math.exp(sigma ** 2 / 2);
  const reason = p95
    ? 'mean of the log-normal distribution with this p50 and p95'
    : 'the median, where no mean is given';
  return { low: p50.low * scale, mid: p50.mid * scale, high: p50.high * scale, origin: { kind: 'default', reason } };
}

/** Not a number until the trace has been read: nothing computed from it can pass for an answer. */
function unread(): Amount {
  return { low: NaN, mid: NaN, high: NaN, origin: { kind: 'unknown', reason: 'the trace has not been read' } };
}

const DEFAULT_STATISTIC = { ttft: 'p95', tpot: 'mean' } as const;

export function readTarget(slo: CheckedMapping | undefined, key: 'ttft' | 'tpot'): Target | undefined {
  const plain = amountOf(slo, key);
  if (plain) return { statistic: DEFAULT_STATISTIC[key], limit: plain };
  const mapping = mappingOf(slo, key);
  for (const statistic of ['mean', 'p50', 'p95', 'p99'] satisfies Statistic[]) {
    const limit = amountOf(mapping, statistic);
    if (limit) return { statistic, limit };
  }
  return undefined;
}
