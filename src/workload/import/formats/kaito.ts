/** KAITO: Workspace and InferenceSet. A preset names the model; nodes are whole machines. */
import { VLLM } from '../engines/vllm.ts';
import { at, exists, items, text, type Cursor } from '../source/cursor.ts';
import { readUnits, type UnitPaths } from '../units/read.ts';
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

export const kaito: Format = {
  id: 'kaito',
  title: 'a KAITO workspace',
  is: (document) => isKaito(document) && /^(?:Workspace|InferenceSet)$/.test(text(at(document, 'kind')) ?? ''),
  units: (document, around) => {
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
    return readUnits(root, { ...kind, paths: own }, around);
  },
};
