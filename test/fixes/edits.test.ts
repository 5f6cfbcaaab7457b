/**
 * Edits of the workload, as a reviewer sees them: `edits/NAME.before.yaml` and one file per edit beside it.
 * `UPDATE_GOLDEN=1` writes the results anew; every result must parse, and hold the value that was set.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDeployment,
  applyEdits,
  parseWorkloadFile,
  removeKey,
  renameKey,
  reorderKeys,
  replaceEntry,
  sequence,
  setValue,
  type EditValue,
  type TextEdit,
} from '../../src/workload/index.ts';
import { draws } from '../helpers/soak.ts';

const folder = new URL('./edits/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

type Edit = (text: string) => readonly TextEdit[];

const set =
  (path: string, value: EditValue, index = 0): Edit =>
  (text) =>
    setValue(text, index, path.split('.'), value);
const remove =
  (path: string, index = 0): Edit =>
  (text) =>
    removeKey(text, index, path.split('.'));
const rename =
  (path: string, key: string): Edit =>
  (text) =>
    renameKey(text, 0, path.split('.'), key);

const BIG = {
  prefill: { accelerator: 'trn3', rent: { cloud: 'aws', region: 'us-east-1' }, tensor_parallel: 8 },
  decode: {
    accelerator: 'cerebras-wse3',
    own: { life: '4 years', cost_of_capital: '9%', accelerator_price: '2500000 USD' },
  },
  transfer: '400 Gbit/s',
};

const EDITS: Readonly<Record<string, Readonly<Record<string, Edit>>>> = {
  block: {
    'set-scalar': set('slo.ttft', '800 ms'),
    'set-scalar-keeps-comment': set('model', 'gpt-oss-120b'),
    'set-needs-quotes': set('model', 'a: b # c'),
    'set-mapping': set('slo.ttft', { p95: '800 ms' }),
    'set-block-to-flow': set('deployments.aws-h100.rent', {}),
    'set-block-to-block': set('slo', { ttft: { p95: '1 s' }, tpot: '30 ms' }),
    'set-flow-to-scalar': set('deployments.own-b200.own', '9%'),
    'add-key': set('serving.kv_cache', 'fp8'),
    'add-key-at-the-end': set('deployments.own-b200.tensor_parallel', 8),
    'add-key-in-the-middle': set('deployments.aws-h100.rent.purchase', '1-year'),
    'add-key-in-flow': set('deployments.own-b200.own.pue', 1.2),
    'add-section': set('budget.per_month', '60000 USD'),
    'add-deployment': (text) => addDeployment(text, 0, 'hosted', { api: { provider: 'deepinfra' } }),
    'add-deployment-taken': (text) => addDeployment(text, 0, 'own-b200', BIG),
    'rename-key': rename('slo.ttft', 'tpot'),
    'rename-deployment': rename('deployments.aws-h100', 'aws h100: old'),
    'remove-key': remove('slo.tpot'),
    'remove-only-key': remove('serving.weights'),
    'remove-section': remove('slo'),
    'remove-last': remove('deployments.own-b200'),
    'remove-in-flow': remove('deployments.own-b200.own.life'),
    'rent-to-own': (text) => replaceEntry(text, 0, ['deployments', 'aws-h100', 'rent'], 'own', { life: '4 years' }),
    'own-to-rent': (text) => replaceEntry(text, 0, ['deployments', 'own-b200', 'own'], 'rent', {}),
    sort: (text) => reorderKeys(text, 0, ['deployments'], ['own-b200', 'aws-h100']),
    'pin-several': (text) =>
      sequence(text, [
        set('deployments.aws-h100.tensor_parallel', 4),
        set('deployments.aws-h100.pipeline_parallel', 1),
        set('deployments.aws-h100.rent.instance', 'p5.48xlarge'),
      ]),
  },
  flow: {
    'set-scalar': set('slo.ttft', '800 ms'),
    'add-key': set('slo.tpot', '40 ms'),
    'add-key-in-empty': set('serving.weights', 'fp8'),
    'add-section': set('budget.per_month', '60000 USD'),
    'add-deployment': (text) => addDeployment(text, 0, 'c', { accelerator: 'b200', own: {} }),
    'remove-first': remove('traffic.requests'),
    'remove-middle': remove('traffic.input_tokens'),
    'remove-last': remove('traffic.output_tokens'),
    'remove-only': remove('slo.ttft'),
    'rent-to-own': (text) => replaceEntry(text, 0, ['deployments', 'a', 'rent'], 'own', {}),
  },
  empty: {
    'set-scalar': set('serving', 'fast'),
    'add-key': set('serving.weights', 'fp8'),
    'add-key-keeps-comment': set('traffic.requests', '20 / s'),
    'add-deployment': (text) => addDeployment(text, 0, 'a', { accelerator: 'b200', own: {} }),
  },
  indent: {
    'add-nested': set('slo.ttft.p95', '1 s'),
    'add-deployment': (text) => addDeployment(text, 0, 'b', { accelerator: 'b200', own: {} }),
    'remove-only-key': remove('deployments.a.api.provider'),
  },
  shared: {
    'add-to-alias': set('deployments.a.rent.purchase', 'spot'),
    'set-alias': set('deployments.a.rent', {}),
    'override-merged': set('deployments.a.weights', 'fp4'),
    'add-beside-merge-only': set('deployments.b.accelerator', 'b200'),
  },
  documents: {
    'set-in-second': set('slo.ttft', '2 s', 1),
    'add-in-second': set('slo.tpot', '40 ms', 1),
    'add-section-in-first': set('slo.ttft', '1 s'),
  },
  crlf: {
    'add-key': set('serving.weights', 'fp8'),
    'add-nested': (text) => addDeployment(text, 0, 'a', { accelerator: 'b200', own: {} }),
    'remove-key': remove('slo.ttft'),
    'remove-last': remove('slo.tpot'),
    sort: (text) => reorderKeys(text, 0, ['slo'], ['tpot', 'ttft']),
  },
  text: {
    'set-block-scalar': set('description', 'one line'),
    'add-at-the-end': set('slo.tpot', '40 ms'),
    'remove-at-the-end': remove('slo'),
    'remove-block-scalar': remove('description'),
  },
};

describe.each(Object.entries(EDITS))('%s', (file, edits) => {
  const before = read(`${file}.before.yaml`);

  it.each(Object.entries(edits))('%s', (name, edit) => {
    const result = edit(before);
    expect(result.length, 'the edit can be made').toBeGreaterThan(0);
    const after = applyEdits(before, result);
    const golden = new URL(`${file}.${name}.yaml`, folder);
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, after);
    expect(after).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '(no such file)');
    for (const document of parseWorkloadFile(after, { force: true }).documents) {
      expect(document.problems.filter(({ code }) => code === 'yaml-syntax')).toEqual([]);
    }
  });
});

it('every golden file belongs to an edit', () => {
  const expected = Object.entries(EDITS).flatMap(([file, edits]) => [
    `${file}.before.yaml`,
    ...Object.keys(edits).map((name) => `${file}.${name}.yaml`),
  ]);
  expect(readdirSync(folder).toSorted()).toEqual(expected.toSorted());
});

describe('an edit that cannot be made safely is not made', () => {
  const shared = read('shared.before.yaml');
  it.each<[string, readonly TextEdit[]]>([
    ['removing an anchor that others use', removeKey(shared, 0, ['x-aws'])],
    ['removing a merged key', removeKey(shared, 0, ['deployments', 'a', 'weights'])],
    ['renaming a merged key', renameKey(shared, 0, ['deployments', 'a', 'weights'], 'kv_cache')],
    ['removing a key inside an alias', removeKey(shared, 0, ['deployments', 'a', 'rent', 'cloud'])],
    ['removing what is not there', removeKey(shared, 0, ['slo'])],
    ['renaming what is not there', renameKey(shared, 0, ['slo'], 'site')],
    ['a document that is not there', setValue(shared, 5, ['model'], 'm')],
    ['no path', setValue(shared, 0, [], 'm')],
    ['sorting in braces', reorderKeys('{a: {b: 1, c: 2}}', 0, ['a'], ['c', 'b'])],
    ['sorting what is sorted', reorderKeys(read('block.before.yaml'), 0, ['slo'], ['ttft', 'tpot'])],
  ])('%s', (_, edits) => expect(edits).toEqual([]));
});

describe('laws', () => {
  const files = Object.keys(EDITS).map((file) => read(`${file}.before.yaml`));
  const scalar = fc.oneof(
    fc.constantFrom<string | number | boolean>(
      '800 ms',
      '40%',
      1.5,
      true,
      'a: b',
      '# c',
      '- x',
      '',
      ' x ',
      'x\ny',
      '{',
      '*a',
      '&a',
      'null',
      'é',
      '"',
      "'",
    ),
    fc.string({ maxLength: 12 }),
  );
  const path = fc.constantFrom(
    'model',
    'name',
    'slo.ttft',
    'slo.ttft.p95',
    'serving.weights',
    'deployments.a.rent.cloud',
    'deployments.new.api',
    'deployments.aws-h100.rent.price',
    'site.pue',
  );

  it('what is set can be read back, and the rest stays as it was', () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), path, scalar, (text, dotted, value) => {
        const keys = dotted.split('.');
        const after = applyEdits(text, setValue(text, 0, keys, value));
        const [before, document] = [text, after].map((one) => parseWorkloadFile(one, { force: true }).documents[0]);
        const span = document?.rangeOf(keys)?.valueSpan;
        const tree = document && nodeText(document.tree, keys);
        expect(span && tree, after).toBe(String(value));
        for (const other of ['traffic', 'deployments.own-b200', 'deployments.b']) {
          const was = before?.rangeOf(other.split('.'))?.valueSpan;
          const is = document?.rangeOf(other.split('.'))?.valueSpan;
          if (was) expect(is && after.slice(is.start, is.end).trimEnd()).toBe(text.slice(was.start, was.end).trimEnd());
        }
      }),
      { numRuns: draws(300) },
    );
  });

  it('what was added can be removed again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.constantFrom('currency', 'site', 'baseline'), (text, key) => {
        const added = applyEdits(text, setValue(text, 0, [key], 'x'));
        expect(applyEdits(added, removeKey(added, 0, [key])).trimEnd()).toBe(text.trimEnd());
      }),
    );
  });

  it('edits of one list do not overlap, whatever the text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(400), path, (text, end, dotted) => {
        const half = text.slice(0, end);
        for (const edits of [setValue(half, 0, dotted.split('.'), 'x'), removeKey(half, 0, dotted.split('.'))]) {
          const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
          sorted.forEach((edit, index) => {
            expect(
              edit.start <= edit.end && edit.end <= half.length && (sorted[index + 1]?.start ?? Infinity) >= edit.end,
            ).toBe(true);
          });
        }
      }),
      { numRuns: draws(200) },
    );
  });
});

type AnyTree = NonNullable<ReturnType<typeof parseWorkloadFile>['documents'][number]>['tree'];

function nodeText(tree: AnyTree, path: readonly string[]): string | undefined {
  const [key, ...rest] = path;
  if (key !== undefined) return tree.kind === 'map' ? nodeText(tree.get(key)?.value ?? tree, rest) : undefined;
  return tree.kind === 'scalar' ? (typeof tree.value === 'string' ? tree.value : tree.text) : undefined;
}
