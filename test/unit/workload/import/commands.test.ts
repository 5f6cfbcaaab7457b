/** Command lines as people keep them, one a line, and what they say. */
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { importNames } from '../../../../src/catalog/index.ts';
import { importWorkload } from '../../../../src/workload/import/index.ts';
import { catalog } from '../../../helpers/catalog.ts';

interface Read {
  readonly model: string;
  readonly serving: Readonly<Record<string, unknown>>;
}

function read(script: string): Read & { readonly ignored: readonly string[] } {
  const result = importWorkload(script, 'start.sh', { names: importNames(catalog()) });
  if (!result.ok) expect.fail(result.message);
  return {
    ...(parse(result.text) as Read),
    ignored: result.notes.ignored.map(({ what, reason }) => `${what}: ${reason}`),
  };
}

describe('the model is the first word that is no flag', () => {
  it.each([
    ['redirections', 'vllm serve org/model --port 80 2>&1 > log'],
    ['dotted flags', 'vllm serve org/model -cc.level=3 --speculative-config.method ngram'],
    ['a backslash before blanks', 'vllm serve org/model \\  \n  --max-num-seqs 8'],
    ['a comment that names an engine', '# vllm serve other/model\nvllm serve org/model'],
    ['words of a switch', 'vllm serve --enable-prefix-caching org/model'],
    ['a value after a switch', 'vllm serve org/model --enforce-eager true --swap-space 16'],
    ['talk about an engine', 'pip install vllm && echo "run vllm serve other/model"\nvllm serve org/model'],
    ['an image before the arguments', 'docker run --gpus all -v /a:/b vllm/vllm-openai:latest --model org/model'],
    ['a variable', 'M=org/model\nvllm serve "$M"'],
    ['a default of a variable', 'vllm serve ${M:-org/model}'],
    ['a script in a script', `ssh host "bash -c 'vllm serve org/model --port 80'"`],
    ['a pipeline', 'nohup vllm serve org/model | tee log &'],
    ['a benchmark beside it', 'vllm serve org/model &\nvllm bench serve --model org/other'],
    ['launch by Python', 'python -m vllm.entrypoints.openai.api_server --model=org/model'],
    ['SGLang', 'sglang serve org/model'],
  ])('%s', (_, script) => {
    expect(read(script).model).toBe('org/model');
  });
});

describe('flags are those of the engine', () => {
  it.each([
    ['abbreviations, as argparse takes them', 'vllm serve o/m --tensor-parallel 4', { tensor_parallel: 4 }],
    ['underscores', 'vllm serve o/m --max_num_seqs=32', { max_batch: 32 }],
    ['short names', 'vllm serve o/m -tp 2 -pp 2', { tensor_parallel: 2, pipeline_parallel: 2 }],
    ['sums in the shell', 'N=4\nvllm serve o/m -tp $((N * 2))', { tensor_parallel: 8 }],
    ['arrays', 'A=(-tp 2)\nA+=(--max-num-seqs 9)\nvllm serve o/m "${A[@]}"', { tensor_parallel: 2, max_batch: 9 }],
    [
      'attention data parallelism counts accelerators once',
      'sglang serve o/m --tp 16 --dp 4 --enable-dp-attention',
      { tensor_parallel: 4, data_parallel: 4 },
    ],
    ['data parallelism multiplies', 'vllm serve o/m -tp 2 -dp 4', { tensor_parallel: 2, data_parallel: 4 }],
    ['TensorRT-LLM', 'trtllm-serve o/m --tp_size 2 --kv_cache_dtype fp8', { tensor_parallel: 2, kv_cache: 'fp8' }],
    [
      'TGI takes variables',
      'docker run -e NUM_SHARD=2 x/text-generation-inference:3 --model-id o/m',
      { tensor_parallel: 2 },
    ],
    [
      'drafts',
      `vllm serve o/m --speculative-config '{"num_speculative_tokens": 1}'`,
      { speculative: { tokens_per_step: 1.6, draft_tokens: 1 } },
    ],
  ])('%s', (_, script, serving) => {
    expect(read(script).serving).toMatchObject(serving);
  });

  it('does not take what the engine computes in for the format of the weights', () => {
    const { serving, ignored } = read('vllm serve o/m-FP8 --dtype bfloat16');
    expect(serving).not.toHaveProperty('weights');
    expect(ignored).toContain('dtype: checkpoint-decides');
  });

  it('leaves the KV cache to the checkpoint where the flag says auto', () => {
    expect(read('vllm serve o/m-FP8 --kv-cache-dtype auto').serving).not.toHaveProperty('kv_cache');
  });

  it('names what it has no key for, and never a value that no table knows', () => {
    const { ignored } = read('vllm serve o/m --max-model-len 4096 --my-secret-flag hunter2 --port 80');
    expect(ignored).toEqual(['max-model-len: no-key', 'my-secret-flag: unknown', 'port: no-effect']);
  });
});

describe('a file that cannot be read says why, at its line', () => {
  const refused = (text: string, name: string) => importWorkload(text, name, { names: importNames(catalog()) });

  it('broken YAML', () => {
    const text = 'apiVersion: apps/v1\n  kind: Deployment\n  spec: {}\n';
    expect(refused(text, 'broken.yaml')).toMatchObject({
      ok: false,
      line: 1,
      message: expect.stringContaining('line 1') as string,
    });
  });

  it('a Helm template', () => {
    const text = 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  {{- if .Values.on }}\n  replicas: 1\n  {{- end }}\n';
    expect(refused(text, 'deployment.yaml')).toMatchObject({
      ok: false,
      line: 4,
      message: expect.stringContaining('helm template') as string,
    });
  });
});
