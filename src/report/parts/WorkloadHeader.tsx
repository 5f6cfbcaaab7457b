/** What is asked, in two lines: the workload, its model, and its traffic, each number back to its line. */
import type { Estimate, TrafficSummary } from '../../estimate/index.ts';
import type { Quantity } from '../../quantity/index.ts';
import { count, Explanation, NumberButton, percent, useSurface } from '../kit/index.ts';

export function WorkloadHeader({ estimate }: { readonly estimate: Estimate }) {
  const { traffic } = estimate;
  return (
    <div class="workload">
      <h1>{estimate.name}</h1>
      <p class="muted">
        {estimate.model}
        {traffic === undefined ? null : <Traffic traffic={traffic} />}
      </p>
      <Explanation place="header" />
    </div>
  );
}

function Traffic({ traffic }: { readonly traffic: TrafficSummary }) {
  const surface = useSurface();
  const { t } = surface;
  const mean = count(traffic.requestsPerSecond, surface);
  const peak = count(traffic.peakRequestsPerSecond, surface);
  return (
    <>
      {' · '}
      <Number value={traffic.requestsPerSecond} path="traffic.requests" text={t('{0} requests/s', mean)} />
      {mean === peak ? null : (
        <>
          {', '}
          <Number value={traffic.peakRequestsPerSecond} path="traffic.peakRequests" text={t('peak {0}', peak)} />
        </>
      )}
      {' · '}
      <Number
        value={traffic.inputTokens}
        path="traffic.inputTokens"
        text={t('{0} tokens in', count(traffic.inputTokens, surface))}
      />
      {traffic.cachedInput > 0 ? (
        <>
          {' '}
          <Number
            value={traffic.cachedInput}
            path="traffic.cachedInput"
            text={`(${t('{0} cached', percent(traffic.cachedInput, surface))})`}
          />
        </>
      ) : null}
      {' · '}
      <Number
        value={traffic.outputTokens}
        path="traffic.outputTokens"
        text={t('{0} out', count(traffic.outputTokens, surface))}
      />
    </>
  );
}

/** The traffic belongs to all deployments alike, so its key names none. */
function Number({ value, path, text }: { readonly value: number; readonly path: string; readonly text: string }) {
  const { t } = useSurface();
  const quantity: Quantity = { value, unit: '', state: 'known' };
  return (
    <NumberButton
      quantity={quantity}
      of={{ deployment: '', path, place: 'header' }}
      name={t('Traffic')}
      as={() => text}
    />
  );
}
