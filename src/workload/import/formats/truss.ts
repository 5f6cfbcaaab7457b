/** Truss of Baseten: a server of an image's own, started by a command. */
import { at, exists } from '../source/cursor.ts';
import { readUnits } from '../units/read.ts';
import type { Unit } from '../units/unit.ts';
import type { Format } from './format.ts';
import { accelerators } from './skypilot.ts';

export const truss: Format = {
  id: 'truss',
  title: 'a Truss configuration',
  is: (document) => exists(at(document, 'docker_server', 'start_command')),
  units: (document, around) => {
    const { said, number } = accelerators(at(document, 'resources', 'accelerator'));
    return readUnits(
      document,
      {
        format: 'truss',
        paths: {
          name: 'model_name',
          image: 'base_image.image',
          command: 'docker_server.start_command',
          env: 'environment_variables',
        },
      },
      around,
    ).map((unit): Unit => ({
      ...unit,
      machine: {
        ...unit.machine,
        ...(said.length > 0 ? { accelerators: said } : {}),
        ...(number === undefined ? {} : { perNode: number }),
      },
    }));
  },
};
