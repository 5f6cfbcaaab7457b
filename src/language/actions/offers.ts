/** A change to one deployment with its title: what fixes and refactorings are made of, before they become code actions. */
import type { DeploymentEstimate, EvaluatedWorkload } from '../../estimate/index.ts';
import { nodeAt, type TextEdit } from '../../workload/index.ts';
import { remove, set, together, type TextInHand } from '../edits.ts';
import type { LanguageContext } from '../types.ts';
import { candidate, type Candidate } from './candidates.ts';

export interface Offer {
  readonly title: string;
  readonly change: Candidate;
  readonly preferred?: true;
}

export interface Subject {
  readonly context: LanguageContext;
  readonly workload: EvaluatedWorkload;
  readonly deployment: DeploymentEstimate;
  /** Paths of its pools: the deployment itself, or prefill, decode, feed_forward. */
  readonly pools: readonly (readonly string[])[];
}

export function offer(subject: Subject, title: string, edits: readonly TextEdit[]): readonly Offer[] {
  const change = candidate(subject.context, subject.workload, subject.deployment, edits);
  return change === undefined ? [] : [{ title, change }];
}

/** Sets a key in every pool. */
export function setInPools(
  subject: Subject,
  title: string,
  key: readonly string[],
  value: string | number,
): readonly Offer[] {
  const { context, workload, pools } = subject;
  const steps = pools.map((pool) => (text: TextInHand) => text.set([...pool, ...key], value));
  const [first] = pools;
  if (first === undefined) return [];
  const edits =
    pools.length === 1 ? set(context, workload, [...first, ...key], value) : together(context, workload, steps);
  return offer(subject, title, edits);
}

export function removeKey(subject: Subject, title: string, path: readonly string[]): readonly Offer[] {
  return offer(subject, title, remove(subject.context, subject.workload, path));
}

/** Paths of the pools of a deployment that name an accelerator. */
export function poolsOf({ document }: EvaluatedWorkload, deployment: string): readonly (readonly string[])[] {
  const base = ['deployments', deployment];
  const paths = [base, [...base, 'prefill'], [...base, 'decode'], [...base, 'decode', 'feed_forward']];
  return paths.filter((path) => document.rangeOf([...path, 'accelerator']) !== undefined);
}

/** `rent` of those pools that are rented. */
export function rentsOf({ workload, pools }: Subject): readonly (readonly string[])[] {
  return pools.map((pool) => [...pool, 'rent']).filter((path) => workload.document.rangeOf(path) !== undefined);
}

/** What the tables say where a cloud names no region. */
const UNSTATED = 'unstated';

/** The same machine at another place. A negotiated price or discount is of the old cloud and goes with it, where there is one. */
export function rentedAt(subject: Subject, cloud: string, region: string): readonly Offer[] {
  const { context, workload } = subject;
  const named = region !== UNSTATED;
  const title = named ? context.t('Rent at {0}, {1}', cloud, region) : context.t('Rent at {0}', cloud);
  return rentsOf(subject).flatMap((rent) => {
    const old = cloudAt(workload, rent);
    const gone = old === undefined || old === cloud ? ['instance'] : ['instance', 'price', 'discount'];
    const edits = together(context, workload, [
      ...gone.map((key) => (text: TextInHand) => text.remove([...rent, key])),
      (text) => text.set([...rent, 'cloud'], cloud),
      (text) => (named ? text.set([...rent, 'region'], region) : text.remove([...rent, 'region'])),
    ]);
    return offer(subject, title, edits);
  });
}

/** The cloud written in a `rent`. */
function cloudAt({ document }: EvaluatedWorkload, rent: readonly string[]): string | undefined {
  const cloud = nodeAt(document.tree, [...rent, 'cloud'])?.tree;
  return cloud?.kind === 'scalar' ? cloud.text : undefined;
}
