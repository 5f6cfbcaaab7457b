/**
 * What a key brings along when it is taken from the list: a block with its children as tab stops, an example to type over, or
 * nothing, where the list of values opens by itself. So the editor's own word list never has to step in.
 */
import { schemaAt, type KeyInfo } from '../workload/index.ts';

/** Snippet syntax; lines below the first are indented from the key. `asks`: the list of values is to open behind it. */
export interface KeyInsert {
  readonly text: string;
  readonly asks: boolean;
}

/** Children worth a line of their own, where the schema requires none; each with its example. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  slo: ['ttft', 'tpot'],
  serving: ['weights', 'kv_cache'],
  budget: ['per_million_tokens', 'per_month'],
  site: ['electricity', 'pue'],
  horizon: ['years', 'growth'],
  prefill: ['accelerator', 'rent'],
  decode: ['accelerator', 'rent'],
  feed_forward: ['accelerator', 'own'],
  rent: ['cloud', 'region'],
  own: ['life', 'cost_of_capital'],
  api: ['provider'],
};
/** What has no example in the schema, since it may be left out or is a mapping itself. */
const SHOWN: Readonly<Record<string, string>> = {
  rent: '{}',
  own: '{}',
  cloud: 'aws',
  region: 'us-east-1',
  provider: 'deepinfra',
};
/** Written in braces on one line: they stand within a deployment, where lines are dear. */
const IN_BRACES = new Set(['rent', 'own', 'api', 'speculative']);
const NAMED: Readonly<Record<string, string>> = {
  let: '${1:users}: ${2:250e3}',
  deployments: '${1:rented}:\n  accelerator: ${2:h100-sxm}\n  rent: {${3:cloud: aws}}',
};

/** @param path of the key @param inBraces it stands in flow style */
export function keyInsert(path: readonly string[], inBraces: boolean): KeyInsert {
  const key = path.at(-1) ?? '';
  const about = schemaAt(path);
  if (about === undefined) return { text: `${key}: $0`, asks: false };
  const named = path.length === 1 ? NAMED[key] : undefined;
  if (named !== undefined && !inBraces) return { text: block(key, named.split('\n')), asks: false };
  if (about.measure !== undefined && about.example !== undefined && !about.example.startsWith('{'))
    return { text: `${key}: \${1:${escaped(about.example)}}$0`, asks: false };
  const children = childrenOf(path, about);
  if (children.length === 0) return { text: `${key}: $0`, asks: hasValues(path, about) };
  const stops = children.map((child, index) => `${child}: \${${index + 1}:${escaped(exampleOf([...path, child]))}}`);
  if (inBraces || IN_BRACES.has(key)) return { text: `${key}: {${stops.join(', ')}}$0`, asks: false };
  return { text: block(key, stops), asks: false };
}

function block(key: string, lines: readonly string[]): string {
  return `${key}:\n${lines.map((line) => `  ${line}`).join('\n')}$0`;
}

function childrenOf(path: readonly string[], { keys = [] }: KeyInfo): readonly string[] {
  const required = keys.filter((key) => schemaAt([...path, key])?.required === true);
  if (required.length > 0) return required;
  return (CHILDREN[path.at(-1) ?? ''] ?? []).filter((key) => keys.includes(key));
}

function exampleOf(path: readonly string[]): string {
  const about = schemaAt(path);
  const key = path.at(-1) ?? '';
  return about?.example ?? SHOWN[key] ?? about?.values?.[0]?.value ?? '';
}

/** A closed list, a table of the catalog, or names of this document. */
function hasValues(path: readonly string[], { values, table, type }: KeyInfo): boolean {
  return values !== undefined || table !== undefined || type === 'boolean' || /^(model|baseline)$/.test(path.join('.'));
}

/** Signs of the snippet language within a placeholder. */
function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
