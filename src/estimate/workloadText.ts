/** The sentences of problems found in the text: what is, then what to do. */
import { formatNumber } from '../quantity/index.ts';
import { schemaAt, type WorkloadProblemCode, type WorkloadProblemData } from '../workload/index.ts';

type Sentences = {
  readonly [C in WorkloadProblemCode]: (
    data: WorkloadProblemData[C],
    locale: string,
    path: readonly string[],
  ) => string;
};

const list = (names: readonly string[], most = 6): string =>
  names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} …`;
const meant = (closest: string | undefined): string | undefined =>
  closest === undefined ? undefined : `Did you mean "${closest}"?`;

export const WORKLOAD_SENTENCES: Sentences = {
  'yaml-syntax': (d) => `This is not valid YAML: ${trim(d.detail)}.`,

  'too-large': (d, locale) => {
    const limit = formatNumber(d.limit, locale);
    switch (d.what) {
      case 'text':
        return `The file is longer than ${limit} characters and is not read. Split it.`;
      case 'documents':
        return `The file has more than ${limit} documents; the rest is not read. Split it.`;
      case 'nodes':
        return `The document has more than ${limit} values and is not read. Split it.`;
      case 'aliases':
        return `Aliases unfold to more than ${limit} values. Write the values out, or use fewer anchors.`;
      case 'depth':
        return `The document is nested deeper than ${limit} levels. Flatten it.`;
      case 'names':
        return `There are more than ${limit} names under let. Remove some.`;
    }
  },

  'unknown-key': (d, _locale, path) => {
    const place = path.length > 1 ? path.slice(0, -1).join('.') : 'the top level';
    return `"${d.key}" is not a key of ${place}. ${meant(d.closest) ?? (d.allowed.length > 0 ? `Keys: ${list(d.allowed, 12)}.` : 'Remove it.')}`;
  },

  'duplicate-key': (d) => `"${d.key}" stands twice; it is first on line ${d.first.start.line}. Keep one.`,

  'missing-key': (d, _locale, path) => {
    const place = path.length > 0 ? path.join('.') : 'The document';
    const what = d.anyOf ? `one of ${d.anyOf.join(', ')}` : d.key;
    return `${place} needs ${what}.${d.suggestion === undefined ? '' : ` Add ${d.suggestion.includes(':') ? d.suggestion : `${d.key}: ${d.suggestion}`}.`}`;
  },

  'unknown-value': (d) => `"${d.text}" is not known here. ${meant(d.closest) ?? `Use one of ${list(d.allowed, 10)}.`}`,

  'unknown-name': (d) => {
    const kind = d.kind === 'name' ? 'name or unit' : d.kind;
    const help =
      d.known.length > 0 ? `Known: ${list(d.known)}.` : d.kind === 'name' ? 'Define it under let.' : 'None is defined.';
    return `No ${kind} is called "${d.name}". ${meant(d.closest) ?? help}`;
  },

  'wrong-type': (d, _locale, path) => {
    const key = path.at(-1) ?? 'The document';
    if (d.got === 'other text') {
      const what = path[0] === 'let' ? 'let name' : path.at(-2) === 'deployments' ? 'deployment' : 'name';
      return `A ${what} cannot be called "${short(d.text)}". Choose another name.`;
    }
    if (d.got === 'nothing') {
      const example = schemaAt(path)?.example;
      return `${key} is empty. ${example === undefined ? `Write ${article(d.expected)}` : `Write ${key}: ${example}`}.`;
    }
    return `This must be ${article(d.expected)}; it is ${article(d.got)}${d.text === '' ? '' : ` ("${short(d.text)}")`}.`;
  },

  'wrong-unit': (d) =>
    `"${short(d.text)}" is ${article(d.got)}; ${article(d.expected)} is needed here. ${d.suggestion === undefined ? `Use a unit such as ${d.expectedUnit}.` : `Write ${d.suggestion}.`}`,

  'missing-unit': (d) =>
    `"${short(d.text)}" needs a unit of ${article(d.expected).replace(/^(a|an) /, '')}, such as ${list(d.units, 3)}. Write ${d.suggestion}.`,

  'out-of-range': (d, locale, path) => {
    if (d.reason === 'order' && d.minimum !== undefined) {
      const large = path.at(-1) ?? '';
      const small = large === 'p95' ? 'p50' : 'min';
      return `${large} is ${short(d.text)}, ${small} is ${formatNumber(d.minimum, locale)}. Write ${small} ≤ ${large}.`;
    }
    if (d.reason === 'order') return `The range ${short(d.text)} runs backwards. Write low ≤ mid ≤ high.`;
    if (d.reason === 'length')
      return `A profile has 24 hourly weights; this list has another length (${short(d.text)}).`;
    const number = (value: number): string =>
      `${formatNumber(value, locale)}${d.unit === '' || d.unit === '1' ? '' : ` ${d.unit}`}`;
    const bounds = [
      ...(d.above === undefined ? [] : [`above ${number(d.above)}`]),
      ...(d.minimum === undefined ? [] : [`at least ${number(d.minimum)}`]),
      ...(d.maximum === undefined ? [] : [`at most ${number(d.maximum)}`]),
      ...(d.integer ? ['a whole number'] : []),
    ];
    const way = d.suggestion === undefined ? '' : ` Write ${d.suggestion}.`;
    return `"${short(d.text)}" is out of range: it must be ${bounds.join(' and ')}.${way}`;
  },

  'bad-expression': (d, locale) => {
    const detail = d.detail === undefined ? '' : ` (${trim(d.detail)})`;
    switch (d.reason) {
      case 'syntax':
        return `"${short(d.text)}" is not an expression${detail}. Write a number with a unit, or arithmetic over let names.`;
      case 'too-long':
        return `The expression is longer than ${formatNumber(d.limit ?? 0, locale)} characters. Split it with let names.`;
      case 'too-complex':
        return `The expression has more than ${formatNumber(d.limit ?? 0, locale)} parts. Split it with let names.`;
      case 'not-allowed':
        return `"${short(d.text)}" uses something that expressions may not${detail}. Use arithmetic, comparisons and the listed functions.`;
      case 'dimensions':
        return `"${short(d.text)}" mixes ${d.left ?? 'one unit'} and ${d.right ?? 'another'}. Bring both to one unit.`;
      case 'arguments':
        return `A function in "${short(d.text)}" has the wrong arguments${detail}.`;
      case 'not-finite':
        return `"${short(d.text)}" has no finite value. Check for a division by zero.`;
    }
  },

  'expression-cycle': (d) =>
    `${d.names.join(' → ')} → ${d.names[0] ?? ''} refer to each other. Give one of them a value.`,

  'shadowed-name': (d) => `"${d.name}" is already a ${d.kind}. Choose another name.`,

  'conflicting-keys': (d) =>
    `${d.keys.join(' and ')} exclude each other${d.in === undefined ? '' : ` in ${d.in}`}. Keep one.`,
};

const MASS = /^(money|time|power|energy|carbon|water|bandwidth|text|true|nothing)\b/i;

/** "a rate", "an integer", "money": the article a noun takes. */
function article(what: string): string {
  const noun = what.replace(/^(a|an) /, '');
  if (MASS.test(noun) || /^(the|one|no)\b/.test(noun)) return noun;
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}

function trim(text: string): string {
  return text.split('\n')[0]?.replace(/[.:\s]+$/, '') ?? text;
}
