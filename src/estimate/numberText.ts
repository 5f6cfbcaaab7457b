/** The sentences of problems found in the numbers: what is, then what to do, with the number. */
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatMoney,
  formatNumber,
  formatPercent,
} from '../quantity/index.ts';
import type { NumberProblemCode, NumberProblemData } from './problem.ts';

type Sentences = { readonly [C in NumberProblemCode]: (data: NumberProblemData[C], locale: string) => string };

const KIND_HELP: Readonly<Record<NumberProblemData['unknown-name']['kind'], string>> = {
  model: 'Use an id of the tables, a Hugging Face id, a path to a config.json, or its keys.',
  accelerator: 'See `inference-tco prices list accelerators` for all ids.',
  cloud: 'Leave cloud out to take the cheapest.',
  region: 'Leave region out to take the cheapest.',
  instance: 'Leave instance out to let the tool choose.',
  provider: 'Leave provider out to take the cheapest.',
};

export const NUMBER_SENTENCES: Sentences = {
  'unknown-name': (d) =>
    `No ${d.kind} is called "${d.name}"${d.among === undefined ? '' : ` ${d.among}`}.${suggestion(d.closest, KIND_HELP[d.kind])}`,

  'unreadable-reference': (d) =>
    `${d.reference} ${REFERENCE[d.reason]}${d.detail === undefined ? '' : ` (${d.detail})`}.`,

  'outside-workspace': (d) =>
    `${d.reference} lies outside the workspace and is not read. Copy it beside this file, or open the folder that holds both.`,

  'does-not-fit': (d, locale) => {
    const need = formatBytes(d.needBytes, locale);
    const have = formatBytes(d.haveBytes, locale);
    const machines =
      d.accelerators === 1
        ? `one ${d.accelerator} has ${have}`
        : `${d.accelerators} × ${d.accelerator} have ${formatBytes(d.haveBytes * d.accelerators, locale)}`;
    const ways = [
      ...(d.smallest === undefined ? [] : [degrees(d.smallest)]),
      ...(d.lighter === undefined
        ? []
        : [
            `weights: ${d.lighter.weights}${d.lighter.tensorParallel === undefined ? '' : ` with ${degrees(d.lighter)}`}`,
          ]),
    ];
    const what =
      ways.length > 0
        ? `Use ${ways.join(', or ')}.`
        : 'Use an accelerator with more memory or a larger scale-up domain.';
    return `${d.model} at ${d.weights} needs ${need} for weights and one request; ${machines}. ${what}`;
  },

  'context-too-small': (d, locale) => {
    const holder = d.provider === undefined ? d.model : `${d.model} at ${d.provider}`;
    return `A request is ${formatCount(d.needTokens, locale)} tokens long; ${holder} takes ${formatCount(d.haveTokens, locale)}. Shorten input_tokens or output_tokens, or choose ${d.provider === undefined ? 'a model with a longer context' : 'another provider'}.`;
  },

  'slo-missed': (d, locale) =>
    `${d.deployment}: ${d.target.toUpperCase()} (${d.statistic}) is ${formatDuration(d.value, locale)}, the target ${formatDuration(d.limit, locale)}; no parallelism and batch of this machine meets it. Relax slo.${d.target}, or use a faster machine or lighter weights.`,

  'over-budget': (d, locale) => {
    const energy = d.budget === 'energy_per_million_tokens';
    const amount = (value: number): string =>
      energy ? `${formatNumber(value, locale)} kWh` : formatMoney(value, d.currency, locale);
    const per = d.budget === 'per_month' ? 'a month' : 'per million tokens';
    return `${d.deployment} ${energy ? 'takes' : 'costs'} ${d.lowerBound ? 'at least ' : ''}${amount(d.value)} ${per}, the budget is ${amount(d.limit)} (${excessOf(d.value / d.limit, locale)}). Lower the load or choose a cheaper deployment.`;
  },

  'unknown-price': (d) => {
    const place = placeOf(d.cloud, d.region);
    const where = place === '' ? '' : ` at ${place}`;
    if (d.reason === 'outsider')
      return `${d.what} is not sold; no price exists for an outsider. Set own.accelerator_price to what it costs you.`;
    if (d.reason === 'list')
      return `Nobody publishes a price for ${d.what}. Set own.accelerator_price or own.server_price.`;
    if (d.reason === 'api')
      return `No ${d.purchase === 'batch' ? 'batch ' : ''}price is published for ${d.what}${where}. Set api.price${d.purchase === 'batch' ? ', or batch: false' : ''}.`;
    if (d.reason === 'machine')
      return `No public price is known for ${d.what}${where}. Set rent.price to your quote per instance-hour.`;
    const others = d.alternatives ?? [];
    const way =
      others.length > 0
        ? `Use purchase: ${others.join(' or ')}, or set rent.price.`
        : 'Set rent.price to your quote per instance-hour.';
    return `No ${d.purchase ?? ''} price is known for ${d.what}${where}. ${way}`;
  },

  'stale-price': (d, locale) =>
    `The price of ${d.what} is from ${d.asOf}, ${formatNumber(d.days, locale)} days old (limit ${d.limitDays}); its interval is widened. Refresh the tables with "inference-tco prices update", or set the price here.`,

  'not-sold-there': (d) => {
    const place = placeOf(d.cloud, d.region, d.instance);
    const at = [...new Set(d.soldAt.map(({ cloud, region }) => placeOf(cloud, region)))].slice(0, 3);
    const way =
      at.length > 0 ? `It is at ${at.join(', ')}.` : 'No cloud of the tables has it; set rent.price to your quote.';
    return `${d.accelerator} is not sold at ${place === '' ? 'any cloud' : place}. ${way}`;
  },

  'not-available': (d) => {
    const released = d.released === '' ? '' : ` (${d.released})`;
    if (d.availability === 'cancelled')
      return `${d.accelerator} was cancelled${released}; its figures are those announced. Choose another machine.`;
    if (d.availability === 'internal')
      return `${d.accelerator} is used by its maker only${released}; nobody else can rent or buy it.`;
    return `${d.accelerator} is announced, not yet available${released}; its figures are the maker's. Plan with its interval, or compare with a machine of today.`;
  },

  'precision-emulated': (d) =>
    `${d.accelerator} has no ${d.precision} arithmetic; ${d.key === 'weights' ? `weights stay ${d.precision} in memory and are` : `the KV cache stays ${d.precision} in memory and is`} computed in a wider format. Native: ${d.native.join(', ')}.`,

  'idle-fleet': (d, locale) =>
    `${d.deployment} uses ${formatPercent(d.utilization, locale)} of its ${formatNumber(d.replicas, locale)} replicas over the day. Use scaling: autoscale, fewer replicas, or a smaller machine.`,

  overloaded: (d, locale) =>
    `${formatNumber(d.replicas, locale)} ${d.replicas === 1 ? 'replica serves' : 'replicas serve'} ${formatNumber(d.capacity, locale)} requests/s within memory and targets; the peak hour brings ${formatNumber(d.demand, locale)}. Use ${formatNumber(d.needed, locale)} replicas, or scaling: autoscale.`,

  'suspicious-magnitude': (d, locale) =>
    `${d.key} is ${formatNumber(d.value, locale)} ${d.unit}; usual is ${d.usual}.${d.hint === undefined ? ' Check the unit.' : ` ${d.hint}`}`,

  'spot-latency': (d, locale) =>
    `Spot machines can be taken away within minutes while this workload has latency targets; ${formatPercent(d.reserve, locale)} of replicas are kept at the on-demand price. Raise rent.interruption_reserve, or use purchase: on-demand.`,

  'parallelism-impossible': (d) => {
    const ways =
      d.allowed !== undefined && d.allowed.length > 0
        ? ` Use tensor_parallel: ${d.allowed.join(', ')}.`
        : ' Leave it out to let the tool choose.';
    switch (d.reason) {
      case 'heads':
        return `tensor_parallel ${d.tensorParallel ?? ''} does not divide the ${d.limit ?? ''} attention heads of ${d.model}.${ways}`;
      case 'layers':
        return `pipeline_parallel ${d.pipelineParallel ?? ''} is more than the ${d.limit ?? ''} layers of ${d.model}.${ways}`;
      case 'experts':
        return `expert_parallel ${d.expertParallel ?? ''} does not divide the ${d.limit ?? 0} experts of ${d.model}.${ways}`;
      case 'domain':
        return `A group of ${d.tensorParallel ?? d.expertParallel ?? ''} does not fit in one scale-up domain of ${d.accelerator}${d.instance === undefined ? '' : ` (${d.instance})`}, which has ${d.limit ?? ''}.${ways}`;
      case 'none':
        return `No allowed parallelism of ${d.model} on ${d.accelerator} agrees with what is written.${ways}`;
    }
  },
};

/** "tensor_parallel: 8 and pipeline_parallel: 2". */
function degrees(d: { readonly tensorParallel?: number; readonly pipelineParallel?: number }): string {
  const tensor = d.tensorParallel ?? 1;
  const pipeline = d.pipelineParallel ?? 1;
  const parts = [
    ...(tensor > 1 || pipeline === 1 ? [`tensor_parallel: ${tensor}`] : []),
    ...(pipeline > 1 ? [`pipeline_parallel: ${pipeline}`] : []),
  ];
  return parts.join(' and ');
}

/** "12 % over", from three times on "4.5 times as much". */
function excessOf(ratio: number, locale: string): string {
  return ratio < 3 ? `${formatPercent(ratio - 1, locale)} over` : `${formatNumber(ratio, locale)} times as much`;
}

/** Cloud and region as people say them: a region that the source does not state is left out. */
function placeOf(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== 'unstated' && part !== 'global').join(' ');
}

const REFERENCE: Readonly<Record<NumberProblemData['unreadable-reference']['reason'], string>> = {
  missing: 'was not found; check the path, which starts at this file',
  'too-large': 'is too large to read; a config.json has a few kilobytes',
  unreadable: 'cannot be read; check its permissions and encoding',
  pending: 'is being read; the estimate follows',
  'not-json': 'is not valid JSON; save the config.json of the model there',
  'no-reader': 'cannot be read here; use a model id of the tables instead',
  'not-a-model': 'does not describe a model that this tool knows; use the keys of a Hugging Face config.json',
  trace: 'is not a trace with input and output tokens per request; see docs/traces.md',
};

function suggestion(closest: string | undefined, help: string): string {
  return closest === undefined ? ` ${help}` : ` Did you mean "${closest}"?`;
}
