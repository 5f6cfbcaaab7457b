/** An import as a workload document: what was read as keys, what was not as comments, what is missing as marked placeholders. */
import { Document, isScalar, type YAMLMap } from 'yaml';
import { acceleratorNamed, instanceNamed } from './machineNames.ts';
import { defined, type Imported, type ImportedPool } from './types.ts';

const TITLES: Readonly<Record<Imported['format'], string>> = {
  vllm: 'a vLLM command',
  kubernetes: 'a Kubernetes workload',
  kserve: 'a KServe service',
  dynamo: 'a Dynamo graph',
  'llm-d': 'llm-d values',
  skypilot: 'a SkyPilot task',
  'huggingface-config': 'a Hugging Face config.json',
};

/**
 * @param source name of the file, for the first comment
 * @returns YAML text; parses without errors, except that an unknown machine or model is named as the file spells it
 */
export function writeWorkload(imported: Imported, source: string): string {
  const notes = [...imported.unread];
  const deployments = deploymentsOf(imported, notes);
  const serving = defined<Record<string, unknown>>({
    engine: imported.engine,
    weights: imported.weights,
    kv_cache: imported.kvCache,
    max_batch: imported.maxBatch,
    max_batched_tokens: imported.maxBatchedTokens,
    scaling: scalingOf(imported),
  });
  if (imported.draftTokens !== undefined)
    notes.push(
      `speculation with ${imported.draftTokens} draft tokens: add serving.speculative with the tokens_per_step you measure`,
    );
  const document = new Document({
    apiVersion: 'inference-tco/v1',
    name: nameOf(imported),
    model: imported.model ?? 'llama-3.3-70b',
    traffic: { requests: '1 / s', input_tokens: 1000, output_tokens: 250 },
    ...(Object.keys(serving).length > 0 ? { serving } : {}),
    ...(deployments === undefined ? {} : { deployments }),
  });
  const about = [` Read from ${TITLES[imported.format]}: ${source}`];
  if (notes.length > 0) about.push(' Not read:', ...notes.map((note) => `   ${note.replace(/\s+/g, ' ')}`));
  document.commentBefore = about.join('\n');
  const traffic = document.get('traffic') as YAMLMap;
  traffic.commentBefore = ' The file says nothing about traffic: replace these three with yours.';
  if (imported.model === undefined) noteMissingModel(document);
  return document.toString({ lineWidth: 0 });
}

function noteMissingModel(document: Document): void {
  const value = document.get('model', true);
  if (isScalar(value)) value.comment = ' the file names no model: replace this';
}

function nameOf({ name, model }: Imported): string {
  const base = name ?? model?.split('/').at(-1) ?? 'imported';
  return (
    base
      .toLowerCase()
      .replace(/\.json$/, '')
      .replace(/[^a-z0-9.-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'imported'
  );
}

function scalingOf({ scaling, pools }: Imported): unknown {
  if (scaling)
    return scaling.max === undefined || scaling.max > scaling.min
      ? defined({ min: scaling.min, max: scaling.max })
      : { replicas: scaling.min };
  const [pool] = pools;
  return pools.length === 1 && pool?.replicas !== undefined ? { replicas: pool.replicas } : undefined;
}

function deploymentsOf({ pools }: Imported, notes: string[]): object | undefined {
  const written = pools.map((pool) => ({ role: pool.role, keys: poolKeys(pool, notes) }));
  if (written.every(({ keys }) => keys === undefined)) {
    if (pools.length > 0)
      notes.push('the machine: the file does not say which accelerator it runs on, so the tool proposes the cheapest');
    for (const pool of pools) notes.push(...withoutMachine(pool));
    return undefined;
  }
  const keysOf = (role: ImportedPool['role']): object | undefined => written.find((pool) => pool.role === role)?.keys;
  const prefill = keysOf('prefill');
  const decode = keysOf('decode');
  if (prefill && decode) {
    const scaling = (role: ImportedPool['role']): object =>
      defined({ scaling: fixed(pools.find((pool) => pool.role === role)?.replicas) });
    return {
      imported: { prefill: { ...prefill, ...scaling('prefill') }, decode: { ...decode, ...scaling('decode') } },
    };
  }
  return { imported: keysOf('serve') ?? decode ?? prefill };
}

/** What a pool says beside its machine: to be written into the deployment that is chosen. */
function withoutMachine(pool: ImportedPool): readonly string[] {
  const keys = [
    ['tensor_parallel', pool.tensorParallel],
    ['pipeline_parallel', pool.pipelineParallel],
    ['data_parallel', pool.dataParallel],
    // A single pool's replicas are the scaling of the workload.
    ['replicas', pool.role === 'serve' ? undefined : pool.replicas],
  ] as const;
  const said = keys.flatMap(([key, value]) => (value === undefined ? [] : [`${key} ${value}`])).join(', ');
  if (pool.role !== 'serve') return [`${pool.role} on machines of its own${said === '' ? '' : `: ${said}`}`];
  return said === '' ? [] : [`${said}: add it to the deployment you choose`];
}

const fixed = (replicas: number | undefined): object | undefined => (replicas === undefined ? undefined : { replicas });

function poolKeys(pool: ImportedPool, notes: string[]): object | undefined {
  const byInstance = pool.instance === undefined ? undefined : instanceNamed(pool.instance);
  const accelerator =
    (pool.accelerator === undefined ? undefined : acceleratorNamed(pool.accelerator)) ?? byInstance?.accelerator;
  if (accelerator === undefined) {
    if (pool.accelerator !== undefined) notes.push(`accelerator: ${pool.accelerator}`);
    if (pool.instance !== undefined) notes.push(`instance: ${pool.instance}`);
    return undefined;
  }
  if (pool.expertParallel === true) notes.push('expert parallelism is on: the tool chooses its size');
  return defined<Record<string, unknown>>({
    accelerator,
    tensor_parallel: pool.tensorParallel,
    pipeline_parallel: pool.pipelineParallel,
    data_parallel: pool.dataParallel,
    rent: defined<Record<string, unknown>>({
      cloud: pool.cloud ?? byInstance?.cloud,
      region: pool.region,
      instance: byInstance === undefined ? undefined : pool.instance,
      purchase: pool.spot ? 'spot' : undefined,
    }),
  });
}
