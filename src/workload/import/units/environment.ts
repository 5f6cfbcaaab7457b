/** Variables of a container: set in place, or taken from a ConfigMap of the same files. Secrets are never looked at. */
import { at, entries, items, scalarText, text, type Cursor } from '../source/cursor.ts';
import type { Surroundings } from './unit.ts';

export interface Environment {
  readonly values: ReadonlyMap<string, string>;
  readonly places: ReadonlyMap<string, Cursor>;
}

/** @param cursors lists of `{name, value}`, lists of `NAME=value`, or mappings; later ones win */
export function environment(
  cursors: readonly Cursor[],
  envFrom: Cursor | undefined,
  around: Surroundings,
): Environment {
  const values = new Map<string, string>();
  const places = new Map<string, Cursor>();
  const set = (name: string, value: string | undefined, cursor: Cursor): void => {
    if (value === undefined) return;
    values.set(name, value);
    places.set(name, cursor);
  };
  for (const from of envFrom ? items(envFrom) : []) {
    const map = configMap(around, text(at(from, 'configMapRef', 'name')));
    for (const [name, cursor] of map ? entries(map) : []) set(name, scalarText(cursor.value), cursor);
  }
  for (const cursor of cursors) {
    for (const [name, inner] of entries(cursor)) set(name, scalarText(inner.value), inner);
    for (const item of items(cursor)) {
      const pair = typeof item.value === 'string' ? /^(\w+)=(.*)$/s.exec(item.value) : null;
      if (pair) set(pair[1] ?? '', pair[2], item);
      const name = text(at(item, 'name'));
      if (name !== undefined)
        set(name, scalarText(at(item, 'value').value) ?? referred(item, around), at(item, 'value'));
    }
  }
  return { values: settled(values), places };
}

function referred(item: Cursor, around: Surroundings): string | undefined {
  const reference = at(item, 'valueFrom', 'configMapKeyRef');
  const map = configMap(around, text(at(reference, 'name')));
  const key = text(at(reference, 'key'));
  return map === undefined || key === undefined ? undefined : scalarText(at(map, key).value);
}

/** `data` of a ConfigMap; Kustomize's generators count. */
export function configMap(around: Surroundings, name: string | undefined): Cursor | undefined {
  const found = around.documents.find(
    (one) => at(one, 'kind').value === 'ConfigMap' && at(one, 'metadata', 'name').value === name,
  );
  return name === undefined || found === undefined ? undefined : at(found, 'data');
}

/** Variables may name each other. */
function settled(values: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...values].map(([name, value]) => [name, resolve(value, values)]));
}

/** Fills in `$(NAME)`, as Kubernetes does, and `$NAME`, `${NAME}` and `${NAME:-default}`, as shells and compose do. */
export function resolve(value: string, values: ReadonlyMap<string, string>): string {
  return value
    .replace(/\$\((\w+)\)/g, (whole, name: string) => values.get(name) ?? whole)
    .replace(
      /\$\{(\w+)(?::?-([^{}]*))?\}/g,
      (whole, name: string, fallback?: string) => values.get(name) ?? fallback ?? whole,
    )
    .replace(/\$([A-Za-z_]\w*)/g, (whole, name: string) => values.get(name) ?? whole);
}
