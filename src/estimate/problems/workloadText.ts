/** The sentences of problems found in the text: what is, then what to do. */
import { formatNumber, message, type Translate, type Localization } from '../../quantity/index.ts';
import { schemaAt, type WorkloadProblemCode, type WorkloadProblemData } from '../../workload/index.ts';
import { expressionText } from './expressionText.ts';
import { indefinite, list, noun, short } from './phrases.ts';
import { syntaxText } from './syntaxText.ts';

type Sentences = {
  readonly [C in WorkloadProblemCode]: (
    data: WorkloadProblemData[C],
    words: Localization,
    path: readonly string[],
  ) => string;
};

const meant = (closest: string | undefined, t: Translate): string | undefined =>
  closest === undefined ? undefined : t('Did you mean "{0}"?', closest);

export const WORKLOAD_SENTENCES: Sentences = {
  'yaml-syntax': syntaxText,

  'too-large': (d, { locale, t }) => t(TOO_LARGE[d.what], formatNumber(d.limit, locale)),

  'unknown-key': (d, { t }, path) => {
    const fact =
      path.length > 1
        ? t('"{0}" is not a key of {1}.', d.key, path.slice(0, -1).join('.'))
        : t('"{0}" is not a key of the top level.', d.key);
    if (d.belongsTo !== undefined)
      return d.belongsTo.length === 0
        ? t('"{0}" belongs to the top level of the document.', d.key)
        : t('"{0}" belongs to {1}.', d.key, d.belongsTo.join('.'));
    const way = d.allowed.length > 0 ? t('Keys: {0}.', list(d.allowed, 12)) : t('Remove it.');
    return `${fact} ${meant(d.closest, t) ?? way}`;
  },

  'duplicate-key': (d, { t }) => t('"{0}" stands twice; it is first on line {1}. Keep one.', d.key, d.first.start.line),

  'missing-key': (d, { t }, path) => {
    const what = d.anyOf ? t('one of {0}', d.anyOf.join(', ')) : d.key;
    const fact = path.length > 0 ? t('{0} needs {1}.', path.join('.'), what) : t('The document needs {0}.', what);
    if (d.suggestion === undefined) return fact;
    return `${fact} ${t('Add {0}.', d.suggestion.includes(':') ? d.suggestion : `${d.key}: ${d.suggestion}`)}`;
  },

  'unknown-value': (d, { t }) =>
    `${t('"{0}" is not known here.', d.text)} ${meant(d.closest, t) ?? t('Use one of {0}.', list(d.allowed, 10))}`,

  'unknown-name': (d, { t }) => {
    const none = d.kind === 'name' ? t('Define it under let.') : t('None is defined.');
    const help = d.known.length > 0 ? t('Known: {0}.', list(d.known)) : none;
    return `${t(NO_NAME[d.kind], d.name)} ${meant(d.closest, t) ?? help}`;
  },

  'wrong-type': (d, { t }, path) => {
    if (d.got === 'other text') return t(otherText(path), short(d.text));
    const expected = indefinite(d.expected, t);
    if (d.got === 'nothing') {
      const key = path.at(-1);
      const fact = key === undefined ? t('The document is empty.') : t('{0} is empty.', key);
      const example = schemaAt(path)?.example;
      return `${fact} ${t('Write {0}.', example === undefined ? expected : `${key ?? ''}: ${example}`)}`;
    }
    const got = indefinite(d.got, t);
    return t('This must be {0}; it is {1}.', expected, d.text === '' ? got : `${got} ("${short(d.text)}")`);
  },

  'wrong-unit': (d, { t }) => {
    const [got, expected] = [indefinite(d.got, t), indefinite(d.expected, t)];
    const fact = t('"{0}" is {1}; {2} is needed here.', short(d.text), got, expected);
    const way =
      d.suggestion === undefined ? t('Use a unit such as {0}.', d.expectedUnit) : t('Write {0}.', d.suggestion);
    return `${fact} ${way}`;
  },

  'missing-unit': (d, { t }) => {
    const fact = t('"{0}" needs a unit of {1}, such as {2}.', short(d.text), noun(d.expected, t), list(d.units, 3));
    return `${fact} ${t('Write {0}.', d.suggestion)}`;
  },

  'out-of-range': (d, { locale, t }, path) => {
    if (d.reason === 'order' && d.minimum !== undefined) {
      const large = path.at(-1) ?? '';
      const small = large === 'p95' ? 'p50' : 'min';
      return t(
        '{0} is {1}, {2} is {3}. Write {2} ≤ {0}.',
        large,
        short(d.text),
        small,
        formatNumber(d.minimum, locale),
      );
    }
    if (d.reason === 'order') return t('The range {0} runs backwards. Write low ≤ mid ≤ high.', short(d.text));
    if (d.reason === 'length' && d.minimum !== undefined && d.maximum !== undefined)
      return d.minimum === d.maximum
        ? t('This list needs {0} numbers; it has {1}.', formatNumber(d.maximum, locale), short(d.text))
        : t(
            'This list takes {0} to {1} numbers; it has {2}.',
            formatNumber(d.minimum, locale),
            formatNumber(d.maximum, locale),
            short(d.text),
          );
    if (d.reason === 'zeros')
      return t('All weights of the profile are 0: no hour has traffic. Write at least one weight above 0.');
    if (d.reason === 'draft' && d.maximum !== undefined)
      return t(
        'A step yields at most draft_tokens + 1 tokens, here {0}; tokens_per_step is {1}. Lower tokens_per_step, or raise draft_tokens.',
        formatNumber(d.maximum, locale),
        short(d.text),
      );
    const unit = d.unit === '' || d.unit === '1' ? '' : ` ${t(d.unit)}`;
    const number = (value: number): string => `${formatNumber(value, locale)}${unit}`;
    const bounds = [
      ...(d.above === undefined ? [] : [t('above {0}', number(d.above))]),
      ...(d.minimum === undefined ? [] : [t('at least {0}', number(d.minimum))]),
      ...(d.maximum === undefined ? [] : [t('at most {0}', number(d.maximum))]),
      ...(d.integer ? [t('a whole number')] : []),
    ];
    const fact = t('"{0}" is out of range: it must be {1}.', short(d.text), bounds.join(t(' and ')));
    return d.suggestion === undefined ? fact : `${fact} ${t('Write {0}.', d.suggestion)}`;
  },

  'bad-expression': expressionText,

  'expression-cycle': (d, { t }) =>
    t('{0} refer to each other. Give one of them a value.', [...d.names, d.names[0] ?? ''].join(' → ')),

  'shadowed-name': (d, { t }) => t(SHADOWED[d.kind], d.name),

  'conflicting-keys': (d, { t }) => {
    const keys = d.keys.join(t(' and '));
    return d.in === undefined
      ? t('{0} exclude each other. Keep one.', keys)
      : t('{0} exclude each other in {1}. Keep one.', keys, d.in);
  },

  'unreadable-manifest': (d, { t }) => t(MANIFEST[d.reason], d.file, d.detail ?? ''),

  'unclear-unit': (d, { t }) => {
    const [first = 'name'] = d.choices;
    const fact =
      d.name === undefined
        ? t('{0} starts {1} engines.', d.file, d.choices.length)
        : t('{0} starts no engine called {1}.', d.file, d.name);
    if (d.choices.length === 0) return fact;
    return `${fact} ${t('Name one: {0}. There are: {1}.', `${d.file}#${first}`, list(d.choices, 12))}`;
  },

  'other-model': (d, { t }) =>
    t('{0} serves {1}; the model of this document is {2}. Name the same model in both.', d.file, d.served, d.model),
};

const MANIFEST: Readonly<Record<WorkloadProblemData['unreadable-manifest']['reason'], string>> = {
  missing: message('{0} was not found; check the path, which starts at this file.'),
  'outside-workspace': message('{0} is outside the workspace and is not read. Move it inside.'),
  'too-large': message('{0} is too large to read. Name the file that starts the engine.'),
  unreadable: message('{0} cannot be read; check its permissions and encoding.'),
  pending: message('{0} is being read; its deployment follows.'),
  'no-reader': message('{0} cannot be read here. Write the keys of the deployment instead.'),
  format: message('Nothing can be read from {0}: {1}'),
};

const TOO_LARGE: Readonly<Record<WorkloadProblemData['too-large']['what'], string>> = {
  text: message('The file is longer than {0} characters and is not read. Split it.'),
  documents: message('The file has more than {0} documents; the rest is not read. Split it.'),
  nodes: message('The document has more than {0} values and is not read. Split it.'),
  aliases: message('Aliases unfold to more than {0} values. Write the values out, or use fewer anchors.'),
  depth: message('The document is nested deeper than {0} levels. Flatten it.'),
  names: message('There are more than {0} names under let. Remove some.'),
};

const NO_NAME: Readonly<Record<WorkloadProblemData['unknown-name']['kind'], string>> = {
  name: message('No name or unit is called "{0}".'),
  function: message('No function is called "{0}".'),
  deployment: message('No deployment is called "{0}".'),
  currency: message('No currency is called "{0}".'),
};

const SHADOWED: Readonly<Record<WorkloadProblemData['shadowed-name']['kind'], string>> = {
  unit: message('"{0}" is already a unit. Choose another name.'),
  function: message('"{0}" is already a function. Choose another name.'),
  currency: message('"{0}" is already a currency. Choose another name.'),
  keyword: message('"{0}" is already a keyword. Choose another name.'),
};

function otherText(path: readonly string[]): string {
  if (path[0] === 'let') return message('A let name cannot be called "{0}". Choose another name.');
  if (path.at(-2) === 'deployments') return message('A deployment cannot be called "{0}". Choose another name.');
  return message('A name cannot be called "{0}". Choose another name.');
}
