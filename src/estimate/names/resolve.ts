/** Names of the document become rows of the tables, or problems with the nearest name that exists. */
import {
  type AcceleratorRow,
  type Catalog,
  countriesOf,
  type ModelRow,
  parseConfig,
  readConfig,
  withQuantization,
} from '../../catalog/index.ts';
import type { Given, ModelReference, Rent } from '../../workload/index.ts';
import { closest, closestByName } from './closest.ts';
import type { FileAnswer } from '../contract/index.ts';
import type { ProblemCollector } from '../problems/index.ts';
import { memo } from './memo.ts';

export type ReadFile = (path: string) => FileAnswer;

export function resolveModel(
  catalog: Catalog,
  reference: ModelReference,
  pending: ProblemCollector,
  readFile?: ReadFile,
): ModelRow | undefined {
  switch (reference.kind) {
    case 'id':
    case 'huggingface': {
      const row = catalog.model(reference.id);
      if (row) return row;
      const known = catalog.models.flatMap((m) =>
        reference.kind === 'id' ? [m.id] : m.huggingFaceId === undefined ? [] : [m.huggingFaceId],
      );
      const near = closest(reference.id, known);
      pending.add(
        'unknown-name',
        { kind: 'model', name: reference.id, ...(near === undefined ? {} : { closest: near }) },
        reference.origin,
      );
      return undefined;
    }
    case 'file':
      return modelOfFile(reference, pending, readFile);
    case 'config':
      return modelOfConfig(reference.config, 'model', reference.origin, pending);
  }
}

function modelOfFile(
  reference: Extract<ModelReference, { kind: 'file' }>,
  pending: ProblemCollector,
  readFile: ReadFile | undefined,
): ModelRow | undefined {
  const { path, origin } = reference;
  if (!readFile) {
    pending.add('unreadable-reference', { reference: path, reason: 'no-reader' }, origin);
    return undefined;
  }
  const answer = readFile(path);
  if (!answer.ok) {
    if (answer.reason === 'outside-workspace') pending.add('outside-workspace', { reference: path }, origin);
    else if (answer.reason === 'pending')
      pending.add('unreadable-reference', { reference: path, reason: 'pending' }, origin, 'information');
    else pending.add('unreadable-reference', { reference: path, reason: answer.reason }, origin);
    return undefined;
  }
  let config: unknown;
  try {
    config = parseConfig(answer.text);
  } catch {
    pending.add('unreadable-reference', { reference: path, reason: 'not-json' }, origin);
    return undefined;
  }
  return modelOfConfig(withSidecar(config, path, readFile), path, origin, pending);
}

/** ModelOpt keeps the quantisation of a checkpoint in a file beside its configuration. */
function withSidecar(config: unknown, path: string, readFile: ReadFile): unknown {
  const answer = readFile(path.replace(/[^/]*$/, 'hf_quant_config.json'));
  return answer.ok ? withQuantization(config, answer.text) : config;
}

function modelOfConfig(
  config: unknown,
  reference: string,
  origin: ModelReference['origin'],
  pending: ProblemCollector,
): ModelRow | undefined {
  const row = readConfig(config);
  if (!('problem' in row)) return row;
  pending.add(
    'unreadable-reference',
    {
      reference,
      reason: 'not-a-model',
      detail: [row.problem.code.replaceAll('-', ' '), row.problem.key, row.problem.value]
        .filter((part) => part !== undefined)
        .join(' '),
    },
    origin,
  );
  return undefined;
}

/** A name of the world: a vendor's, a scheduler's, a cloud's; what stands after a colon counts accelerators (SkyPilot). */
function byOtherName(catalog: Catalog, given: Given<string>, pending: ProblemCollector): AcceleratorRow | undefined {
  const named = catalog.acceleratorNamed(given.value.replace(/:\d+$/, ''));
  if (named === undefined) return undefined;
  const taken = named.via === 'family' ? 'family' : 'name';
  pending.add(
    'unknown-name',
    { kind: 'accelerator', name: given.value, closest: named.accelerator, taken },
    given.origin,
    'information',
  );
  return catalog.accelerator(named.accelerator);
}

export function resolveAccelerator(
  catalog: Catalog,
  given: Given<string>,
  pending: ProblemCollector,
): AcceleratorRow | undefined {
  const row = catalog.accelerator(given.value) ?? byOtherName(catalog, given, pending);
  if (!row) {
    const near =
      closest(
        given.value,
        catalog.accelerators.map((a) => a.id),
      ) ??
      closestByName(
        given.value,
        catalog.accelerators.map(({ id, vendor, name }) => ({ id, name: `${vendor} ${name}` })),
      );
    pending.add(
      'unknown-name',
      { kind: 'accelerator', name: given.value, ...(near === undefined ? {} : { closest: near }) },
      given.origin,
    );
    return undefined;
  }
  if (row.availability !== 'available')
    pending.add(
      'not-available',
      { accelerator: row.name, availability: row.availability, released: row.released },
      given.origin,
    );
  return row;
}

type RentSelection = Pick<Rent, 'cloud' | 'region' | 'instance' | 'price'>;

/** Cloud, region and instance must exist somewhere in the tables; whether the machine is sold there is asked later. */
export function checkPlace(catalog: Catalog, rent: RentSelection, pending: ProblemCollector): boolean {
  const { cloud, region, instance } = rent;
  // A place outside the tables is fine where the document brings its own price.
  if (rent.price || (!cloud && !region && !instance)) return true;
  const key = `${cloud?.value ?? ''}|${region?.value ?? ''}|${instance?.value ?? ''}`;
  if (known(catalog, key, () => ({ fine: false })).fine) return true;
  const fine = findPlace(catalog, rent, pending);
  if (fine) known(catalog, key, () => ({ fine })).fine = true;
  return fine;
}

const known = memo<{ fine: boolean }>();

/** Clouds by the names of their companies. */
const COMPANIES: Readonly<Record<string, string | undefined>> = {
  amazon: 'aws',
  google: 'gcp',
  'google cloud': 'gcp',
  microsoft: 'azure',
};

function findPlace(catalog: Catalog, { cloud, region, instance }: RentSelection, pending: ProblemCollector): boolean {
  let fine = true;
  const miss = (
    kind: 'cloud' | 'region' | 'instance',
    given: Given<string>,
    names: readonly string[],
    among?: string,
  ): void => {
    const near = (kind === 'cloud' ? COMPANIES[given.value.toLowerCase()] : undefined) ?? closest(given.value, names);
    const data = {
      kind,
      name: given.value,
      ...(near === undefined ? {} : { closest: near }),
      ...(among === undefined ? {} : { among }),
    };
    pending.add('unknown-name', data, given.origin);
    fine = false;
  };
  if (cloud && !has(catalog.clouds(), cloud.value)) {
    miss('cloud', cloud, catalog.clouds());
    return false;
  }
  if (region && !isRegion(catalog, cloud?.value, region.value)) {
    const known = [...catalog.regionNames(cloud?.value), ...catalog.regionGroups()];
    miss('region', region, known, cloud?.value);
  }
  if (instance) {
    const known = catalog.instanceNames(cloud?.value);
    if (!has(known, instance.value)) miss('instance', instance, known, cloud?.value);
  }
  return fine;
}

function has(names: readonly string[], name: string): boolean {
  const wanted = name.toLowerCase();
  return names.some((known) => known.toLowerCase() === wanted);
}

function isRegion(catalog: Catalog, cloud: string | undefined, region: string): boolean {
  return (
    has(catalog.regionNames(cloud), region) ||
    countriesOf(region) !== undefined ||
    catalog.zone(cloud, region) !== undefined ||
    /^(any|global)$/i.test(region)
  );
}
