/** One YAML document → one Workload. Start here; check.ts validates, fields.ts reads what the keys define. */
import {
  ACCELERATOR,
  ANY_DEPLOYMENT,
  API,
  type Deployment,
  DOCUMENT,
  DOCUMENT_KEYS,
  LINK,
  OWN,
  type Payment,
  type Pool,
  RENT,
  SERVING,
  type Workload,
} from '../schema/index.ts';
import type { Tree } from '../text/index.ts';
import { check, type CheckedMapping, originOfChecked } from './check.ts';
import type { Context } from './context.ts';
import { allFieldsOf, fieldsOf, mappingOf, valueOf } from './fields.ts';
import { checkRules, isUnread } from './rules.ts';

/** @param name of the workload where the document gives none */
export function readWorkload(root: Tree, name: string, context: Context): Workload | undefined {
  const first = root.kind === 'map' ? root.entries.find((entry) => !entry.merged) : undefined;
  const at = first?.keySpan ?? { start: root.start, end: root.start };
  const checked = check(root, DOCUMENT, [], at, context);
  if (checked?.kind !== 'mapping') return undefined;
  const deployments = mappingOf(checked, 'deployments');
  const names = [...(deployments?.present.keys() ?? [])];
  checkRules(checked, names, context);
  return build(checked, deployments, name, context);
}

function build(
  root: CheckedMapping,
  deployments: CheckedMapping | undefined,
  fallbackName: string,
  context: Context,
): Workload | undefined {
  const fields = fieldsOf(DOCUMENT_KEYS, [root], context);
  if (!fields) return undefined;
  const { apiVersion: _, name, description, baseline, ...rest } = fields;
  const serving = mappingOf(root, 'serving');
  const invalid = invalidNames(deployments, context);
  return {
    ...rest,
    name: name?.value ?? fallbackName,
    ...(description ? { description: description.value } : {}),
    ...labelsOf(mappingOf(root, 'labels')),
    ...(baseline && deployments?.present.has(baseline.value) ? { baseline } : {}),
    slo: rest.slo ?? {},
    budget: rest.budget ?? {},
    serving: allFieldsOf(SERVING, [serving], context),
    deployments: [...(deployments?.values ?? [])].flatMap(([key, value]) => {
      if (value.kind !== 'mapping' || invalid.some((one) => one.name === key)) return [];
      return readDeployment(key, value, serving, context) ?? [];
    }),
    ...(deploymentsUnread(context) ? { deploymentsUnread: true as const } : {}),
    invalidDeployments: invalid,
  };
}

function labelsOf(labels: CheckedMapping | undefined): Pick<Workload, 'labels'> {
  const entries = [...(labels?.values ?? [])].flatMap(([key, value]) =>
    value.kind === 'text' ? [[key, value.value] as const] : [],
  );
  return entries.length === 0 ? {} : { labels: Object.fromEntries(entries) };
}

/** An error at the deployments or within them, or their key misspelt. */
function deploymentsUnread({ problems }: Context): boolean {
  return problems.some(
    (problem) =>
      problem.severity === 'error' &&
      (problem.path[0] === 'deployments' ||
        (problem.code === 'unknown-key' && problem.path.length === 1 && problem.data.closest === 'deployments')),
  );
}

function invalidNames(deployments: CheckedMapping | undefined, context: Context): Workload['invalidDeployments'] {
  const wrong = new Set(
    context.problems
      .filter(({ severity, path }) => severity === 'error' && path[0] === 'deployments' && path.length > 1)
      .map(({ path }) => path[1]),
  );
  return [...(deployments?.present.values() ?? [])]
    .filter(({ key }) => wrong.has(key) || isUnread(['deployments', key], context))
    .map(({ key, keySpan }) => ({ name: key, range: context.lines.rangeOf(keySpan) }));
}

/** What a pool may inherit from: its deployment and the `serving` of the document. */
interface Outer {
  readonly deployment: CheckedMapping;
  readonly serving: CheckedMapping | undefined;
}

function readDeployment(
  name: string,
  mapping: CheckedMapping,
  serving: CheckedMapping | undefined,
  context: Context,
): Deployment | undefined {
  const fields = allFieldsOf(ANY_DEPLOYMENT, [mapping], context);
  const named = { ...fields, name, origin: originOfChecked(mapping, context) };
  const api = valueOf(mapping, 'api', API, context);
  if (api) return { ...named, kind: 'api', api };
  const outer = { deployment: mapping, serving };
  const decodeMapping = mappingOf(mapping, 'decode');
  if (!decodeMapping) {
    const pool = readPool(mapping, outer, context);
    return pool && { ...named, kind: 'serve', pool };
  }
  const prefill = readPool(mappingOf(mapping, 'prefill'), outer, context);
  const decode = readPool(decodeMapping, outer, context);
  const feedForward = readPool(mappingOf(decodeMapping, 'feed_forward'), outer, context);
  if (!prefill || !decode) return undefined;
  return {
    ...named,
    ...allFieldsOf(LINK, [mapping], context),
    kind: 'disaggregated',
    prefill,
    decode,
    ...(feedForward ? { feedForward } : {}),
  };
}

function readPool(own: CheckedMapping | undefined, outer: Outer, context: Context): Pool | undefined {
  const levels = own === outer.deployment ? [own] : [own, outer.deployment];
  const accelerator = valueOf(own, 'accelerator', ACCELERATOR, context);
  const payment = paymentOf(levels, context);
  if (!own || !accelerator || !payment) return undefined;
  const serving = allFieldsOf(SERVING, [...levels, outer.serving], context);
  return { origin: originOfChecked(own, context), accelerator, payment, serving };
}

/** @param levels innermost first; the first that says rent or own decides */
function paymentOf(levels: readonly (CheckedMapping | undefined)[], context: Context): Payment | undefined {
  for (const level of levels) {
    const payment = valueOf(level, 'rent', RENT, context) ?? valueOf(level, 'own', OWN, context);
    if (payment) return payment;
  }
  return undefined;
}
