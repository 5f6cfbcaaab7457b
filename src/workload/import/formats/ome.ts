/** OME: InferenceService with engine and decoder, and its serving runtimes. */
import { SGLANG } from '../engines/sglang.ts';
import { at, exists, text, type Cursor } from '../source/cursor.ts';
import { readUnits, type UnitPaths } from '../units/read.ts';
import type { Surroundings, Unit } from '../units/unit.ts';
import type { Format } from './format.ts';

const RUNNER: UnitPaths = {
  name: '/metadata.name',
  image: ['runner.image', 'leader.runner.image'],
  command: ['runner.command', 'leader.runner.command'],
  args: ['runner.args', 'leader.runner.args'],
  env: ['runner.env', 'leader.runner.env'],
  resources: ['runner.resources', 'leader.runner.resources'],
  pod: ['.', 'leader', 'worker'],
  replicas: 'replicas',
  min: 'minReplicas',
  max: 'maxReplicas',
};

export const ome: Format = {
  id: 'ome',
  title: 'an OME service',
  is: (document) =>
    /^ome\.io\//.test(text(at(document, 'apiVersion')) ?? '') &&
    /^(?:InferenceService|ServingRuntime|ClusterServingRuntime)$/.test(text(at(document, 'kind')) ?? ''),
  units: (document, around) => {
    const service = text(at(document, 'kind')) === 'InferenceService';
    const keys = service ? (['engine', 'decoder'] as const) : (['engineConfig', 'decoderConfig'] as const);
    const [engine, decoder] = keys.map((key) => at(document, 'spec', key));
    const model = service ? ['/spec.model.name', '/spec.predictor.model.baseModel'] : ['/spec.model.name'];
    const part = (root: Cursor | undefined, role: Unit['role'] | undefined): readonly Unit[] =>
      root === undefined || !exists(root) ? [] : stage(root, role, model, around);
    const split = decoder !== undefined && exists(decoder);
    const found = [...part(engine, split ? 'prefill' : undefined), ...part(decoder, 'decode')];
    return found.length > 0 || !service ? found : part(at(document, 'spec', 'predictor'), undefined);
  },
};

function stage(
  root: Cursor,
  role: Unit['role'] | undefined,
  model: readonly string[],
  around: Surroundings,
): readonly Unit[] {
  const worker = at(root, 'worker', 'size').value;
  const nodes = typeof worker === 'number' ? worker + 1 : undefined;
  return readUnits(
    root,
    { format: 'ome', kind: 'InferenceService', engine: SGLANG, ...(role ? { role } : {}), paths: { ...RUNNER, model } },
    around,
  ).map((unit) => (nodes === undefined ? unit : { ...unit, nodes }));
}
