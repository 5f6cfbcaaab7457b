/** Which model: a catalog id, a Hugging Face id, a config.json beside the document, or its keys. */
import { spanOf, type Tree } from '../tree.ts';
import type { ModelReference } from '../types.ts';
import { originOfChecked, type CheckedMapping } from './check.ts';
import { report, type Context } from './context.ts';

export function readModel(mapping: CheckedMapping | undefined, context: Context): ModelReference | undefined {
  const value = mapping?.values.get('model');
  if (!value) return undefined;
  const origin = originOfChecked(value, context);
  if (value.kind === 'free') {
    const config = plainObject(value.tree);
    if (config) return { kind: 'config', config, origin };
    report(context, 'too-large', value.path, spanOf(value.tree), { what: 'nodes', limit: MAX_VALUES });
    return undefined;
  }
  if (value.kind !== 'text') return undefined;
  const id = value.value.trim();
  if (/^[./]/.test(id) || id.endsWith('.json')) return { kind: 'file', path: id, origin };
  return id.includes('/') ? { kind: 'huggingface', id, origin } : { kind: 'id', id, origin };
}

const MAX_VALUES = 20_000;

/**
 * Plain data of a mapping, undefined where aliases repeat it beyond the limit. Its objects have no prototype, so that
 * no key can mean anything but itself.
 */
function plainObject(tree: Tree): Readonly<Record<string, unknown>> | undefined {
  let left = MAX_VALUES;
  function plain(node: Tree): unknown {
    left -= 1;
    if (left < 0) return null;
    switch (node.kind) {
      case 'scalar':
        return node.value;
      case 'seq':
        return node.items.map(plain);
      case 'map': {
        const object = Object.create(null) as Record<string, unknown>;
        for (const { key, value } of node.entries) if (!(key in object)) object[key] = plain(value);
        return object;
      }
      case 'empty':
        return null;
    }
  }
  const object = plain(tree) as Readonly<Record<string, unknown>>;
  return left < 0 ? undefined : object;
}
