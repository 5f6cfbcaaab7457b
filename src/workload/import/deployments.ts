/** Serving units → deployments: pools put together, machines named as the tables name them, units of one model in one document. */
import { defined } from '../../quantity/index.ts';
import type { Role } from './engines/facts.ts';
import { formatInName } from './engines/precision.ts';
import type { Notebook } from './notes.ts';
import { parallelismOf, type Parallelism } from './parallelism.ts';
import type { MachineNames } from './types.ts';
import type { Machine, Said, Scale, Unit } from './units/unit.ts';

export interface ImportedMachine {
  readonly accelerator: string;
  readonly cloud?: string;
  readonly region?: string;
  readonly instance?: string;
  readonly spot?: true;
}

export interface ImportedPool {
  readonly role: Role;
  readonly unit: Unit;
  readonly machine?: ImportedMachine;
  readonly parallelism: Parallelism;
  readonly scaling?: Scale | { readonly replicas: number };
}

export interface ImportedDeployment {
  readonly name: string;
  /** One that serves both phases, or a prefill and a decode pool. */
  readonly pools: readonly ImportedPool[];
}

export interface ImportedWorkload {
  readonly model?: string;
  readonly deployments: readonly ImportedDeployment[];
}

/** Each serving unit, or prefill and decode together, as a deployment. */
export function deploymentsOfUnits(
  units: readonly Unit[],
  names: MachineNames,
  notes: Notebook,
): readonly ImportedDeployment[] {
  const known = units.map((unit) => withModelNamed(unit, names, notes));
  return groups(distinct(known)).flatMap((group) => deploymentsOf(group, names, notes));
}

/**
 * A folder says nothing to the tables. What the file calls the model, or the folder's own name, does where it is the name of a
 * model; that it was taken is told.
 */
function withModelNamed(unit: Unit, names: MachineNames, notes: Notebook): Unit {
  const { model, servedName } = unit.facts;
  if (model === undefined || model.endsWith('.json')) return unit;
  const alias = !model.includes('/') && names.model(model) === undefined && (servedName ?? '').includes('/');
  if (!/^[~./]/.test(model) && !alias) return unit;
  const folder = model.replace(/\/+$/, '').split('/').at(-1) ?? '';
  const [name, reason] =
    servedName !== undefined && (/^[\w.-]+\/[\w.-]+$/.test(servedName) || names.model(servedName) !== undefined)
      ? ([servedName, 'served-name'] as const)
      : names.model(folder) !== undefined
        ? ([folder, 'folder-name'] as const)
        : [undefined, 'folder-name' as const];
  if (name === undefined) return unit;
  notes.assume(unit.place, 'model', name, reason);
  const weights = unit.facts.weights ?? formatInName(folder);
  return { ...unit, facts: { ...unit.facts, model: name, ...(weights === undefined ? {} : { weights }) } };
}

/** Deployments of one model side by side in one document. */
export function workloadsOf(deployments: readonly ImportedDeployment[]): readonly ImportedWorkload[] {
  const byModel = new Map<string, ImportedDeployment[]>();
  for (const deployment of deployments) {
    const model = deployment.pools[0]?.unit.facts.model ?? '';
    byModel.set(model, [...(byModel.get(model) ?? []), deployment]);
  }
  return [...byModel].flatMap(([model, list]) => documentsOf(model === '' ? undefined : model, list));
}

/** Without machines there is nothing to compare: each deployment is a workload of its own. */
function documentsOf(model: string | undefined, list: readonly ImportedDeployment[]): readonly ImportedWorkload[] {
  const placed = list.filter(({ pools }) => pools.some(({ machine }) => machine !== undefined));
  const document = (deployments: readonly ImportedDeployment[]): ImportedWorkload => ({
    deployments,
    ...(model === undefined ? {} : { model }),
  });
  const alone = list.filter((deployment) => !placed.includes(deployment)).map((deployment) => document([deployment]));
  return [...(placed.length > 0 ? [document(uniqueNames(placed))] : []), ...alone];
}

function uniqueNames(list: readonly ImportedDeployment[]): readonly ImportedDeployment[] {
  const seen = new Map<string, number>();
  return list.map((deployment) => {
    const n = (seen.get(deployment.name) ?? 0) + 1;
    seen.set(deployment.name, n);
    return n === 1 ? deployment : { ...deployment, name: `${deployment.name}-${n}` };
  });
}

/** Ranks of one engine say the same; so do copies of a command in a script. */
function distinct(units: readonly Unit[]): readonly Unit[] {
  const seen = new Set<string>();
  return units.filter(({ format, facts, machine, role, group }) => {
    const key = JSON.stringify([
      facts,
      machine.accelerators?.map(({ value }) => value),
      role,
      format === 'command' ? '' : group,
    ]);
    if (format !== 'command' || !seen.has(key)) {
      seen.add(key);
      return true;
    }
    return false;
  });
}

function groups(units: readonly Unit[]): readonly (readonly Unit[])[] {
  const by = new Map<string, Unit[]>();
  for (const unit of units) by.set(unit.group, [...(by.get(unit.group) ?? []), unit]);
  return [...by.values()];
}

function deploymentsOf(group: readonly Unit[], names: MachineNames, notes: Notebook): readonly ImportedDeployment[] {
  const model = group.find(({ facts }) => facts.model !== undefined)?.facts.model;
  const units = group.map((unit) =>
    model === undefined || unit.facts.model !== undefined ? unit : { ...unit, facts: { ...unit.facts, model } },
  );
  const prefill = units.find(({ role }) => role === 'prefill');
  const decode = units.find(({ role }) => role === 'decode');
  const pooled = prefill !== undefined && decode !== undefined;
  const others = pooled ? units.filter((unit) => unit.role === 'serve') : units;
  for (const unit of pooled ? units : [])
    if (unit !== prefill && unit !== decode && unit.role !== 'serve')
      notes.ignore(unit.place, unit.path, 'several-choices');
  const single = others.map((unit): ImportedDeployment => ({
    name: unit.name,
    pools: [pool(unit, 'serve', names, notes)],
  }));
  if (!pooled) return single;
  const pools = withMachines([pool(prefill, 'prefill', names, notes), pool(decode, 'decode', names, notes)], notes);
  return [{ name: decode.name, pools }, ...single];
}

/** A pool that names no machine runs on its twin's. */
function withMachines(pools: readonly ImportedPool[], notes: Notebook): readonly ImportedPool[] {
  const known = pools.find(({ machine }) => machine !== undefined)?.machine;
  if (known === undefined) return pools;
  return pools.map((one) => {
    if (one.machine !== undefined) return one;
    notes.assume(one.unit.place, `${one.role}.accelerator`, known.accelerator, 'no-machine');
    return { ...one, machine: known };
  });
}

function pool(unit: Unit, role: Role, names: MachineNames, notes: Notebook): ImportedPool {
  const found = machineOf(unit, names, notes);
  const perNode = unit.machine.perNode ?? (unit.format === 'kaito' ? found?.count : undefined);
  if (unit.machine.timeShared) notes.assume(unit.place, 'accelerators', perNode ?? 1, 'time-shared');
  return defined<ImportedPool>({
    role,
    unit,
    machine: found?.machine,
    parallelism: parallelismOf(unit, perNode, names, notes),
    scaling: scalingOf(unit, notes),
  });
}

function scalingOf(unit: Unit, notes: Notebook): ImportedPool['scaling'] {
  const { scaling, replicas } = unit;
  const least = scaling?.min ?? replicas;
  if (least === 0) notes.assume(unit.place, 'scaling', 1, 'zero-replicas');
  if (scaling !== undefined) {
    const min = Math.max(1, scaling.min);
    if (scaling.max === undefined) return { min };
    return scaling.max > min ? { min, max: scaling.max } : { replicas: min };
  }
  return replicas === undefined ? undefined : { replicas: Math.max(1, replicas) };
}

interface Found {
  readonly machine: ImportedMachine;
  readonly count?: number;
}

function machineOf(unit: Unit, names: MachineNames, notes: Notebook): Found | undefined {
  const { machine } = unit;
  const byInstance = (machine.instances ?? []).flatMap((said) => {
    const named = names.instance(said.value);
    return named === undefined ? [] : [{ said, named }];
  });
  const byName = (machine.accelerators ?? []).flatMap((said) => {
    const named = names.accelerator(said.value.replace(MIG, ''));
    return named === undefined ? [] : [{ said, named }];
  });
  const [instance] = byInstance;
  const [label] = byName;
  const id = instance?.named.accelerator ?? label?.named.accelerator;
  if (id === undefined) {
    unknown([...(machine.accelerators ?? []), ...(machine.instances ?? [])], notes);
    // A part of a machine that nobody names.
    if (machine.slice !== undefined) notes.ignore(unit.place, `MIG ${machine.slice}`, 'unknown-machine');
    return undefined;
  }
  const place = (instance ?? label)?.said.place ?? unit.place;
  notes.found(place, 'accelerator', id);
  const all = new Set((instance ? byInstance : byName).map(({ named }) => named.accelerator));
  if (all.size > 1) notes.assume(place, 'accelerator', id, 'first-of-several');
  if (instance === undefined && label?.named.via === 'family') notes.assume(place, 'accelerator', id, 'commonest-form');
  return {
    machine: placed(machine, sliced(id, machine.slice ?? sliceIn(label?.said)), instance),
    ...(instance?.named.count === undefined ? {} : { count: instance.named.count }),
  };
}

/** `NVIDIA-H100-80GB-HBM3-MIG-3g.40gb`: the label of a sliced accelerator. */
const MIG = /-MIG-(\d+g\.\d+gb)(?:\.me)?$/i;

const sliceIn = (said: Said | undefined): string | undefined => MIG.exec(said?.value ?? '')?.[1]?.toLowerCase();

const sliced = (id: string, slice: string | undefined): string => (slice === undefined ? id : `${id}-mig-${slice}`);

type ByInstance =
  { readonly said: Said; readonly named: { readonly cloud: string; readonly count?: number } } | undefined;

function placed(machine: Machine, accelerator: string, instance: ByInstance): ImportedMachine {
  return defined<ImportedMachine>({
    accelerator,
    cloud: machine.cloud ?? instance?.named.cloud,
    region: machine.region,
    instance: instance?.named.count === undefined ? undefined : instance.said.value,
    spot: machine.spot,
  });
}

function unknown(said: readonly Said[], notes: Notebook): void {
  for (const { value, place } of said) notes.ignore(place, value, 'unknown-machine');
}
