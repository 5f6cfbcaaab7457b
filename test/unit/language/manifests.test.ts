/** What an editor shows on a manifest that a workload reads, and the ways between the two. */
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/estimate/index.ts';
import {
  hover,
  links,
  manifestDefinition,
  manifestFiles,
  manifestHover,
  manifestLenses,
  manifestProblems,
  manifestReferences,
} from '../../../src/language/index.ts';
import { catalog } from '../../helpers/catalog.ts';
import { dedent } from '../../helpers/cursor.ts';
import { AS_OF, contextOf } from '../../helpers/language.ts';

const MANIFEST = dedent(`
  kind: Deployment
  metadata: {name: chat}
  spec:
    replicas: 1
    template:
      spec:
        nodeSelector: {cloud.google.com/gke-accelerator: nvidia-l4}
        containers:
          - image: vllm/vllm-openai
            args: [--model, meta-llama/Llama-3.1-8B-Instruct, --max-num-seqs, '64', --swap-space, '4']
            resources: {limits: {nvidia.com/gpu: 1}}
`);

const engine = createEngine({
  catalog: catalog(),
  asOf: AS_OF,
  readFile: (path) => (path === 'k8s/chat.yaml' ? { ok: true, text: MANIFEST } : { ok: false, reason: 'missing' }),
});

const TEXT = dedent(`
  name: support
  model: llama-3.1-8b
  traffic: {requests: 50 / s, input_tokens: 800, output_tokens: 200}
  budget: {per_month: 10 USD}
  deployments:
    prod: {from: k8s/chat.yaml}
    other: {accelerator: h100-sxm, rent: {}}
`);

const context = contextOf(TEXT, { engine });
const is = (file: string): boolean => file === 'k8s/chat.yaml';
const offset = TEXT.indexOf('k8s/') + 3;

describe('on the manifest', () => {
  it('a lens stands at the engine and leads to the deployment', () => {
    expect(manifestLenses(context, is)).toMatchObject([
      {
        range: { start: { line: 10 } },
        title: expect.stringMatching(/^support · prod: \$.* \/ 1M tokens/),
        action: { kind: 'focus', documentIndex: 0, deployment: 'prod' },
      },
    ]);
  });

  it('problems of its deployment stand there, those of others do not', () => {
    const found = manifestProblems(context, is);
    expect(found.map(({ code, range }) => `${range.start.line} ${code}`)).toEqual(
      expect.arrayContaining(['10 over-budget', '10 overloaded']),
    );
    expect(found.every(({ message }) => message.startsWith('support · prod: '))).toBe(true);
  });

  it('a line that was read says what it gives; another says nothing', () => {
    expect(manifestHover(context, is, 4)).toBe('support · prod reads `replicas: 1` here.');
    expect(manifestHover(context, is, 10)).toContain('`max_batch: 64`');
    expect(manifestHover(context, is, 3)).toBeUndefined();
  });

  it('the way back leads to from', () => {
    expect(manifestReferences(context, is, 10)).toMatchObject([{ start: { line: 6, column: 16 } }]);
  });

  it('nothing shows on a file that no workload names', () => {
    const other = (): boolean => false;
    expect(manifestLenses(context, other)).toEqual([]);
    expect(manifestProblems(context, other)).toEqual([]);
    expect(manifestHover(context, other, 10)).toBeUndefined();
  });
});

describe('on the workload', () => {
  it('from leads to the engine in its file', () => {
    expect(manifestFiles(context)).toEqual(['k8s/chat.yaml']);
    expect(manifestDefinition(context, offset)).toEqual({ file: 'k8s/chat.yaml', line: 10 });
    expect(links(context)).toContainEqual(expect.objectContaining({ target: 'k8s/chat.yaml', kind: 'file' }));
  });

  it('its hover lists what was read and what was not', () => {
    const text = hover(context, offset)?.markdown ?? '';
    expect(text).toContain('- `max_batch: 64` line 10');
    expect(text).toContain('- `accelerator: l4` line 7');
    expect(text).toContain('has no key here: swap');
  });
});
