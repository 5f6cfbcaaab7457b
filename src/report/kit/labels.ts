/** Names of what the engine gives by code, in the reader's language: lines of a bill and inputs of the sensitivity. */
import type { CostLine, SensitivityRow } from '../../estimate/index.ts';
import type { Translate } from '../../quantity/index.ts';

type Line = Pick<CostLine, 'element' | 'stage' | 'plan'>;
type Input = Pick<SensitivityRow, 'code' | 'stage'>;
type Stage = NonNullable<Line['stage'] | Input['stage']>;

/** "Servers", "prefill: rent, 1-year" */
export function lineName({ element, stage, plan }: Line, t: Translate): string {
  return ofStage(stage, element === 'rent' ? rentName(plan, t) : elements(t)[element], t);
}

/** "Requests", "decode: price per instance-hour" */
export function inputName({ code, stage }: Input, t: Translate): string {
  return ofStage(stage, inputs(t)[code], t);
}

export function stageName(stage: Stage, t: Translate): string {
  switch (stage) {
    case 'serve':
      return t('serving');
    case 'prefill':
      return t('prefill');
    case 'decode':
      return t('decode');
    case 'feed_forward':
      return t('feed-forward');
    case 'draft':
      return t('draft');
  }
}

const ofStage = (stage: Stage | undefined, name: string, t: Translate): string =>
  stage === undefined ? name : `${stageName(stage, t)}: ${name}`;

function rentName(plan: Line['plan'], t: Translate): string {
  if (plan === undefined) return t('rent');
  return plan === 'quote' ? t('rent at your price') : t('rent, {0}', plan);
}

function elements(t: Translate): Readonly<Record<Exclude<Line['element'], 'rent'>, string>> {
  return {
    'interruption-reserve': t('interruption reserve at on-demand price'),
    servers: t('servers'),
    network: t('network'),
    storage: t('storage'),
    spares: t('spares'),
    building: t('building'),
    colocation: t('colocation'),
    maintenance: t('maintenance'),
    staff: t('staff'),
    electricity: t('electricity'),
    'api-input': t('uncached input tokens'),
    'api-cached-input': t('cached input tokens'),
    'api-output': t('output tokens'),
  };
}

function inputs(t: Translate): Readonly<Record<Input['code'], string>> {
  return {
    'traffic.requests': t('requests'),
    'traffic.peak_to_average': t('peak to average'),
    'traffic.input_tokens': t('input tokens'),
    'traffic.output_tokens': t('output tokens'),
    'traffic.cached_input': t('cached share of input'),
    'serving.headroom': t('headroom'),
    'rent.price': t('price per instance-hour'),
    'own.serverPrice': t('system price'),
    'own.network': t('network per accelerator'),
    'own.life': t('life'),
    'own.costOfCapital': t('cost of capital'),
    'own.residualValue': t('residual value'),
    'own.colocation': t('colocation'),
    'own.building': t('building'),
    'own.electricity': t('electricity'),
    'own.maintenance': t('maintenance'),
    'own.staff': t('staff'),
    'api.input': t('price per million input tokens'),
    'api.output': t('price per million output tokens'),
    'api.cachedInput': t('price per million cached input tokens'),
  };
}
