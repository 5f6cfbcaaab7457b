/** How deep a text may nest, and where it nests deeper, found without the recursion that such a text is made for. */
import { Parser, type CST } from 'yaml';

/** Levels of mappings and lists. */
export const MOST_NESTED = 100;

/** Offset of the first node nested deeper than the limit: such a text must not reach the library, which recurses. */
export function tooDeepAt(text: string): number | undefined {
  return mayBeDeep(text) ? firstTooDeep(text) : undefined;
}

/** A quick upper bound of the nesting: open brackets, and what stands before the first word of a line. */
function mayBeDeep(text: string): boolean {
  let open = 0;
  let lead = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 10) lead = 0;
    else if (lead >= 0) lead = code === 32 || code === 9 || code === 45 || code === 63 || code === 58 ? lead + 1 : -1;
    if (code === 91 || code === 123) open += 1;
    else if (code === 93 || code === 125) open -= 1;
    if (open > MOST_NESTED || lead > MOST_NESTED) return true;
  }
  return false;
}

/**
 * Offset of the first token nested beyond the limit. The library composes nodes recursively, and a process that runs
 * out of stack in there may not survive; its token parser does not recurse, and neither does this.
 */
function firstTooDeep(text: string): number | undefined {
  const stack: { readonly token: CST.Token; readonly depth: number }[] = [];
  for (const token of new Parser().parse(text)) stack.push({ token, depth: 0 });
  while (stack.length > 0) {
    const { token, depth } = stack.pop() ?? never();
    if (depth > MOST_NESTED) return token.offset;
    if ('value' in token && token.value) stack.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      if (key) stack.push({ token: key, depth: depth + 1 });
      if (value) stack.push({ token: value, depth: depth + 1 });
    }
  }
  return undefined;
}

function never(): never {
  throw new Error('a stack that is not empty has a top');
}
