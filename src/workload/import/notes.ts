/** What an import read, left out and took for granted: data first, sentences in sentences.ts. */
import type { Place } from './source/cursor.ts';

/** A fact of the file that stands in the workload. `key` is the workload's. */
export interface Read extends Place {
  readonly key: string;
  readonly value: string;
}

export type IgnoredReason =
  /** It changes cost or speed, and a workload has no key for it. */
  | 'no-key'
  /** No table names it. */
  | 'unknown'
  /** It says nothing about cost or speed. */
  | 'no-effect'
  /** A variable that the files do not set. */
  | 'unresolved'
  /** A number format or count that could not be understood. */
  | 'not-understood'
  /** Another file that was not given. */
  | 'file-not-given'
  /** A change that another program makes to the files: kustomize, helm. */
  | 'not-applied'
  /** A file of a folder that is no YAML, or a template that nobody has rendered. */
  | 'broken'
  | 'template'
  /** A document or container that starts no engine. */
  | 'not-an-engine'
  | 'unknown-machine'
  /** The checkpoint's own number format stays. */
  | 'checkpoint-decides'
  | 'several-choices';

/** `what` names a key, flag or variable. Its value is never told: it may be a secret. */
export interface Ignored extends Place {
  readonly what: string;
  readonly reason: IgnoredReason;
}

export type AssumedReason =
  /** The engine's default, or the machines that one replica asks for. */
  | 'accelerators-asked-for'
  | 'more-accelerators-than-used'
  | 'fewer-accelerators-than-used'
  | 'commonest-form'
  | 'first-of-several'
  | 'acceptance'
  | 'served-name'
  | 'folder-name'
  | 'no-traffic'
  | 'no-model'
  | 'no-machine'
  | 'no-machine-named'
  | 'several-nodes'
  | 'zero-replicas'
  | 'time-shared';

/** Something the workload needs and the file does not say. `key` is the workload's. */
export interface Assumed extends Place {
  readonly key: string;
  readonly value: string;
  readonly reason: AssumedReason;
}

export interface Notes {
  readonly read: readonly Read[];
  readonly ignored: readonly Ignored[];
  readonly assumed: readonly Assumed[];
}

/** Collects notes while a file is read; each is kept once. */
export class Notebook implements Notes {
  readonly read: Read[] = [];
  readonly ignored: Ignored[] = [];
  readonly assumed: Assumed[] = [];
  private readonly seen = new Set<string>();

  found(place: Place, key: string, value: string | number): void {
    if (this.first('read', place, key)) this.read.push({ ...place, key, value: String(value) });
  }

  ignore(place: Place, what: string, reason: IgnoredReason): void {
    if (this.first(reason, place, what)) this.ignored.push({ ...place, what, reason });
  }

  assume(place: Place, key: string, value: string | number, reason: AssumedReason): void {
    if (this.first(reason, place, key)) this.assumed.push({ ...place, key, value: String(value), reason });
  }

  private first(kind: string, place: Place, what: string): boolean {
    const key = `${kind}|${place.file}|${place.line}|${place.path}|${what}`;
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    return true;
  }
}
