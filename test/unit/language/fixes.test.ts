/**
 * Quick fixes and refactorings, before and after: test/fixes/<name>.workload.yaml says in its first line which action is
 * taken, and where in an optional second; test/golden/fixes/<name>.yaml is the text afterwards.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeActions, type CodeAction } from '../../../src/language/index.ts';
import { applyEdits } from '../../../src/language/edits.ts';
import { dedent } from '../../helpers/cursor.ts';
import { expectGolden } from '../../helpers/golden.ts';
import { CHAT, contextOf, engine } from '../../helpers/language.ts';
import { draws } from '../../helpers/soak.ts';

const folder = fileURLToPath(new URL('../../fixes/', import.meta.url));
const END = '.workload.yaml';

interface Case {
  readonly name: string;
  readonly fix: string;
  readonly at?: string;
  readonly text: string;
}

const cases: readonly Case[] = readdirSync(folder)
  .filter((file) => file.endsWith(END))
  .map((file) => {
    const [first = '', ...rest] = readFileSync(folder + file, 'utf8').split('\n');
    const at = rest[0]?.startsWith('# at: ') ? rest.shift()?.slice('# at: '.length) : undefined;
    const name = file.slice(0, -END.length);
    return { name, fix: first.slice('# fix: '.length), text: rest.join('\n'), ...(at === undefined ? {} : { at }) };
  });

function actionsOf({ text, at }: Pick<Case, 'text' | 'at'>): readonly CodeAction[] {
  const context = contextOf(text);
  const { file } = context.evaluation;
  const everywhere = { start: file.positionAt(0), end: file.positionAt(text.length) };
  if (at === undefined) return codeActions(context, everywhere);
  const place = file.positionAt(text.indexOf(at));
  return codeActions(context, { start: place, end: place });
}

const offeredTo = new Map<Case, readonly CodeAction[]>();

/** Each document is asked once, whatever is said of the answer. */
function offeredFor(one: Case): readonly CodeAction[] {
  const known = offeredTo.get(one) ?? actionsOf(one);
  offeredTo.set(one, known);
  return known;
}

describe('fixes', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (name, one) => {
    const offered = offeredFor(one);
    const action = offered.find(({ title, edits }) => title.startsWith(one.fix) && edits.length > 0);
    expect(action, `offered: ${offered.map(({ title }) => title).join('; ')}`).toBeDefined();
    const after = applyEdits(one.text, action?.edits ?? []);
    // How many replicas are needed is the model's word and moves with its calibration.
    expectGolden(after.replace(/replicas: \d+/, 'replicas: #'), `fixes/${name}.yaml`);
    const code = action?.problem?.code;
    const left = engine()
      .evaluateText(after, { fileName: 'test.workload.yaml' })
      .problems.filter((problem) => problem.code === code);
    const before = contextOf(one.text).evaluation.problems.filter((problem) => problem.code === code);
    const settles =
      before.some(({ severity }) => severity === 'error') || code === 'does-not-fit' || code === 'overloaded';
    if (settles) expect(left.length, 'the problem is settled').toBeLessThan(before.length);
  });
});

describe('offers', () => {
  it('prefer at most one action per problem', () => {
    for (const one of cases) {
      const preferred = offeredFor(one)
        .filter((action) => action.preferred)
        .map(({ problem }) => JSON.stringify(problem));
      expect(new Set(preferred).size, one.name).toBe(preferred.length);
    }
  });

  it('are disabled with a reason where only the user knows', () => {
    const actions = actionsOf({
      text: dedent(CHAT).replace('{cloud: aws, region: us-east-1}', '{cloud: scaleway, purchase: spot}'),
      at: 'spot',
    });
    const refused = actions.filter(({ disabled }) => disabled !== undefined);
    expect(refused.map(({ title }) => title)).toContain('Add the price you pay');
    expect(refused.every(({ edits }) => edits.length === 0)).toBe(true);
  });

  it('promise what they do: the saving in the title is the difference of the two bills', () => {
    const text = dedent(CHAT).replace(
      'rent: {cloud: aws, region: us-east-1}',
      'rent: {cloud: aws, price: 500 USD/hour}',
    );
    for (const action of actionsOf({ text, at: 'accelerator' })) {
      const said = /saves \$([\d.]+)([kM]?)\/month/.exec(action.title);
      if (said === null) continue;
      const bill = (source: string): number =>
        engine().evaluateText(source, { fileName: 'test.workload.yaml' }).workloads[0]?.estimate.deployments[0]?.cost
          .perMonth.value ?? NaN;
      const saved = bill(text) - bill(applyEdits(text, action.edits));
      const promised = Number(said[1]) * ({ k: 1e3, M: 1e6 }[said[2] ?? ''] ?? 1);
      expect(Math.abs(saved / promised - 1), action.title).toBeLessThan(0.01);
    }
  });

  it('from the ranking add a deployment that is estimated without errors', () => {
    const text = dedent(CHAT).replace(
      /deployments:[^]*$/,
      'deployments:\n  aws-h100: {accelerator: l4, rent: {cloud: aws, region: us-east-1}}\n',
    );
    const action = actionsOf({ text, at: 'accelerator' }).find(({ title }) => title.startsWith('Add the catalog'));
    expect(action).toBeDefined();
    const after = engine().evaluateText(applyEdits(text, action?.edits ?? []), { fileName: 'test.workload.yaml' });
    expect(after.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(after.workloads[0]?.estimate.deployments).toHaveLength(2);
  });

  it('never throw, whatever half of a document stands there', () => {
    const text = dedent(CHAT);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length }), fc.integer({ min: 0, max: 40 }), (start, length) => {
        const half = text.slice(0, start) + text.slice(start + length);
        expect(() => actionsOf({ text: half, at: undefined as never })).not.toThrow();
      }),
      { numRuns: draws(15) },
    );
  });
});
