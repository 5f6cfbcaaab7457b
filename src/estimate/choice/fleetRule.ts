import { type Day, day, type FleetRule } from '../../economics/index.ts';
import type { Serving, Traffic } from '../../workload/index.ts';
import { memo } from '../names/index.ts';

/** The shape of the day; solving the cosine power takes longer than the rest of an estimate. */
export function dayOfTraffic({ profile, peakToAverage }: Traffic): Day {
  const shape = profile?.value;
  const key = `${typeof shape === 'string' ? shape : shape === undefined ? '' : shape.join(' ')} ${peakToAverage.mid}`;
  return days(DAYS, key, () =>
    day({ ...(shape === undefined ? {} : { profile: shape }), peakToAverage: peakToAverage.mid }),
  );
}
export const days = memo<Day>();
export const DAYS = {};
export function ruleOf(traffic: Traffic, serving: Serving): FleetRule {
  const { hourly, peak } = dayOfTraffic(traffic);
  const scaling = serving.scaling.value;
  return {
    hourly,
    peak,
    scaling:
      scaling.kind === 'peak'
        ? scaling
        : scaling.kind === 'fixed'
          ? { kind: 'fixed', replicas: Math.max(1, Math.round(scaling.replicas.mid)) }
          : { kind: 'autoscale', min: scaling.min.mid, ...(scaling.max ? { max: scaling.max.mid } : {}) },
    headroom: serving.headroom.mid,
    redundancy: Math.round(serving.redundancy.mid),
  };
}
