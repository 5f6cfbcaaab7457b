/** A document as data, every scalar as it would be written; and how it becomes text. */

export type Node = string | readonly Node[] | { readonly [key: string]: Node };

/** The styles differ, the meaning does not. */
export type Style = 'block' | 'flow';

export function writeNode(node: Node, style: Style = 'block'): string {
  if (style === 'flow' || typeof node === 'string' || Array.isArray(node)) return `${flow(node)}\n`;
  return block(node as Mapping, '');
}

type Mapping = { readonly [key: string]: Node };
const isMapping = (node: Node): node is Mapping => typeof node === 'object' && !Array.isArray(node);

function block(node: Mapping, indent: string): string {
  return Object.entries(node)
    .map(([key, value]) =>
      isMapping(value) && Object.keys(value).length > 0
        ? `${indent}${scalar(key)}:\n${block(value, `${indent}  `)}`
        : `${indent}${scalar(key)}: ${flow(value)}\n`,
    )
    .join('');
}

function flow(node: Node): string {
  if (typeof node === 'string') return scalar(node);
  if (Array.isArray(node)) return `[${node.map(flow).join(', ')}]`;
  return `{${Object.entries(node)
    .map(([key, value]) => `${scalar(key)}: ${flow(value)}`)
    .join(', ')}}`;
}

/** Quoted where YAML would read something else. */
function scalar(text: string): string {
  return /^[\p{L}\p{N}./+(-][\p{L}\p{N} ./%*+()_^-]*$/u.test(text) && text === text.trim()
    ? text
    : JSON.stringify(text);
}

/** The document with one place changed; `undefined` removes it. Mappings on the way are made where they are missing. */
export function withValue(node: Node | undefined, path: readonly string[], value: Node | undefined): Node {
  const [key, ...rest] = path;
  if (key === undefined) return value ?? {};
  const old = node !== undefined && isMapping(node) ? node : {};
  const { [key]: before, ...others } = old;
  if (rest.length === 0 && value === undefined) return others;
  const after = rest.length === 0 ? (value as Node) : withValue(before, rest, value);
  // At its old place: order is a test of its own.
  return key in old
    ? Object.fromEntries(Object.entries(old).map(([name, each]) => [name, name === key ? after : each]))
    : { ...old, [key]: after };
}

export function valueAt(node: Node | undefined, path: readonly string[]): Node | undefined {
  const [key, ...rest] = path;
  if (key === undefined || node === undefined) return node;
  return isMapping(node) ? valueAt(node[key], rest) : undefined;
}
