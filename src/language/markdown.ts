/** Markdown from facts: user text and table text are escaped here and nowhere else. */
import type { Derivation, Origin } from '../quantity/index.ts';
import { formatQuantity, neighboursText } from '../quantity/index.ts';
import type { LanguageContext } from './types.ts';

/**
 * Text that means nothing to Markdown: no emphasis, links, HTML, tables, entities; addresses do not become links; at the
 * beginning no list, heading or quote. Other signs stay as they are, so that the source reads like what is shown.
 */
export function escape(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/[\\`*_[\]<>|&~@]/g, '\\$&')
    .replace(/:\/\//g, ':\\/\\/')
    .replace(/\bwww\./gi, '$&\u2060')
    .replace(/^(\s*)([-+#=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** Text as code; back-ticks inside are lengthened away. */
export function code(text: string): string {
  const clean = text.replace(/\r?\n/g, ' ').replace(/\|/g, '\\|');
  return clean.includes('`') ? `\`\` ${clean} \`\`` : `\`${clean}\``;
}

/** A table; cells are Markdown already. `align` one of `l`, `r` per column. */
export function table(header: readonly string[], align: string, rows: readonly (readonly string[])[]): string {
  const rule = header.map((_, column) => (align[column] === 'r' ? '--:' : ':--'));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A table for hovers, whose cells have no margin of their own and break a number from its unit. */
export function spaced(header: readonly string[], align: string, rows: readonly (readonly string[])[]): string {
  const gap = (cells: readonly string[]): string[] =>
    cells.map((cell, column) => {
      const text = align[column] === 'r' && cell.length <= 24 ? cell.replaceAll(' ', '\u00a0') : cell;
      return column === 0 || cell === '' ? text : `&nbsp;&nbsp;${text}`;
    });
  return table(gap(header), align, rows.map(gap));
}

/** A link to a published source; anything but https is shown as text, so that no table can start a command. */
export function sourceLink(source: string): string {
  const address = webAddress(source);
  if (address === undefined) return escape(source);
  const target = address.replace(/[()<>"'`\\ ]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `[${escape(titleOf(source, address))}](${target})`;
}

/** The first https address in a text, without the punctuation that closes a sentence or a bracket opened before it. */
export function webAddress(source: string): string | undefined {
  const found = /https:\/\/[^\s<>\]"'`]+/.exec(source)?.[0].replace(/[.,;:]+$/, '');
  if (found === undefined) return undefined;
  const opened = found.split('(').length - 1;
  const closed = found.split(')').length - 1;
  return closed > opened ? found.replace(new RegExp(`\\){${closed - opened}}[.,;:]*$`), '') : found;
}

function titleOf(source: string, address: string): string {
  const words = source
    .replace(address, '')
    .replace(/[\s:;,.()–-]+$/, '')
    .trim();
  return words === '' ? address.replace(/^https:\/\//, '').replace(/\/.*$/, '') : words;
}

/** One line of origin: "clouds/aws.csv, p5.48xlarge us-east-1 · AWS price list · 2026-07-20 · published · bundled". */
export function originLine(origin: Origin, { t }: Pick<LanguageContext, 't'>): string {
  switch (origin.kind) {
    case 'row':
      return [
        code(`${origin.table}${origin.line === undefined ? '' : `:${origin.line}`}`),
        escape(origin.row),
        sourceLink(origin.source),
        escape(origin.asOf),
        confidence(origin.confidence, t),
        layer(origin.layer, t),
      ].join(' · ');
    case 'document':
      return origin.elsewhere === undefined
        ? t('line {0} of this file: {1}', origin.range.start.line, code(origin.text))
        : t('line {0} of {1}: {2}', origin.elsewhere.line, code(origin.elsewhere.file), code(origin.text));
    case 'default':
      return t('default: {0}', escape(origin.reason));
    case 'choice':
      return t('chosen: {0}', escape(origin.reason));
    case 'model':
      return [
        origin.measurements === undefined
          ? t('performance model')
          : t('performance model, interval from {0} measurements', origin.measurements),
        ...(origin.near ? [escape(neighboursText(origin.near, t))] : []),
      ].join(' · ');
    case 'definition':
      return t('by definition');
    case 'unknown':
      return t('unknown: {0}', escape(origin.reason));
  }
}

function confidence(value: 'published' | 'third-party' | 'estimate', t: LanguageContext['t']): string {
  return value === 'published' ? t('published') : value === 'third-party' ? t('third party') : t('estimate');
}

function layer(value: 'workspace' | 'setting' | 'refreshed' | 'bundled', t: LanguageContext['t']): string {
  switch (value) {
    case 'workspace':
      return t('from the workspace');
    case 'setting':
      return t('from your price folder');
    case 'refreshed':
      return t('refreshed');
    case 'bundled':
      return t('shipped');
  }
}

/** A derivation as a nested list, down to `depth`; deeper parts are counted. Its terms are those of the formulas, English. */
export function derivationList(
  derivation: Derivation,
  context: Pick<LanguageContext, 't' | 'locale'>,
  depth: number,
): string {
  const lines: string[] = [];
  const visit = (node: Derivation, level: number): void => {
    const value = formatQuantity(node.quantity, { locale: context.locale });
    const formula = node.formula === undefined || node.formula.trim() === '' ? '' : ` = ${code(node.formula)}`;
    const origin = node.origin === undefined ? '' : `  \n${'  '.repeat(level)}  ${originLine(node.origin, context)}`;
    lines.push(`${'  '.repeat(level)}- ${escape(node.label)}: **${escape(value)}**${formula}${origin}`);
    if (level < depth) node.inputs.forEach((input) => visit(input, level + 1));
    else if (node.inputs.length > 0)
      lines.push(`${'  '.repeat(level + 1)}- ${context.t('made of {0} more', node.inputs.length)}`);
  };
  visit(derivation, 0);
  return lines.join('\n');
}
