/** docker compose: services that run an engine. */
import { at, count, entries, exists, items, text, type Cursor } from '../source/cursor.ts';
import { readUnits, type UnitPaths } from '../units/read.ts';
import type { Unit } from '../units/unit.ts';
import type { Format } from './format.ts';

const SERVICE: UnitPaths = {
  image: 'image',
  command: 'entrypoint',
  args: 'command',
  env: 'environment',
  replicas: ['deploy.replicas', 'scale'],
};

export const compose: Format = {
  id: 'compose',
  title: 'a compose file',
  is: (document) =>
    entries(at(document, 'services')).some(
      ([, service]) => exists(at(service, 'image')) || exists(at(service, 'build')) || exists(at(service, 'command')),
    ) && !exists(at(document, 'kind')),
  units: (document, around) =>
    entries(at(document, 'services')).flatMap(([name, service]) =>
      readUnits(service, { format: 'compose', group: name, kind: 'service', paths: SERVICE }, around).map(
        (unit): Unit => {
          const perNode = devices(service);
          return {
            ...unit,
            name,
            path: name,
            ...(perNode === undefined ? {} : { machine: { ...unit.machine, perNode } }),
          };
        },
      ),
    ),
};

/** `deploy.resources.reservations.devices`, or `gpus:`; `all` says nothing about how many. */
function devices(service: Cursor): number | undefined {
  const device =
    items(at(service, 'deploy', 'resources', 'reservations', 'devices'))[0] ?? items(at(service, 'gpus'))[0];
  if (device === undefined) return count(at(service, 'gpus'));
  const ids = items(at(device, 'device_ids')).flatMap((id) => (text(id) ?? '').split(','));
  return ids.length > 0 ? ids.length : count(at(device, 'count'));
}
