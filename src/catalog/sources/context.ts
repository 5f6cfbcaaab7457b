/** Names that feeds use, resolved against the tables that exist. */
import type { Catalog } from '../schema/index.ts';
import type { KnownInstance, SourceContext } from './source.ts';

export function sourceContext(catalog: Catalog, today: string): SourceContext {
  const instances = new Map<string, KnownInstance>();
  const prices = new Map<string, number>();
  for (const row of catalog.instances) {
    const { accelerator, count, vcpus, ramGb } = row;
    const type = `${row.cloud}|${row.instance}`.toLowerCase();
    if (!row.perAccelerator && !instances.has(type))
      instances.set(type, {
        accelerator,
        count,
        ...(vcpus === undefined ? {} : { vcpus }),
        ...(ramGb === undefined ? {} : { ramGb }),
      });
    if (row.onDemandUsdH !== undefined) prices.set(`${type}|${row.region}`.toLowerCase(), row.onDemandUsdH);
  }
  return {
    today,
    instance: (cloud, type) => instances.get(`${cloud}|${type}`.toLowerCase()),
    accelerator: (name) => catalog.acceleratorNamed(name)?.accelerator,
    model: (name) => catalog.model(name)?.id,
    onDemand: (cloud, type, region) => prices.get(`${cloud}|${type}|${region}`.toLowerCase()),
  };
}
