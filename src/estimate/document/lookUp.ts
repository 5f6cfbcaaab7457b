/**
 * Names of a document that cannot be computed as it stands: looked up all the same, from its tree, so that everything
 * that is wrong is told in one pass, and its deployments still appear.
 */
import type { Catalog } from '../../catalog/index.ts';
import type { Localization } from '../../quantity/index.ts';
import type { Given, WorkloadDocument } from '../../workload/index.ts';
import { checkProvider, type Evaluated, textHasError, withoutNumbers } from '../deployment/index.ts';
import { type PendingProblem, ProblemCollector, type Problem, type Reason, toProblem } from '../problems/index.ts';
import { checkPlace, resolveAccelerator, resolveModel } from '../names/index.ts';
import type { DeploymentEstimate } from '../contract/index.ts';

type Tree = WorkloadDocument['tree'];

/** Names that no table knows, with the deployment they stand in. */
export function unknownNames(
  document: WorkloadDocument,
  catalog: Catalog,
): readonly { readonly deployment?: string; readonly pendingProblem: PendingProblem }[] {
  const { tree } = document;
  const model = textAt(document, tree, ['model']);
  const shared = new ProblemCollector();
  if (model && !/^[./]|\.json$/.test(model.value)) {
    const kind = model.value.includes('/') ? 'huggingface' : 'id';
    resolveModel(catalog, { kind, id: model.value.trim(), origin: model.origin }, shared);
  }
  const own = document.deploymentNames.flatMap((deployment) => {
    const entry = childOf(childOf(tree, 'deployments'), deployment);
    const pending = new ProblemCollector();
    lookUpDeployment(document, entry, ['deployments', deployment], catalog, pending);
    return pending.list.map((pendingProblem) => ({ deployment, pendingProblem }));
  });
  return [...shared.list.map((pendingProblem) => ({ pendingProblem })), ...own].filter(
    ({ pendingProblem: { code } }) => code === 'unknown-name',
  );
}

const POOLS: readonly (readonly string[])[] = [[], ['prefill'], ['decode'], ['decode', 'feed_forward']];

function lookUpDeployment(
  document: WorkloadDocument,
  deployment: Tree | undefined,
  path: readonly string[],
  catalog: Catalog,
  pending: ProblemCollector,
): void {
  for (const steps of POOLS) {
    const pool = steps.reduce<Tree | undefined>(childOf, deployment);
    if (!pool) continue;
    const at = [...path, ...steps];
    const accelerator = textAt(document, pool, at, 'accelerator');
    if (accelerator) resolveAccelerator(catalog, accelerator, pending);
    const rent = childOf(pool, 'rent');
    if (!rent || childOf(rent, 'price')) continue;
    const place = (key: string): Given<string> | undefined => textAt(document, rent, [...at, 'rent'], key);
    const [cloud, region, instance] = [place('cloud'), place('region'), place('instance')];
    checkPlace(
      catalog,
      { ...(cloud ? { cloud } : {}), ...(region ? { region } : {}), ...(instance ? { instance } : {}) },
      pending,
    );
  }
  const api = childOf(deployment, 'api');
  const provider = api && textAt(document, api, [...path, 'api'], 'provider');
  if (provider && !childOf(api, 'price')) checkProvider(catalog, provider, pending);
}

function childOf(tree: Tree | undefined, key: string): Tree | undefined {
  return tree?.kind === 'map' ? tree.get(key)?.value : undefined;
}

/** Text at a path with where it stands; the last step may be given apart. */
function textAt(
  document: WorkloadDocument,
  tree: Tree,
  path: readonly string[],
  key?: string,
): Given<string> | undefined {
  const whole = key === undefined ? path : [...path, key];
  const found = childOf(tree, key ?? path.at(-1) ?? '');
  if (found?.kind !== 'scalar' || typeof found.value !== 'string' || found.text.trim() === '') return undefined;
  const range = document.rangeOf(whole)?.value ?? document.range;
  return { value: found.value, origin: { kind: 'document', path: whole, range, text: found.text } };
}

/** Problems of names that the estimate has not told yet. */
export function missedNames(
  document: WorkloadDocument,
  catalog: Catalog,
  told: readonly Problem[],
  words: Localization,
): readonly Problem[] {
  const seen = new Set(told.map(placeOf));
  return unknownNames(document, catalog)
    .map(({ pendingProblem }) => toProblem(pendingProblem, { path: [], range: document.range }, words))
    .filter((problem) => !seen.has(placeOf(problem)));
}

const placeOf = ({ code, range: { start } }: Problem): string => `${code} ${start.line}:${start.column}`;

/** Deployments of a document without readable model or traffic: each `invalid`, with why. */
export function unreadDeployments(
  document: WorkloadDocument,
  catalog: Catalog,
  words: Localization,
): readonly Evaluated[] {
  const names = unknownNames(document, catalog);
  return document.deploymentNames.map((name) => {
    const pending = new ProblemCollector();
    pending.list.push(
      ...names.flatMap(({ deployment, pendingProblem }) => (deployment === name ? [pendingProblem] : [])),
    );
    const entry = childOf(childOf(document.tree, 'deployments'), name);
    const request = { resolved: { words }, currency: 'USD' };
    const blank = withoutNumbers(name, writtenPaymentKind(entry), 'invalid', pending, request);
    const wrong = document.problems.some(
      ({ severity, path }) => severity === 'error' && path[0] === 'deployments' && path[1] === name,
    );
    const reasons = [...(wrong ? [textHasError(words)] : []), ...blank.estimate.reasons];
    return { ...blank, estimate: { ...blank.estimate, reasons: reasons.length > 0 ? reasons : [elsewhere(words)] } };
  });
}

function elsewhere({ t }: Localization): Reason {
  return { code: 'invalid', message: t('Model or traffic of the document cannot be read; see the problems.') };
}

/** How an entry is paid, as far as its text can be read. */
function writtenPaymentKind(tree: Tree | undefined): DeploymentEstimate['kind'] {
  const kinds = (['rent', 'own', 'api'] as const).filter((key) => childOf(tree, key) !== undefined);
  return kinds.length === 1 ? (kinds[0] ?? 'mixed') : 'mixed';
}
