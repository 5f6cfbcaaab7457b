/** KubeAI: the Model resource, and the catalog of models in its chart's values. */
import { LLAMA_CPP } from '../engines/llamaCpp.ts';
import { OLLAMA } from '../engines/ollama.ts';
import type { EngineTable } from '../engines/table.ts';
import { VLLM } from '../engines/vllm.ts';
import { at, entries, exists, flag, placeOf, text, type Cursor } from '../source/cursor.ts';
import { readUnits, type UnitPaths } from '../units/read.ts';
import type { Surroundings, Unit } from '../units/unit.ts';
import type { Format } from './format.ts';

const MODEL: UnitPaths = {
  model: 'url',
  image: 'image',
  args: 'args',
  env: 'env',
  replicas: 'replicas',
  min: 'minReplicas',
  max: 'maxReplicas',
};

const engineOf = (spec: Cursor): EngineTable | undefined => {
  const engine = text(at(spec, 'engine')) ?? 'VLLM';
  return /vllm/i.test(engine) ? VLLM : /ollama/i.test(engine) ? OLLAMA : /llama/i.test(engine) ? LLAMA_CPP : undefined;
};

export const kubeai: Format = {
  id: 'kubeai',
  title: 'a KubeAI model',
  is: (document) =>
    (text(at(document, 'kind')) === 'Model' && /^kubeai\.org\//.test(text(at(document, 'apiVersion')) ?? '')) ||
    entries(at(document, 'catalog')).some(([, model]) => exists(at(model, 'resourceProfile'))),
  units: (document, around) =>
    text(at(document, 'kind')) === 'Model'
      ? modelUnits(at(document, 'spec'), text(at(document, 'metadata', 'name')) ?? 'model', around)
      : entries(at(document, 'catalog'))
          .filter(([, model]) => flag(at(model, 'enabled')) !== false)
          .flatMap(([name, model]) => modelUnits(model, name, around)),
};

/** `nvidia-gpu-h100:2`: a profile and how many of it. */
function modelUnits(spec: Cursor, name: string, around: Surroundings): readonly Unit[] {
  const engine = engineOf(spec);
  if (engine === undefined) return [];
  const profile = at(spec, 'resourceProfile');
  const [machine = '', number = '1'] = (text(profile) ?? '').split(':');
  return readUnits(spec, { format: 'kubeai', engine, kind: 'Model', group: name, paths: MODEL }, around).map(
    (unit) => ({
      ...unit,
      name,
      machine: {
        ...unit.machine,
        ...(/^cpu/.test(machine) || machine === ''
          ? {}
          : { accelerators: [{ value: machine, place: placeOf(profile) }], perNode: Number(number) || 1 }),
      },
    }),
  );
}
