/** The reader behind every format: a table of paths in, serving units out. */
import { defined } from '../../../quantity/index.ts';
import { readFacts, type EngineFacts, type Option, type Role } from '../engines/facts.ts';
import type { EngineTable } from '../engines/table.ts';
import {
  at,
  count,
  entries,
  exists,
  flag,
  items,
  placeOf,
  scalarText,
  text,
  top,
  touch,
  type Cursor,
} from '../source/cursor.ts';
import type { ImportFormat } from '../types.ts';
import { engineInContainer, filesOf, optionsInEnvironment, type Started } from './command.ts';
import { configMap, environment, resolve } from './environment.ts';
import { podMachine } from './machine.ts';
import { folderIn, isPath, modelIn } from './modelName.ts';
import { autoscalerOf, rangeOf, scaleOf } from './scaling.ts';
import type { Machine, Said, Surroundings, Unit } from './unit.ts';

/** Places of one fact, the first that holds a value wins; `a.b.c` from the unit, `/a.b` from the document. */
type Paths = string | readonly string[];

/** Where a format keeps what a serving unit needs. */
export interface UnitPaths {
  readonly name?: Paths;
  readonly model?: Paths;
  readonly image?: Paths;
  readonly command?: Paths;
  readonly args?: Paths;
  readonly env?: Paths;
  readonly envFrom?: Paths;
  /** Mappings of flags and their values; all of them count. */
  readonly options?: Paths;
  /** Single flags by where they stand: `tensor-parallel-size: spec.parallelism.tensor`. */
  readonly flags?: Readonly<Record<string, Paths>>;
  readonly resources?: Paths;
  /** Where nodeSelector, affinity and tolerations stand; all of them count. */
  readonly pod?: Paths;
  readonly accelerator?: Paths;
  readonly instance?: Paths;
  readonly cloud?: Paths;
  readonly region?: Paths;
  readonly spot?: Paths;
  readonly perNode?: Paths;
  readonly nodes?: Paths;
  readonly replicas?: Paths;
  readonly min?: Paths;
  readonly max?: Paths;
}

export interface UnitKind {
  readonly format: ImportFormat;
  readonly paths: UnitPaths;
  /** The engine where neither command nor image tells; without it such a unit is none. */
  readonly engine?: EngineTable;
  readonly kind?: string;
  readonly role?: Role;
  readonly group?: string;
  /** Variables that the platform sets. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What the paths cannot say. */
  readonly more?: (facts: EngineFacts, unit: Cursor) => Partial<Unit>;
}

const list = (paths: Paths | undefined): readonly string[] =>
  paths === undefined ? [] : typeof paths === 'string' ? [paths] : paths;

/** Follows `a.b[0].c`; keys with dots stand in quotes: `'nvidia.com/gpu'`. */
export function follow(unit: Cursor, path: string): Cursor {
  if (path === '.') return unit;
  if (path.startsWith('/')) return follow(top(unit.document), path.slice(1));
  const keys = path.match(/'[^']+'|[^.[\]']+/g) ?? [];
  return at(unit, ...keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key.replaceAll("'", ''))));
}

const pick = (unit: Cursor, paths: Paths | undefined): Cursor | undefined =>
  list(paths)
    .map((path) => follow(unit, path))
    .find(exists);

const all = (unit: Cursor, paths: Paths | undefined): readonly Cursor[] =>
  list(paths)
    .map((path) => follow(unit, path))
    .filter(exists);

const number = (unit: Cursor, paths: Paths | undefined): number | undefined => {
  const found = pick(unit, paths);
  return found && count(found);
};

const word = (unit: Cursor, paths: Paths | undefined): string | undefined => {
  const found = pick(unit, paths);
  return found && text(found);
};

const said = (cursors: readonly Cursor[]): readonly Said[] =>
  cursors.flatMap((cursor) => {
    const value = text(cursor);
    return value === undefined || value === '' ? [] : [{ value, place: placeOf(cursor) }];
  });

/** Units in one place of a document: usually one; a script may start several engines. */
export function readUnits(unit: Cursor, kind: UnitKind, around: Surroundings): readonly Unit[] {
  const { paths } = kind;
  const env = environment(all(unit, paths.env), pick(unit, paths.envFrom), around);
  const values = new Map([...Object.entries(kind.variables ?? {}), ...env.values]);
  const place = placeOf(pick(unit, paths.args) ?? pick(unit, paths.command) ?? unit);
  const image = pick(unit, paths.image);
  const words = [...wordsAt(pick(unit, paths.command)), ...wordsAt(pick(unit, paths.args))];
  const named = text(pick(unit, paths.name) ?? at(unit, 'name'));
  const imageText = image && resolve(imageName(image), values);
  const found = engineInContainer(words, imageText, values, place);
  const mounted = found.length > 0 ? found : mountedScript(unit, paths, values, around);
  const starts = mounted.length > 0 ? mounted : engineInContainer(words, imageText, values, place, kind.engine);
  const machine = machineOf(unit, paths, around);
  return starts.map((one, i): Unit => {
    const own = ownOptions(unit, paths);
    const fromEnv = optionsInEnvironment(one.table, values, (variable) => placeOf(env.places.get(variable) ?? unit));
    const options = [...own, ...fromEnv, ...one.options].map((option) =>
      typeof option.value === 'string' ? { ...option, value: resolve(option.value, values) } : option,
    );
    const model = pick(unit, paths.model);
    const facts = withModel(
      readFacts(one.table, options, { notes: around.notes, file: filesOf(one, around.file) }),
      model,
      image,
      values,
      around,
    );
    const name = named ?? facts.model?.split('/').at(-1) ?? 'imported';
    const suffix = starts.length > 1 && i > 0 ? `-${i + 1}` : '';
    return {
      format: kind.format,
      name: `${name}${suffix}`,
      path: [kind.kind, name].filter((part) => part !== undefined).join('/'),
      place: one.place,
      facts,
      machine,
      role: kind.role ?? facts.role ?? 'serve',
      group: kind.group ?? name,
      ...defined<Partial<Unit>>({ nodes: number(unit, paths.nodes) ?? facts.nodes }),
      ...replicasOf(unit, paths, kind.kind, name, around),
      ...kind.more?.(facts, unit),
    };
  });
}

function imageName(image: Cursor): string {
  const repository = text(at(image, 'repository'));
  return repository ?? text(image) ?? '';
}

function wordsAt(cursor: Cursor | undefined): readonly string[] {
  if (cursor === undefined) return [];
  touch(cursor);
  const one = scalarText(cursor.value);
  if (one !== undefined) return [one];
  return items(cursor).flatMap((item) => {
    const word = text(item);
    return word === undefined ? [] : [word];
  });
}

function ownOptions(unit: Cursor, paths: UnitPaths): readonly Option[] {
  const mapped = all(unit, paths.options).flatMap((cursor) =>
    entries(cursor).map(([name, inner]) => {
      touch(inner);
      return { name, value: inner.value, place: placeOf(inner) };
    }),
  );
  const single = Object.entries(paths.flags ?? {}).flatMap(([name, where]) => {
    const cursor = pick(unit, where);
    if (cursor === undefined) return [];
    touch(cursor);
    return [{ name, value: cursor.value, place: placeOf(cursor) }];
  });
  return [...single, ...mapped];
}

/** The model of a key of its own, or of NIM's image, where the flags name none. */
function withModel(
  facts: EngineFacts,
  model: Cursor | undefined,
  image: Cursor | undefined,
  values: ReadonlyMap<string, string>,
  around: Surroundings,
): EngineFacts {
  const written = model === undefined ? undefined : text(model);
  const named = modelIn(written, values) ?? folderIn(written);
  if (
    named !== undefined &&
    model !== undefined &&
    (facts.model === undefined || isPath(facts.model) || named.endsWith(`/${facts.model}`))
  ) {
    around.notes.found(placeOf(model), 'model', named);
    return { ...facts, model: named };
  }
  const nim = /(?:^|\/)nim\/([\w.-]+\/[\w.-]+)/.exec(image === undefined ? '' : imageName(image))?.[1];
  if (nim === undefined || facts.model !== undefined || image === undefined) return facts;
  around.notes.found(placeOf(image), 'model', nim);
  return { ...facts, model: nim };
}

function machineOf(unit: Cursor, paths: UnitPaths, around: Surroundings): Machine {
  const pod = podMachine(all(unit, paths.pod), all(unit, paths.resources), around);
  const accelerators = [...said(all(unit, paths.accelerator)), ...(pod.accelerators ?? [])];
  const instances = [...said(all(unit, paths.instance)), ...(pod.instances ?? [])];
  const spot = pick(unit, paths.spot);
  return {
    ...pod,
    ...defined<Machine>({
      accelerators: accelerators.length > 0 ? accelerators : undefined,
      instances: instances.length > 0 ? instances : undefined,
      cloud: word(unit, paths.cloud),
      region: word(unit, paths.region) ?? pod.region,
      perNode: number(unit, paths.perNode) ?? pod.perNode,
      spot: spot !== undefined && flag(spot) === true ? true : pod.spot,
    }),
  };
}

function replicasOf(
  unit: Cursor,
  paths: UnitPaths,
  kind: string | undefined,
  name: string,
  around: Surroundings,
): Partial<Unit> {
  const replicas = pick(unit, paths.replicas);
  const scaler = kind === undefined ? undefined : autoscalerOf(kind, name, around);
  const own = scaleOf(number(unit, paths.min), number(unit, paths.max));
  for (const key of ['replicas', 'min', 'max'] as const) {
    const cursor = pick(unit, paths[key]);
    const value = cursor && count(cursor);
    if (cursor && value !== undefined) around.notes.found(placeOf(cursor), key, value);
  }
  const scaling = scaler ?? (own?.max === undefined && own !== undefined && replicas !== undefined ? undefined : own);
  const range = replicas === undefined ? {} : rangeOf(replicas);
  return scaling === undefined ? range : { ...range, scaling };
}

/** A start script that a ConfigMap of the same files holds and the pod mounts. */
function mountedScript(
  unit: Cursor,
  paths: UnitPaths,
  values: ReadonlyMap<string, string>,
  around: Surroundings,
): readonly Started[] {
  for (const pod of all(unit, paths.pod))
    for (const volume of items(at(pod, 'volumes'))) {
      const map = configMap(around, text(at(volume, 'configMap', 'name')));
      for (const [, file] of map ? entries(map) : []) {
        const script = scalarText(file.value);
        const found = script === undefined ? [] : engineInContainer([script], undefined, values, placeOf(file));
        if (found.length > 0) return found;
      }
    }
  return [];
}
