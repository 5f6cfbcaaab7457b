/** Folders of manifests: all of them as one, what kustomize or helm would do said and not done. */
import { describe, expect, it } from 'vitest';
import { runCli } from '../../helpers/cli.ts';
import { workspace } from '../../helpers/workspace.ts';

const deployment = (name: string, replicas = 1): string => `kind: Deployment
metadata: {name: ${name}}
spec:
  replicas: ${replicas}
  template:
    spec:
      nodeSelector: {cloud.google.com/gke-accelerator: nvidia-l4}
      containers: [{image: vllm/vllm-openai, args: [--model, o/m], resources: {limits: {nvidia.com/gpu: 1}}}]
`;

describe('a folder', () => {
  it('is one import: autoscalers and ConfigMaps of other files count', async () => {
    const { folder, file } = workspace();
    file('a/chat.yaml', deployment('chat'));
    file('a/other.yaml', deployment('other', 2));
    file(
      'a/hpa.yaml',
      'kind: HorizontalPodAutoscaler\nspec: {scaleTargetRef: {kind: Deployment, name: chat}, minReplicas: 2, maxReplicas: 9}\n',
    );
    file('mine.workload.yaml', 'apiVersion: inference-tco/v1\n');
    const { exit, out } = await runCli(['import', folder]);
    expect(exit).toBe(0);
    expect(out).toContain('max: 9');
    expect(out.match(/^ {2}(?:chat|other):$/gm)).toEqual(['  chat:', '  other:']);
  });

  it('of Kustomize is its resources; patches are left out and said', async () => {
    const { folder, file } = workspace();
    file('kustomization.yaml', 'resources: [chat.yaml]\npatches: [{path: patch.yaml}]\n');
    file('chat.yaml', deployment('chat'));
    file('patch.yaml', deployment('chat', 7));
    const { out } = await runCli(['import', folder]);
    expect(out).toContain('patches: it is not applied: kustomize build FOLDER > rendered.yaml, then import that');
    expect(out).toContain('replicas: 1');
    expect(out).not.toContain('replicas: 7');
  });

  it('of a Helm chart has to be rendered, and is told how', async () => {
    const { folder, file } = workspace();
    file('Chart.yaml', 'name: chat\n');
    file('templates/deployment.yaml', 'kind: Deployment\nspec:\n  replicas: {{ .Values.replicas }}\n');
    expect(await runCli(['import', folder])).toMatchObject({
      exit: 2,
      error: expect.stringContaining(`helm template NAME ${folder} > rendered.yaml`),
    });
  });

  it('tells the files in it that are no YAML', async () => {
    const { folder, file } = workspace();
    file('chat.yaml', deployment('chat'));
    file('broken.yaml', 'kind: Deployment\nspec: [\n');
    expect((await runCli(['import', folder])).out).toContain('broken.yaml: it is not valid YAML');
  });
});
