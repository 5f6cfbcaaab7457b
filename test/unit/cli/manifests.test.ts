/** Files that deployments read with `from`, as the gate of a pipeline sees them: what changed, what it costs, what is not read. */
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../helpers/cli.ts';
import { workspace } from '../../helpers/workspace.ts';

const AS_OF = ['--as-of', '2026-11-23'];

const manifest = (replicas: number): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: chat}
spec:
  replicas: ${replicas}
  template:
    spec:
      nodeSelector: {cloud.google.com/gke-accelerator: nvidia-l4}
      containers:
        - image: vllm/vllm-openai
          args: [--model, meta-llama/Llama-3.1-8B-Instruct]
          resources: {limits: {nvidia.com/gpu: 1}}
`;

const workload = (from: string): string =>
  `model: llama-3.1-8b
traffic: {requests: 5 / s, input_tokens: 800, output_tokens: 200}
deployments:
  prod: {from: ${from}, rent: {price: 1 USD}}
`;

const { folder, file } = workspace();
const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
const named = file('tco/chat.workload.yaml', workload('../k8s/chat.yaml'));
const theirs = file('k8s/chat.yaml', manifest(10));
const other = file('k8s/other.yaml', manifest(1));
git('init', '-q');
git('add', '.');
git('-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-q', '-m', 'before');

describe('a manifest that a workload reads', () => {
  it('is measured at the revision that it is compared with', async () => {
    file('k8s/chat.yaml', manifest(15));
    const limit = ['--against', 'HEAD', '--max-increase', '10%', '--format', 'json', ...AS_OF];
    const { exit, out } = await runCli(['check', '--changed', theirs, ...limit]);
    expect(exit).toBe(1);
    expect(JSON.parse(out).checks).toContainEqual(
      expect.objectContaining({ workload: 'chat', deployment: 'prod', subject: 'increase', verdict: 'failed' }),
    );
    const diff = await runCli(['diff', named, '--against', 'HEAD', '--format', 'json', ...AS_OF]);
    expect(JSON.parse(diff.out).deployments[0].edits).toMatchObject([
      { path: ['deployments', 'prod', 'scaling', 'replicas'], before: '10', after: '15', share: 1 },
    ]);
    file('k8s/chat.yaml', manifest(10));
  });

  it('brings its workload into the gate; a file that nobody reads brings none', async () => {
    expect((await runCli(['check', '--changed', theirs, ...AS_OF])).out).toContain('chat');
    expect(await runCli(['check', '--changed', other, ...AS_OF])).toMatchObject({
      exit: 0,
      out: expect.stringContaining('Nothing to check'),
    });
  });

  it('shows its line in a derivation', async () => {
    const { out } = await runCli(['explain', named, '--value', 'stages.0.replicas', ...AS_OF]);
    expect(out).toContain('../k8s/chat.yaml:11: deployments.prod.tensor_parallel: 1');
  });

  it('is not opened outside the workspace, by its path or by a link', async () => {
    const outside = workspace();
    const secret = outside.file('secret.yaml', manifest(3));
    symlinkSync(secret, path.join(folder, 'link.yaml'));
    for (const way of [path.relative(path.dirname(named), secret), '../link.yaml']) {
      const target = file('tco/outside.workload.yaml', workload(way));
      const { exit, error } = await runCli(['check', target, ...AS_OF]);
      expect(exit).toBe(2);
      expect(error).toContain('is outside the workspace and is not read');
    }
  });
});
