/** What the levers are called, and their units, in the reader's language. */
import type { Translate } from '../src/quantity/index.ts';
import type { AmountLever, LeverKey } from '../src/panel/protocol.ts';

export function leverName(key: LeverKey, t: Translate): string {
  const names: Readonly<Record<LeverKey, string>> = {
    requests: t('Requests'),
    peakToAverage: t('Peak to average'),
    inputTokens: t('Input tokens'),
    outputTokens: t('Output tokens'),
    cachedInput: t('Cached input'),
    ttft: t('TTFT target'),
    tpot: t('TPOT target'),
    headroom: t('Headroom'),
    maxBatch: t('Largest batch'),
    weights: t('Weights'),
    kvCache: t('KV cache'),
    purchase: t('Purchase'),
    electricity: t('Electricity'),
    life: t('Life of machines'),
    costOfCapital: t('Cost of capital'),
    pue: t('PUE'),
  };
  return names[key];
}

export function unitOf({ unit }: AmountLever, t: Translate): string {
  return unit === 'years' ? t('years') : unit;
}
