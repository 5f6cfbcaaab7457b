/** Metrics that fall as the time they are made of rises: their error and their interval are those of the time, turned round. */
export function isRateOfTime(metric: string): boolean {
  return metric.startsWith('prefill') || metric.endsWith('per_user');
}
