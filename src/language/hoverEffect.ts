/** What a value does to the result: alternatives of a closed choice, or ten percent more of a number. */
import { tpotMetric, ttftMetric, type Metric } from '../estimate/index.ts';
import { formatQuantity } from '../quantity/index.ts';
import type { KeyInfo } from '../workload/index.ts';
import { signed } from './calculation.ts';
import { alternatives, subject, tenPercentMore, type Alternative, type Effect } from './effects.ts';
import { energyText } from './headline.ts';
import { code, escape, spaced } from './markdown.ts';
import type { LanguageContext, ShownWorkload } from './types.ts';

export function effectSection(
  workload: ShownWorkload,
  path: readonly string[],
  info: KeyInfo,
  context: LanguageContext,
): string {
  const { t } = context;
  const about = subject(workload, path);
  // Measured on the present text: where that does not read there is nothing to measure.
  if (about === undefined || workload.standingOf(about.name).kind !== 'fresh') return '';
  if (info.values !== undefined && info.values.length > 1) {
    const docs = new Map(info.values.map(({ value, doc }) => [value, t(doc)]));
    const found = new Map(alternatives(context, workload, path, [...docs.keys()]).map((one) => [one.value, one]));
    if (found.size < 2) return '';
    const { limits } = workload.estimate;
    const latencies = [ttftMetric(limits), tpotMetric(limits)];
    const rows = [...docs].map(([value, doc]) => [
      ...alternativeRow(value, found.get(value), latencies, context),
      escape(doc),
    ]);
    const head = ['', t('cost'), t('energy'), ...latencies.map(({ heading }) => heading), ''];
    return [t('For {0}, per million tokens:', code(about.name)), spaced(head, 'lrrrrl', rows)].join('\n\n');
  }
  if (info.measure === undefined || info.integer) return '';
  const effect = tenPercentMore(context, workload, path);
  return effect === undefined ? '' : t('10 % more, for {0}: {1}.', code(about.name), effectText(effect, context));
}

/** Dashes where the machines cannot do it or the engine refuses the value. */
function alternativeRow(
  value: string,
  alternative: Alternative | undefined,
  latencies: readonly Metric[],
  { locale }: LanguageContext,
): readonly string[] {
  const mark = alternative?.current ? '**' : '';
  const name = `${mark}${code(value)}${mark}`;
  if (alternative === undefined || alternative.deployment.status === 'infeasible') return [name, '–', '–', '–', '–'];
  const { cost, energy } = alternative.deployment;
  const show = (quantity: Parameters<typeof formatQuantity>[0]): string =>
    `${mark}${escape(formatQuantity(quantity, { locale }))}${mark}`;
  return [
    name,
    show(cost.perMillionTokens),
    `${mark}${escape(energyText(energy.kwhPerMillionTokens.value, locale))}${mark}`,
    ...latencies.map(({ pick }) => show(pick(alternative.deployment))),
  ];
}

/** "bill ▲ 7.2 %, TTFT ▲ 1.5 %". */
export function effectText(effect: Effect, { locale, t }: LanguageContext): string {
  const parts: readonly (readonly [string, number | undefined])[] = [
    [t('bill'), effect.cost],
    [t('energy'), effect.energy],
    ['TTFT', effect.ttft],
    ['TPOT', effect.tpot],
  ];
  const moved = parts.filter(
    (one): one is readonly [string, number] => one[1] !== undefined && Math.abs(one[1]) >= 0.0005,
  );
  return moved.length === 0
    ? t('nothing changes')
    : moved.map(([label, share]) => `${label} ${signed(share, locale)}`).join(', ');
}
