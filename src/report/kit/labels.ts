/** Names that the engine gives to lines of a bill and to inputs of the sensitivity, in the reader's language. */
import type { Translate } from '../../quantity/index.ts';

const STAGE = /^(?:prefill|decode|feed_forward|serve|draft): /;
const RENT = /^rent, (.+)$/;

/** What is not in the list stays as it is. */
export function engineLabel(label: string, t: Translate): string {
  const stage = STAGE.exec(label)?.[0] ?? '';
  const rest = label.slice(stage.length);
  const plan = RENT.exec(rest)?.[1];
  return stage + (plan === undefined ? (known(t)[rest] ?? rest) : t('rent, {0}', plan));
}

function known(t: Translate): Readonly<Record<string, string>> {
  return {
    servers: t('servers'),
    network: t('network'),
    storage: t('storage'),
    spares: t('spares'),
    colocation: t('colocation'),
    building: t('building'),
    electricity: t('electricity'),
    maintenance: t('maintenance'),
    staff: t('staff'),
    'rent at your price': t('rent at your price'),
    'interruption reserve at on-demand price': t('interruption reserve at on-demand price'),
    'uncached input tokens': t('uncached input tokens'),
    'cached input tokens': t('cached input tokens'),
    'output tokens': t('output tokens'),
    'input tokens': t('input tokens'),
    requests: t('requests'),
    'peak to average': t('peak to average'),
    'cached share of input': t('cached share of input'),
    headroom: t('headroom'),
    'price per instance-hour': t('price per instance-hour'),
    'system price': t('system price'),
    'network per accelerator': t('network per accelerator'),
    life: t('life'),
    'cost of capital': t('cost of capital'),
    'residual value': t('residual value'),
    'price per million input tokens': t('price per million input tokens'),
    'price per million output tokens': t('price per million output tokens'),
    'price per million cached input tokens': t('price per million cached input tokens'),
  };
}
