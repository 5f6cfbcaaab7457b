import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importNames } from '../../../../src/catalog/index.ts';
import { importWorkload, type ImportResult } from '../../../../src/workload/import/index.ts';
import { catalog } from '../../../helpers/catalog.ts';
import { expectGolden } from '../../../helpers/golden.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/import/${name}`, import.meta.url), 'utf8');

const read = (text: string, name: string): ImportResult =>
  importWorkload(text, name, { names: importNames(catalog()) });

describe('importing a deployment file', () => {
  it.each([
    ['vllm-serve.sh', 'command'],
    ['docker-run.sh', 'command'],
    ['kubernetes.yaml', 'kubernetes'],
    ['kserve.yaml', 'kserve'],
    ['kserve-huggingface.yaml', 'kserve'],
    ['dynamo.yaml', 'dynamo'],
    ['dynamo-unpinned.yaml', 'dynamo'],
    ['llm-d.yaml', 'llm-d'],
    ['llm-d-unpinned.yaml', 'llm-d'],
    ['skypilot.yaml', 'skypilot'],
    ['config.json', 'huggingface-config'],
    ['sglang-attention-data.sh', 'command'],
    ['two-servers.sh', 'command'],
    ['split-phases.sh', 'command'],
    ['trtllm-serve.sh', 'command'],
    ['tgi.sh', 'command'],
    ['llama-server.sh', 'command'],
    ['ollama.sh', 'command'],
    ['vllm-config.yaml', 'engine-config'],
    ['trtllm-extra-options.yaml', 'engine-config'],
    ['kubernetes-affinity.yaml', 'kubernetes'],
    ['kubernetes-karpenter.yaml', 'kubernetes'],
    ['kubernetes-mig.yaml', 'kubernetes'],
    ['kubernetes-several.yaml', 'kubernetes'],
    ['kubernetes-leader-workers.yaml', 'kubernetes'],
    ['kubernetes-claim.yaml', 'kubernetes'],
    ['kserve-runtime.yaml', 'kserve'],
    ['kserve-llm-service.yaml', 'kserve'],
    ['dynamo-components.yaml', 'dynamo'],
    ['llm-d-claim.yaml', 'llm-d'],
    ['nim-service.yaml', 'nim'],
    ['nim-values.yaml', 'nim'],
    ['production-stack.yaml', 'production-stack'],
    ['production-stack-runtime.yaml', 'production-stack'],
    ['ray-service.yaml', 'ray'],
    ['ray-llm-configs.yaml', 'ray'],
    ['kubeai.yaml', 'kubeai'],
    ['kubeai-catalog.yaml', 'kubeai'],
    ['kaito.yaml', 'kaito'],
    ['kaito-set.yaml', 'kaito'],
    ['ome.yaml', 'ome'],
    ['aibrix.yaml', 'kubernetes'],
    ['bentoml.yaml', 'bentoml'],
    ['bentoml-engine.yaml', 'bentoml'],
    ['skypilot-nodes.yaml', 'skypilot'],
    ['dstack.yaml', 'dstack'],
    ['dstack-task.yaml', 'dstack'],
    ['compose.yaml', 'compose'],
    ['compose-tgi.yaml', 'compose'],
    ['gpu-recipes.yaml', 'gpu-recipes'],
    ['gpu-recipes-two-nodes.yaml', 'gpu-recipes'],
    ['srt-slurm.yaml', 'srt-slurm'],
    ['srt-slurm-aggregated.yaml', 'srt-slurm'],
    ['kubernetes-disaggregated-set.yaml', 'kubernetes'],
    ['kubernetes-phase-labels.yaml', 'kubernetes'],
    ['slurm-batch.sh', 'command'],
    ['compose-entrypoint.yaml', 'compose'],
    ['compose-environment.yaml', 'compose'],
    ['dstack-count-first.yaml', 'dstack'],
    ['nim-two-nodes.yaml', 'nim'],
    ['kserve-bucket.yaml', 'kserve'],
    ['kserve-speculator.yaml', 'kserve'],
    ['srt-slurm-alias.yaml', 'srt-slurm'],
  ])('writes %s as a workload, with what it could not read as comments', (name, format) => {
    const result = read(fixture(name), name);
    if (!result.ok) expect.fail(result.message);
    expect(result.format).toBe(format);
    expectGolden(result.text, `import/${name.replace(/\.\w+$/, '')}.workload.yaml`);
  });

  it('says what it can read when the file is something else', () => {
    const result = read('web: {image: nginx}\n', 'compose.yaml');
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining('compose.yaml is none of the files') });
  });

  it('does not take a workload for a vLLM config', () => {
    const text = 'apiVersion: inference-tco/v1\nmodel: llama-3.3-70b\n';
    expect(read(text, 'chat.yaml')).toEqual({ ok: false, message: 'chat.yaml is a workload already.' });
  });

  it('survives a text nested a hundred thousand deep', () => {
    expect(read('['.repeat(100_000), 'deep.yaml')).toMatchObject({ ok: false });
  });

  it('marks the model it had to make up', () => {
    const result = read('tensor-parallel-size: 2\n', 'engine.yaml');
    expect(result).toMatchObject({
      ok: true,
      text: expect.stringContaining('model: llama-3.3-70b # the file names no model: replace this'),
    });
  });

  it('keeps a model behind a shell variable that the file does not set', () => {
    const result = read('vllm serve $MODEL_ID --tensor-parallel-size 2\n', 'start.sh');
    expect(result).toMatchObject({ ok: true, text: expect.stringContaining('model: $MODEL_ID') });
  });
});
