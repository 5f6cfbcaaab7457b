import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importWorkload } from '../../../../src/workload/import/index.ts';
import { expectGolden } from '../../../helpers/golden.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/import/${name}`, import.meta.url), 'utf8');

describe('importing a deployment file', () => {
  it.each([
    ['vllm-serve.sh', 'vllm'],
    ['docker-run.sh', 'vllm'],
    ['kubernetes.yaml', 'kubernetes'],
    ['kserve.yaml', 'kserve'],
    ['kserve-huggingface.yaml', 'kserve'],
    ['dynamo.yaml', 'dynamo'],
    ['dynamo-unpinned.yaml', 'dynamo'],
    ['llm-d.yaml', 'llm-d'],
    ['llm-d-unpinned.yaml', 'llm-d'],
    ['skypilot.yaml', 'skypilot'],
    ['config.json', 'huggingface-config'],
  ])('writes %s as a workload, with what it could not read as comments', (name, format) => {
    const result = importWorkload(fixture(name), name);
    if (!result.ok) expect.fail(result.message);
    expect(result.format).toBe(format);
    expectGolden(result.text, `import/${name.replace(/\.\w+$/, '')}.workload.yaml`);
  });

  it('says what it can read when the file is something else', () => {
    const result = importWorkload('services: {web: {image: nginx}}\n', 'compose.yaml');
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining('compose.yaml is none of the files') });
  });

  it('does not take a workload for a vLLM config', () => {
    const text = 'apiVersion: inference-tco/v1\nmodel: llama-3.3-70b\n';
    expect(importWorkload(text, 'chat.yaml')).toEqual({ ok: false, message: 'chat.yaml is a workload already.' });
  });

  it('survives a text nested a hundred thousand deep', () => {
    expect(importWorkload('['.repeat(100_000), 'deep.yaml')).toMatchObject({ ok: false });
  });

  it('marks the model it had to make up', () => {
    const result = importWorkload('tensor-parallel-size: 2\n', 'engine.yaml');
    expect(result).toMatchObject({
      ok: true,
      text: expect.stringContaining('model: llama-3.3-70b # the file names no model: replace this'),
    });
  });

  it('keeps a model behind a shell variable that the file does not set', () => {
    const result = importWorkload('vllm serve $MODEL_ID --tensor-parallel-size 2\n', 'start.sh');
    expect(result).toMatchObject({ ok: true, text: expect.stringContaining('model: $MODEL_ID') });
  });
});
