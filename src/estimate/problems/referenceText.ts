/** The sentences about names that no table has and files that cannot be read. */
import { message, type Localization } from '../../quantity/index.ts';
import { list, nines } from './phrases.ts';
import type { NumberProblemData } from './problem.ts';

type Name = NumberProblemData['unknown-name'];
type Reason = NumberProblemData['unreadable-reference']['reason'];

interface NameText {
  readonly fact: string;
  readonly help: string;
}

const NAMES: Readonly<Record<Name['kind'], NameText>> = {
  model: {
    fact: message('No model is called "{0}"{1}.'),
    help: message('Use an id of the tables, a Hugging Face id, a path to a config.json, or its keys.'),
  },
  accelerator: {
    fact: message('No accelerator is called "{0}"{1}.'),
    help: message('See `inference-tco prices list accelerators` for all ids.'),
  },
  cloud: { fact: message('No cloud is called "{0}"{1}.'), help: message('Leave cloud out to take the cheapest.') },
  region: { fact: message('No region is called "{0}"{1}.'), help: message('Leave region out to take the cheapest.') },
  instance: {
    fact: message('No instance is called "{0}"{1}.'),
    help: message('Leave instance out to let the tool choose.'),
  },
  provider: {
    fact: message('No provider is called "{0}"{1}.'),
    help: message('Leave provider out to take the cheapest.'),
  },
};

export function noSuchName(d: Name, { t }: Localization): string {
  if (d.taken === 'family')
    return t('"{0}" names several accelerators; {1}, the commonest, is taken.', d.name, d.closest ?? '');
  if (d.taken === 'name') return t('"{0}" is taken as {1}, its name in the tables.', d.name, d.closest ?? '');
  const { fact, help } = NAMES[d.kind];
  const among = d.among === undefined ? '' : ` ${t('at {0}', d.among)}`;
  const way = d.closest === undefined ? t(help) : t('Did you mean "{0}"?', d.closest);
  return `${t(fact, d.name, among)} ${way}`;
}

const REFERENCE: Readonly<Record<Reason, string>> = {
  missing: message('{0} was not found; check the path, which starts at this file{1}.'),
  'too-large': message('{0} is too large to read; a config.json has a few kilobytes{1}.'),
  unreadable: message('{0} cannot be read; check its permissions and encoding{1}.'),
  pending: message('{0} is being read; the estimate follows{1}.'),
  'not-json': message('{0} is not valid JSON; save the config.json of the model there{1}.'),
  'no-reader': message('{0} cannot be read here; use a model id of the tables instead{1}.'),
  'not-a-model': message(
    '{0} does not describe a model that this tool knows; use the keys of a Hugging Face config.json{1}.',
  ),
  trace: message('{0} is not a trace with input and output tokens per request; see docs/commands/trace.md{1}.'),
};

export function notReadable(d: NumberProblemData['unreadable-reference'], { t }: Localization): string {
  return t(REFERENCE[d.reason], d.reference, d.detail === undefined ? '' : ` (${d.detail})`);
}

export function noImageRule({ model, known }: NumberProblemData['no-image-rule'], { t }: Localization): string {
  return t(
    'Nobody publishes how many tokens an image is for {0}. Add them to input_tokens; rules are known for {1}.',
    model,
    list(known, 12),
  );
}

export function notReachable(
  { target, reachable, zones, needed, deployment }: NumberProblemData['availability-missed'],
  { t, locale }: Localization,
): string {
  return t(
    '{0}: {1} zones are up {2} of the time at most; {3} needs more. Use zones: {4}.',
    deployment,
    zones,
    nines(reachable, locale),
    nines(target, locale),
    needed,
  );
}
