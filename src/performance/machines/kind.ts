/**
 * What a kind of machine does differently from others. The rest of this folder is common to all kinds and never asks which one it has.
 *
 * A new kind is a value of `MachineKind` (quantity/machineKind.ts), a file beside this one, and a line in machines/index.ts.
 */
import type { Constants } from '../constants.ts';
import type { Architecture, Attention, Parallelism, Replica } from '../types.ts';
import type { Exchange } from './exchange.ts';

/** How a replica lies on its accelerators. */
export interface Layout {
  /** Accelerators that work on one layer at once. */
  readonly width: number;
  /** Accelerators that share the attention of one sequence. */
  readonly group: number;
  /** Accelerators that share dense MLPs, shared experts and head: the attention group, or all. */
  readonly dense: number;
  /** Stages that hold different sequences at once. */
  readonly stages: number;
}

/** What stands around the operators of a step, s. */
export interface Surrounding {
  /** Dispatch and combine over nodes, the quicker of which is used; empty inside one domain, where they are part of the link. */
  readonly exchanges: readonly Exchange[];
  readonly linkStart: number;
  /** Per token of the step. */
  readonly linkToken: number;
  readonly flat: number;
  /** Per decoding sequence. */
  readonly sequence: number;
  /** Multiplies the whole step: bubbles of pipelines, ranks that wait for each other. */
  readonly stretch: number;
}

export interface MachineBehaviour {
  /** Engine whose constants apply, whatever the document names; undefined: the document's. */
  readonly engine?: string;
  /** Whether measurements of other machines say how wrong the model is about this one. */
  readonly comparable: boolean;
  layout(replica: Replica): Layout;
  surrounding(replica: Replica, layout: Layout, constants: Constants): Surrounding;
  /** Bytes of weights on one accelerator. */
  weightBytes(replica: Replica): number;
  /** Bytes of KV per position and layer that one accelerator of the group reads. */
  keyValueBytes(attention: Attention, bytesPerValue: number, group: number): number;
  /** Bytes of one sequence of `positions` on one accelerator, all layers. */
  sequenceBytes(replica: Replica, positions: number): number;
  /** Bytes of one accelerator that hold neither weights nor cache. */
  reserve(replica: Replica, weights: number): { readonly activations: number; readonly reserve: number };
  /** Prompt tokens that enter at once, of a chunk of the engine's size. */
  piece(chunk: number): number;
  /** The architecture as a replica of `accelerators` keeps it. */
  kept(architecture: Architecture, accelerators: number): Architecture;
  /** Parallelisms worth a look. Undefined: those of parallelism.ts. */
  parallelisms?(weights: number, memory: number): readonly Parallelism[];
}
