/** Which file is it, and what does it say: one reader per format, each a function from a parsed document to `Imported`. */
import { findEngineCommand, readOptions, readWords, type EngineArguments } from './engineArguments.ts';
import { dynamo, kserve, kubernetes, llmD } from './kubernetes.ts';
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

/** The format of a parsed document; undefined where it is none of ours. */
export function formatOf(node: Node): ImportFormat | undefined {
  const keys = mapping(node);
  const kind = text(keys['kind']);
  if (kind === 'InferenceService' || kind === 'LLMInferenceService') return 'kserve';
  if (kind === 'DynamoGraphDeployment') return 'dynamo';
  if (kind !== undefined && ['Deployment', 'StatefulSet', 'LeaderWorkerSet', 'Pod', 'Job'].includes(kind))
    return 'kubernetes';
  if ('modelArtifacts' in keys && ('decode' in keys || 'prefill' in keys)) return 'llm-d';
  if ('model_type' in keys || 'architectures' in keys) return 'huggingface-config';
  if ('resources' in keys && ('run' in keys || 'service' in keys)) return 'skypilot';
  if ('model' in keys || 'tensor-parallel-size' in keys || 'tensor_parallel_size' in keys) return 'vllm';
  return undefined;
}

export function readFormat(format: Exclude<ImportFormat, 'huggingface-config'>, node: Node): Imported {
  switch (format) {
    case 'vllm':
      return fromArguments('vllm', readOptions(Object.entries(mapping(node)), 'vllm'), {});
    case 'kubernetes':
      return kubernetes(node);
    case 'kserve':
      return kserve(node);
    case 'dynamo':
      return dynamo(node);
    case 'llm-d':
      return llmD(node);
    case 'skypilot':
      return skypilot(node);
  }
}

/** A command line such as `vllm serve Qwen/Qwen3-32B --tensor-parallel-size 4`; undefined where there is none. */
export function readCommandLine(script: string): Imported | undefined {
  const command = findEngineCommand(script);
  return command && fromArguments('vllm', readWords(command.words, command.engine), {});
}

function fromArguments(
  format: ImportFormat,
  engine: EngineArguments,
  pool: Partial<ImportedPool>,
  name?: string,
): Imported {
  const { tensorParallel, pipelineParallel, dataParallel, expertParallel, unread, ...serving } = engine;
  const pools = [
    {
      role: 'serve',
      ...pool,
      ...defined<Partial<ImportedPool>>({ tensorParallel, pipelineParallel, dataParallel, expertParallel }),
    } as const,
  ];
  return { format, ...serving, ...(name === undefined ? {} : { name }), pools, unread };
}

function skypilot(node: Node): Imported {
  const resources = at(node, 'resources');
  const first = list(at(resources, 'any_of'))[0] ?? list(at(resources, 'ordered'))[0] ?? resources;
  const pick = (key: string): Node => at(first, key) ?? at(resources, key);
  const asked = pick('accelerators');
  const spelled =
    text(asked) ??
    text(list(asked)[0]) ??
    Object.entries(mapping(asked)).map(([name, n]) => `${name}:${text(n) ?? '1'}`)[0];
  const [accelerator, number] = (spelled ?? '').split(':');
  const command = findEngineCommand(text(at(node, 'run')) ?? '');
  const engine = command ? readWords(command.words, command.engine) : { unread: [] };
  const policy = at(node, 'service', 'replica_policy');
  const min = count(at(policy, 'min_replicas'));
  const max = count(at(policy, 'max_replicas'));
  const pool = defined<Partial<ImportedPool>>({
    accelerator: accelerator === '' ? undefined : accelerator,
    instance: text(pick('instance_type')),
    cloud: text(pick('cloud')) ?? /^(aws|gcp|azure)\b/.exec(text(pick('infra')) ?? '')?.[1],
    region: text(pick('region')) ?? /^(?:aws|gcp|azure)\/([^/*]+)/.exec(text(pick('infra')) ?? '')?.[1],
    spot: pick('use_spot') === true ? true : undefined,
    replicas: count(at(node, 'service', 'replicas')),
    ...(number === undefined ? {} : { tensorParallel: Number(number) }),
  });
  const imported = fromArguments('skypilot', engine, pool, text(at(node, 'name')));
  const environment = { ...mapping(at(node, 'envs')) };
  const model = imported.model?.replace(
    /^\$\{?(\w+)\}?$/,
    (whole, variable: string) => text(environment[variable]) ?? whole,
  );
  return {
    ...imported,
    ...(model === undefined ? {} : { model }),
    ...(min === undefined ? {} : { scaling: { min, ...(max === undefined ? {} : { max }) } }),
  };
}
