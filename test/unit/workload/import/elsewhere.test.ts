/** What stands elsewhere than in the command itself: configuration files, texts within texts, names of folders. */
import { parse, parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';
import { importNames } from '../../../../src/catalog/index.ts';
import { importFiles } from '../../../../src/workload/import/index.ts';
import { catalog } from '../../../helpers/catalog.ts';
import { dedent } from '../../../helpers/cursor.ts';

interface Read {
  readonly model: string;
  readonly serving: Readonly<Record<string, unknown>>;
  readonly deployments?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function read(name: string, text: string, more: Readonly<Record<string, string>> = {}) {
  const others = Object.entries(more).map(([other, content]) => ({ name: other, text: content }));
  const result = importFiles([{ name, text: dedent(text) }, ...others], name, { names: importNames(catalog()) });
  if (!result.ok) expect.fail(result.message);
  const documents = parseAllDocuments(result.text).map((one) => one.toJS() as Read);
  return {
    documents,
    first: parse(result.text.split('\n---\n')[0] ?? '') as Read,
    ignored: result.notes.ignored.map(({ what, reason }) => `${what}: ${reason}`),
    assumed: result.notes.assumed.map(({ key, value, reason }) => `${key} ${value}: ${reason}`),
    read: result.notes.read,
  };
}

describe('the configuration file of an engine', () => {
  const script = 'trtllm-serve o/m --tp_size 4 --extra_llm_api_options extra.yaml';

  it('is said where it was not given', () => {
    expect(read('a.sh', script).ignored).toContain('extra-llm-api-options: file-not-given');
  });

  it('is read where it is one of the files', () => {
    const { first } = read('a.sh', script, {
      'conf/extra.yaml': 'kv_cache_config: {dtype: fp8}\nmax_batch_size: 64\n',
    });
    expect(first.serving).toMatchObject({ kv_cache: 'fp8', max_batch: 64, tensor_parallel: 4 });
  });

  it('is read where the script writes it', () => {
    const { first, read: found } = read(
      'a.sh',
      `
      cat > /tmp/extra.yaml <<EOF
      max_batch_size: 32
      EOF
      ${script}`,
    );
    expect(first.serving).toMatchObject({ max_batch: 32 });
    expect(found).toContainEqual(expect.objectContaining({ key: 'max_batch', file: 'a.sh', line: 2 }));
  });

  it('is read where a ConfigMap of the same files holds it; a flag beside it wins', () => {
    const { first } = read(
      'a.yaml',
      `
      kind: ConfigMap
      metadata: {name: engine}
      data:
        engine.yaml: |
          tensor-parallel-size: 2
          max-num-seqs: 16
      ---
      kind: Deployment
      metadata: {name: chat}
      spec:
        template:
          spec:
            containers: [{image: vllm/vllm-openai, args: [o/m, --config, /etc/engine.yaml, --max-num-seqs, '8']}]`,
    );
    expect(first.serving).toMatchObject({ tensor_parallel: 2, max_batch: 8 });
  });
});

describe('texts within texts', () => {
  const manifest = 'kind: Pod\nmetadata: {name: chat}\nspec: {containers: [{image: vllm/vllm-openai, args: [o/m]}]}\n';

  it.each([
    ['a manifest in Markdown', 'a.md', `# Serve\n\`\`\`yaml\n${manifest}\`\`\`\n`],
    ['a manifest that a script hands on', 'a.sh', `kubectl apply -f - <<EOF\n${manifest}EOF\n`],
    ['a command in a line of Markdown', 'a.md', 'Start `docker run --gpus all vllm/vllm-openai --model o/m` there.\n'],
    ['a command in reStructuredText', 'a.rst', 'Start it:\n\n.. code-block:: bash\n\n   vllm serve o/m\n'],
    ['a command in a Python string', 'a.py', 'run("vllm serve o/m --port 80")\n'],
    ['the words of a command in a Python list', 'a.py', 'Popen(["vllm", "serve", "o/m", "--port", str(port)])\n'],
  ])('%s', (_, name, text) => {
    const { documents } = read(name, text);
    expect(documents.map(({ model }) => model)).toEqual(['o/m']);
  });

  it('code of another language is no shell', () => {
    const { documents } = read('a.md', '```python\nprint("vllm serve o/other")\n```\n```sh\nvllm serve o/m\n```\n');
    expect(documents.map(({ model }) => model)).toEqual(['o/m']);
  });
});

describe('a model in a folder', () => {
  it('is the one that the file says it serves', () => {
    const { first, assumed } = read('a.sh', 'vllm serve /models/x --served-model-name deepseek-ai/DeepSeek-R1');
    expect(first.model).toBe('deepseek-ai/DeepSeek-R1');
    expect(assumed).toContain('model deepseek-ai/DeepSeek-R1: served-name');
  });

  it('is the one that the folder is called after, in the number format of its name', () => {
    const { first, assumed } = read('a.sh', 'vllm serve /cache/llama-3.3-70b --served-model-name chat');
    expect(first.model).toBe('llama-3.3-70b');
    expect(assumed).toContain('model llama-3.3-70b: folder-name');
    const fp4 = read('a.sh', 'vllm serve /cache/deepseek-r1-fp4 --served-model-name deepseek-ai/DeepSeek-R1');
    expect(fp4.first.serving).toMatchObject({ weights: 'fp4' });
  });

  it('stays a folder where nobody knows either name', () => {
    expect(read('a.sh', 'vllm serve /data/merged --served-model-name chat').first.model).toBe('/data/merged');
  });
});

describe('kinds of manifests that hold several nodes or roles', () => {
  it('a Ray cluster is head and workers', () => {
    const { first } = read(
      'a.yaml',
      `
      kind: RayClusterFleet
      metadata: {name: chat}
      spec:
        replicas: 3
        template:
          spec:
            headGroupSpec:
              template:
                spec:
                  nodeSelector: {nvidia.com/gpu.product: NVIDIA-L40S}
                  containers:
                    - image: vllm/vllm-openai
                      command: [sh, -c, "ray start --head; vllm serve o/m -tp 2"]
                      resources: {limits: {nvidia.com/gpu: 1}}
            workerGroupSpecs: [{replicas: 1}]`,
    );
    expect(first.deployments?.['chat']).toMatchObject({ accelerator: 'l40s', tensor_parallel: 2 });
    expect(first.serving).toMatchObject({ scaling: { replicas: 3 } });
  });

  it('roles of KAITO are pools', () => {
    const { first } = read(
      'a.yaml',
      `
      apiVersion: kaito.sh/v1alpha1
      kind: MultiRoleInference
      metadata: {name: chat}
      spec:
        model: {name: phi-4}
        roles:
          - {type: prefill, replicas: 1, instanceType: Standard_NC24ads_A100_v4}
          - {type: decode, replicas: 2, instanceType: Standard_NC24ads_A100_v4}`,
    );
    expect(first.deployments?.['chat']).toMatchObject({
      prefill: { accelerator: 'a100-80g-pcie', scaling: { replicas: 1 } },
      decode: { accelerator: 'a100-80g-pcie', scaling: { replicas: 2 } },
    });
  });

  it('producers and consumers of production-stack are pools of one model', () => {
    const one = (name: string, role: string, gpu: string) =>
      `  - {name: ${name}, modelURL: o/m, repository: vllm/vllm-openai, requestGPU: 1, gpuModel: ${gpu}, lmcacheConfig: {kvRole: ${role}}}`;
    const text = `servingEngineSpec:\n  modelSpec:\n${one('p', 'kv_producer', 'H200')}\n${one('d', 'kv_consumer', 'H100')}\n`;
    const { first } = read('values.yaml', text);
    expect(Object.values(first.deployments ?? {})).toMatchObject([
      { prefill: { accelerator: 'h200-sxm' }, decode: { accelerator: 'h100-sxm' } },
    ]);
  });

  it('a request for a Dynamo graph names model, engine and machine; its targets are said', () => {
    const { first, ignored } = read(
      'a.yaml',
      `
      kind: DynamoGraphDeploymentRequest
      metadata: {name: chat}
      spec: {model: o/m, backend: sglang, hardware: {gpuSku: h200_sxm}, sla: {ttft: 200}}`,
    );
    expect(first).toMatchObject({ model: 'o/m', serving: { engine: 'sglang' } });
    expect(first.deployments?.['chat']).toMatchObject({ accelerator: 'h200-sxm' });
    expect(ignored).toContain('sla: no-key');
  });
});

describe('nothing is dropped in silence', () => {
  it('labels that may choose a machine and adapters of the network are told; processors and zones stand in the data', () => {
    const { ignored } = read(
      'a.yaml',
      `
      kind: Pod
      metadata: {name: chat}
      spec:
        nodeSelector: {example.com/gpu-pool: fast, topology.kubernetes.io/zone: a}
        containers:
          - image: vllm/vllm-openai
            args: [o/m]
            resources: {limits: {nvidia.com/gpu: 1, vpc.amazonaws.com/efa: 4, cpu: 8}}`,
    );
    expect(ignored).toEqual(
      expect.arrayContaining([
        'example.com/gpu-pool: unknown',
        'topology.kubernetes.io/zone: no-effect',
        'vpc.amazonaws.com/efa: no-key',
        'cpu: no-effect',
      ]),
    );
  });
});

describe('what only looks like the start of an engine', () => {
  it.each([
    ['pulling an image', 'docker pull vllm/vllm-openai:latest\nvllm serve o/m'],
    ['a flag that no table knows, before the model is repeated', 'sglang serve --model-path o/m --new-flag some_value'],
    ['the launcher of TensorRT-LLM', 'trtllm-llmapi-launch trtllm-serve o/m'],
  ])('%s', (_, script) => {
    expect(read('a.sh', script).documents.map(({ model }) => model)).toEqual(['o/m']);
  });
});

describe('how platforms spell what others spell too', () => {
  it('GPUs of SkyPilot, the start of a Truss, and a service of dstack in a page', () => {
    const sky = read(
      'sky.yaml',
      `\n      resources: {gpus: 'H100:2'}\n      run: vllm serve o/m --tensor-parallel-size 2`,
    );
    const truss = read(
      'config.yaml',
      `
      model_name: chat
      base_image: {image: vllm/vllm-openai:v0.11.0}
      docker_server: {start_command: bash -c "vllm serve o/m --tensor-parallel-size 2"}
      resources: {accelerator: 'H100:2'}`,
    );
    for (const { documents } of [sky, truss]) {
      expect(documents[0]?.model).toBe('o/m');
      expect(Object.values(documents[0]?.deployments ?? {})[0]).toMatchObject({ accelerator: 'h100-sxm' });
    }
    const page = '```yaml\ntype: service\nname: chat\ncommands:\n  - vllm serve o/m\nresources: {gpu: H100}\n```\n';
    expect(read('a.md', page).documents[0]?.model).toBe('o/m');
  });

  it('a NIM of a registry of its own, and a model that is an image with a name', () => {
    const nim = read(
      'nim.yaml',
      `
      kind: NIMService
      metadata: {name: chat}
      spec:
        image: {repository: registry.example/nim/o/m}`,
    );
    expect(nim.documents[0]?.model).toBe('o/m');
    const kserve = read(
      'llm.yaml',
      `
      apiVersion: serving.kserve.io/v1alpha1
      kind: LLMInferenceService
      metadata: {name: chat}
      spec: {model: {uri: 'oci://registry.example/models/modelcar-m-1:1.4', name: o/m-1}}`,
    );
    expect(kserve.documents[0]?.model).toBe('o/m-1');
  });
});
