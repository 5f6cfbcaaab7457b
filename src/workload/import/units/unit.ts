/** A serving unit: one engine with its machines, as far as the files say. Names are the files' own; deployments.ts translates. */
import type { EngineFacts, Role } from '../engines/facts.ts';
import type { Notebook } from '../notes.ts';
import type { Cursor, Place } from '../source/cursor.ts';
import type { NamedText } from '../source/documents.ts';
import type { ImportFormat } from '../types.ts';

/** A name of the file with where it stands. */
export interface Said {
  readonly value: string;
  readonly place: Place;
}

export interface Machine {
  /** Names of the accelerator, the surest first: labels, GPU types, models. */
  readonly accelerators?: readonly Said[];
  /** Instance types and families: `p5.48xlarge`, `p5`. */
  readonly instances?: readonly Said[];
  readonly cloud?: string;
  readonly region?: string;
  readonly spot?: true;
  /** Accelerators (or slices of one) that one node of a replica asks for. */
  readonly perNode?: number;
  /** Profile of a MIG slice, from the resource's name: `3g.40gb`. */
  readonly slice?: string;
  /** Several containers take turns on one accelerator. */
  readonly timeShared?: true;
}

export interface Scale {
  readonly min: number;
  readonly max?: number;
}

export interface Unit {
  readonly format: ImportFormat;
  readonly name: string;
  /** `Kind/name/container`, the fragment that chooses it. */
  readonly path: string;
  readonly place: Place;
  readonly facts: EngineFacts;
  readonly machine: Machine;
  /** Nodes of one replica. */
  readonly nodes?: number;
  readonly replicas?: number;
  readonly scaling?: Scale;
  readonly role: Role;
  /** Units of the same group with different roles are pools of one deployment. */
  readonly group: string;
}

/** What a format's reader may look at beside the document itself: the other documents of the same files. */
export interface Surroundings {
  readonly notes: Notebook;
  /** Every document of the files. */
  readonly documents: readonly Cursor[];
  /** Other files by name, ConfigMaps among them: for `--config engine.yaml`. */
  readonly file: (name: string) => NamedText | undefined;
}
