/** KServe: InferenceService, ServingRuntime and LLMInferenceService. */
import { defined } from '../../../quantity/index.ts';
import { at, count, exists, flag, items, text, type Cursor } from '../source/cursor.ts';
import { LLAMA_CPP } from '../engines/llamaCpp.ts';
import { SGLANG } from '../engines/sglang.ts';
import type { EngineTable } from '../engines/table.ts';
import { TGI } from '../engines/tgi.ts';
import { VLLM } from '../engines/vllm.ts';
import { readUnits, type UnitKind } from '../units/read.ts';
import type { Surroundings, Unit } from '../units/unit.ts';
import type { Format } from './format.ts';
import { CONTAINER } from './kubernetes.ts';

const manifestKind = (document: Cursor): string => text(at(document, 'kind')) ?? '';

export const kserve: Format = {
  id: 'kserve',
  title: 'a KServe service',
  is: (document) =>
    /^(?:InferenceService|LLMInferenceService|LLMInferenceServiceConfig|ServingRuntime|ClusterServingRuntime)$/.test(
      manifestKind(document),
    ) && !/^ome\.io\//.test(text(at(document, 'apiVersion')) ?? ''),
  units: (document, around) =>
    manifestKind(document).startsWith('LLM')
      ? llmService(document, around)
      : manifestKind(document) === 'InferenceService'
        ? inferenceService(document, around)
        : servingRuntime(document, around),
};

const PREDICTOR = {
  name: '/metadata.name',
  pod: '/spec.predictor',
  min: '/spec.predictor.minReplicas',
  max: '/spec.predictor.maxReplicas',
  replicas: '/spec.predictor.replicas',
  flags: {
    'tensor-parallel-size': '/spec.predictor.workerSpec.tensorParallelSize',
    'pipeline-parallel-size': '/spec.predictor.workerSpec.pipelineParallelSize',
  },
  nodes: '/spec.predictor.workerSpec.pipelineParallelSize',
} as const;

function inferenceService(document: Cursor, around: Surroundings): readonly Unit[] {
  const predictor = at(document, 'spec', 'predictor');
  const model = at(predictor, 'model');
  const containers = items(at(predictor, 'containers'));
  const kind = { format: 'kserve', kind: 'InferenceService' } as const;
  if (!exists(model)) {
    const plain = exists(at(predictor, 'huggingface')) ? [at(predictor, 'huggingface')] : containers;
    return plain.flatMap((container) =>
      readUnits(container, { ...kind, paths: { ...CONTAINER, ...PREDICTOR, model: 'storageUri' } }, around),
    );
  }
  const runtime = runtimeNamed(text(at(model, 'runtime')), around);
  const engine = engineNamed(`${text(at(model, 'runtime')) ?? ''} ${text(at(model, 'modelFormat', 'name')) ?? ''}`);
  const units = readUnits(
    model,
    {
      ...kind,
      paths: { ...CONTAINER, ...PREDICTOR, model: 'storageUri' },
      ...(engine ? { engine } : runtime !== undefined || hasFlagsOfVllm(model) ? { engine: VLLM } : {}),
    },
    around,
  );
  const base = runtime && servingRuntime(runtime, around)[0];
  return base === undefined ? units : units.map((unit) => onRuntime(unit, base));
}

/** A runtime that is not given may be any; one that takes these arguments starts vLLM. */
const hasFlagsOfVllm = (model: Cursor): boolean =>
  items(at(model, 'args')).some((word) =>
    /^--(?:tensor-parallel-size|max-model-len|gpu-memory-utilization)\b/.test((text(word) ?? '').replaceAll('_', '-')),
  );

/** The runtime's arguments and machines stand behind those of the service. */
function onRuntime(unit: Unit, runtime: Unit): Unit {
  return {
    ...unit,
    facts: {
      ...runtime.facts,
      ...unit.facts,
      ...(runtime.facts.engine === undefined ? {} : { engine: runtime.facts.engine }),
    },
    machine: { ...runtime.machine, ...unit.machine },
  };
}

const runtimeNamed = (name: string | undefined, around: Surroundings): Cursor | undefined =>
  name === undefined
    ? undefined
    : around.documents.find(
        (one) => /ServingRuntime$/.test(manifestKind(one)) && text(at(one, 'metadata', 'name')) === name,
      );

function engineNamed(name: string): EngineTable | undefined {
  if (/sglang/i.test(name)) return SGLANG;
  if (/tgi|text-generation/i.test(name)) return TGI;
  if (/llama-?cpp|gguf/i.test(name)) return LLAMA_CPP;
  return /vllm|hugging-?face|safetensors|pytorch-llm/i.test(name) ? VLLM : undefined;
}

function servingRuntime(document: Cursor, around: Surroundings): readonly Unit[] {
  const used = around.documents.some(
    (one) =>
      manifestKind(one) === 'InferenceService' &&
      text(at(one, 'spec', 'predictor', 'model', 'runtime')) === text(at(document, 'metadata', 'name')),
  );
  const units = items(at(document, 'spec', 'containers')).flatMap((container) =>
    readUnits(
      container,
      { format: 'kserve', kind: manifestKind(document), paths: { ...CONTAINER, name: '/metadata.name', pod: '/spec' } },
      around,
    ),
  );
  return used ? units.map((unit) => ({ ...unit, path: '' })) : units;
}

/** Size of a group of pods: data-parallel ranks over those of one node, else the pipeline over workers. */
function llmService(document: Cursor, around: Surroundings): readonly Unit[] {
  const prefill = at(document, 'spec', 'prefill');
  const name = text(at(document, 'metadata', 'name')) ?? 'imported';
  const split = exists(prefill);
  const read = (root: Cursor, prefix: string, role: UnitKind['role']): readonly Unit[] => {
    const main = items(at(root, 'template', 'containers'));
    const container = main.find((one) => text(at(one, 'name')) === 'main') ?? main[0] ?? root;
    const of = (path: string): string => `/${prefix}.${path}`;
    return readUnits(
      container,
      {
        format: 'kserve',
        kind: 'LLMInferenceService',
        engine: VLLM,
        group: name,
        ...(role === undefined ? {} : { role }),
        paths: {
          ...CONTAINER,
          name: '/metadata.name',
          model: modelPaths(document),
          pod: [of('template'), of('worker')],
          replicas: of('replicas'),
          min: of('scaling.minReplicas'),
          max: of('scaling.maxReplicas'),
          flags: {
            'tensor-parallel-size': of('parallelism.tensor'),
            'data-parallel-size': of('parallelism.data'),
            'pipeline-parallel-size': of('parallelism.pipeline'),
            'enable-expert-parallel': of('parallelism.expert'),
            // The draft runs where the answers are made.
            ...(role === 'prefill'
              ? {}
              : { 'speculative-config.num-speculative-tokens': '/spec.speculator.config.num_speculative_tokens' }),
          },
        },
        more: () => nodesOf(root),
      },
      around,
    );
  };
  const base = read(at(document, 'spec'), 'spec', split ? 'decode' : undefined);
  const named = base.map((unit) => withName(unit, text(at(document, 'spec', 'model', 'name'))));
  return split ? [...read(prefill, 'spec.prefill', 'prefill'), ...named] : named;
}

const withName = (unit: Unit, name: string | undefined): Unit =>
  unit.facts.model === undefined && name !== undefined ? { ...unit, facts: { ...unit.facts, model: name } } : unit;

/** The image of a model is called like the model at best; a name with its owner says it. */
const modelPaths = (document: Cursor): readonly string[] =>
  /^oci:/.test(text(at(document, 'spec', 'model', 'uri')) ?? '') &&
  (text(at(document, 'spec', 'model', 'name')) ?? '').includes('/')
    ? ['/spec.model.name']
    : ['/spec.model.uri', '/spec.model.name'];

function nodesOf(root: Cursor): Partial<Unit> {
  const parallelism = at(root, 'parallelism');
  const data = count(at(parallelism, 'data'));
  const local = count(at(parallelism, 'dataLocal'));
  const pipeline = exists(at(root, 'worker')) ? count(at(parallelism, 'pipeline')) : undefined;
  void flag(at(parallelism, 'expert'));
  const nodes = data !== undefined && local !== undefined && local > 0 ? Math.ceil(data / local) : pipeline;
  return defined<Partial<Unit>>({ nodes });
}
