/**
 * `from: ./k8s/vllm.yaml#name`: a deployment whose machine, parallelism, engine, precision, replicas and pools stand in a file
 * of somebody else's format. Its keys are put into the tree where they were missing, so that whatever reads a deployment
 * reads this one too; keys beside `from` win.
 */
import type { Range } from '../quantity/index.ts';
import {
  chooseDeployment,
  deploymentKeys,
  type DeploymentsRead,
  fragmentsOf,
  type ImportedDeployment,
  type Keys,
  type Notes,
  type Place,
} from './import/index.ts';
import { reportAs, type WorkloadProblem, type WorkloadProblemData } from './read/index.ts';
import { SERVING_KEYS } from './schema/index.ts';
import {
  type Entry,
  type Lines,
  MapNode,
  type MapTree,
  type ScalarTree,
  type Span,
  spanOf,
  type Tree,
} from './text/index.ts';

/** What a host answers when the document points at another file. `pending`: being read, evaluate again later. */
export type FileAnswer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: 'missing' | 'outside-workspace' | 'too-large' | 'unreadable' | 'pending' };

type Refused = Exclude<FileAnswer, { readonly ok: true }>['reason'];

/** Opens and reads the files that `from` names; the host brings it. */
export interface ManifestReader {
  /** @param file relative to the document */
  readonly read: (file: string) => DeploymentsRead | { readonly ok: false; readonly refused: Refused };
  /** The id of a model that the tables know by this name. */
  readonly model: (name: string) => string | undefined;
}

/** A deployment with `from`, and what was found behind it. */
export interface ManifestUse {
  readonly deployment: string;
  /** As the document names it, without the fragment. */
  readonly file: string;
  readonly fragment?: string;
  /** Of the value of `from`. */
  readonly range: Range;
  readonly span: Span;
  /** Names that a fragment may have: one for each serving unit of the file. */
  readonly choices: readonly string[];
  /** Where the engines of the deployment stand in the file: one, or those of prefill and decode. */
  readonly units: readonly Place[];
  readonly notes?: Notes;
}

interface Surroundings {
  readonly lines: Lines;
  readonly problems: WorkloadProblem[];
  readonly manifests: ManifestReader | undefined;
}

/** @returns the tree with the keys of the files in it, and each use of a file */
export function withManifests(
  root: Tree,
  around: Surroundings,
): { readonly root: Tree; readonly uses: readonly ManifestUse[] } {
  const uses: ManifestUse[] = [];
  const list = mapIn(root, 'deployments');
  if (root.kind !== 'map' || !list?.entries.some(({ value }) => fromIn(value) !== undefined)) return { root, uses };
  const model = root.get('model')?.value;
  const deployments = list.entries.map((entry): Entry => {
    const from = fromIn(entry.value);
    if (entry.value.kind !== 'map' || from === undefined) return entry;
    const reader = new UseReader(entry.key, from, around);
    const found = reader.find(model?.kind === 'scalar' ? model.text : undefined);
    uses.push(reader.use());
    return found === undefined ? entry : { ...entry, value: beside(entry.value, found, planter(from, reader.use())) };
  });
  const merged = new MapNode(list, list.flow, deployments, list.merges, list.via);
  const entries = root.entries.map((entry) => (entry.value === list ? { ...entry, value: merged } : entry));
  return { root: new MapNode(root, root.flow, entries, root.merges, root.via), uses };
}

function mapIn(tree: Tree, key: string): MapTree | undefined {
  const value = tree.kind === 'map' ? tree.get(key)?.value : undefined;
  return value?.kind === 'map' ? value : undefined;
}

function fromIn(tree: Tree): ScalarTree | undefined {
  const value = tree.kind === 'map' ? tree.get('from')?.value : undefined;
  return value?.kind === 'scalar' && typeof value.value === 'string' && value.text.trim() !== '' ? value : undefined;
}

/** Reads the file of one `from`, and says what is wrong with it. */
class UseReader {
  notes: Notes = { read: [], ignored: [], assumed: [] };
  readonly #deployment: string;
  readonly #from: ScalarTree;
  readonly #around: Surroundings;
  readonly #file: string;
  readonly #fragment: string | undefined;
  #choices: readonly string[] = [];
  #units: readonly Place[] = [];

  constructor(deployment: string, from: ScalarTree, around: Surroundings) {
    const [file = '', ...fragment] = from.text.trim().split('#');
    this.#deployment = deployment;
    this.#from = from;
    this.#around = around;
    this.#file = file;
    this.#fragment = fragment.length === 0 ? undefined : fragment.join('#');
  }

  use(): ManifestUse {
    const span = spanOf(this.#from);
    return {
      deployment: this.#deployment,
      file: this.#file,
      ...(this.#fragment === undefined ? {} : { fragment: this.#fragment }),
      range: this.#around.lines.rangeOf(span),
      span,
      choices: this.#choices,
      units: this.#units,
      ...(this.#units.length === 0 ? {} : { notes: this.notes }),
    };
  }

  /** @param model as the document names it @returns keys of the deployment, or undefined where a problem says why not */
  find(model: string | undefined): Keys | undefined {
    const deployments = this.#read();
    if (deployments === undefined) return undefined;
    this.#choices = fragmentsOf(deployments);
    const choice = chooseDeployment(deployments, this.#fragment);
    if (choice.kind !== 'one') {
      const name = this.#fragment === undefined ? {} : { name: this.#fragment };
      this.#report('unclear-unit', { file: this.#file, ...name, choices: choice.choices });
      return undefined;
    }
    const { pools } = choice.deployment;
    this.#units = pools.map(({ unit }) => unit.place);
    return this.#sameModel(choice.deployment, model) ? this.#keys(choice.deployment) : undefined;
  }

  #read(): readonly ImportedDeployment[] | undefined {
    const { manifests } = this.#around;
    const file = this.#file;
    if (manifests === undefined) return this.#report('unreadable-manifest', { file, reason: 'no-reader' });
    const read = manifests.read(file);
    if (read.ok) {
      this.notes = read.notes;
      return read.deployments;
    }
    if (!('refused' in read))
      return this.#report('unreadable-manifest', { file, reason: 'format', detail: read.message });
    const pending = read.refused === 'pending';
    return this.#report('unreadable-manifest', { file, reason: read.refused }, pending ? 'information' : 'error');
  }

  /** The document's model is the one that is priced: a file that serves another is a mistake, one with an unknown model may be. */
  #sameModel({ pools }: ImportedDeployment, model: string | undefined): boolean {
    const { manifests } = this.#around;
    const served = pools[0]?.unit.facts.model;
    if (served === undefined || model === undefined || manifests === undefined) return true;
    if (served.toLowerCase() === model.toLowerCase() || /^(?:\/|\.|\$|pvc:)/.test(served)) return true;
    const [theirs, ours] = [manifests.model(served), manifests.model(model)];
    if (theirs !== undefined && theirs === ours) return true;
    const sure = theirs !== undefined && ours !== undefined;
    this.#report('other-model', { file: this.#file, served, model }, sure ? 'error' : 'information');
    return !sure;
  }

  #keys(deployment: ImportedDeployment): Keys {
    // What is only assumed of the file (acceptance of drafts) is told by `import`, from the same notes.
    return deploymentKeys(deployment, {}, silent);
  }

  #report<Code extends 'unreadable-manifest' | 'unclear-unit' | 'other-model'>(
    code: Code,
    data: WorkloadProblemData[Code],
    severity: 'error' | 'information' = 'error',
  ): undefined {
    const path = ['deployments', this.#deployment, 'from'];
    reportAs(this.#around, severity, { code, path, at: spanOf(this.#from), data });
    return undefined;
  }
}

const silent = { assume: () => undefined };

type Plant = (key: string, value: unknown) => Entry;

/** Makes entries that stand where `from` stands, and know the line of the file that they were read from. */
function planter(from: ScalarTree, { notes, units }: ManifestUse): Plant {
  const span = spanOf(from);
  const common = { ...span, via: undefined, flow: true };
  const tree = (key: string, value: unknown): Tree => {
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).map(([inner, one]) => plant(inner, one));
      return new MapNode(span, true, entries, []);
    }
    const text = String(value);
    const said = notes?.read.filter((one) => one.key === key) ?? [];
    const place = said.find((one) => one.value === text) ?? said[0] ?? units[0];
    const elsewhere = place === undefined ? {} : { elsewhere: { file: place.file, line: place.line } };
    return { kind: 'scalar', value: value as ScalarTree['value'], text, quoted: true, ...common, ...elsewhere };
  };
  const plant: Plant = (key, value) => ({ key, keySpan: span, value: tree(key, value), merged: true });
  return plant;
}

/** Keys of `rent` that say which machine and where; one of them in the document makes those of the file another machine's. */
const PLACE = ['cloud', 'region', 'instance', 'price'];

/** The deployment as written, with the keys of the file that it does not have. */
function beside(own: MapTree, found: Keys, plant: Plant): MapTree {
  if (own.get('api') !== undefined) return own;
  return 'prefill' in found ? besidePools(own, found, plant) : besideMachine(own, found, plant);
}

/** The file has one group of machines. Pools of the document are other machines: they take the engine's settings alone. */
function besideMachine(own: MapTree, found: Keys, plant: Plant): MapTree {
  const split = own.get('prefill') !== undefined || own.get('decode') !== undefined;
  const { accelerator, rent, ...serving } = found;
  return completed(
    own,
    split ? serving : { ...(accelerator === undefined ? {} : { accelerator }), rent, ...serving },
    plant,
  );
}

/** The file has two. What the document says of the deployment holds for both, what it says of a pool for that pool. */
function besidePools(own: MapTree, found: Keys, plant: Plant): MapTree {
  const accelerator = own.get('accelerator');
  const paid = own.get('own') !== undefined || own.get('rent') !== undefined;
  const pools = (['prefill', 'decode'] as const).map((role): Entry => {
    const theirs = Object.entries(found[role] as Keys).filter(
      ([key]) =>
        !(own.get(key) !== undefined && SERVING_KEYS.includes(key)) &&
        !(key === 'rent' && paid) &&
        !(key === 'accelerator' && accelerator !== undefined),
    );
    const written = own.get(role);
    const ours = written?.value.kind === 'map' ? written.value : undefined;
    const entries = [
      ...(ours?.entries ?? []),
      ...(accelerator === undefined ? [] : [{ ...accelerator, merged: true }]),
    ];
    const planted = plant(role, {});
    const start = ours ?? planted.value;
    const pool = completed(new MapNode(start, true, entries, []), Object.fromEntries(theirs), plant);
    return { ...(written ?? planted), value: pool };
  });
  const rest = own.entries.filter(({ key }) => key !== 'accelerator' && key !== 'prefill' && key !== 'decode');
  return new MapNode(own, own.flow, [...rest, ...pools], own.merges, own.via);
}

/** A deployment or a pool with what it lacks. A machine that it names itself stands elsewhere than the file's. */
function completed(own: MapTree, found: Keys, plant: Plant): MapTree {
  const other = own.get('accelerator') !== undefined;
  const planted = Object.entries(found).flatMap(([key, value]): readonly Entry[] => {
    if (own.get(key) !== undefined || (key === 'rent' && own.get('own') !== undefined)) return [];
    return [plant(key, key === 'rent' && other ? {} : value)];
  });
  const written = own.entries.map((entry) =>
    entry.key === 'rent' && !other ? { ...entry, value: rentBeside(entry.value, found['rent'], plant) } : entry,
  );
  return new MapNode(own, own.flow, [...written, ...planted], own.merges, own.via);
}

/** `rent: {purchase: 1-year}` beside the machine of the file. */
function rentBeside(rent: Tree, theirs: unknown, plant: Plant): Tree {
  if (rent.kind === 'scalar' || rent.kind === 'seq' || typeof theirs !== 'object' || theirs === null) return rent;
  const entries = rent.kind === 'map' ? rent.entries : [];
  if (entries.some(({ key }) => PLACE.includes(key))) return rent;
  const more = Object.entries(theirs).filter(([key]) => !entries.some((one) => one.key === key));
  return new MapNode(spanOf(rent), rent.flow, [...entries, ...more.map(([key, value]) => plant(key, value))], []);
}
