/**
 * Expressions: what a user may write where a number stands, beyond a literal. Start at evaluate.ts.
 *
 * mathjs is behind engine.ts and only parses. Import this folder from lazily loaded code: it brings mathjs' parser.
 */
export { createExpressionEngine, LIMITS as EXPRESSION_LIMITS, type ExpressionEngine } from './engine.ts';
export {
  COMPARISONS,
  evaluateExpression,
  evaluateNode,
  parseExpression,
  type Evaluated,
  type ExpressionFailure,
  type Lookup,
} from './evaluate.ts';
export { FUNCTIONS, type AllowedFunction } from './functions.ts';
export type { ExpressionNode } from './nodes.ts';
export { interval, ranged, type Interval, type Sampled } from './sampled.ts';
export { words, type Word } from './tokens.ts';
