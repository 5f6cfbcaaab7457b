/**
 * mathjs, reduced to its parser. Nothing of mathjs ever evaluates: the syntax tree is walked by evaluate.ts, which
 * knows six kinds of node and a fixed list of functions. The instance is made on the first real expression.
 */
import { createParse } from 'mathjs/number';
import { nodeClasses, type ExpressionNode } from './nodes.ts';
import { rewrite } from './tokens.ts';

declare module 'mathjs/number' {
  /** The factory of the parser, with all that it is made of: exported and documented, and left out of mathjs' types. */
  export function createParse(scope: Readonly<Record<string, unknown>>): (text: string) => ExpressionNode;
}

export const LIMITS = { length: 500, nodes: 200, depth: 40 } as const;

export type Refusal =
  | { readonly code: 'syntax'; readonly detail: string }
  | { readonly code: 'too-long'; readonly limit: number }
  | { readonly code: 'too-complex'; readonly limit: number };

export type Parsed = { readonly ok: true; readonly node: ExpressionNode } | ({ readonly ok: false } & Refusal);

export interface ExpressionEngine {
  parse(text: string): Parsed;
}

/** Brackets and signs nest a recursive parser; both are counted before it sees the text. */
function tooDeep(text: string): boolean {
  let depth = 0;
  let signs = 0;
  for (const character of text) {
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    signs = '+-^!?:'.includes(character) ? signs + 1 : character.trim() === '' ? signs : 0;
    if (depth > LIMITS.depth || signs > LIMITS.depth) return true;
  }
  return false;
}

const NUMBERS = { number: 'number', numberFallback: 'number' };

/** mathjs would choose among signatures at each call, and learn to convert arguments; we call one, with a text. */
const typed = Object.assign(
  (_name: string, signatures: { readonly string: (text: string) => ExpressionNode }) => signatures.string,
  { addConversion: () => undefined },
);

export function createExpressionEngine(): ExpressionEngine {
  const parse = createParse({ ...nodeClasses, typed, numeric: Number, config: NUMBERS });
  return {
    parse(text) {
      if (text.length > LIMITS.length) return { ok: false, code: 'too-long', limit: LIMITS.length };
      if (tooDeep(text)) return { ok: false, code: 'too-complex', limit: LIMITS.depth };
      const rewritten = rewrite(text);
      if (!rewritten.ok) return { ok: false, code: 'syntax', detail: rewritten.found };
      try {
        return { ok: true, node: parse(rewritten.text) };
      } catch (error) {
        return { ok: false, code: 'syntax', detail: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}
