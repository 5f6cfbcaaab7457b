/** What goes into an import, and what comes out. */
import type { Notes } from './notes.ts';
import type { SourceFile } from './source/documents.ts';

export const IMPORT_FORMATS = [
  'command',
  'engine-config',
  'kubernetes',
  'kserve',
  'dynamo',
  'llm-d',
  'nim',
  'production-stack',
  'ray',
  'kubeai',
  'kaito',
  'ome',
  'bentoml',
  'skypilot',
  'truss',
  'dstack',
  'compose',
  'gpu-recipes',
  'srt-slurm',
  'huggingface-config',
] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** How a name of another tool was understood. `family`: it names several machines, and this is the commonest. */
export interface NamedMachine {
  readonly accelerator: string;
  readonly via: 'id' | 'name' | 'family';
}

export interface NamedInstance {
  readonly accelerator: string;
  readonly cloud: string;
  /** Accelerators of the instance; undefined where the name is a family's. */
  readonly count?: number;
}

/** The names of the world, which the tables know: a host brings them from the catalog. */
export interface MachineNames {
  /** `H100`, `NVIDIA-H100-80GB-HBM3`, `nvidia-l4`, `tpu-v6e-slice`. */
  readonly accelerator: (name: string) => NamedMachine | undefined;
  /** `p5.48xlarge`, `Standard_NC96ads_A100_v4`, or a family: `p5`. */
  readonly instance: (type: string) => NamedInstance | undefined;
  /** Whether a model has routed experts; undefined where no table knows the model. */
  readonly experts: (model: string) => boolean | undefined;
  /** The id of a model that the tables know by this name. */
  readonly model: (name: string) => string | undefined;
}

export interface ImportOptions {
  readonly names: MachineNames;
  /** Read documents as this format instead of looking. */
  readonly format?: ImportFormat;
}

export type ImportResult =
  | { readonly ok: true; readonly format: ImportFormat; readonly text: string; readonly notes: Notes }
  | { readonly ok: false; readonly message: string; readonly file?: string; readonly line?: number };

export type { SourceFile };
