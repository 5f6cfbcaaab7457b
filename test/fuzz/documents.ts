/**
 * Workloads that use every key, made of the definition of the language itself: a key that is added there is tried here
 * without anybody thinking of it.
 */
import { DOCUMENT, MEASURES, type Key, type MappingType, type ValueType } from '../../src/workload/schema/index.ts';
import type { Catalog } from '../../src/catalog/index.ts';
import type { Node } from './node.ts';
import type { Random } from './random.ts';

export interface Names {
  readonly models: readonly string[];
  readonly accelerators: readonly string[];
  readonly clouds: readonly string[];
  readonly regions: readonly string[];
  readonly instances: readonly string[];
  readonly providers: readonly string[];
  readonly currencies: readonly string[];
}

export function namesOf(catalog: Catalog): Names {
  const distinct = (all: readonly string[]): string[] => [...new Set(all)].sort();
  return {
    models: distinct(catalog.models.map(({ id }) => id)),
    accelerators: distinct(catalog.accelerators.map(({ id }) => id)),
    clouds: distinct(catalog.instances.map(({ cloud }) => cloud)),
    regions: ['us', 'eu', ...distinct(catalog.instances.map(({ region }) => region))],
    instances: distinct(catalog.instances.map(({ instance }) => instance)),
    providers: distinct(catalog.apiPrices.map(({ provider }) => provider)),
    currencies: ['USD', 'EUR', 'GBP', 'JPY'],
  };
}

export interface Wish {
  /** How likely a key that may be left out stands there. */
  readonly fill: number;
  /** How likely a value is wrong, or the largest or smallest that may be written. */
  readonly spite: number;
  /** Deployments at most. */
  readonly deployments: number;
}

/** Every path of keys that was written, names of the document's own as `*`. */
export type Seen = Set<string>;

export function makeDocument(random: Random, names: Names, wish: Wish, seen: Seen = new Set()): Node {
  return new Maker(random, names, wish, seen).mapping(DOCUMENT, []);
}

/** Of these at most one stands in a mapping; the language says so. */
const EITHER_OR = [
  ['rent', 'own', 'api', 'prefill'],
  ['colocation', 'building'],
  ['peak_to_average', 'profile'],
  ['replicas', 'max'],
  ['replicas', 'min'],
  ['trace', 'mean'],
  ['trace', 'p50'],
  ['trace', 'p95'],
  ['mean', 'p50', 'p95', 'p99'],
] as const;
/** Of these at least one. */
const ONE_OF = [
  ['mean', 'p50', 'trace'],
  ['min', 'max', 'replicas'],
] as const;
const MEANINGS = ['low', 'mid', 'high'] as const;
const NAMES = ['a', 'b', 'own-fleet', 'größe', 'a b', '0', '-1', 'x'.repeat(60), '=1+1', '__proto__', 'constructor'];
const WRONG = [
  '',
  '~',
  '-1',
  '0',
  'x',
  '1e999',
  '.nan',
  '1e',
  '[',
  '{a: 1}',
  '1 / 0',
  'a',
  '1 USD / s',
  'true',
  '%',
  '"\\0"',
];

class Maker {
  readonly #random: Random;
  readonly #names: Names;
  readonly #wish: Wish;
  readonly #seen: Seen;

  constructor(random: Random, names: Names, wish: Wish, seen: Seen) {
    this.#random = random;
    this.#names = names;
    this.#wish = wish;
    this.#seen = seen;
  }

  /** @param of the key whose value it is: its example is that of its parts */
  mapping(type: MappingType, path: readonly string[], of?: Key): Node {
    const left = new Set(Object.keys(type.keys).filter((key) => this.#wanted(key, type.keys[key] as Key, path)));
    for (const group of EITHER_OR) {
      const both = group.filter((key) => left.has(key));
      if (both.length < 2 || this.#spiteful()) continue;
      const kept = this.#random.pick(both);
      for (const key of both) if (key !== kept) left.delete(key);
    }
    for (const group of ONE_OF)
      if (group.every((key) => key in type.keys) && !group.some((key) => left.has(key)) && !this.#spiteful())
        left.add(group[0]);
    this.#settle(left, path);
    const entries = [...left].map((key): [string, Node] => [
      key,
      this.#key(
        { ...(of?.example && /^\d/.test(of.example) ? { example: of.example } : {}), ...(type.keys[key] as Key) },
        key,
        path,
      ),
    ]);
    if (type.names) entries.push(...this.#named(type.names, path));
    if (this.#random.chance(0.2)) entries.reverse();
    return Object.fromEntries(entries);
  }

  #wanted(key: string, { required }: Key, path: readonly string[]): boolean {
    if (required) return !this.#spiteful();
    if (path.length === 0 && key === 'deployments') return this.#random.chance(0.996);
    // Two that seldom lead to an answer.
    if (key === 'trace' || key === 'baseline') return this.#random.chance(this.#wish.fill * 0.1);
    return this.#random.chance(this.#wish.fill);
  }

  /** A deployment has a machine, or two pools, or an API; a document without them says little. */
  #settle(left: Set<string>, path: readonly string[]): void {
    if (/^(prefill|decode|feed_forward)$/.test(path.at(-1) ?? '') && !left.has('own')) left.add('rent');
    if (path.length !== 2 || path[0] !== 'deployments') return;
    if (left.has('prefill') || left.has('decode')) {
      if (left.has('rent') || left.has('own') || left.has('api'))
        ['prefill', 'decode', 'transfer'].map((key) => left.delete(key));
      else for (const key of ['prefill', 'decode']) left.add(key);
    }
    if (left.has('prefill')) {
      left.delete('accelerator');
      return;
    }
    left.delete('transfer');
    if (!left.has('rent') && !left.has('own') && !left.has('api')) left.add(this.#random.pick(['rent', 'own', 'api']));
    if (left.has('api')) left.delete('accelerator');
    else left.add('accelerator');
  }

  #named(key: Key, path: readonly string[]): [string, Node][] {
    const most = path[0] === 'deployments' ? this.#wish.deployments : 2;
    return Array.from({ length: this.#random.int(path[0] === 'deployments' ? 1 : 0, most) }, (_, i): [string, Node] => {
      const name = this.#spiteful() ? this.#random.pick(NAMES) : `${path[0] === 'let' ? 'v' : 'd'}${i}`;
      return [name, this.#value(key.type, key, [...path, '*'])];
    });
  }

  #key(key: Key, name: string, path: readonly string[]): Node {
    const at = [...path, name];
    this.#seen.add(at.join('.'));
    return this.#value(key.type, key, at);
  }

  #value(type: ValueType, key: Key, path: readonly string[]): Node {
    if (this.#spiteful()) return this.#random.pick(WRONG);
    switch (type.kind) {
      case 'mapping':
        return this.mapping(type, path, key);
      case 'either':
        return this.#value(this.#random.pick(type.options), key, path);
      case 'list':
        return Array.from({ length: this.#random.int(type.least, Math.min(type.most, type.least + 60)) }, () =>
          this.#value(type.of, key, path),
        );
      case 'quantity':
        return this.#quantity(type, key, path);
      case 'definition':
        return this.#random.pick(['3', '250e3', '6 / day', '2 * 4', '800 ms', '40%', '12 USD']);
      case 'choice':
        return this.#random.pick(Object.keys(type.values));
      case 'boolean':
        return this.#random.pick(['true', 'false']);
      case 'name':
        return this.#name(type.table);
      case 'deployment-name':
        return this.#random.pick(['d0', 'd1', 'nobody']);
      case 'path':
        return this.#random.pick(['requests.csv', '../x.csv', '/dev/zero']);
      case 'free':
        return this.#config();
      case 'text':
        return path.at(-1) === 'model'
          ? this.#random.pick(this.#names.models)
          : this.#random.pick(['support-chat', ...NAMES]);
    }
  }

  #name(table: Extract<ValueType, { kind: 'name' }>['table']): string {
    const of = {
      accelerator: this.#names.accelerators,
      cloud: this.#names.clouds,
      region: this.#names.regions,
      instance: this.#names.instances,
      provider: this.#names.providers,
      'api-model': this.#names.models,
      currency: this.#names.currencies,
    };
    return this.#random.pick(of[table]);
  }

  #quantity(type: Extract<ValueType, { kind: 'quantity' }>, key: Key, path: readonly string[]): Node {
    if (this.#random.chance(0.06)) {
      for (const meaning of MEANINGS) this.#seen.add([...path, meaning].join('.'));
      const amounts = MEANINGS.map(() => this.#amount(type, key)).sort((a, b) => a.value - b.value);
      return Object.fromEntries(MEANINGS.map((meaning, i) => [meaning, amounts[i]?.text ?? '1']));
    }
    const { text } = this.#amount(type, key);
    return this.#random.chance(0.05) ? `${text} * (1 + 1) / 2` : text;
  }

  /** Around the example of the key, where it has one; else of the usual size of its measure. */
  #amount(
    { measure, minimum, maximum, integer }: Extract<ValueType, { kind: 'quantity' }>,
    key: Key,
  ): { value: number; text: string } {
    const written = /^([\d.]+)(.*)$/.exec(key.example ?? (key.default?.startsWith('(') ? '' : (key.default ?? '')));
    const units = MEASURES[measure].units;
    const unit = written?.[2]?.trim() ?? units[0] ?? '';
    const centre = Number(written?.[1] ?? (unit === '%' ? 20 : 3)) || 1;
    const far = this.#spiteful();
    const least = minimum ?? 0;
    const most = maximum ?? Infinity;
    const asShare = unit === '%' ? 100 : 1;
    if (minimum === 0 && this.#random.chance(0.03)) return { value: 0, text: `0 ${unit}`.trim() };
    const drawn = far ? this.#random.log(1e-9, 1e12) : centre * this.#random.log(0.2, 5);
    const inside = far || unit.includes('/') ? drawn : Math.min(most * asShare, Math.max(least * asShare, drawn));
    const whole = this.#random.chance(0.7) ? 2 ** Math.round(Math.log2(inside)) : Math.round(inside);
    const value = integer ? Math.max(1, whole) : Number(inside.toPrecision(3));
    return { value, text: unit === '' ? String(value) : `${value} ${unit}`.replace(' %', '%') };
  }

  #config(): Node {
    const heads = this.#random.pick([8, 32, 64]);
    return {
      model_type: this.#random.pick(['llama', 'qwen3', 'mistral', 'mixtral', 'nobody-knows']),
      hidden_size: String(heads * 128),
      num_hidden_layers: String(this.#random.int(1, 96)),
      num_attention_heads: String(heads),
      num_key_value_heads: String(this.#random.pick([1, 8, heads])),
      intermediate_size: String(heads * 448),
      vocab_size: '128256',
    };
  }

  #spiteful(): boolean {
    return this.#random.chance(this.#wish.spite);
  }
}

/** Paths of all keys of the language, names of the document's own as `*`. */
export function everyKey(type: ValueType = DOCUMENT, path: readonly string[] = []): string[] {
  switch (type.kind) {
    case 'mapping': {
      const known = Object.entries(type.keys).flatMap(([name, key]) => [
        [...path, name].join('.'),
        ...everyKey(key.type, [...path, name]),
      ]);
      return type.names ? [...known, ...everyKey(type.names.type, [...path, '*'])] : known;
    }
    case 'either':
      return type.options.flatMap((option) => everyKey(option, path));
    case 'list':
      return everyKey(type.of, path);
    default:
      return [];
  }
}
