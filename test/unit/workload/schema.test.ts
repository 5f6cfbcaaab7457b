/** One definition: what it says to editors, to the reference, and to the validator is the same. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseLiteral } from '../../../src/quantity/index.ts';
import {
  applyEdits,
  setValue,
  jsonSchema,
  MEASURES,
  parseWorkloadFile,
  reference,
  schemaAt,
  type KeyInfo,
} from '../../../src/workload/index.ts';
import { dedent } from '../../helpers/cursor.ts';
import { brief, document, smallest, filesBehind, MANIFEST } from './parse.ts';

/** The files that the examples of `from` name. */
const manifests = filesBehind({ './k8s/vllm.yaml': MANIFEST, './k8s/chat.yaml': MANIFEST });

const root = new URL('../../../', import.meta.url);

function current(path: string, text: string): void {
  const file = fileURLToPath(new URL(path, root));
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(fileURLToPath(new URL('.', new URL(path, root))), { recursive: true });
    writeFileSync(file, text);
  }
  const stored = existsSync(file) ? readFileSync(file, 'utf8') : '';
  expect(stored === text, `${path} is not current: run this test with UPDATE_GOLDEN=1`).toBe(true);
}

const ajv = new Ajv({ strict: false, allErrors: true });
const validate = ajv.compile(jsonSchema());
const accepts = (text: string): boolean => validate(parse(dedent(text), { merge: true }));

/** Every path of the language, with `*` for a name of the user's. */
function paths(path: readonly string[] = []): readonly (readonly string[])[] {
  const info = schemaAt(path);
  const below = [...(info?.keys ?? []), ...(info?.names ? ['*'] : [])];
  return [path, ...below.flatMap((key) => paths([...path, key]))];
}

const all: readonly KeyInfo[] = paths()
  .slice(1)
  .map((path) => schemaAt(path) ?? never(path));

function never(path: readonly string[]): never {
  throw new Error(path.join('.'));
}

describe('the JSON Schema', () => {
  it('is the one in the repository', () =>
    current('schema/workload.schema.json', `${JSON.stringify(jsonSchema(), undefined, 2)}\n`));

  it('is draft-07, as the YAML language server reads it', () => {
    expect(jsonSchema().$schema).toBe('http://json-schema.org/draft-07/schema#');
    expect(ajv.validateSchema(jsonSchema())).toBe(true);
  });

  const examples = new URL('examples/', root);
  const names = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  it.each(names)('takes the example %s', (name) => {
    const text = readFileSync(new URL(name, examples), 'utf8');
    expect(accepts(text), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ['basline: a'],
    ['slo: {ttft: 800}'],
    ['serving: {engine: vlm}'],
    ['serving: {tensor_parallel: 0}'],
    ['deployments: {a: {accelerator: b200, rent: {regoin: x}}}'],
    ['deployments: {a: {prefill: {accelerator: b200, own: {lief: 4 years}}}}'],
    ['site: {electricity: 0.08}'],
    ['serving: {headroom: {low: 1%, mid: 2%}}'],
  ])('refuses what the validator refuses: %s', (text) => {
    expect(accepts(smallest(text))).toBe(false);
    expect(brief(text)).not.toEqual([]);
  });

  it.each([
    ['x-anything: {a: 1}'],
    ['serving: {headroom: {low: 1%, mid: 2%, high: 0.03}}'],
    ['serving: {scaling: {min: 1, max: 20}}'],
    ['let: {users: 250e3, rate: {low: 1, mid: 2, high: users * 3}}'],
    ['serving: {max_batch: 2 * 64}'],
    [
      'x-aws: &aws {cloud: aws}\ndeployments: {a: {accelerator: b200, rent: {<<: *aws, purchase: spot}}, b: {accelerator: l4, rent: }}',
    ],
  ])('takes what the validator takes: %s', (text) => {
    expect(accepts(smallest(text)), JSON.stringify(validate.errors)).toBe(true);
    expect(brief(text)).toEqual([]);
  });
});

describe('every key', () => {
  it('has a sentence, and an example or default that it accepts itself', () => {
    for (const info of all) {
      expect(info.doc, info.path.join('.')).toMatch(/^[A-Z0-9`].*\.$/s);
      const literals = [info.example, info.default?.startsWith('(') ? undefined : info.default];
      for (const literal of literals) {
        if (literal === undefined || info.measure === undefined) continue;
        const measure = Object.values(MEASURES).find(({ name }) => name === info.measure);
        if (info.values?.some(({ value }) => value === literal)) continue;
        expect(parseLiteral(literal), `${info.path.join('.')}: ${literal}`).toBeDefined();
        expect(measure).toBeDefined();
      }
    }
  });

  it('that is a quantity names units that fit', () => {
    for (const [name, measure] of Object.entries(MEASURES)) {
      for (const unit of measure.units) {
        const literal = parseLiteral(`1${unit}`);
        expect(literal, `${name}: ${unit}`).toBeDefined();
        const fits = measure.accepts.some(
          ({ dimension }) => JSON.stringify(dimension) === JSON.stringify(literal?.dimension),
        );
        expect(fits, `${name}: ${unit}`).toBe(true);
      }
    }
  });

  it('is read without a problem when its example, default or any allowed word stands there', () => {
    const shapes: Readonly<Record<string, string>> = {
      'deployments.a.own': 'deployments: {a: {accelerator: b200, own: {}}}',
      'deployments.a.api': 'deployments: {a: {api: {}}}',
      'deployments.a.':
        'deployments: {a: {prefill: {accelerator: b200, own: {}}, decode: {accelerator: b200, own: {}}}}',
      'deployments.a.rent.commit': 'deployments: {a: {accelerator: b200, rent: {commit: {replicas: 1}}}}',
      'deployments.a.rent.burst': 'deployments: {a: {accelerator: b200, rent: {commit: {replicas: 1}}}}',
      'deployments.a.rent': 'deployments: {a: {accelerator: b200, rent: {}}}',
      'serving.speculative': 'serving: {speculative: {tokens_per_step: 2, draft: {model: m, accelerator: l4}}}',
      '': '',
    };
    let checked = 0;
    for (const info of all) {
      const path = info.path.map((key) => (key === '*' ? 'a' : key));
      const dotted = path.join('.');
      if (
        path[0] === 'let' ||
        /speculative|feed_forward|scaling\.|images\.|commit\.share|baseline|(prefill|decode)\.(rent|own)/.test(dotted)
      )
        continue;
      if (dotted === 'traffic.profile' || /\.(mean|p50|p95|p99|trace)$/.test(dotted)) continue;
      const shape = Object.keys(shapes).find((prefix) => dotted.startsWith(prefix)) ?? '';
      if (shape === 'deployments.a.' && /^deployments\.a\.(accelerator|rent|own|api)/.test(dotted)) continue;
      const literals = [info.example, info.default, ...(info.values ?? []).map(({ value }) => value)];
      for (const literal of literals) {
        if (literal === undefined || literal.startsWith('(')) continue;
        const value = info.type === 'boolean' ? literal === 'true' : literal;
        const text = smallest(shapes[shape]);
        const after = applyEdits(text, setValue(text, 0, path, value));
        expect(document(after, { force: true, manifests }).problems, after).toEqual([]);
        expect(accepts(after), `${after}\n${JSON.stringify(validate.errors)}`).toBe(true);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(100);
  });
});

describe('the schema of a path', () => {
  it('tells hover and completion what they need', () => {
    expect(schemaAt(['site', 'electricity'])).toEqual({
      path: ['site', 'electricity'],
      doc: 'Price of electricity at the meter.',
      type: 'quantity',
      required: false,
      default: '(US industrial average)',
      example: '0.08 USD/kWh',
      measure: 'money per energy',
      measureCode: 'electricityPrice',
      units: ['USD/kWh', 'USD/MWh'],
      minimum: 0,
    });
    expect(schemaAt(['deployments', 'mine', 'rent', 'purchase'])?.values?.map(({ value }) => value)).toEqual([
      'on-demand',
      'spot',
      '1-year',
      '3-year',
    ]);
    expect(schemaAt(['deployments', 'mine', 'decode', 'feed_forward', 'accelerator'])).toMatchObject({
      table: 'accelerator',
      required: true,
    });
    expect(schemaAt(['deployments'])).toMatchObject({ names: true });
    expect(schemaAt(['traffic', 'requests', 'mid'])).toMatchObject({ type: 'quantity' });
    expect(schemaAt(['let', 'users'])).toMatchObject({ type: 'definition' });
    expect(schemaAt(['traffic', 'profile'])).toMatchObject({ type: 'choice', listLength: [24, 24] });
  });

  it('is undefined for keys that do not exist, JavaScript names among them', () => {
    for (const key of ['nope', '__proto__', 'constructor', 'toString']) {
      expect(schemaAt([key])).toBeUndefined();
      expect(schemaAt(['serving', key])).toBeUndefined();
    }
  });
});

describe('docs/workload.md', () => {
  const file = new URL('docs/workload.md', root);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [begin, end] = ['<!-- keys: written by test/unit/workload/schema.test.ts -->\n', '<!-- end of keys -->'];

  it('lists every key as the definition has it', () => {
    const [head = '', rest = ''] = text.split(begin);
    const tail = rest.slice(rest.indexOf(end));
    current('docs/workload.md', `${head}${begin}\n${reference()}\n${tail}`);
  });

  it('leaves no key out', () => {
    const rows = new Set([...reference().matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1]));
    const missing = all.map(({ path }) => path.at(-1) ?? '').filter((key) => key !== '*' && !rows.has(key));
    expect([...new Set(missing)]).toEqual([]);
  });

  it('shows only documents that are read without a problem', () => {
    const blocks = [...text.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1] ?? '');
    expect(blocks.length).toBeGreaterThan(3);
    for (const block of blocks) {
      const whole = /^model:/m.test(block) ? block : smallest(block);
      const { problems } = document(whole, { force: true, rates: { EUR: 1.1 }, manifests });
      expect(problems, block).toEqual([]);
    }
  });
});

it('a file may be read again and again: the same text, the same answer', () => {
  const text = smallest('slo: {ttft: 1 s}');
  const [a, b] = [parseWorkloadFile(text, { force: true }), parseWorkloadFile(text, { force: true })];
  expect(JSON.stringify(a.documents[0]?.workload)).toBe(JSON.stringify(b.documents[0]?.workload));
});
