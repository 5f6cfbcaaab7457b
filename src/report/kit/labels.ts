/** What lines of a bill and inputs of the sensitivity are called in the reader's language, by their codes. */
import { message, type Translate } from '../../quantity/index.ts';
import type { CostLine, SensitivityRow } from '../../estimate/index.ts';

type Element = CostLine['element'];

const ELEMENTS = {
  rent: message('rent'),
  'interruption-reserve': message('interruption reserve at on-demand price'),
  servers: message('servers'),
  network: message('network'),
  storage: message('storage'),
  spares: message('spares'),
  building: message('building'),
  colocation: message('colocation'),
  maintenance: message('maintenance'),
  staff: message('staff'),
  electricity: message('electricity'),
  license: message('software licence'),
  support: message('software support'),
  engineers: message('engineers'),
  egress: message('egress'),
  'weights-storage': message('storage of weights'),
  'load-balancer': message('load balancer'),
  'control-plane': message('control plane'),
  monitoring: message('monitoring'),
  'api-input': message('uncached input tokens'),
  'api-cached-input': message('cached input tokens'),
  'api-output': message('output tokens'),
} as const satisfies Readonly<Record<Element, string>>;

const INPUTS = {
  'traffic.requests': message('requests'),
  'traffic.peak_to_average': message('peak to average'),
  'traffic.input_tokens': message('input tokens'),
  'traffic.output_tokens': message('output tokens'),
  'traffic.cached_input': message('cached share of input'),
  'serving.headroom': message('headroom'),
  'rent.price': message('price per instance-hour'),
  'own.serverPrice': message('system price'),
  'own.network': message('network per accelerator'),
  'own.life': message('life'),
  'own.costOfCapital': message('cost of capital'),
  'own.residualValue': message('residual value'),
  'own.colocation': message('colocation'),
  'own.building': message('building'),
  'own.electricity': message('electricity'),
  'own.maintenance': message('maintenance'),
  'own.staff': message('staff'),
  'api.input': message('price per million input tokens'),
  'api.output': message('price per million output tokens'),
  'api.cachedInput': message('price per million cached input tokens'),
} as const satisfies Readonly<Record<SensitivityRow['code'], string>>;

/** "rent, 1-year", "prefill: servers". Stages and purchase plans are words of the document and stay as they are. */
export function costLineName(
  { element, stage, plan }: Pick<CostLine, 'element' | 'stage' | 'plan'>,
  t: Translate,
): string {
  return staged(stage, paidName(element, plan, t));
}

export function inputName({ code, stage }: Pick<SensitivityRow, 'code' | 'stage'>, t: Translate): string {
  return staged(stage, t(INPUTS[code]));
}

function paidName(element: Element, plan: CostLine['plan'], t: Translate): string {
  if (plan === undefined || element !== 'rent') return t(ELEMENTS[element]);
  return plan === 'quote' ? t('rent at your price') : t('rent, {0}', plan);
}

const staged = (stage: string | undefined, name: string): string => (stage === undefined ? name : `${stage}: ${name}`);
