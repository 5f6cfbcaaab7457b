/**
 * Names of a document that cannot be computed as it stands: looked up all the same, from its tree, so that everything
 * that is wrong is told in one pass, and its deployments still appear.
 */
import type { Catalog } from '../../catalog/index.ts';
import type { Words } from '../../quantity/index.ts';
import type { Given, WorkloadDocument } from '../../workload/index.ts';
import { checkProvider, type Evaluated, textHasError, withoutNumbers } from '../deployment/index.ts';
import { type Finding, Findings, type Problem, type Reason, toProblem } from '../problems/index.ts';
import { checkPlace, resolveAccelerator, resolveModel } from '../names/index.ts';
import type { DeploymentEstimate } from '../contract/index.ts';

type Tree = WorkloadDocument['tree'];

/** Names that no table knows, with the deployment they stand in. */
export function unknownNames(
  document: WorkloadDocument,
  catalog: Catalog,
): readonly { readonly deployment?: string; readonly finding: Finding }[] {
  const { tree } = document;
  const model = textAt(document, tree, ['model']);
  const shared = new Findings();
  if (model && !/^[./]|\.json$/.test(model.value)) {
    const kind = model.value.includes('/') ? 'huggingface' : 'id';
    resolveModel(catalog, { kind, id: model.value.trim(), origin: model.origin }, shared);
  }
  const own = document.deploymentNames.flatMap((deployment) => {
    const entry = childOf(childOf(tree, 'deployments'), deployment);
    const findings = new Findings();
    lookUpDeployment(document, entry, ['deployments', deployment], catalog, findings);
    return findings.list.map((finding) => ({ deployment, finding }));
  });
  return [...shared.list.map((finding) => ({ finding })), ...own].filter(
    ({ finding: { code } }) => code === 'unknown-name',
  );
}

const POOLS: readonly (readonly string[])[] = [[], ['prefill'], ['decode'], ['decode', 'feed_forward']];

function lookUpDeployment(
  document: WorkloadDocument,
  deployment: Tree | undefined,
  path: readonly string[],
  catalog: Catalog,
  findings: Findings,
): void {
  for (const steps of POOLS) {
    const pool = steps.reduce<Tree | undefined>(childOf, deployment);
    if (!pool) continue;
    const at = [...path, ...steps];
    const accelerator = textAt(document, pool, at, 'accelerator');
    if (accelerator) resolveAccelerator(catalog, accelerator, findings);
    const rent = childOf(pool, 'rent');
    if (!rent || childOf(rent, 'price')) continue;
    const place = (key: string): Given<string> | undefined => textAt(document, rent, [...at, 'rent'], key);
    const [cloud, region, instance] = [place('cloud'), place('region'), place('instance')];
    checkPlace(
      catalog,
      { ...(cloud ? { cloud } : {}), ...(region ? { region } : {}), ...(instance ? { instance } : {}) },
      findings,
    );
  }
  const api = childOf(deployment, 'api');
  const provider = api && textAt(document, api, [...path, 'api'], 'provider');
  if (provider && !childOf(api, 'price')) checkProvider(catalog, provider, findings);
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
  words: Words,
): readonly Problem[] {
  const seen = new Set(told.map(placeOf));
  return unknownNames(document, catalog)
    .map(({ finding }) => toProblem(finding, { path: [], range: document.range }, words))
    .filter((problem) => !seen.has(placeOf(problem)));
}

const placeOf = ({ code, range: { start } }: Problem): string => `${code} ${start.line}:${start.column}`;

/** Deployments of a document without readable model or traffic: each `invalid`, with why. */
export function unreadDeployments(document: WorkloadDocument, catalog: Catalog, words: Words): readonly Evaluated[] {
  const names = unknownNames(document, catalog);
  return document.deploymentNames.map((name) => {
    const findings = new Findings();
    findings.list.push(...names.flatMap(({ deployment, finding }) => (deployment === name ? [finding] : [])));
    const entry = childOf(childOf(document.tree, 'deployments'), name);
    const question = { subject: { words }, currency: 'USD' };
    const blank = withoutNumbers(name, kindOf(entry), 'invalid', findings, question);
    const wrong = document.problems.some(
      ({ severity, path }) => severity === 'error' && path[0] === 'deployments' && path[1] === name,
    );
    const reasons = [...(wrong ? [textHasError(words)] : []), ...blank.estimate.reasons];
    return { ...blank, estimate: { ...blank.estimate, reasons: reasons.length > 0 ? reasons : [elsewhere(words)] } };
  });
}

function elsewhere({ t }: Words): Reason {
  return { code: 'invalid', message: t('Model or traffic of the document cannot be read; see the problems.') };
}

function kindOf(tree: Tree | undefined): DeploymentEstimate['kind'] {
  const kinds = (['rent', 'own', 'api'] as const).filter((key) => childOf(tree, key) !== undefined);
  return kinds.length === 1 ? (kinds[0] ?? 'mixed') : 'mixed';
}
