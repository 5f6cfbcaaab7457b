/** dstack: services, tasks and dev environments that run an engine. */
import { at, count, exists, items, placeOf, text, touch, type Cursor } from '../source/cursor.ts';
import { readUnits } from '../units/read.ts';
import type { Machine, Unit } from '../units/unit.ts';
import type { Format } from './format.ts';

export const dstack: Format = {
  id: 'dstack',
  title: 'a dstack service',
  is: (document) =>
    /^(?:service|task|dev-environment)$/.test(text(at(document, 'type')) ?? '') &&
    (exists(at(document, 'commands')) || exists(at(document, 'image')) || exists(at(document, 'replicas'))),
  units: (document, around) => {
    const { machine, number } = gpu(at(document, 'resources', 'gpu'));
    const nodes = count(at(document, 'nodes')) ?? 1;
    const units = readUnits(
      document,
      {
        format: 'dstack',
        paths: {
          name: 'name',
          model: ['model.name', 'model'],
          image: 'image',
          command: 'entrypoint',
          args: 'commands',
          env: 'env',
          cloud: 'backends.0',
          region: 'regions.0',
          instance: 'instance_types.0',
          replicas: 'replicas',
        },
        variables: {
          DSTACK_GPUS_NUM: String(number * nodes),
          DSTACK_GPUS_PER_NODE: String(number),
          DSTACK_NODES_NUM: String(nodes),
        },
      },
      around,
    );
    const spot = text(at(document, 'spot_policy')) === 'spot';
    return units.map((unit): Unit => ({
      ...unit,
      machine: { ...machine, ...unit.machine, ...(spot ? { spot: true as const } : {}) },
      ...(nodes > 1 ? { nodes } : {}),
    }));
  },
};

/** `H100:2`, `H100:80GB:8`, `8:H200`, `24GB..`, `{name: [H100, H200], count: 2}`: the lower bound of a range counts. */
function gpu(cursor: Cursor): { readonly machine: Machine; readonly number: number } {
  touch(cursor);
  const names = exists(at(cursor, 'name')) ? [...items(at(cursor, 'name')), at(cursor, 'name')] : [];
  const spelled = text(cursor) ?? '';
  const parts = spelled.split(':');
  const isName = (part: string): boolean =>
    /[a-z]/i.test(part) && !/^\d+(?:\.\d+)?\s*(?:GB|MB|TB)?(?:\.\.|$)/i.test(part);
  const named = parts.find(isName)?.split(',') ?? names.flatMap((name) => text(name) ?? []);
  const counted = parts.find((part) => /^\d+(?:\.\.\d*)?$/.test(part)) ?? text(at(cursor, 'count')) ?? '1';
  const size = parts.find((part) => /^\d+GB$/i.test(part));
  const number = Number.parseInt(counted, 10) || 1;
  const said = named.map((name) => ({ value: size === undefined ? name : `${name}-${size}`, place: placeOf(cursor) }));
  return { number, machine: { ...(said.length > 0 ? { accelerators: said } : {}), perNode: number } };
}
