/** One machine, many names: vendor labels, product names, SkyPilot's and Kubernetes' spellings, instance types of clouds. */
import { lazy } from './layers.ts';
import type {
  AcceleratorRow,
  Catalog,
  InstanceRow,
  MachineNameRow,
  NamedAccelerator,
  NamedInstance,
} from './schema/index.ts';

interface Sources {
  readonly rows: () => readonly MachineNameRow[];
  readonly accelerator: (id: string) => AcceleratorRow | undefined;
  readonly instances: () => readonly InstanceRow[];
}

/** Names are short; longer texts are not looked at. */
const LONGEST_NAME = 120;

/** Words that say who makes a part or how it is packed, not which part it is. */
const NOISE =
  /^(?:nvidia|amd|intel|google|aws|huawei|qualcomm|habana|tesla|geforce|instinct|gpu|gpus|radeon|accelerator|hbm2|hbm2e|hbm3|hbm3e|gddr6|gddr7|oam|tensor|core|graphics|generation|shared)$/;

/** Labels with the maker's name are exact: the maker names the less common forms. */
const LABEL = /^(?:nvidia|amd)[-_ ]/i;

/** `NVIDIA-A100-SXM4-80GB` → `a100-sxm-80g`. */
export function machineKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .split('-')
    .filter((word) => word !== '' && !NOISE.test(word))
    .map((word) => word.replace(/^(\d+)gb$/, '$1g').replace(/^(sxm|nvl)[2-6]$/, '$1'))
    .join('-');
}

export function machineIndex({
  rows,
  accelerator,
  instances,
}: Sources): Pick<Catalog, 'acceleratorNamed' | 'instanceNamed'> {
  const byName = lazy(
    () => new Map(rows().flatMap((row) => (row.kind === 'instances' ? [] : [[machineKey(row.name), row] as const]))),
  );
  const families = lazy(() =>
    rows().flatMap((row) => (row.kind === 'instances' ? [{ row, pattern: wildcard(row.name) }] : [])),
  );
  const types = lazy(() => {
    const known = new Map<string, InstanceRow>();
    for (const row of instances()) {
      const key = row.instance.toLowerCase();
      if (!row.perAccelerator && !row.cloud.startsWith('market-') && !known.has(key)) known.set(key, row);
    }
    return known;
  });

  const acceleratorNamed = (name: string): NamedAccelerator | undefined => {
    if (name.length > LONGEST_NAME) return undefined;
    const id = accelerator(name.trim());
    if (id !== undefined) return { accelerator: id.id, via: 'id' };
    const key = machineKey(name);
    for (const candidate of [key, withoutMemory(key)]) {
      const own = accelerator(candidate);
      if (own !== undefined) return { accelerator: own.id, via: 'name' };
      const row = byName().get(candidate);
      if (row !== undefined)
        return { accelerator: row.accelerator, via: row.kind === 'family' && !LABEL.test(name) ? 'family' : 'name' };
    }
    return undefined;
  };

  const instanceNamed = (type: string): NamedInstance | undefined => {
    const key = type.trim().toLowerCase();
    if (key === '' || key.length > LONGEST_NAME) return undefined;
    const exact = types().get(key) ?? types().get(key.replace(/^ml\./, ''));
    if (exact !== undefined) return { accelerator: exact.accelerator, cloud: exact.cloud, count: exact.count };
    const family = families().find(({ pattern }) => pattern.test(key.replace(/^ml\./, '')))?.row;
    return family?.cloud === undefined ? undefined : { accelerator: family.accelerator, cloud: family.cloud };
  };

  return { acceleratorNamed, instanceNamed };
}

/** `b200-180g` → `b200`: a size that the table does not tell apart. */
const withoutMemory = (key: string): string => key.replace(/-\d+g(?=$|-)/, '');

const wildcard = (name: string): RegExp =>
  new RegExp(
    `^${name
      .toLowerCase()
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')}$`,
  );

/** What `import` asks of the tables, in the shape that the workload layer declares. */
export const importNames = (
  catalog: Catalog,
): {
  readonly accelerator: Catalog['acceleratorNamed'];
  readonly instance: Catalog['instanceNamed'];
  readonly experts: (model: string) => boolean | undefined;
  readonly model: (name: string) => string | undefined;
} => ({
  accelerator: catalog.acceleratorNamed,
  instance: catalog.instanceNamed,
  model: (name) => catalog.model(name)?.id,
  experts: (model) => {
    const row = catalog.model(model);
    return row && row.routedExperts > 0;
  },
});
