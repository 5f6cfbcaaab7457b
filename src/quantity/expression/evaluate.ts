/**
 * Evaluates an expression over names and units. Only numbers, names, `+ - * / ^`, `to`, comparisons, `? :` and the
 * functions of functions.ts exist here; any other node of the syntax tree is refused by name.
 */
import { isPlain, over, PLAIN, power, sameDimension, times, type Dimension } from '../dimension.ts';
import { unitNamed, WEAK_CONSTANTS, type CurrencyRates } from '../units.ts';
import { createExpressionEngine, LIMITS, type ExpressionEngine, type Parsed, type Refusal } from './engine.ts';
import { FUNCTIONS } from './functions.ts';
import type { ExpressionNode } from './nodes.ts';
import { lift, type Sampled } from './sampled.ts';

/** What a name of the document means; `failed`: it has an error of its own, already reported. */
export type Lookup = (name: string) => Sampled | 'failed' | undefined;

export type ExpressionFailure =
  | Refusal
  | { readonly code: 'not-allowed'; readonly what: string }
  | { readonly code: 'unknown-name'; readonly name: string; readonly call: boolean }
  | { readonly code: 'dimensions'; readonly operation: string; readonly left: Dimension; readonly right: Dimension }
  | { readonly code: 'arguments'; readonly name: string; readonly least: number; readonly most: number }
  | { readonly code: 'not-finite' }
  /** A name it uses has an error of its own. */
  | { readonly code: 'depends-on-error'; readonly name: string };

export type Evaluated = { readonly ok: true; readonly value: Sampled } | ({ readonly ok: false } & ExpressionFailure);

class Stop extends Error {
  readonly failure: ExpressionFailure;
  constructor(failure: ExpressionFailure) {
    super(failure.code);
    this.failure = failure;
  }
}

function stop(failure: ExpressionFailure): never {
  throw new Stop(failure);
}

/** They give 1 where they hold, 0 where they do not. */
export const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

/** A name of the document, a unit, or a constant such as `pi`. */
function symbol(name: string, lookup: Lookup, rates: CurrencyRates): Sampled {
  const given = lookup(name);
  if (given === 'failed') return stop({ code: 'depends-on-error', name });
  if (given) return given;
  const unit = unitNamed(name, rates);
  if (unit) return { value: unit.factor, dimension: unit.dimension };
  const constant = Object.hasOwn(WEAK_CONSTANTS, name) ? WEAK_CONSTANTS[name] : undefined;
  if (constant !== undefined) return { value: constant, dimension: PLAIN };
  if (FUNCTIONS.has(name)) return stop({ code: 'not-allowed', what: name });
  return stop({ code: 'unknown-name', name, call: false });
}

/** The dimension that both sides have. */
function agree(operation: string, a: Sampled, b: Sampled): Dimension {
  if (!sameDimension(a.dimension, b.dimension)) {
    stop({ code: 'dimensions', operation, left: a.dimension, right: b.dimension });
  }
  return a.dimension;
}

function operator(op: string, a: Sampled, b: Sampled | undefined): Sampled {
  if (!b) {
    if (op !== '-' && op !== '+') return stop({ code: 'not-allowed', what: op });
    return op === '-' ? lift([a], a.dimension, ([x = NaN]) => -x) : a;
  }
  const compare = Object.hasOwn(COMPARISONS, op) ? COMPARISONS[op] : undefined;
  if (compare) return lift([a, b], (agree(op, a, b), PLAIN), ([x = NaN, y = NaN]) => (compare(x, y) ? 1 : 0));
  switch (op) {
    case '+':
      return lift([a, b], agree(op, a, b), ([x = NaN, y = NaN]) => x + y);
    case '-':
      return lift([a, b], agree(op, a, b), ([x = NaN, y = NaN]) => x - y);
    case '*':
      return lift([a, b], times(a.dimension, b.dimension), ([x = NaN, y = NaN]) => x * y);
    case '/':
      return lift([a, b], over(a.dimension, b.dimension), ([x = NaN, y = NaN]) => x / y);
    case '^':
      if (!isPlain(b.dimension)) stop({ code: 'dimensions', operation: op, left: PLAIN, right: b.dimension });
      return lift([a, b], power(a.dimension, b.value), ([x = NaN, y = NaN]) => x ** y);
    case 'to':
    case 'in': // asks for another unit of the same dimension: the quantity stays
      return agree(op, a, b) && a;
    default:
      return stop({ code: 'not-allowed', what: op });
  }
}

function call(name: string, given: readonly Sampled[]): Sampled {
  const allowed = FUNCTIONS.get(name);
  const first = given[0];
  if (!allowed) return stop({ code: 'unknown-name', name, call: true });
  const [least, most] = allowed.arity;
  if (given.length < least || given.length > most || !first) return stop({ code: 'arguments', name, least, most });
  const wanted = allowed.dimensions === 'plain' ? PLAIN : first.dimension;
  for (const argument of given) {
    if (sameDimension(argument.dimension, wanted)) continue;
    stop({ code: 'dimensions', operation: name, left: wanted, right: argument.dimension });
  }
  const result = typeof allowed.dimensions === 'object' ? power(wanted, 1 / allowed.dimensions.root) : wanted;
  return lift(given, result, allowed.apply);
}

/** Evaluates a syntax tree from its leaves; counts its nodes, for a text may hold any number. */
function walker(lookup: Lookup, rates: CurrencyRates): (node: ExpressionNode) => Sampled {
  let nodes = 0;
  function walk(node: ExpressionNode): Sampled {
    nodes += 1;
    if (nodes > LIMITS.nodes) return stop({ code: 'too-complex', limit: LIMITS.nodes });
    switch (node.type) {
      case 'ConstantNode':
        if (typeof node.value !== 'number') return stop({ code: 'not-allowed', what: String(node.value) });
        return { value: node.value, dimension: PLAIN };
      case 'ParenthesisNode':
        return node.content ? walk(node.content) : stop({ code: 'not-finite' });
      case 'SymbolNode':
        return symbol(String(node.name), lookup, rates);
      case 'OperatorNode': {
        const [a, b] = (node.args ?? []).map(walk);
        return a ? operator(node.op ?? '', a, b) : stop({ code: 'not-finite' });
      }
      case 'FunctionNode':
        if (typeof node.fn !== 'object' || node.fn.type !== 'SymbolNode')
          return stop({ code: 'not-allowed', what: 'call' });
        if (!FUNCTIONS.has(String(node.fn.name)))
          return stop({ code: 'unknown-name', name: String(node.fn.name), call: true });
        return call(String(node.fn.name), (node.args ?? []).map(walk));
      case 'ConditionalNode': {
        if (!node.condition || !node.trueExpr || !node.falseExpr) return stop({ code: 'not-finite' });
        const [test, yes, no] = [walk(node.condition), walk(node.trueExpr), walk(node.falseExpr)];
        return lift([test, yes, no], agree('?', yes, no), ([t, y = NaN, n = NaN]) => (t === 0 ? n : y));
      }
      default:
        return stop({ code: 'not-allowed', what: node.type.replace(/Node$/, '').toLowerCase() });
    }
  }
  return walk;
}

let shared: ExpressionEngine | undefined;

/** The syntax tree of a text; never throws for any text. */
export function parseExpression(text: string): Parsed {
  return (shared ??= createExpressionEngine()).parse(text);
}

/**
 * @param lookup meaning of names that are neither units nor functions
 * @param rates currencies beside USD
 * @returns the value in base units; never throws for any text
 */
export function evaluateExpression(text: string, lookup: Lookup, rates: CurrencyRates = {}): Evaluated {
  const parsed = parseExpression(text);
  return parsed.ok ? evaluateNode(parsed.node, lookup, rates) : parsed;
}

/** The value of a syntax tree, or of a part of one, in base units. */
export function evaluateNode(node: ExpressionNode, lookup: Lookup, rates: CurrencyRates = {}): Evaluated {
  try {
    const value = walker(lookup, rates)(node);
    const points = [value.value, ...[...(value.ends?.values() ?? [])].flat()];
    return points.every(Number.isFinite) ? { ok: true, value } : { ok: false, code: 'not-finite' };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, ...error.failure };
    throw error;
  }
}
