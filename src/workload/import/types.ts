/** What an importer could read from somebody else's file, before it is written as a workload. */
import type { Engine } from '../types.ts';
import type { Precision } from '../../quantity/index.ts';

/** One group of machines, as far as the file says. Names are the file's own; `machineNames.ts` translates. */
export interface ImportedPool {
  readonly role: 'serve' | 'prefill' | 'decode';
  readonly accelerator?: string;
  readonly instance?: string;
  readonly cloud?: string;
  readonly region?: string;
  readonly spot?: boolean;
  readonly replicas?: number;
  readonly tensorParallel?: number;
  readonly pipelineParallel?: number;
  readonly dataParallel?: number;
  readonly expertParallel?: boolean;
}

export interface ImportedServing {
  readonly model?: string;
  readonly engine?: Engine;
  readonly weights?: Precision;
  readonly kvCache?: Precision;
  readonly maxBatch?: number;
  readonly maxBatchedTokens?: number;
  readonly draftTokens?: number;
}

export interface Imported extends ImportedServing {
  readonly format: ImportFormat;
  readonly name?: string;
  readonly pools: readonly ImportedPool[];
  /** Smallest and largest replica count where the file scales. */
  readonly scaling?: { readonly min: number; readonly max?: number };
  /** What the file says and a workload has no place for, in words; kept as comments. */
  readonly unread: readonly string[];
}

export const IMPORT_FORMATS = [
  'vllm',
  'kubernetes',
  'kserve',
  'dynamo',
  'llm-d',
  'skypilot',
  'huggingface-config',
] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** A JSON-like value of a parsed file. */
export type Node = unknown;

export function mapping(node: Node): Readonly<Record<string, Node>> {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
    ? (node as Readonly<Record<string, Node>>)
    : {};
}

export function list(node: Node): readonly Node[] {
  return Array.isArray(node) ? node : [];
}

/** A scalar as text; numbers and booleans too. */
export function text(node: Node): string | undefined {
  return typeof node === 'string'
    ? node
    : typeof node === 'number' || typeof node === 'boolean'
      ? String(node)
      : undefined;
}

export function count(node: Node): number | undefined {
  const value = Number(text(node));
  return text(node) !== undefined && text(node) !== '' && Number.isFinite(value) ? value : undefined;
}

/** Follows keys through nested mappings. */
export function at(node: Node, ...keys: readonly string[]): Node {
  return keys.reduce<Node>((inner, key) => mapping(inner)[key], node);
}

/** The object without the keys that are undefined, so that optional properties stay absent. */
export function defined<T extends object>(object: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
