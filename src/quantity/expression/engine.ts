/**
 * mathjs, reduced to its parser. Nothing of mathjs ever evaluates: the syntax tree is walked by evaluate.ts, which
 * knows six kinds of node and a fixed list of functions. The instance is made on the first real expression.
 */
import { create, parseDependencies, type FactoryFunctionMap, type MathNode } from 'mathjs/number';
import { rewrite } from './tokens.ts';

export const LIMITS = { length: 500, nodes: 200, depth: 40 } as const;

export type Refusal =
  | { readonly code: 'syntax'; readonly detail: string }
  | { readonly code: 'too-long'; readonly limit: number }
  | { readonly code: 'too-complex'; readonly limit: number };

export type Parsed = { readonly ok: true; readonly node: MathNode } | ({ readonly ok: false } & Refusal);

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

export function createExpressionEngine(): ExpressionEngine {
  const { parse } = create(parseDependencies as FactoryFunctionMap) as unknown as { parse: (text: string) => MathNode };
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
