/** Cards for hovers: an accelerator, a model, a price. Facts of the tables with their evidence, aligned in tables. */
import type { AcceleratorRow, ApiPriceRow, InstanceRow, ModelRow } from '../catalog/index.ts';
import type { StageEstimate } from '../estimate/index.ts';
import {
  ageInDays,
  BYTES_PER_VALUE,
  formatCount,
  formatMoney,
  formatNumber,
  machineKind,
  type RowOrigin,
} from '../quantity/index.ts';
import { code, escape, originLine, spaced } from './markdown.ts';
import type { LanguageContext } from './types.ts';

export function acceleratorCard(row: AcceleratorRow, { locale, t }: LanguageContext): string {
  const n = (value: number | undefined, unit: string): string =>
    value === undefined ? t('not published') : `${formatNumber(value, locale)} ${unit}`;
  const peaks = Object.entries(row.peakTflops).map(
    ([precision, value]) => `${precision} ${formatNumber(value, locale)}`,
  );
  const memory = [n(row.memoryGb, 'GB'), row.memoryType === undefined ? '' : escape(row.memoryType)]
    .filter(Boolean)
    .join(' ');
  const money = row.priceUsd === undefined ? t('price unknown') : formatMoney(row.priceUsd, 'USD', locale);
  const rows = [
    [t('memory'), `${memory}, ${n(row.memoryBandwidthTbS, 'TB/s')}`],
    ...(machineKind(row.machine).holdsIn === 'on-chip memory'
      ? [[t('on-chip memory'), `${n(row.onChipMb, 'MB')}, ${n(row.onChipBandwidthTbS, 'TB/s')}`]]
      : []),
    [t('dense peak'), peaks.length === 0 ? t('not published') : `${peaks.join(', ')} TFLOP/s`],
    [
      t('scale-up'),
      row.scaleUpGbS === undefined ? t('not published') : `${n(row.scaleUpGbS, 'GB/s')} × ${row.scaleUpDomain ?? 1}`,
    ],
    [t('power, price'), `${n(row.tdpW, 'W')}, ${money}`],
    [t('available'), `${escape(row.availability)}, ${escape(row.released)}`],
  ];
  return [
    `**${escape(row.vendor)} ${escape(row.name)}**`,
    '',
    spaced(['', ''], 'lr', rows),
    '',
    originLine(row.origin, { t }),
    ...(row.priceOrigin === undefined ? [] : ['', t('Price: {0}', originLine(row.priceOrigin, { t }))]),
  ].join('\n');
}

/** Precisions that the weights of a model are shown in. */
const SHOWN = ['bf16', 'fp8', 'fp4'] as const;
const GIB = 2 ** 30;

/** @param parameters total and active, as the performance model counts them */
export function modelCard(
  row: ModelRow,
  parameters: { readonly total: number; readonly active: number },
  { locale, t }: LanguageContext,
): string {
  const billions = (value: number): string => `${formatNumber(value / 1e9, locale)} B`;
  const rows = [
    [t('parameters'), billions(parameters.total)],
    ...(parameters.active < 0.9 * parameters.total ? [[t('active per token'), billions(parameters.active)]] : []),
    [t('layers × width'), `${row.layers} × ${formatCount(row.hidden, locale)}`],
    [t('attention'), `${row.attention.toUpperCase()}, ${row.heads} / ${row.kvHeads} × ${row.headDim}`],
    ...(row.routedExperts > 0 ? [[t('experts'), t('{0} of {1}', row.topK, row.routedExperts)]] : []),
    ...(row.contextTokens === undefined ? [] : [[t('context'), `${formatCount(row.contextTokens, locale)} tokens`]]),
    [t('checkpoint'), row.checkpoint],
    ...SHOWN.map((precision) => [
      t('weights at {0}', precision),
      `${formatNumber((parameters.total * BYTES_PER_VALUE[precision]) / GIB, locale)} GiB`,
    ]),
  ];
  return [`**${escape(row.name)}**`, '', spaced(['', ''], 'lr', rows), '', originLine(row.origin, { t })].join('\n');
}

/** The offer behind a rented stage: price of the instance, of one accelerator, and how old it is. */
export function offerCard(row: InstanceRow, stage: StageEstimate, context: LanguageContext): string {
  const { locale, t } = context;
  const plans: readonly (readonly [string, number | undefined])[] = [
    ['on-demand', row.onDemandUsdH],
    ['spot', row.spotUsdH],
    ['1-year', row.reserved1yUsdH],
    ['3-year', row.reserved3yUsdH],
  ];
  const rows = plans.flatMap(([plan, price]) => {
    const mark = plan === stage.purchase ? '**' : '';
    const show = (value: number): string => `${mark}${escape(formatMoney(value, 'USD', locale))}${mark}`;
    return price === undefined ? [] : [[`${mark}${escape(plan)}${mark}`, show(price), show(price / row.count)]];
  });
  const missing = plans.filter(([, price]) => price === undefined).map(([plan]) => plan);
  return [
    `**${escape(row.instance)}**, ${escape(row.cloud)} ${escape(row.region)}, ${formatNumber(row.count, locale)} × ${escape(row.accelerator)}`,
    '',
    ...(rows.length === 0 ? [] : [spaced([t('plan'), t('per hour'), t('per accelerator')], 'lrr', rows), '']),
    ...(missing.length === 0 ? [] : [t('No published price: {0}.', escape(missing.join(', '))), '']),
    `${originLine(row.origin, { t })}${age(row.origin, context)}`,
  ].join('\n');
}

export function apiCard(row: ApiPriceRow, context: LanguageContext): string {
  const { locale, t } = context;
  const price = (value: number | undefined): string =>
    value === undefined ? t('unknown') : escape(formatMoney(value, 'USD', locale));
  const rows = [
    [t('input'), price(row.inputUsdMtok)],
    [t('cached input'), price(row.cachedInputUsdMtok)],
    [t('output'), price(row.outputUsdMtok)],
  ];
  return [
    `**${escape(row.provider)}** ${code(row.modelId)}`,
    '',
    spaced(['', t('per 1M tokens')], 'lr', rows),
    '',
    `${originLine(row.origin, { t })}${age(row.origin, context)}`,
  ].join('\n');
}

/** " · 126 days old"; empty where the date cannot be read. */
function age({ asOf }: RowOrigin, { engine, t }: LanguageContext): string {
  const days = ageInDays(asOf, engine.asOf);
  return days === undefined ? '' : ` · ${t('{0} days old', days)}`;
}

/** The row that a rented stage is paid by. */
export function offerOf(stage: StageEstimate, { engine }: LanguageContext): InstanceRow | undefined {
  if (stage.cloud === undefined || stage.instance === undefined) return undefined;
  return engine.catalog.offers(stage.accelerator, {
    cloud: stage.cloud,
    instance: stage.instance,
    ...(stage.region === undefined ? {} : { region: stage.region }),
  })[0];
}
