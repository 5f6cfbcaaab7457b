/** Names that feeds use, resolved against the tables that exist. */
import type { Catalog } from '../schema/index.ts';
import type { KnownForm, KnownInstance, SourceContext } from './source.ts';

/** Accelerators of the usual server. */
const SERVER = 8;

export function sourceContext(catalog: Catalog, today: string): SourceContext {
  const instances = new Map<string, KnownInstance>();
  const forms = new Map<string, KnownForm>();
  const prices = new Map<string, number>();
  const own = new Map<string, boolean>();
  for (const row of catalog.instances) {
    const { accelerator, count, vcpus, ramGb } = row;
    const type = `${row.cloud}|${row.instance}`.toLowerCase();
    if (row.perAccelerator) forms.set(type, { accelerator, nodeSize: row.nodeSize });
    else if (!instances.has(type))
      instances.set(type, {
        accelerator,
        count,
        ...(vcpus === undefined ? {} : { vcpus }),
        ...(ramGb === undefined ? {} : { ramGb }),
      });
    own.set(row.cloud, (own.get(row.cloud) ?? false) || row.billing !== 'marketplace');
    if (row.onDemandUsdH !== undefined) prices.set(`${type}|${row.region}`.toLowerCase(), row.onDemandUsdH);
  }
  return {
    today,
    instance: (cloud, type) => instances.get(`${cloud}|${type}`.toLowerCase()),
    perGpu: (cloud, instance) => forms.get(`${cloud}|${instance}`.toLowerCase()),
    marketplace: (cloud) => own.get(cloud) === false,
    domain: (id) => {
      const { scaleUpDomain = SERVER, domainSpansInstances = false } = catalog.accelerator(id) ?? {};
      return domainSpansInstances ? scaleUpDomain : Math.min(SERVER, scaleUpDomain);
    },
    accelerator: (name) => catalog.acceleratorNamed(name)?.accelerator,
    model: (name) => catalog.model(name)?.id,
    onDemand: (cloud, type, region) => prices.get(`${cloud}|${type}|${region}`.toLowerCase()),
  };
}
