/** KAITO: Workspace and InferenceSet. A preset names the model; nodes are whole machines. */
import { VLLM } from '../engines/vllm.ts';
import { at, exists, items, text, type Cursor } from '../source/cursor.ts';
import { readUnits, type UnitKind, type UnitPaths } from '../units/read.ts';
import type { Surroundings, Unit } from '../units/unit.ts';
import type { Format } from './format.ts';
import { CONTAINER } from './kubernetes.ts';

const paths = (resource: string, inference: string): UnitPaths => ({
  name: '/metadata.name',
  model: [`${inference}.preset.name`],
  instance: `${resource}.instanceType`,
  pod: [resource],
  replicas: ['/spec.replicas', `${resource}.count`],
});

const isKaito = (document: Cursor): boolean => /^kaito\.sh\//.test(text(at(document, 'apiVersion')) ?? '');

/** Prefill and decode as roles, each with an instance type of its own. */
function roles(document: Cursor, around: Surroundings): readonly Unit[] {
  const name = text(at(document, 'metadata', 'name')) ?? 'imported';
  return items(at(document, 'spec', 'roles')).flatMap((role) => {
    const type = text(at(role, 'type'));
    const kind: Pick<UnitKind, 'role'> = type === 'prefill' || type === 'decode' ? { role: type } : {};
    const own: UnitPaths = {
      name: '/metadata.name',
      model: '/spec.model.name',
      instance: 'instanceType',
      replicas: 'replicas',
    };
    return readUnits(
      role,
      { format: 'kaito', kind: 'MultiRoleInference', engine: VLLM, group: name, ...kind, paths: own },
      around,
    );
  });
}

export const kaito: Format = {
  id: 'kaito',
  title: 'a KAITO workspace',
  is: (document) =>
    isKaito(document) && /^(?:Workspace|InferenceSet|MultiRoleInference)$/.test(text(at(document, 'kind')) ?? ''),
  units: (document, around) => {
    if (text(at(document, 'kind')) === 'MultiRoleInference') return roles(document, around);
    const set = text(at(document, 'kind')) === 'InferenceSet';
    const root = set ? at(document, 'spec', 'template') : document;
    if (!exists(at(root, 'inference'))) return [];
    const [resource, inference] = set
      ? (['/spec.template.resource', '/spec.template.inference'] as const)
      : (['/resource', '/inference'] as const);
    const own = paths(resource, inference);
    const containers = items(at(root, 'inference', 'template', 'spec', 'containers'));
    const kind = { format: 'kaito', kind: 'Workspace', engine: VLLM } as const;
    if (containers.length > 0)
      return containers.flatMap((container) =>
        readUnits(container, { ...kind, paths: { ...CONTAINER, ...own } }, around),
      );
    const profile = at(root, 'resource', 'mig', 'profile');
    const slice = text(profile);
    return readUnits(root, { ...kind, paths: own }, around).map((unit) =>
      slice === undefined ? unit : { ...unit, machine: { ...unit.machine, slice } },
    );
  },
};
