/** Values as the estimate works with them, made of what the keys say: lengths, targets, models, scaling, drafts. */
import type { Origin } from '../../quantity/index.ts';
import { defaultOf } from './defaults.ts';
import type { Key } from './language.ts';
import type { Amount, Given } from './values.ts';

/** Lengths in tokens. `trace` is a path relative to the document; its summary replaces the numbers. */
export interface TokenLengths {
  readonly mean: Amount;
  readonly p50?: Amount;
  readonly p95?: Amount;
  readonly trace?: Given<string>;
}

/** 95th percentile of the standard normal distribution. */
const Z95 = 1.6449;

/** A plain number is the mean. Without a mean, it is that of a log-normal distribution with these percentiles. */
export function lengthsOf(given: Amount | Partial<TokenLengths>): TokenLengths | undefined {
  if ('mid' in given) return { mean: given };
  const mean = given.mean ?? meanOf(given.p50, given.p95) ?? (given.trace ? unread() : undefined);
  return mean && { ...given, mean };
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

/** Not a number until the trace has been read, so that nothing computed from it can pass for an answer. */
function unread(): Amount {
  return { low: NaN, mid: NaN, high: NaN, origin: { kind: 'unknown', reason: 'the trace has not been read' } };
}

const STATISTICS = ['mean', 'p50', 'p95', 'p99'] as const;
export type Statistic = (typeof STATISTICS)[number];

/** Latency target in seconds. */
export interface Target {
  readonly statistic: Statistic;
  readonly limit: Amount;
}

/** @param plain the statistic that a plain time limits */
export function targetOf(plain: Statistic) {
  return (given: Amount | { readonly [S in Statistic]?: Amount }): Target | undefined => {
    if ('mid' in given) return { statistic: plain, limit: given };
    const statistic = STATISTICS.find((one) => given[one] !== undefined);
    const limit = statistic && given[statistic];
    return limit && { statistic, limit };
  };
}

/** `config`: the keys of a Hugging Face config.json. `file`: a path relative to the document, read by the host. */
export type ModelReference =
  | { readonly kind: 'id'; readonly id: string; readonly origin: Origin }
  | { readonly kind: 'huggingface'; readonly id: string; readonly origin: Origin }
  | { readonly kind: 'file'; readonly path: string; readonly origin: Origin }
  | { readonly kind: 'config'; readonly config: Readonly<Record<string, unknown>>; readonly origin: Origin };

/** A path begins with `.` or `/` or ends in `.json`; another text with `/` is a Hugging Face id. */
export function modelOf({ value, origin }: Given<string> | Given<Readonly<Record<string, unknown>>>): ModelReference {
  if (typeof value !== 'string') return { kind: 'config', config: value, origin };
  const id = value.trim();
  if (/^[./]/.test(id) || id.endsWith('.json')) return { kind: 'file', path: id, origin };
  return { kind: id.includes('/') ? 'huggingface' : 'id', id, origin };
}

export type Scaling =
  | { readonly kind: 'peak' }
  | { readonly kind: 'autoscale'; readonly min: Amount; readonly max?: Amount }
  | { readonly kind: 'fixed'; readonly replicas: Amount };

type Replicas = { readonly min: Amount; readonly max?: Amount; readonly replicas?: Amount };

/** @param min the key `min`, for its default: the replicas that `autoscale` keeps */
export function scalingOf(min: Key) {
  return (given: Given<'peak' | 'autoscale'> | Replicas, origin: Origin): Given<Scaling> => {
    if ('value' in given) {
      const least = (): Amount => defaultOf('min', min) as Amount;
      return { value: given.value === 'peak' ? { kind: 'peak' } : { kind: 'autoscale', min: least() }, origin };
    }
    const { replicas, ...bounds } = given;
    return { value: replicas ? { kind: 'fixed', replicas } : { kind: 'autoscale', ...bounds }, origin };
  };
}

/** The draft proposes as many tokens as are accepted, rounded up, where the document says nothing. */
export function speculativeOf<S extends { readonly tokensPerStep: Amount; readonly draftTokens?: Amount }>(
  given: S,
): Omit<S, 'draftTokens'> & { readonly draftTokens: Amount } {
  return { ...given, draftTokens: given.draftTokens ?? roundedUp(given.tokensPerStep) };
}

/** A step cannot accept more than it proposes plus the model's own token. */
function roundedUp(tokensPerStep: Amount): Amount {
  const value = Math.ceil(tokensPerStep.mid);
  const reason = 'tokens_per_step, rounded up, where the document says nothing';
  return { low: value, mid: value, high: value, origin: { kind: 'default', reason } };
}

/** A draft model without a payment of its own shares the machines of the target. */
export function draftOf<D extends { readonly rent?: unknown; readonly own?: unknown }>(
  given: D,
): Omit<D, 'rent' | 'own'> & { readonly payment?: NonNullable<D['rent'] | D['own']> } {
  const { rent, own, ...draft } = given;
  const payment = (rent ?? own) as NonNullable<D['rent'] | D['own']> | undefined;
  return { ...draft, ...(payment ? { payment } : {}) };
}
