/** What can be wrong with the text of a workload: closed codes, with the data their sentences and fixes need. */
import type { Range } from '../../quantity/index.ts';
import type { SyntaxData } from '../text/index.ts';

export const WORKLOAD_PROBLEM_CODES = [
  'yaml-syntax',
  'too-large',
  'unknown-key',
  'duplicate-key',
  'missing-key',
  'unknown-value',
  'unknown-name',
  'wrong-type',
  'wrong-unit',
  'missing-unit',
  'out-of-range',
  'bad-expression',
  'expression-cycle',
  'shadowed-name',
  'conflicting-keys',
  'unreadable-manifest',
  'unclear-unit',
  'other-model',
] as const;

export type WorkloadProblemCode = (typeof WORKLOAD_PROBLEM_CODES)[number];

/** What each code carries in `data`. A value the user wrote is always called `text`. */
export interface WorkloadProblemData {
  'yaml-syntax': SyntaxData;
  'too-large': {
    readonly what: 'text' | 'documents' | 'nodes' | 'aliases' | 'depth' | 'names';
    readonly limit: number;
  };
  /** `belongsTo`: path of the mapping that has such a key. */
  'unknown-key': {
    readonly key: string;
    readonly closest?: string;
    readonly allowed: readonly string[];
    readonly belongsTo?: readonly string[];
  };
  'duplicate-key': { readonly key: string; readonly first: Range };
  /** `anyOf` where one of several keys is enough. */
  'missing-key': { readonly key: string; readonly anyOf?: readonly string[]; readonly suggestion?: string };
  'unknown-value': { readonly text: string; readonly closest?: string; readonly allowed: readonly string[] };
  /** A name that stands for something in this document: a `let` name, a unit, a function, a deployment. */
  'unknown-name': {
    readonly name: string;
    readonly kind: 'name' | 'function' | 'deployment' | 'currency';
    readonly closest?: string;
    readonly known: readonly string[];
  };
  'wrong-type': { readonly expected: string; readonly got: string; readonly text: string };
  /** `expectedUnit`: one unit that fits, such as `USD/kWh`; `suggestion`: the value rewritten, where that is certain. */
  'wrong-unit': {
    readonly text: string;
    readonly expected: string;
    readonly got: string;
    readonly expectedUnit: string;
    readonly suggestion?: string;
  };
  'missing-unit': {
    readonly text: string;
    readonly expected: string;
    readonly units: readonly string[];
    readonly suggestion: string;
  };
  'out-of-range': {
    readonly text: string;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly above?: number;
    readonly integer?: true;
    /** Of the bounds. */
    readonly unit: string;
    /** The value rewritten, where that is certain: a share that was meant as percent. */
    readonly suggestion?: string;
    /**
     * Ends of a range in the wrong order, a list of the wrong length, weights that are all zero, or more tokens accepted per
     * step than the draft and the model itself can yield.
     */
    readonly reason?: 'order' | 'length' | 'zeros' | 'draft';
  };
  'bad-expression': {
    readonly text: string;
    readonly reason: 'syntax' | 'too-long' | 'too-complex' | 'not-allowed' | 'dimensions' | 'arguments' | 'not-finite';
    readonly detail?: string;
    readonly left?: string;
    readonly right?: string;
    readonly limit?: number;
    /** The value rewritten, where that is certain: `$0.08/kWh` as `0.08 USD/kWh`. */
    readonly suggestion?: string;
  };
  'expression-cycle': { readonly names: readonly string[] };
  'shadowed-name': { readonly name: string; readonly kind: 'unit' | 'function' | 'currency' | 'keyword' };
  'conflicting-keys': { readonly keys: readonly string[]; readonly in?: string };
  /** The file of `from`; `format`: it is none of those that can be read, `detail` says why. */
  'unreadable-manifest': {
    readonly file: string;
    readonly reason: 'missing' | 'outside-workspace' | 'too-large' | 'unreadable' | 'pending' | 'no-reader' | 'format';
    readonly detail?: string;
  };
  /** The file of `from` has several serving units, or none of this name. */
  'unclear-unit': { readonly file: string; readonly name?: string; readonly choices: readonly string[] };
  'other-model': { readonly file: string; readonly served: string; readonly model: string };
}

export type Severity = 'error' | 'warning' | 'information';

/** One problem of the text; `code` decides the shape of `data`. */
export type WorkloadProblem<Code extends WorkloadProblemCode = WorkloadProblemCode> = {
  readonly [C in Code]: {
    readonly code: C;
    readonly severity: Severity;
    readonly path: readonly string[];
    readonly range: Range;
    readonly data: WorkloadProblemData[C];
  };
}[Code];
