/** Names that feeds use, resolved against the tables that exist. */
import type { Catalog } from '../types.ts';
import type { KnownInstance, SourceContext } from './source.ts';

/** Names of feeds that are not our ids. A bare "H100" is the SXM part: the PCIe part is always named. */
const ACCELERATORS: Readonly<Record<string, string>> = {
  h100: 'h100-sxm',
  'h100-sxm5': 'h100-sxm',
  'h100-mega': 'h100-sxm',
  'h100-80gb': 'h100-sxm',
  h200: 'h200-sxm',
  'h200-sxm5': 'h200-sxm',
  h800: 'h800-sxm',
  a100: 'a100-40g-sxm',
  'a100-80gb': 'a100-80g-sxm',
  'a100-80gb-sxm': 'a100-80g-sxm',
  'a100-sxm-80': 'a100-80g-sxm',
  'a100-80': 'a100-80g-sxm',
  'a100-sxm': 'a100-80g-sxm',
  'a100-pcie-80': 'a100-80g-pcie',
  'a100-pcie': 'a100-80g-pcie',
  'a100-sxm-40': 'a100-40g-sxm',
  'a100-40': 'a100-40g-sxm',
  'b200-sxm': 'b200',
  'b300-sxm': 'b300',
  'rtx-pro-6000': 'rtx-pro-6000-se',
  rtxpro6000: 'rtx-pro-6000-se',
  a6000: 'rtx-a6000',
  rtxa6000: 'rtx-a6000',
  rtx4090: 'rtx-4090',
  trainium: 'trn1',
  trainium2: 'trn2',
  trainium3: 'trn3',
  inferentia2: 'inf2',
  'tpu-v5lite': 'tpu-v5e',
  'tpu-v5litepod': 'tpu-v5e',
};

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
    accelerator: (name) => {
      const key = name
        .trim()
        .toLowerCase()
        .replace(/[\s_]+/g, '-');
      const id = Object.hasOwn(ACCELERATORS, key) ? ACCELERATORS[key] : key;
      return catalog.accelerator(id ?? key)?.id;
    },
    model: (name) => catalog.model(name)?.id,
    onDemand: (cloud, type, region) => prices.get(`${cloud}|${type}|${region}`.toLowerCase()),
  };
}
