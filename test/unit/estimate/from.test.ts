/** Deployments that read a file people already have, with `from`: what is taken, what wins, what is refused. */
import { describe, expect, it } from 'vitest';
import { createEngine, type Engine, type FileAnswer } from '../../../src/estimate/index.ts';
import { catalog } from '../../helpers/catalog.ts';
import { dedent } from '../../helpers/cursor.ts';

const CHAT = dedent(`
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: chat}
  spec:
    replicas: 6
    template:
      spec:
        nodeSelector: {nvidia.com/gpu.product: NVIDIA-H100-80GB-HBM3}
        containers:
          - name: engine
            image: vllm/vllm-openai
            args: [--model, meta-llama/Llama-3.3-70B-Instruct, --tensor-parallel-size, "4", --quantization, fp8]
            resources: {limits: {nvidia.com/gpu: 4}}
`);

const POOLS = dedent(`
  apiVersion: nvidia.com/v1alpha1
  kind: DynamoGraphDeployment
  metadata: {name: graph}
  spec:
    services:
      prefill:
        subComponentType: prefill
        replicas: 2
        resources: {limits: {gpu: "4"}}
        extraPodSpec: &pod
          nodeSelector: {nvidia.com/gpu.product: NVIDIA-H200}
          mainContainer:
            args: [python3 -m dynamo.vllm --model meta-llama/Llama-3.3-70B-Instruct -tp 4]
      decode:
        subComponentType: decode
        replicas: 3
        resources: {limits: {gpu: "4"}}
        extraPodSpec: *pod
`);

const FILES: Readonly<Record<string, string>> = {
  'chat.yaml': CHAT,
  'pools.yaml': POOLS,
  'two.yaml': `${CHAT}---\n${CHAT.replace('name: chat', 'name: canary')}`,
  'anywhere.sh': 'vllm serve meta-llama/Llama-3.3-70B-Instruct -tp 4',
  'small.sh': 'vllm serve meta-llama/Llama-3.1-8B-Instruct',
  'unknown.sh': 'vllm serve our-company/our-model -tp 4',
  'values.txt': 'nothing of interest',
  'ours.yaml': 'apiVersion: inference-tco/v1\nmodel: llama-3.3-70b',
};

function reader(files: Readonly<Record<string, string>>): (path: string) => FileAnswer {
  return (path) => {
    if (path.startsWith('..')) return { ok: false, reason: 'outside-workspace' };
    const text = files[path.replace(/^\.\//, '')];
    return text === undefined ? { ok: false, reason: 'missing' } : { ok: true, text };
  };
}

const engineOn = (files: Readonly<Record<string, string>>): Engine =>
  createEngine({ catalog: catalog(), asOf: '2026-11-23', readFile: reader(files) });

const engine = engineOn(FILES);

const document = (deployment: string): string =>
  `model: llama-3.3-70b
traffic: {requests: 20 / s, input_tokens: 1800, output_tokens: 350}
deployments:
  prod: ${deployment}
`;

const fileName = 'a.workload.yaml';

const ask = (deployment: string) => {
  const [found] = engine.evaluateText(document(deployment), { fileName }).workloads;
  if (found === undefined) throw new Error('the document is a workload');
  return found;
};

const stages = (deployment: string) =>
  ask(deployment).estimate.deployments[0]?.stages.map((stage) => ({
    stage: stage.stage,
    accelerator: stage.accelerator,
    tensorParallel: stage.tensorParallel,
    replicas: stage.replicas.value,
  }));

const problems = (deployment: string) =>
  ask(deployment).estimate.problems.map(({ code, severity }) => `${severity} ${code}`);

describe('what a file says is what the same keys would say', () => {
  const written =
    '{accelerator: h100-sxm, tensor_parallel: 4, weights: fp8, engine: vllm, scaling: {replicas: 6}, rent: {}}';

  it('machine, parallelism, precision and replicas', () => {
    const [read] = ask('{from: ./chat.yaml}').estimate.deployments;
    const [own] = ask(written).estimate.deployments;
    expect(read?.stages).toEqual(own?.stages);
    expect(read?.cost.perMonth.value).toBe(own?.cost.perMonth.value);
  });

  it('pools', () => {
    expect(stages('{from: pools.yaml}')).toEqual([
      { stage: 'prefill', accelerator: 'h200-sxm', tensorParallel: 4, replicas: 2 },
      { stage: 'decode', accelerator: 'h200-sxm', tensorParallel: 4, replicas: 3 },
    ]);
  });

  it('leads back to the line of the file', () => {
    const { workload } = ask('{from: chat.yaml}');
    const [deployment] = workload?.deployments ?? [];
    expect(deployment?.kind === 'serve' && deployment.pool.serving.tensorParallel?.origin).toMatchObject({
      kind: 'document',
      path: ['deployments', 'prod', 'tensor_parallel'],
      elsewhere: { file: 'chat.yaml', line: 12 },
    });
  });
});

describe('keys beside from win', () => {
  it('one by one', () => {
    expect(stages('{from: chat.yaml, tensor_parallel: 8, scaling: {replicas: 3}}')).toEqual([
      { stage: 'serve', accelerator: 'h100-sxm', tensorParallel: 8, replicas: 3 },
    ]);
  });

  it('for both pools where they stand in the deployment, for one where they stand in it', () => {
    expect(
      stages('{from: pools.yaml, accelerator: h100-sxm, scaling: {replicas: 9}, decode: {tensor_parallel: 8}}'),
    ).toEqual([
      { stage: 'prefill', accelerator: 'h100-sxm', tensorParallel: 4, replicas: 9 },
      { stage: 'decode', accelerator: 'h100-sxm', tensorParallel: 8, replicas: 9 },
    ]);
  });

  it('owning instead of renting', () => {
    expect(ask('{from: chat.yaml, own: {}}').estimate.deployments[0]?.kind).toBe('own');
    expect(ask('{from: pools.yaml, own: {}}').estimate.deployments[0]?.kind).toBe('own');
  });

  it('the machine that a file leaves open', () => {
    expect(problems('{from: anywhere.sh}')).toContain('error missing-key');
    expect(stages('{from: anywhere.sh, accelerator: h200-sxm}')).toMatchObject([
      { accelerator: 'h200-sxm', tensorParallel: 4 },
    ]);
  });
});

describe('one deployment is one serving unit', () => {
  it.each(['canary', 'Deployment/canary', 'deployment/canary/engine', 'canary/engine'])('#%s', (name) => {
    expect(problems(`{from: "two.yaml#${name}"}`).filter((one) => one.startsWith('error'))).toEqual([]);
  });

  it('lists the names where the file has several, or none of this name', () => {
    const message = (from: string): string => ask(`{from: "${from}"}`).estimate.problems[0]?.message ?? '';
    expect(message('two.yaml')).toBe('two.yaml starts 2 engines. Name one: two.yaml#chat. There are: chat, canary.');
    expect(message('two.yaml#blue')).toBe(
      'two.yaml starts no engine called blue. Name one: two.yaml#chat. There are: chat, canary.',
    );
  });
});

describe('what is refused', () => {
  it.each([
    ['a file that is not there', 'gone.yaml', 'error unreadable-manifest'],
    ['a file outside the workspace', '../secret.yaml', 'error unreadable-manifest'],
    ['a text that starts no engine', 'values.txt', 'error unreadable-manifest'],
    ['another workload', 'ours.yaml', 'error unreadable-manifest'],
    ['another model', 'small.sh', 'error other-model'],
  ])('%s', (_, file, problem) => {
    const found = ask(`{from: ${file}}`);
    expect(found.estimate.problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual([problem]);
    expect(found.estimate.deployments[0]).toMatchObject({ name: 'prod', status: 'invalid' });
  });

  it('an API beside it', () => {
    expect(problems('{from: chat.yaml, api: {}}')).toContain('error conflicting-keys');
  });

  it('nothing that no table can compare: it is told', () => {
    expect(problems('{from: unknown.sh, accelerator: h100-sxm}')).toContain('information other-model');
  });
});

it('a change of the file is a change of the bill, key by key', () => {
  const text = document('{from: chat.yaml}');
  const now = reader({ 'chat.yaml': CHAT.replace('replicas: 6', 'replicas: 12') });
  const [diff] = engine.diff(
    text,
    text,
    { fileName, readFile: now },
    { fileName, readFile: reader(FILES) },
  ).deployments;
  expect(diff?.changes.find(({ path }) => path === 'cost.perMonth')?.change).toBeCloseTo(1);
  expect(diff?.edits).toMatchObject([
    { path: ['deployments', 'prod', 'scaling', 'replicas'], before: '6', after: '12', share: 1 },
  ]);
});

it('a file that changes is read again', () => {
  const files = { ...FILES };
  const live = engineOn(files);
  const replicas = () =>
    live.evaluateText(document('{from: chat.yaml}'), { fileName }).workloads[0]?.estimate.deployments[0]?.stages[0]
      ?.replicas.value;
  expect(replicas()).toBe(6);
  files['chat.yaml'] = CHAT.replace('replicas: 6', 'replicas: 8');
  expect(replicas()).toBe(8);
});
