/** The sentences of problems found in the numbers: what is, then what to do, with the number. */
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatMoney,
  formatNumber,
  formatPercent,
  message,
  type Localization,
} from '../../quantity/index.ts';
import { PARALLELISM_SENTENCES } from './parallelismText.ts';
import { priceUnknown, priceStale, notSoldThere } from './priceText.ts';
import { noImageRule, notReachable, noSuchName, notReadable } from './referenceText.ts';
import type { NumberProblemCode, NumberProblemData, SupportData } from './problem.ts';

type Sentences = { readonly [C in NumberProblemCode]: (data: NumberProblemData[C], words: Localization) => string };

export const NUMBER_SENTENCES: Sentences = {
  'unknown-name': noSuchName,
  'unreadable-reference': notReadable,

  'no-image-rule': noImageRule,

  'availability-missed': notReachable,

  'outside-workspace': (d, { t }) =>
    t(
      '{0} lies outside the workspace and is not read. Copy it beside this file, or open the folder that holds both.',
      d.reference,
    ),

  'does-not-fit': (d, { locale, t }) => {
    const machines =
      d.accelerators === 1
        ? t('one {0} has {1} for them', d.accelerator, formatBytes(d.haveBytes, locale))
        : t(
            '{0} × {1} have {2} for them',
            d.accelerators,
            d.accelerator,
            formatBytes(d.haveBytes * d.accelerators, locale),
          );
    const ways = [
      ...(d.smallest === undefined ? [] : [degrees(d.smallest, t)]),
      ...(d.lighter === undefined ? [] : [lighter(d.lighter, t)]),
    ];
    const need = formatBytes(d.needBytes, locale);
    const fact = t('{0} at {1} needs {2} for weights and one request; {3}.', d.model, d.weights, need, machines);
    const way =
      ways.length > 0
        ? t('Use {0}.', ways.join(t(', or ')))
        : t('Use an accelerator with more memory or a larger scale-up domain.');
    return `${fact} ${way}`;
  },

  'context-too-small': (d, { locale, t }) => {
    const [need, have] = [formatCount(d.needTokens, locale), formatCount(d.haveTokens, locale)];
    return d.provider === undefined
      ? t(
          'A request is {0} tokens long; {1} takes {2}. Shorten input_tokens or output_tokens, or choose a model with a longer context.',
          need,
          d.model,
          have,
        )
      : t(
          'A request is {0} tokens long; {1} at {2} takes {3}. Shorten input_tokens or output_tokens, or choose another provider.',
          need,
          d.model,
          d.provider,
          have,
        );
  },

  'slo-missed': (d, { locale, t }) =>
    t(
      '{0}: {1} ({2}) is {3}, the target {4}; no parallelism and batch of this machine meets it. Relax slo.{5}, or use a faster machine or lighter weights.',
      d.deployment,
      d.target.toUpperCase(),
      d.statistic === 'mean' ? t('mean') : d.statistic,
      formatDuration(d.value, locale),
      formatDuration(d.limit, locale),
      d.target,
    ),

  'over-budget': (d, { locale, t }) => {
    const amount = (value: number): string =>
      d.budget === 'energy_per_million_tokens'
        ? `${formatNumber(value, locale)} kWh`
        : formatMoney(value, d.currency, locale);
    const bound = d.lowerBound ? t('at least {0}', amount(d.value)) : amount(d.value);
    return t(OVER_BUDGET[d.budget], d.deployment, bound, amount(d.limit), excessOf(d.value / d.limit, { locale, t }));
  },

  'unknown-price': priceUnknown,
  'stale-price': priceStale,
  'not-sold-there': notSoldThere,

  'not-available': (d, { t }) => {
    const released = d.released === '' ? '' : ` (${d.released})`;
    if (d.availability === 'cancelled')
      return t(
        '{0} was cancelled{1}; its figures are those announced. Choose another machine.',
        d.accelerator,
        released,
      );
    if (d.availability === 'internal')
      return t('{0} is used by its maker only{1}; nobody else can rent or buy it.', d.accelerator, released);
    return t(
      "{0} is announced, not yet available{1}; its figures are the maker's. Plan with its interval, or compare with a machine of today.",
      d.accelerator,
      released,
    );
  },

  'precision-emulated': (d, { t }) =>
    d.key === 'weights'
      ? t(
          '{0} has no {1} arithmetic; weights stay {1} in memory and are computed in a wider format. Native: {2}.',
          d.accelerator,
          d.precision,
          d.native.join(', '),
        )
      : t(
          '{0} has no {1} arithmetic; the KV cache stays {1} in memory and is computed in a wider format. Native: {2}.',
          d.accelerator,
          d.precision,
          d.native.join(', '),
        ),

  'idle-fleet': (d, { locale, t }) =>
    t(
      '{0} uses {1} of its {2} replicas over the day. Use scaling: autoscale, fewer replicas, or a smaller machine.',
      d.deployment,
      formatPercent(d.utilization, locale),
      formatNumber(d.replicas, locale),
    ),

  overloaded: (d, { locale, t }) => {
    const [replicas, capacity] = [formatNumber(d.replicas, locale), formatNumber(d.capacity, locale)];
    const [demand, needed] = [formatNumber(d.demand, locale), formatNumber(d.needed, locale)];
    return d.replicas === 1
      ? t(
          '1 replica serves {0} requests/s within memory and targets; the peak hour brings {1}. Use {2} replicas, or scaling: autoscale.',
          capacity,
          demand,
          needed,
        )
      : t(
          '{0} replicas serve {1} requests/s within memory and targets; the peak hour brings {2}. Use {3} replicas, or scaling: autoscale.',
          replicas,
          capacity,
          demand,
          needed,
        );
  },

  'suspicious-magnitude': (d, { locale, t }) => {
    const unit = d.unit === '' ? '' : ` ${t(d.unit)}`;
    const fact = t('{0} is {1}; usual is {2}.', d.key, `${formatNumber(d.value, locale)}${unit}`, t(d.usual));
    return `${fact} ${d.hint === undefined ? t('Check the unit.') : t(d.hint)}`;
  },

  'spot-latency': (d, { locale, t }) =>
    t(
      'Spot machines can be taken away within minutes while this workload has latency targets; {0} of replicas are kept at the on-demand price. Raise rent.interruption_reserve, or use purchase: on-demand.',
      formatPercent(d.reserve, locale),
    ),

  'does-not-run': (d, { t }) =>
    t(
      '{0} does not run here: {1} has no {2} on {3} ({4}, {5}). Take another engine, machine or precision.',
      d.model,
      ENGINES[d.engine] ?? d.engine,
      partText(d, t),
      d.accelerator,
      d.source,
      d.asOf,
    ),

  'support-unknown': (d, { t }) =>
    t(
      'Nobody lists {0} in {1} on {2}, which {3} needs: the figures hold if it runs.',
      partText(d, t),
      ENGINES[d.engine] ?? d.engine,
      d.accelerator,
      d.model,
    ),

  'slow-link': (d, { t }) =>
    t(
      'tensor_parallel {0} spans scale-up domains of {1} {2}: its sums cross the network in every layer. Experts, attention data parallelism and pipelines cross it at less cost.',
      d.tensorParallel,
      d.domain,
      d.accelerator,
    ),

  'parallelism-impossible': (d, { t }) => {
    const way =
      d.allowed !== undefined && d.allowed.length > 0
        ? t('Use tensor_parallel: {0}.', d.allowed.join(', '))
        : t('Leave it out to let the tool choose.');
    return `${PARALLELISM_SENTENCES[d.reason](d, t)} ${way}`;
  },
};

const OVER_BUDGET: Readonly<Record<NumberProblemData['over-budget']['budget'], string>> = {
  per_month: message('{0} costs {1} a month, the budget is {2} ({3}). Lower the load or choose a cheaper deployment.'),
  per_million_tokens: message(
    '{0} costs {1} per million tokens, the budget is {2} ({3}). Lower the load or choose a cheaper deployment.',
  ),
  energy_per_million_tokens: message(
    '{0} takes {1} per million tokens, the budget is {2} ({3}). Lower the load or choose a cheaper deployment.',
  ),
};

/** "12 % over", from three times on "4.5 times as much". */
function excessOf(ratio: number, { locale, t }: Localization): string {
  return ratio < 3
    ? t('{0} over', formatPercent(ratio - 1, locale))
    : t('{0} times as much', formatNumber(ratio, locale));
}

/** "tensor_parallel: 8 and pipeline_parallel: 2". */
function degrees(
  d: { readonly tensorParallel?: number; readonly pipelineParallel?: number },
  t: Localization['t'],
): string {
  const tensor = d.tensorParallel ?? 1;
  const pipeline = d.pipelineParallel ?? 1;
  if (pipeline === 1) return `tensor_parallel: ${tensor}`;
  if (tensor === 1) return `pipeline_parallel: ${pipeline}`;
  return t('{0} and {1}', `tensor_parallel: ${tensor}`, `pipeline_parallel: ${pipeline}`);
}

function lighter(d: NonNullable<NumberProblemData['does-not-fit']['lighter']>, t: Localization['t']): string {
  const weights = `weights: ${d.weights}`;
  return d.tensorParallel === undefined ? weights : t('{0} with {1}', weights, degrees(d, t));
}

const ENGINES: Readonly<Record<string, string>> = { vllm: 'vLLM', sglang: 'SGLang', 'tensorrt-llm': 'TensorRT-LLM' };

/** The part of a model as a person says it. */
function partText({ aspect, part }: SupportData, t: Localization['t']): string {
  switch (aspect) {
    case 'engine':
      return t('release');
    case 'attention':
      return t('{0} attention', ATTENTION[part] ?? part);
    case 'linear':
      return t('{0} layers', part);
    case 'weights':
      return t('{0} weights', part);
  }
}

const ATTENTION: Readonly<Record<string, string>> = { mla: 'MLA', grouped: 'GQA' };
