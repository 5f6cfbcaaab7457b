import { describe, expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseWorkloadFile } from '../../../src/workload/index.ts';
import { detect } from '../../../src/extension/detect.ts';
import { dedent } from '../../helpers/cursor.ts';

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url));
const OTHERS: Readonly<Record<string, string>> = {
  'deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n',
  'compose.yaml': 'services:\n  web: {image: nginx}\n',
  '.github/workflows/ci.yml': 'on: push\njobs:\n  a: {runs-on: ubuntu-latest}\n',
  'values.yaml': 'model: llama\nreplicas: 3\n',
  'inferenceservice.yaml':
    'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nspec: {predictor: {model: {}}}\n',
  'empty.yaml': '',
};

describe('the cheap detector', () => {
  it.each(Object.entries(OTHERS))('leaves %s alone', (name, text) => {
    expect(detect(name, text)).toEqual({ kind: 'other' });
  });

  it('agrees with the workload layer on every example and every other file', () => {
    const files = readdirSync(examples)
      .filter((name) => /\.ya?ml$/.test(name))
      .map((name) => [name, readFileSync(examples + name, 'utf8')] as const);
    expect(files.length).toBeGreaterThan(5);
    for (const [fileName, text] of [...files, ...Object.entries(OTHERS)]) {
      const isWorkload = parseWorkloadFile(text, { fileName }).documents.some((document) => document.isWorkload);
      expect(detect(fileName, text).kind === 'workload', fileName).toBe(isWorkload);
    }
  });

  it.each([
    ['a.yaml', 'apiVersion: inference-tco/v1\n'],
    ['a.yaml', '# comment\n\napiVersion: "inference-tco/v1"  # ours\nmodel: x\n'],
    ['a.yaml', 'apiVersion: apps/v1\nkind: Deployment\n---\napiVersion: inference-tco/v1\n'],
    ['a.workload.yaml', ''],
    ['A.WORKLOAD.YML', 'model: llama\n'],
    ['a.yaml', 'apiVersion: inference-tco/v1\r\nmodel: x\r\n'],
  ])('takes %s with %j', (name, text) => {
    expect(detect(name, text).kind).toBe('workload');
  });

  it.each([
    ['a.workload.yaml', 'apiVersion: apps/v1\n', 'other-api-version'],
    ['a.workload.yaml', 'kind: Thing\n', 'has-kind'],
    ['a.yaml', 'apiVersion: inference-tco/v2\n', 'other-api-version'],
    [
      'a.yaml',
      dedent(`
      model: llama-3.3-70b
      traffic: {requests: 1}
    `),
      'no-api-version',
    ],
    ['a.workload.yaml', 'x'.repeat(1_000_001), 'too-large'],
  ])('says why %s is silent', (name, text, reason) => {
    expect(detect(name, text)).toEqual({ kind: 'near-miss', reason });
  });
});
