/** SkyPilot tasks and services. */
import { at, count, entries, exists, items, placeOf, scalarText, text, touch, type Cursor } from '../source/cursor.ts';
import { readUnits } from '../units/read.ts';
import type { Machine, Said, Unit } from '../units/unit.ts';
import type { Format } from './format.ts';

export const skypilot: Format = {
  id: 'skypilot',
  title: 'a SkyPilot task',
  is: (document) =>
    exists(at(document, 'resources')) && (exists(at(document, 'run')) || exists(at(document, 'service'))),
  units: (document, around) => {
    const resources = at(document, 'resources');
    const first = items(at(resources, 'any_of'))[0] ?? items(at(resources, 'ordered'))[0] ?? resources;
    const pick = (key: string): Cursor => (exists(at(first, key)) ? at(first, key) : at(resources, key));
    const { said, number } = accelerators(exists(pick('accelerators')) ? pick('accelerators') : pick('gpus'));
    const nodes = count(at(document, 'num_nodes')) ?? 1;
    const [cloud, region] = (text(pick('infra')) ?? '').split('/');
    const machine = placed(said, number, cloud, region);
    const units = readUnits(
      document,
      {
        format: 'skypilot',
        paths: {
          name: 'name',
          command: 'run',
          env: ['envs', 'secrets'],
          instance: cursorPath(pick('instance_type')),
          cloud: cursorPath(pick('cloud')),
          region: cursorPath(pick('region')),
          spot: cursorPath(pick('use_spot')),
          replicas: 'service.replicas',
          min: 'service.replica_policy.min_replicas',
          max: 'service.replica_policy.max_replicas',
        },
        variables: {
          SKYPILOT_NUM_GPUS_PER_NODE: String(number ?? 1),
          SKYPILOT_NUM_NODES: String(nodes),
        },
      },
      around,
    );
    const choices = items(at(resources, 'any_of')).length + items(at(resources, 'ordered')).length;
    if (choices > 1) around.notes.assume(placeOf(first), 'accelerator', said[0]?.value ?? '', 'first-of-several');
    return units.map((unit): Unit => ({
      ...unit,
      machine: { ...machine, ...unit.machine },
      ...(nodes > 1 ? { nodes } : {}),
    }));
  },
};

const cursorPath = (cursor: Cursor): string => `/${cursor.path.join('.')}`;

/** `H100:8`, `{H100: 8, H200: 8}` or a list: the first counts, the others are told. */
export function accelerators(cursor: Cursor): { readonly said: readonly Said[]; readonly number?: number } {
  touch(cursor);
  const one = scalarText(cursor.value);
  const spelled: readonly (readonly [string, Cursor])[] =
    one !== undefined
      ? [[one, cursor]]
      : [
          ...items(cursor).flatMap((item) => (text(item) === undefined ? [] : [[text(item) ?? '', item] as const])),
          ...entries(cursor).map(([name, inner]) => [`${name}:${text(inner) ?? '1'}`, inner] as const),
        ];
  const said = spelled.map(([value, place]) => ({ value: value.split(':')[0] ?? '', place: placeOf(place) }));
  const number = Number(spelled[0]?.[0].split(':')[1] ?? '1');
  return said.length === 0 ? { said } : { said, number: Number.isFinite(number) ? number : 1 };
}

/** Clouds as SkyPilot spells them; Kubernetes is none. */
function placed(
  said: readonly Said[],
  number: number | undefined,
  cloud: string | undefined,
  region: string | undefined,
): Machine {
  const known = cloud !== undefined && cloud !== '' && !/^(?:kubernetes|k8s|ssh|\*)$/.test(cloud);
  return {
    ...(said.length > 0 ? { accelerators: said } : {}),
    ...(number === undefined ? {} : { perNode: number }),
    ...(known ? { cloud } : {}),
    ...(known && region !== undefined && region !== '' && region !== '*' ? { region } : {}),
  };
}
