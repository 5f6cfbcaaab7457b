/** A mapping of which only its keys are known to be names, as plain data: the keys of a config.json. */
import type { Tree } from '../text/index.ts';

export type PlainObject = Readonly<Record<string, unknown>>;

export const MAX_VALUES = 20_000;

/**
 * Plain data of a mapping, undefined where aliases repeat it beyond the limit. Its objects have no prototype, so that
 * no key can mean anything but itself.
 */
export function plainObject(tree: Tree): PlainObject | undefined {
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
  const object = plain(tree) as PlainObject;
  return left < 0 ? undefined : object;
}
