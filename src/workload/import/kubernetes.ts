/** Kubernetes and what is built on it: Deployments, KServe, Dynamo graphs, llm-d's model service values. All start containers. */
import { findEngineCommand, readWords, shellWords, type EngineArguments } from './engineArguments.ts';
import {
  at,
  count,
  defined,
  list,
  mapping,
  text,
  type Imported,
  type ImportedPool,
  type ImportFormat,
  type Node,
} from './types.ts';

/** Command and arguments of a container: an engine's own, or a shell line with one inside. */
function containerArguments(container: Node): EngineArguments {
  const words = [...list(at(container, 'command')), ...list(at(container, 'args'))].flatMap((word) =>
    text(word) === undefined ? [] : [text(word) ?? ''],
  );
  const found = findEngineCommand(
    words.map((word) => (/\s/.test(word) && !word.startsWith('{') ? word : quote(word))).join(' '),
  );
  if (found) return readWords(found.words, found.engine);
  const image = text(at(container, 'image')) ?? '';
  const engine = /sglang/.test(image) ? 'sglang' : /tensorrt|trtllm|nim/.test(image) ? 'tensorrt-llm' : 'vllm';
  const flags = words.flatMap((word) => (word.startsWith('-') && /\s/.test(word) ? shellWords(word) : [word]));
  const start = flags.findIndex((word) => word.startsWith('--'));
  return readWords(start < 0 ? [] : flags.slice(start), engine);
}

const quote = (word: string): string => (/[\s"{]/.test(word) ? `'${word}'` : word);

/** Accelerators a container asks for, and the machine its pod is pinned to. */
function podMachine(container: Node, pod: Node): Partial<ImportedPool> & { readonly accelerators?: number } {
  const resources = mapping(at(container, 'resources', 'limits') ?? at(container, 'resources', 'requests'));
  const asked = Object.entries(resources).find(([name]) => /(?:gpu|tpu|neuron|neuroncore|gaudi)$/.test(name));
  const labels = mapping(at(pod, 'nodeSelector'));
  const label = (pattern: RegExp): string | undefined =>
    text(Object.entries(labels).find(([name]) => pattern.test(name))?.[1]);
  const accelerator = label(
    /gke-accelerator$|gpu\.product$|gke-tpu-accelerator$|karpenter\.k8s\.aws\/instance-gpu-name$/,
  );
  return defined<Partial<ImportedPool> & { accelerators?: number }>({
    accelerator,
    instance: label(/node\.kubernetes\.io\/instance-type$/),
    region: label(/topology\.kubernetes\.io\/region$/),
    spot: label(/gke-spot$|karpenter\.sh\/capacity-type$/)?.match(/^(?:true|spot)$/) ? true : undefined,
    accelerators: asked && count(asked[1]),
  });
}

function containerPool(
  role: ImportedPool['role'],
  container: Node,
  pod: Node,
  replicas: number | undefined,
): { readonly pool: ImportedPool; readonly engine: EngineArguments } {
  const engine = containerArguments(container);
  const { accelerators, ...machine } = podMachine(container, pod);
  const tensorParallel =
    engine.tensorParallel ??
    (accelerators === undefined
      ? undefined
      : accelerators / (engine.pipelineParallel ?? 1) / (engine.dataParallel ?? 1));
  const { pipelineParallel, dataParallel, expertParallel } = engine;
  return {
    engine,
    pool: {
      role,
      ...machine,
      ...defined<Partial<ImportedPool>>({ replicas, tensorParallel, pipelineParallel, dataParallel, expertParallel }),
    },
  };
}

function join(
  format: ImportFormat,
  name: string | undefined,
  parts: readonly { readonly pool: ImportedPool; readonly engine: EngineArguments }[],
  more: Partial<Imported> = {},
): Imported {
  const {
    tensorParallel: _t,
    pipelineParallel: _p,
    dataParallel: _d,
    expertParallel: _e,
    unread: _u,
    ...serving
  } = parts.reduce<EngineArguments>((all, { engine }) => ({ ...engine, ...all }), { unread: [] });
  const unread = [...new Set(parts.flatMap(({ engine }) => engine.unread))];
  return {
    format,
    ...(name === undefined ? {} : { name }),
    ...serving,
    pools: parts.map(({ pool }) => pool),
    unread,
    ...more,
  };
}

export function kubernetes(node: Node): Imported {
  const pod =
    at(node, 'spec', 'template', 'spec') ??
    at(node, 'spec', 'leaderWorkerTemplate', 'workerTemplate', 'spec') ??
    at(node, 'spec');
  const part = containerPool('serve', list(at(pod, 'containers'))[0], pod, count(at(node, 'spec', 'replicas')));
  return join('kubernetes', text(at(node, 'metadata', 'name')), [part]);
}

export function kserve(node: Node): Imported {
  const predictor = at(node, 'spec', 'predictor');
  const model = at(predictor, 'model');
  const container =
    model ?? list(at(predictor, 'containers'))[0] ?? list(at(node, 'spec', 'template', 'containers'))[0];
  const part = containerPool(
    'serve',
    container,
    predictor ?? at(node, 'spec', 'template'),
    count(at(node, 'spec', 'replicas')),
  );
  const uri = text(at(model, 'storageUri')) ?? text(at(node, 'spec', 'model', 'uri'));
  const min = count(at(predictor, 'minReplicas'));
  const max = count(at(predictor, 'maxReplicas'));
  const scaling = min === undefined ? undefined : { min, ...(max === undefined ? {} : { max }) };
  return join('kserve', text(at(node, 'metadata', 'name')), [part], {
    ...(part.engine.model === undefined && uri !== undefined ? { model: uri.replace(/^hf:\/\//, '') } : {}),
    ...(scaling === undefined ? {} : { scaling }),
  });
}

export function dynamo(node: Node): Imported {
  const services = Object.entries(mapping(at(node, 'spec', 'services')));
  const parts = services.flatMap(([name, service]) => {
    const worker = at(service, 'extraPodSpec', 'mainContainer');
    const about = `${name} ${text(at(service, 'subComponentType')) ?? ''}`;
    if (!/worker|prefill|decode/i.test(`${about} ${text(at(service, 'componentType')) ?? ''}`)) return [];
    const role = /prefill/i.test(about) ? 'prefill' : /decode/i.test(about) ? 'decode' : 'serve';
    const part = containerPool(role, worker, at(service, 'extraPodSpec'), count(at(service, 'replicas')));
    const gpus = count(at(service, 'resources', 'limits', 'gpu') ?? at(service, 'resources', 'requests', 'gpu'));
    return [
      gpus === undefined || part.engine.tensorParallel !== undefined
        ? part
        : { ...part, pool: { ...part.pool, tensorParallel: gpus } },
    ];
  });
  return join('dynamo', text(at(node, 'metadata', 'name')), paired(parts));
}

/** A worker called "decode" without a prefill twin serves both phases. */
function paired<T extends { readonly pool: ImportedPool }>(parts: readonly T[]): readonly T[] {
  const split = parts.some(({ pool }) => pool.role === 'prefill');
  return split ? parts : parts.map((part) => ({ ...part, pool: { ...part.pool, role: 'serve' as const } }));
}

export function llmD(node: Node): Imported {
  const parts = (['prefill', 'decode'] as const).flatMap((role) => {
    const stage = at(node, role);
    if (stage === undefined || at(stage, 'create') === false || count(at(stage, 'replicas')) === 0) return [];
    const part = containerPool(role, list(at(stage, 'containers'))[0], stage, count(at(stage, 'replicas')));
    const parallelism = defined<Partial<ImportedPool>>({
      tensorParallel: count(at(stage, 'parallelism', 'tensor')),
      dataParallel: count(at(stage, 'parallelism', 'data')),
    });
    return [{ ...part, pool: { ...part.pool, ...parallelism } }];
  });
  const uri = text(at(node, 'modelArtifacts', 'uri'));
  const name = text(at(node, 'fullnameOverride'));
  return join('llm-d', name, paired(parts), {
    engine: 'vllm',
    ...(uri === undefined ? {} : { model: uri.replace(/^hf:\/\//, '') }),
  });
}
