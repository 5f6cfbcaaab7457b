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
    'apiVersion:inference-tco/v1\nmodel: y\n',
    'apiVersion = inference-tco/v1\nmodel: y\n',
    'apiVersion inference-tco/v1\nmodel: y\n',
    ' apiVersion: inference-tco/v1\n model: y\n',
    '# ours\n\n\tapiVersion: inference-tco/v1\nmodel: y\n',
    'apiVersion: inference-tco/v1\n  model: y\n',
    'apiVersion: inference-tco/v1\n  model: y\n  traffic:\n    requests: 1\n',
    'apiVersion: inference-tco/v1 model: y\n',
    'apiVersion:\n  inference-tco/v1\nmodel: y\n',
    'apiVersion: "inference-tco/v1\nmodel: y\n',
    '"apiVersion": inference-tco/v1\nmodel: y\n',
    '{apiVersion: inference-tco/v1, model: y}\n',
    'apiVersion: inference-tco/v1,\nmodel: y\n',
    'apiVersion: inference-tco/v11\nmodel: y\n',
    'apiVersion: inference-tco\nmodel: y\n',
    'apiversion: inference-tco/v1\nmodel: y\n',
    'api_version: inference-tco/v1\nmodel: y\n',
  ])('is never silent on a slip in the line that makes it ours: %j', (text) => {
    const [document] = parseWorkloadFile(text, { fileName: 'a.yaml' }).documents;
    expect(detect('a.yaml', text)).toEqual(
      document?.isWorkload ? { kind: 'workload' } : { kind: 'near-miss', reason: 'other-api-version' },
    );
    // What is read all the same says where it slipped.
    if (document?.isWorkload && /^(apiVersion:\S|apiVersion [^"]|\S+ \S+\n {2}\w)/.test(text))
      expect(document.problems.map(({ code }) => code)).toContain('yaml-syntax');
  });

  it.each([
    'kind: ConfigMap\napiVersion: v1\ndata:\n  workload: |\n    apiVersion: inference-tco/v1\n    model: y\n',
    '# apiVersion: inference-tco/v1\nmodel: y\n',
    'image: ghcr.io/inference-tco/inference-tco\n',
  ])('is silent where another file only speaks of it: %j', (text) => {
    expect(detect('a.yaml', text)).toEqual({ kind: 'other' });
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
