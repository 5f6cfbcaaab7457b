/** Plain Kubernetes workloads and those that hold pod templates under other names: LeaderWorkerSet, AIBrix StormService. */
import { at, count, items, text, type Cursor } from '../source/cursor.ts';
import { follow, readUnits, type UnitKind, type UnitPaths } from '../units/read.ts';
import type { Surroundings, Unit } from '../units/unit.ts';
import type { Format } from './format.ts';

/** Where pods stand, by kind; `*` for each element of a list. The first of several that starts an engine counts. */
const PODS: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec.template.spec'],
  StatefulSet: ['spec.template.spec'],
  DaemonSet: ['spec.template.spec'],
  ReplicaSet: ['spec.template.spec'],
  Rollout: ['spec.template.spec'],
  CloneSet: ['spec.template.spec'],
  Job: ['spec.template.spec'],
  CronJob: ['spec.jobTemplate.spec.template.spec'],
  Pod: ['spec'],
  LeaderWorkerSet: ['spec.leaderWorkerTemplate.leaderTemplate.spec', 'spec.leaderWorkerTemplate.workerTemplate.spec'],
  Service: ['spec.template.spec'],
  RayCluster: ['spec.headGroupSpec.template.spec'],
  RayClusterReplicaSet: ['spec.template.spec.headGroupSpec.template.spec'],
  RayClusterFleet: ['spec.template.spec.headGroupSpec.template.spec'],
};

/** Groups of workers beside the head of a Ray cluster, by kind: the nodes of one replica are head and workers. */
const WORKERS: Readonly<Record<string, string>> = {
  RayCluster: 'spec.workerGroupSpecs',
  RayClusterReplicaSet: 'spec.template.spec.workerGroupSpecs',
  RayClusterFleet: 'spec.template.spec.workerGroupSpecs',
};

/** Kinds that hold several roles, each with a pod template of its own. */
const ROLES: Readonly<Record<string, string>> = {
  StormService: 'spec.template.spec.roles',
  RoleSet: 'spec.roles',
  RoleBasedGroup: 'spec.roles',
  ModelServing: 'spec.template.roles',
  DisaggregatedSet: 'spec.roles',
};

/** A container of a pod; `/…` paths start at the document. */
export const CONTAINER: UnitPaths = {
  image: 'image',
  command: 'command',
  args: 'args',
  env: 'env',
  envFrom: 'envFrom',
  resources: 'resources',
};

export const kubernetes: Format = {
  id: 'kubernetes',
  title: 'a Kubernetes workload',
  is: (document) => {
    const kind = text(at(document, 'kind')) ?? '';
    if (kind === 'Service') return /^serving\.knative\.dev\//.test(text(at(document, 'apiVersion')) ?? '');
    return Object.hasOwn(PODS, kind) || Object.hasOwn(ROLES, kind);
  },
  units: (document, around) => {
    const kind = text(at(document, 'kind')) ?? '';
    const roles = ROLES[kind];
    return roles === undefined ? pods(document, kind, around) : roleUnits(document, kind, roles, around);
  },
};

function pods(document: Cursor, kind: string, around: Surroundings): readonly Unit[] {
  const places = PODS[kind] ?? [];
  for (const place of places) {
    const containers = items(follow(document, `${place}.containers`));
    const found = containers.flatMap((container) => {
      const units = readUnits(
        container,
        {
          format: 'kubernetes',
          kind,
          paths: {
            ...CONTAINER,
            name: '/metadata.name',
            pod: places.map((one) => `/${one}`),
            replicas: '/spec.replicas',
            nodes: '/spec.leaderWorkerTemplate.size',
          },
          variables: groupSize(document, ['spec.leaderWorkerTemplate.size']),
          ...labelled(document, place),
        },
        around,
      );
      return units.map((unit) => ({ ...unit, path: `${unit.path}/${text(at(container, 'name')) ?? ''}` }));
    });
    if (found.length > 0) return found.map((unit, i) => withWorkers(overNodes(apart(unit, i), kind), document, kind));
  }
  return [];
}

/** A controller tells each pod how many there are in its group. */
function groupSize(unit: Cursor, places: readonly string[]): Readonly<Record<string, string>> {
  const size = places.map((place) => count(follow(unit, place))).find((one) => one !== undefined);
  return size === undefined ? {} : { LWS_GROUP_SIZE: String(size) };
}

/** llm-d and AIBrix label the phase that pods serve: workloads that carry the same model's label are its pools. */
function labelled(document: Cursor, place: string): Pick<UnitKind, 'role' | 'group'> {
  const pods = at(follow(document, place.replace(/\.?spec$/, '')), 'metadata', 'labels');
  const label = (key: string): string | undefined =>
    PHASE_LABELS.map(
      (owner) => text(at(pods, `${owner}/${key}`)) ?? text(at(document, 'metadata', 'labels', `${owner}/${key}`)),
    ).find((value) => value !== undefined);
  const role = label('role');
  if (role !== 'prefill' && role !== 'decode') return {};
  const group = label('model') ?? label('name');
  return { role, ...(group === undefined ? {} : { group: `${label('guide') ?? ''}/${group}` }) };
}

const PHASE_LABELS = ['llm-d.ai', 'model.aibrix.ai'];

function withWorkers(unit: Unit, document: Cursor, kind: string): Unit {
  const where = WORKERS[kind];
  if (where === undefined) return unit;
  const workers = items(follow(document, where)).reduce((sum, group) => sum + (count(at(group, 'replicas')) ?? 1), 0);
  return workers === 0 ? unit : { ...unit, nodes: workers + 1 };
}

/** A second engine in the same pod is a deployment of its own. */
const apart = (unit: Unit, i: number): Unit =>
  i === 0 ? unit : { ...unit, name: `${unit.name}-${i + 1}`, group: `${unit.group}-${i + 1}` };

/** Pods of a StatefulSet or Job whose command counts the nodes are the nodes of one replica. */
function overNodes(unit: Unit, kind: string): Unit {
  const nodes = unit.facts.nodes ?? 1;
  if (kind === 'LeaderWorkerSet' || nodes <= 1 || unit.replicas === undefined || unit.replicas % nodes !== 0)
    return unit;
  return { ...unit, replicas: unit.replicas / nodes };
}

/** Where a role says how many pods make one replica. */
const ROLE_SIZES = ['podGroupSize', 'leaderWorkerTemplate.size', 'spec.leaderWorkerTemplate.size'];

/** Pods of a role; the leader stands before its workers. */
const TEMPLATES = [
  'template',
  'entryTemplate',
  'leaderWorkerTemplate.leaderTemplate',
  'leaderWorkerTemplate.workerTemplate',
  'spec.leaderWorkerTemplate.leaderTemplate',
  'spec.leaderWorkerTemplate.workerTemplate',
];

function roleUnits(document: Cursor, kind: string, where: string, around: Surroundings): readonly Unit[] {
  const name = text(at(document, 'metadata', 'name')) ?? 'imported';
  const list = items(follow(document, where));
  return list.flatMap((role, i) => {
    const of = (path: string): string => `/${where}.${i}.${path}`;
    const roleName = text(at(role, 'name')) ?? '';
    const phase = /prefill/i.test(roleName) ? 'prefill' : /decode/i.test(roleName) ? 'decode' : 'serve';
    const containers = TEMPLATES.flatMap((place) => items(follow(role, `${place}.spec.containers`)));
    return containers.flatMap((container) =>
      readUnits(
        container,
        {
          format: 'kubernetes',
          kind,
          role: phase,
          group: name,
          variables: groupSize(role, ROLE_SIZES),
          paths: {
            ...CONTAINER,
            name: '/metadata.name',
            pod: TEMPLATES.map((place) => of(`${place}.spec`)),
            replicas: [of('replicas'), of('spec.replicas')],
            nodes: ROLE_SIZES.map(of),
          },
        },
        around,
      ),
    );
  });
}
