/** The latencies that a document is about, spelled out in the reader's language. */
import type { LimitSummary } from '../../estimate/index.ts';
import type { Translate } from '../../quantity/index.ts';

export function ttftName(limits: LimitSummary | undefined, t: Translate): string {
  switch (limits?.ttft?.statistic ?? 'p95') {
    case 'mean':
      return t('time to first token, mean');
    case 'p50':
      return t('time to first token, median');
    case 'p95':
      return t('time to first token, 95th percentile');
    case 'p99':
      return t('time to first token, 99th percentile');
  }
}

export function tpotName(limits: LimitSummary | undefined, t: Translate): string {
  switch (limits?.tpot?.statistic ?? 'mean') {
    case 'mean':
      return t('time per output token');
    case 'p50':
      return t('time per output token, median');
    case 'p95':
      return t('time per output token, 95th percentile');
    case 'p99':
      return t('time per output token, 99th percentile');
  }
}
