/** What the definition of single keys cannot say: keys that exclude, need or order each other. */
import { closest } from '../../quantity/index.ts';
import { spanOf } from '../text/index.ts';
import { SERVING_KEYS } from '../schema/index.ts';
import type { CheckedMapping } from './check.ts';
import { type Context, report, reportAs, textOf } from './context.ts';
import { amountOf, mappingOf } from './fields.ts';

/** At most one of the keys; the second one present is where the conflict is shown. */
function exclusive(mapping: CheckedMapping, keys: readonly string[], context: Context): void {
  const found = keys.filter((key) => mapping.present.has(key));
  const second = mapping.present.get(found[1] ?? '');
  if (second) report(context, 'conflicting-keys', [...mapping.path, second.key], second.keySpan, { keys: found });
}

function needs(mapping: CheckedMapping, anyOf: readonly string[], context: Context): void {
  if (anyOf.some((key) => mapping.present.has(key))) return;
  report(context, 'missing-key', mapping.path, mapping.at, {
    key: anyOf[0] ?? '',
    ...(anyOf.length > 1 ? { anyOf } : {}),
  });
}

/** `small` must not exceed `large`. */
function ordered(mapping: CheckedMapping, small: string, large: string, context: Context): void {
  const [a, b] = [amountOf(mapping, small), amountOf(mapping, large)];
  const entry = mapping.present.get(large);
  if (!a || !b || !entry || a.mid <= b.mid) return;
  const text = textOf(entry.value, context.lines);
  const data = { text, minimum: a.mid, unit: '', reason: 'order' as const };
  report(context, 'out-of-range', [...mapping.path, large], spanOf(entry.value), data);
}

function checkCommitment(rent: CheckedMapping, context: Context): void {
  exclusive(rent, ['purchase', 'commit'], context);
  const commit = mappingOf(rent, 'commit');
  if (rent.present.has('burst') && !rent.present.has('commit')) needs(rent, ['commit'], context);
  if (!commit) return;
  needs(commit, ['replicas', 'share'], context);
  exclusive(commit, ['replicas', 'share'], context);
}

function checkPayment(mapping: CheckedMapping, context: Context): void {
  exclusive(mapping, ['rent', 'own', 'api'], context);
  const rent = mappingOf(mapping, 'rent');
  if (rent) checkCommitment(rent, context);
  const own = mappingOf(mapping, 'own');
  if (own) exclusive(own, ['colocation', 'building'], context);
}

/** A step cannot yield more tokens than it proposes plus the model's own. */
function checkSpeculative(speculative: CheckedMapping, context: Context): void {
  const [accepted, draft] = [amountOf(speculative, 'tokens_per_step'), amountOf(speculative, 'draft_tokens')];
  const entry = speculative.present.get('tokens_per_step');
  if (!accepted || !draft || !entry) return;
  const beyond = (['mid', 'high'] as const).find((end) => accepted[end] > draft[end] + 1);
  if (beyond === undefined) return;
  const text = textOf(entry.value, context.lines);
  const data = { text, maximum: draft[beyond] + 1, unit: '', reason: 'draft' as const };
  report(context, 'out-of-range', [...speculative.path, 'tokens_per_step'], spanOf(entry.value), data);
}

function checkServing(mapping: CheckedMapping, context: Context): void {
  const scaling = mappingOf(mapping, 'scaling');
  if (scaling) {
    exclusive(scaling, ['replicas', 'min'], context);
    exclusive(scaling, ['replicas', 'max'], context);
    needs(scaling, ['min', 'max', 'replicas'], context);
    ordered(scaling, 'min', 'max', context);
  }
  const speculative = mappingOf(mapping, 'speculative');
  if (speculative) checkSpeculative(speculative, context);
  const draft = mappingOf(speculative, 'draft');
  if (draft) checkPayment(draft, context);
}

/** @param inherited the deployment already says how its pools are paid */
function checkPool(pool: CheckedMapping | undefined, inherited: boolean, context: Context): void {
  if (!pool) return;
  checkPayment(pool, context);
  checkServing(pool, context);
  if (!inherited) needs(pool, ['rent', 'own'], context);
}

/** Mean output tokens of 0: embedding or reranking, prefill only. */
const NO_OUTPUT = 'output_tokens: 0';

function withoutOutput(root: CheckedMapping): boolean {
  const traffic = mappingOf(root, 'traffic');
  const mean = amountOf(traffic, 'output_tokens') ?? amountOf(mappingOf(traffic, 'output_tokens'), 'mean');
  return mean?.mid === 0;
}

/** Without output there is no token to time, and no second pool to write it. */
function checkNoOutput(root: CheckedMapping, context: Context): void {
  if (!withoutOutput(root)) return;
  const forbid = (mapping: CheckedMapping | undefined, key: string): void => {
    const entry = mapping?.present.get(key);
    if (mapping && entry)
      report(context, 'conflicting-keys', [...mapping.path, key], entry.keySpan, { keys: [NO_OUTPUT, key] });
  };
  forbid(mappingOf(root, 'slo'), 'tpot');
  for (const deployment of mappingOf(root, 'deployments')?.values.values() ?? []) {
    if (deployment.kind !== 'mapping') continue;
    forbid(deployment, 'prefill');
    forbid(deployment, 'decode');
  }
}

function checkDeployment(deployment: CheckedMapping, context: Context): void {
  const has = (key: string): boolean => deployment.present.has(key);
  checkServing(deployment, context);
  const kinds = ['accelerator', has('prefill') || !has('decode') ? 'prefill' : 'decode', 'api'];
  exclusive(deployment, kinds, context);
  exclusive(deployment, ['from', 'api'], context);
  checkPayment(deployment, context);
  const split = has('prefill') || has('decode');
  if (split) {
    if (!has('api') && !has('accelerator')) {
      needs(deployment, ['prefill'], context);
      needs(deployment, ['decode'], context);
    }
    const inherited = has('rent') || has('own');
    const decode = mappingOf(deployment, 'decode');
    checkPool(mappingOf(deployment, 'prefill'), inherited, context);
    checkPool(decode, inherited, context);
    checkPool(mappingOf(decode, 'feed_forward'), inherited, context);
    return;
  }
  if (!has('from')) needs(deployment, ['accelerator', 'prefill', 'api'], context);
  else if (!isUnread(deployment.path, context)) needs(deployment, ['accelerator'], context);
  if (has('accelerator') && !has('api') && !isUnread(deployment.path, context))
    needs(deployment, ['rent', 'own'], context);
  if (has('transfer')) exclusive(deployment, ['accelerator', 'api', 'transfer'], context);
  if (!has('api')) return;
  for (const key of SERVING_KEYS) {
    const entry = deployment.present.get(key);
    if (!entry) continue;
    const path = [...deployment.path, key];
    reportAs(context, 'warning', { code: 'conflicting-keys', path, at: entry.keySpan, data: { keys: ['api', key] } });
  }
}

/** Why the file behind `from` was not read is said there, and nothing of what it would have given is missed. */
export function isUnread(path: readonly string[], { problems }: Pick<Context, 'problems'>): boolean {
  return problems.some(
    (one) =>
      one.path[1] === path[1] &&
      (one.code === 'unreadable-manifest' ||
        one.code === 'unclear-unit' ||
        (one.code === 'other-model' && one.severity === 'error')),
  );
}

/** Weights are relative: 24 zeros have no shape. */
function checkProfile(traffic: CheckedMapping, context: Context): void {
  const profile = traffic.values.get('profile');
  if (profile?.kind !== 'list') return;
  if (profile.items.some((item) => item.kind === 'amount' && item.amount.mid > 0)) return;
  const data = { text: textOf(profile.tree, context.lines), above: 0, unit: '', reason: 'zeros' as const };
  report(context, 'out-of-range', profile.path, spanOf(profile.tree), data);
}

function checkTraffic(traffic: CheckedMapping | undefined, context: Context): void {
  if (!traffic) return;
  exclusive(traffic, ['peak_to_average', 'profile'], context);
  checkProfile(traffic, context);
  for (const key of ['input_tokens', 'output_tokens']) {
    const lengths = mappingOf(traffic, key);
    if (!lengths) continue;
    needs(lengths, ['mean', 'p50', 'trace'], context);
    for (const number of ['mean', 'p50', 'p95']) exclusive(lengths, ['trace', number], context);
    ordered(lengths, 'p50', 'p95', context);
  }
}

/** Only currencies with a rate can be billed in; without a table of rates nothing can be said. */
function checkCurrency(root: CheckedMapping, context: Context): void {
  const currency = root.values.get('currency');
  const known = Object.keys(context.rates);
  if (currency?.kind !== 'text' || known.length === 0 || known.includes(currency.value)) return;
  const suggestion = closest(currency.value, known);
  report(context, 'unknown-name', ['currency'], spanOf(currency.tree), {
    name: currency.value,
    kind: 'currency',
    ...(suggestion === undefined ? {} : { closest: suggestion }),
    known,
  });
}

export function checkRules(root: CheckedMapping, deploymentNames: readonly string[], context: Context): void {
  checkTraffic(mappingOf(root, 'traffic'), context);
  checkNoOutput(root, context);
  const slo = mappingOf(root, 'slo');
  for (const key of ['ttft', 'tpot']) {
    const target = mappingOf(slo, key);
    if (!target) continue;
    needs(target, ['mean', 'p50', 'p95', 'p99'], context);
    exclusive(target, ['mean', 'p50', 'p95', 'p99'], context);
  }
  const serving = mappingOf(root, 'serving');
  if (serving) checkServing(serving, context);
  for (const deployment of mappingOf(root, 'deployments')?.values.values() ?? []) {
    if (deployment.kind === 'mapping') checkDeployment(deployment, context);
  }
  checkCurrency(root, context);
  const baseline = root.values.get('baseline');
  if (baseline?.kind !== 'text' || deploymentNames.includes(baseline.value)) return;
  const suggestion = closest(baseline.value, deploymentNames);
  report(context, 'unknown-name', ['baseline'], spanOf(baseline.tree), {
    name: baseline.value,
    kind: 'deployment',
    ...(suggestion === undefined ? {} : { closest: suggestion }),
    known: deploymentNames,
  });
}
