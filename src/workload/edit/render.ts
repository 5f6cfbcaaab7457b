/** Values as YAML text, in the style of the examples: plain scalars, small mappings in braces, large ones in lines. */

export type EditValue = string | number | boolean | null | readonly EditValue[] | { readonly [key: string]: EditValue };

export type EditMapping = { readonly [key: string]: EditValue };

/** Lines longer than this are broken into a block mapping. */
const WIDTH = 100;

const INDICATOR = /^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:\s|$))/;
const RESERVED = /^(?:~|null|true|false|yes|no|on|off|<<)$/i;

/** Whether the text means itself without quotes, in braces as well. A number stays a number: readers of text take both. */
function isPlain(text: string): boolean {
  if (text === '' || text !== text.trim() || RESERVED.test(text) || INDICATOR.test(text)) return false;

  return !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff,[\]{}]|: |:$| #/.test(text);
}

export function renderScalar(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value);
  return isPlain(value) ? value : JSON.stringify(value);
}

export function isMapping(value: EditValue): value is EditMapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** On one line: `{cloud: aws, purchase: 1-year}`. */
export function renderFlow(value: EditValue): string {
  if (Array.isArray(value)) return `[${(value as readonly EditValue[]).map(renderFlow).join(', ')}]`;
  if (isMapping(value)) {
    const entries = Object.entries(value).map(([key, item]) => `${renderScalar(key)}: ${renderFlow(item)}`);
    return `{${entries.join(', ')}}`;
  }
  return renderScalar(value as string | number | boolean | null);
}

/**
 * One entry of a block mapping, as lines without their first indentation.
 *
 * @param indent column of the key
 * @param step further indentation of nested lines
 * @param open how many levels of mappings are kept in lines even where they would fit on one
 */
export function renderEntry(key: string, value: EditValue, indent: number, step: number, open = 0): string[] {
  const head = `${renderScalar(key)}:`;
  const flow = renderFlow(value);
  const block =
    isMapping(value) && Object.keys(value).length > 0 && (open > 0 || indent + head.length + 1 + flow.length > WIDTH);
  if (!block) return [`${head} ${flow}`];
  return [head, ...renderBlock(value, indent + step, step, open - 1)];
}

/** A mapping in lines, each with its indentation. */
export function renderBlock(value: EditMapping, indent: number, step: number, open = 0): string[] {
  return Object.entries(value).flatMap(([key, item]) => {
    const [first = '', ...rest] = renderEntry(key, item, indent, step, open);
    return [' '.repeat(indent) + first, ...rest];
  });
}
