/** How many replicas: what the workload says itself, and the autoscalers that name it. */
import { at, count, items, placeOf, text, type Cursor } from '../source/cursor.ts';
import type { Scale, Surroundings } from './unit.ts';

/** A HorizontalPodAutoscaler or a KEDA ScaledObject of the same files whose target is `kind/name`. */
export function autoscalerOf(kind: string, name: string, around: Surroundings): Scale | undefined {
  for (const one of around.documents) {
    const scaler = at(one, 'kind').value;
    if (scaler !== 'HorizontalPodAutoscaler' && scaler !== 'ScaledObject') continue;
    const target = at(one, 'spec', 'scaleTargetRef');
    const targetKind = text(at(target, 'kind')) ?? 'Deployment';
    if (text(at(target, 'name')) !== name || targetKind !== kind) continue;
    for (const [key, written] of [
      ['min', 'minReplicas'],
      ['min', 'minReplicaCount'],
      ['max', 'maxReplicas'],
      ['max', 'maxReplicaCount'],
    ] as const) {
      const cursor = at(one, 'spec', written);
      const value = count(cursor);
      if (value !== undefined) around.notes.found(placeOf(cursor), key, value);
    }
    const min =
      count(at(one, 'spec', 'minReplicas')) ??
      count(at(one, 'spec', 'minReplicaCount')) ??
      (scaler === 'ScaledObject' ? 0 : 1);
    const max = count(at(one, 'spec', 'maxReplicas')) ?? count(at(one, 'spec', 'maxReplicaCount'));
    return scaleOf(min, max);
  }
  return undefined;
}

export function scaleOf(min: number | undefined, max: number | undefined): Scale | undefined {
  if (min === undefined && max === undefined) return undefined;
  return { min: min ?? 1, ...(max === undefined ? {} : { max }) };
}

/** `1..4`, `1-4`, `3`: a range of replicas as text. */
export function rangeOf(cursor: Cursor): { readonly replicas?: number; readonly scaling?: Scale } {
  const bounds = /^(\d+)?\s*(?:\.\.|-)\s*(\d+)?$/.exec(text(cursor) ?? '');
  if (bounds) {
    const scaling = scaleOf(
      bounds[1] === undefined ? undefined : Number(bounds[1]),
      bounds[2] === undefined ? undefined : Number(bounds[2]),
    );
    return scaling === undefined ? {} : { scaling };
  }
  const list = items(cursor);
  if (list.length > 0) {
    const total = list.reduce((sum, one) => sum + (count(at(one, 'count')) ?? 0), 0);
    return total > 0 ? { replicas: total } : {};
  }
  const replicas = count(cursor);
  return replicas === undefined ? {} : { replicas };
}
