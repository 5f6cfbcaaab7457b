/** docs/workload.md's list of keys, written from the definition. */
import { DOCUMENT } from './definition.ts';
import { schemaAt, type KeyInfo } from './lookup.ts';

/** Sections of the reference: heading, path of the mapping, and what to say before its table. */
const SECTIONS: readonly (readonly [heading: string, path: readonly string[], introduction: string])[] = [
  [
    'The document',
    [],
    'Keys are snake_case. Keys that begin with `x-` are ignored at the top level: a home for anchors.',
  ],
  ['`traffic`', ['traffic'], ''],
  [
    '`traffic.input_tokens`, `traffic.output_tokens`',
    ['traffic', 'input_tokens'],
    'A number is the mean; a mapping says more.',
  ],
  ['`traffic.images`', ['traffic', 'images'], 'Rules by model: `pricing/models/images.csv`.'],
  ['`slo`', ['slo'], ''],
  [
    '`slo.ttft`, `slo.tpot`',
    ['slo', 'ttft'],
    'One statistic; a plain time is the 95th percentile of `ttft`, the mean of `tpot`.',
  ],
  [
    '`serving`, a deployment, a pool',
    ['serving'],
    'These keys hold for all deployments in `serving`, for one in the deployment, for one pool in `prefill`, `decode` or `feed_forward`. The innermost wins.',
  ],
  ['`speculative`', ['serving', 'speculative'], ''],
  ['`speculative.draft`', ['serving', 'speculative', 'draft'], ''],
  ['`scaling`', ['serving', 'scaling'], 'A word, or a mapping with `min` and `max`, or with `replicas`.'],
  ['`site`', ['site'], ''],
  ['`operations`', ['operations'], 'Templates with sourced values: `pricing/operations`.'],
  ['`budget`', ['budget'], ''],
  ['`horizon`', ['horizon'], 'The years of the plan, for [`tco`](commands/tco.md) ([rules](definitions.md#years)).'],
  [
    'A deployment',
    ['deployments', '*'],
    'Either `accelerator` with `rent` or `own`, or `prefill` and `decode`, or `api`; and the keys of `serving`.',
  ],
  [
    'A pool',
    ['deployments', '*', 'decode'],
    '`prefill`, `decode` and `feed_forward` take the keys of `serving`, and these.',
  ],
  ['`rent`', ['deployments', '*', 'rent'], ''],
  [
    '`rent.commit`',
    ['deployments', '*', 'rent', 'commit'],
    'Either `replicas` or `share`. A fleet that does not scale bursts never: what is not committed runs every hour as `burst` says.',
  ],
  [
    '`own`',
    ['deployments', '*', 'own'],
    'What is left out comes from `pricing/ownership`, with its source and interval.',
  ],
  ['`api`', ['deployments', '*', 'api'], ''],
  ['`api.price`', ['deployments', '*', 'api', 'price'], ''],
];

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function typeOf(info: KeyInfo): string {
  const parts: string[] = [];
  if (info.measure !== undefined) {
    const units = (info.units ?? []).map((unit) => `\`${unit}\``).join(', ');
    parts.push(units === '' ? info.measure.replace(/^an? /, '') : `${info.measure.replace(/^an? /, '')}: ${units}`);
  }
  if (info.values) parts.push(info.values.map(({ value }) => `\`${value}\``).join(', '));
  if (info.listLength) parts.push(`list of ${[...new Set(info.listLength)].join(' to ')} numbers`);
  if (info.table !== undefined) parts.push(`${info.table} name`);
  if (info.type === 'boolean') parts.push('`true`, `false`');
  if (info.type === 'text') parts.push('text');
  if (info.type === 'path') parts.push('path');
  if (info.type === 'deployment-name') parts.push('deployment name');
  if (info.keys || info.names) parts.push('mapping');
  return parts.join('; ');
}

function boundsOf({ minimum, maximum, above, integer }: KeyInfo): string {
  const parts = [
    ...(integer ? ['whole'] : []),
    ...(above === undefined ? [] : [`> ${above}`]),
    ...(minimum === undefined ? [] : [`≥ ${minimum}`]),
    ...(maximum === undefined ? [] : [`≤ ${maximum}`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function defaultOf(info: KeyInfo): string {
  if (info.required) return 'required';
  if (info.default === undefined) return '';
  return info.default.startsWith('(') ? info.default.slice(1, -1) : `\`${info.default}\``;
}

function row(path: readonly string[], key: string): string {
  const info = schemaAt([...path, key]);
  if (!info) throw new Error(`no key ${[...path, key].join('.')}`);
  const example = info.example === undefined ? '' : ` Example: \`${info.example}\`.`;
  return `| \`${key}\` | ${cell(info.doc + example)} | ${cell(typeOf(info) + boundsOf(info))} | ${cell(defaultOf(info))} |`;
}

/** Keys of a section; those of `serving` are listed once, in their own section. */
function keysOf(path: readonly string[]): readonly string[] {
  const keys = schemaAt(path)?.keys ?? [];
  if (path[0] !== 'deployments' || path.length > 3 || path[2] === 'rent' || path[2] === 'own' || path[2] === 'api')
    return keys;
  const serving = schemaAt(['serving'])?.keys ?? [];
  return keys.filter((key) => !serving.includes(key));
}

/** Markdown: one table per mapping, every key of the language in exactly one row. */
export function reference(): string {
  const sections = SECTIONS.map(([heading, path, introduction]) => {
    const rows = (path.length === 0 ? Object.keys(DOCUMENT.keys) : keysOf(path)).map((key) => row(path, key));
    const head = ['| key | meaning | value | default |', '| --- | --- | --- | --- |'];
    return [`### ${heading}`, ...(introduction === '' ? [] : [introduction]), [...head, ...rows].join('\n')].join(
      '\n\n',
    );
  });
  return `${sections.join('\n\n')}\n`;
}
