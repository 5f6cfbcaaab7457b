/** What a key means: its sentence, unit, default and allowed values, from the definition that validates. */
import type { KeyInfo } from '../workload/index.ts';
import { code, escape } from './markdown.ts';
import type { LanguageContext } from './types.ts';

export function meaning(path: readonly string[], info: KeyInfo, { t }: LanguageContext, listed: boolean): string {
  const facts = [
    info.measure === undefined ? '' : unitFact(info, t),
    info.default === undefined
      ? ''
      : t('Default: {0}.', info.default.startsWith('(') ? escape(t(info.default.slice(1, -1))) : code(info.default)),
    info.required ? t('Required.') : '',
  ].filter(Boolean);
  const values = listed ? (info.values ?? []).map(({ value, doc }) => `- ${code(value)}: ${escape(t(doc))}`) : [];
  return [`**${escape(path.at(-1) ?? '')}** · ${escape(t(info.doc))}`, facts.join(' '), values.join('\n')]
    .filter(Boolean)
    .join('\n\n');
}

function unitFact({ measure = '', units = [], bare }: KeyInfo, t: LanguageContext['t']): string {
  const holds = escape(t(measure));
  const offered = units.slice(0, 3).map(code).join(', ');
  if (bare === undefined) return t('Holds {0}; needs a unit such as {1}.', holds, offered);
  if (bare === '') return offered === '' ? t('Holds {0}.', holds) : t('Holds {0}; units: {1}.', holds, offered);
  return t('Holds {0}; without a unit: {1}.', holds, escape(t(bare)));
}
