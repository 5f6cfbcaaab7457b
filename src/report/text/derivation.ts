/** A derivation as an indented tree: formula, inputs, and at the leaves the table row or the line of the document. */
import { english, formatQuantity, neighboursText, type Derivation, type Origin } from '../../quantity/index.ts';
import { escapeMarkdown } from './markdown.ts';

export interface DerivationOptions {
  readonly locale: string;
  /** Inputs that stand in several places are unfolded once. Deeper ones than this are left out. */
  readonly depth?: number;
}

export function derivationText(tree: Derivation, options: DerivationOptions): string {
  return treeLines(tree, options, { depth: 0, lead: '', childLead: '' }, new Set()).join('\n') + '\n';
}

/** For pull requests and chats; the tree keeps its shape inside a fence. */
export function derivationMarkdown(tree: Derivation, of: string, path: string, locale: string): string {
  return `**${escapeMarkdown(of)}**: \`${path.replaceAll('`', '')}\`\n\n\`\`\`text\n${derivationText(tree, { locale })}\`\`\`\n`;
}

/** Where a node stands: what is drawn before it, and before what is below it. */
interface Branch {
  readonly depth: number;
  readonly lead: string;
  readonly childLead: string;
}

function treeLines(
  node: Derivation,
  options: DerivationOptions,
  { depth, lead, childLead }: Branch,
  told: Set<Derivation>,
): readonly string[] {
  const head = `${lead}${node.label}: ${formatQuantity(node.quantity, { locale: options.locale })}${interval(node, options.locale)}`;
  if (node.inputs.length > 0 && told.has(node)) return [`${head}, as above`];
  told.add(node);
  const about = [
    node.formula === undefined ? undefined : `= ${node.formula}`,
    node.origin === undefined ? undefined : originText(node.origin),
  ]
    .filter((text) => text !== undefined)
    .map((text) => `${childLead}${node.inputs.length > 0 ? '│ ' : '  '}${text}`);
  if (depth >= (options.depth ?? 12)) return [head, ...about];
  const children = node.inputs.flatMap((input, i) => {
    const last = i === node.inputs.length - 1;
    const [branch, below] = last ? ['└ ', '  '] : ['├ ', '│ '];
    return treeLines(
      input,
      options,
      { depth: depth + 1, lead: childLead + branch, childLead: childLead + below },
      told,
    );
  });
  return [head, ...about, ...children];
}

function interval({ quantity }: Derivation, locale: string): string {
  const { value, low, high } = quantity;
  if (value === null || low === undefined || high === undefined || low === high) return '';
  const at = (bound: number): string =>
    formatQuantity({ value: bound, unit: quantity.unit, state: 'known' }, { locale });
  return ` (${at(low)} – ${at(high)})`;
}

/** Where a leaf comes from, in one line. */
export function originText(origin: Origin): string {
  switch (origin.kind) {
    case 'row':
      return [
        `${origin.table}${origin.line === undefined ? '' : `:${origin.line}`}`,
        origin.row,
        origin.source,
        origin.asOf,
        origin.confidence,
        origin.layer === 'bundled' ? '' : `${origin.layer} table`,
      ]
        .filter((part) => part !== '')
        .join(' · ');
    case 'document':
      return origin.elsewhere === undefined
        ? `line ${origin.range.start.line}: ${origin.path.join('.')}: ${origin.text}`
        : `${origin.elsewhere.file}:${origin.elsewhere.line}: ${origin.path.join('.')}: ${origin.text}`;
    case 'default':
      return `default: ${origin.reason}`;
    case 'choice':
      return `chosen: ${origin.reason}`;
    case 'model':
      return `model: ${origin.documentation}${origin.measurements === undefined ? '' : ` · ${origin.measurements} measurements`}${origin.slice === undefined ? '' : ` · ${origin.slice}`}${origin.near === undefined ? '' : ` · ${neighboursText(origin.near, english)}`}`;
    case 'definition':
      return `definition: ${origin.documentation}`;
    case 'unknown':
      return `unknown: ${origin.reason}`;
  }
}
