/** One YAML document → one Workload. Start here; check.ts validates, the other files of this folder build the parts. */
import type { Deployment, Pool, Site, Workload } from '../types.ts';
import { DOCUMENT } from '../schema/definition.ts';
import type { Tree } from '../tree.ts';
import { check, originOfChecked, type CheckedMapping } from './check.ts';
import type { Context } from './context.ts';
import { readModel } from './model.ts';
import { readApi, readPayment } from './payment.ts';
import { checkRules } from './rules.ts';
import { readServing } from './serving.ts';
import { readTarget, readTraffic } from './traffic.ts';
import { amountOf, defaultOrigin, definitionOf, givenText, mappingOf } from './values.ts';

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
  name: string,
  context: Context,
): Workload | undefined {
  const model = readModel(root, context);
  const traffic = readTraffic(mappingOf(root, 'traffic'), context);
  if (!model || !traffic) return undefined;
  const serving = mappingOf(root, 'serving');
  const invalid = invalidNames(deployments, context);
  const site = readSite(mappingOf(root, 'site'));
  const ttft = readTarget(mappingOf(root, 'slo'), 'ttft');
  const tpot = readTarget(mappingOf(root, 'slo'), 'tpot');
  const description = givenText(root, 'description', context)?.value;
  const baseline = givenText(root, 'baseline', context);
  const budget = mappingOf(root, 'budget');
  const perToken = amountOf(budget, 'per_million_tokens');
  const perSecond = amountOf(budget, 'per_month');
  const energyPerToken = amountOf(budget, 'energy_per_million_tokens');
  return {
    name: givenText(root, 'name', context)?.value ?? name,
    ...(description === undefined ? {} : { description }),
    model,
    traffic,
    slo: { ...(ttft ? { ttft } : {}), ...(tpot ? { tpot } : {}) },
    budget: {
      ...(perToken ? { perToken } : {}),
      ...(perSecond ? { perSecond } : {}),
      ...(energyPerToken ? { energyPerToken } : {}),
    },
    currency: givenText(root, 'currency', context) ?? {
      value: 'USD',
      origin: defaultOrigin('currency', definitionOf(root, 'currency')),
    },
    ...(baseline && deployments?.present.has(baseline.value) ? { baseline } : {}),
    serving: readServing([serving], context),
    ...(site ? { site } : {}),
    deployments: [...(deployments?.values ?? [])].flatMap(([key, value]) => {
      if (value.kind !== 'mapping' || invalid.some((one) => one.name === key)) return [];
      return readDeployment(key, value, serving, context) ?? [];
    }),
    ...(deploymentsUnread(context) ? { deploymentsUnread: true as const } : {}),
    invalidDeployments: invalid,
  };
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
    .filter(({ key }) => wrong.has(key))
    .map(({ key, keySpan }) => ({ name: key, range: context.lines.rangeOf(keySpan) }));
}

function readSite(mapping: CheckedMapping | undefined): Site | undefined {
  if (!mapping) return undefined;
  const electricity = amountOf(mapping, 'electricity');
  const pue = amountOf(mapping, 'pue');
  const carbonIntensity = amountOf(mapping, 'carbon_intensity');
  const water = amountOf(mapping, 'water');
  return {
    ...(electricity ? { electricity } : {}),
    ...(pue ? { pue } : {}),
    ...(carbonIntensity ? { carbonIntensity } : {}),
    ...(water ? { water } : {}),
  };
}

function readDeployment(
  name: string,
  mapping: CheckedMapping,
  serving: CheckedMapping | undefined,
  context: Context,
): Deployment | undefined {
  const site = readSite(mappingOf(mapping, 'site'));
  const named = { name, origin: originOfChecked(mapping, context), ...(site ? { site } : {}) };
  const api = mappingOf(mapping, 'api');
  if (api) return { ...named, kind: 'api', api: readApi(api, context) };
  const pool = (own: CheckedMapping | undefined): Pool | undefined => {
    const accelerator = givenText(own, 'accelerator', context);
    const payment = own && readPayment(own === mapping ? [own] : [own, mapping], context);
    if (!own || !accelerator || !payment) return undefined;
    const levels = own === mapping ? [mapping, serving] : [own, mapping, serving];
    return { origin: originOfChecked(own, context), accelerator, payment, serving: readServing(levels, context) };
  };
  const decodeMapping = mappingOf(mapping, 'decode');
  if (!decodeMapping) {
    const only = pool(mapping);
    return only && { ...named, kind: 'serve', pool: only };
  }
  const prefill = pool(mappingOf(mapping, 'prefill'));
  const decode = pool(decodeMapping);
  const feedForward = pool(mappingOf(decodeMapping, 'feed_forward'));
  const transfer = amountOf(mapping, 'transfer');
  if (!prefill || !decode) return undefined;
  return {
    ...named,
    kind: 'disaggregated',
    prefill,
    decode,
    ...(feedForward ? { feedForward } : {}),
    ...(transfer ? { transfer } : {}),
  };
}
