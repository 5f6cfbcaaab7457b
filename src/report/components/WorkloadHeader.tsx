/** What is asked, in two lines: the workload, its model, and its traffic. */
import type { Estimate } from '../../estimate/index.ts';
import { useSurface } from './surface.ts';
import { count, percent } from './words.ts';

export function WorkloadHeader({ estimate }: { readonly estimate: Estimate }) {
  return (
    <div class="workload">
      <h1>{estimate.name}</h1>
      <p class="muted">
        <TrafficLine estimate={estimate} />
      </p>
    </div>
  );
}

function TrafficLine({ estimate }: { readonly estimate: Estimate }) {
  const surface = useSurface();
  const { traffic } = estimate;
  const parts = [estimate.model];
  if (traffic !== undefined) {
    const mean = count(traffic.requestsPerSecond, surface);
    const peak = count(traffic.peakRequestsPerSecond, surface);
    parts.push(mean === peak ? `${mean} requests/s` : `${mean} requests/s, peak ${peak}`);
    const cached = traffic.cachedInput > 0 ? ` (${percent(traffic.cachedInput, surface)} cached)` : '';
    parts.push(
      `${count(traffic.inputTokens, surface)} tokens in${cached}, ${count(traffic.outputTokens, surface)} out`,
    );
  }
  return <>{parts.join(' · ')}</>;
}
